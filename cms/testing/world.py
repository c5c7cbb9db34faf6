"""A small site of real objects, made by the platform's own actions: what most tests start from."""

# Imports of models are local: pytest loads this file before Django's apps are ready.
import copy
import datetime
import io
import itertools

import pytest

__all__ = ["World", "_founded", "answers_for", "publish", "review", "world"]

PASSWORD = "Hongban-2026"  # noqa: S105 (of accounts that exist in tests only)

_numbers = itertools.count(1)


class World:
    """A committee with a branch, another branch, and one person per role in each: what most tests start from.

    `world.user("drafter")` is the branch's; `world.user("drafter", world.other)` the other branch's;
    approver, party_office and the three officers are the committee's.
    """

    def __init__(self):
        from cms.tree.actions import create_unit

        self.committee = create_unit(title="江北车桥厂党委", kind="committee", code="committee")
        self.branch = create_unit(title="总装党支部", kind="branch", code="zongzhuang", parent=self.committee)
        self.other = create_unit(title="机加党支部", kind="branch", code="jijia", parent=self.committee)
        self._users: dict[tuple[str, int], object] = {}

    def person(self, name: str = "", unit=None, user=None):
        from cms.people import Person

        return Person.objects.create(name=name or f"人员{next(_numbers)}", unit=unit or self.branch, user=user)

    def new_user(self, *roles: str, unit=None, name: str = "", **fields):
        """A new account whose person holds these roles in `unit` (the branch) since a year ago."""
        from django.contrib.auth.models import User
        from django.utils import timezone

        from cms.people import Membership

        unit = unit or self.branch
        user = User.objects.create_user(username=f"user{next(_numbers)}", password=PASSWORD, **fields)
        person = self.person(name, unit, user)
        since = timezone.localdate() - datetime.timedelta(days=365)
        for role in roles:
            Membership.objects.create(person=person, unit=unit, role=role, since=since)
        return user

    def user(self, role: str, unit=None):
        """The account that holds this role in the unit; made at first use. The committee holds what only it may."""
        from cms.people import COMMITTEE_ONLY

        unit = unit or (self.committee if role in COMMITTEE_ONLY else self.branch)
        if (role, unit.pk) not in self._users:
            self._users[role, unit.pk] = self.new_user(role, unit=unit)
        return self._users[role, unit.pk]

    def section(self, module: str, unit=None, **kwargs):
        """The unit's section of this module, opened at first use (a year ago, counted)."""
        from django.utils import timezone

        from cms.tree.actions import open_section

        kwargs.setdefault("since", timezone.localdate() - datetime.timedelta(days=365))
        return open_section(unit or self.branch, module, **kwargs)

    def image(self, unit=None, **fields):
        """A small image in the unit's collection."""
        from django.core.files.base import ContentFile
        from PIL import Image as Picture

        from cms.media import Image

        content = io.BytesIO()
        number = next(_numbers)
        Picture.new("RGB", (64, 48), (180, number % 256, 40)).save(content, "PNG")
        defaults = {
            "title": f"图片{number}",
            "collection": (unit or self.branch).collection,
            "file": ContentFile(content.getvalue(), name="image.png"),
        }
        return Image.objects.create(**(defaults | fields))

    def attachment(self, unit=None, content: bytes = b"", **fields):
        """A small file in the unit's collection; every one has bytes of its own."""
        from django.core.files.base import ContentFile

        from cms.media import Attachment

        number = next(_numbers)
        defaults = {
            "title": f"附件{number}.txt",
            "collection": (unit or self.branch).collection,
            "file": ContentFile(content or f"附件{number}".encode(), name="file.txt"),
        }
        return Attachment.objects.create(**(defaults | fields))

    def draft(self, model, unit=None, *, by=None, rows: dict | None = None, **fields):
        """A draft of this page type with its first revision. `rows`: {table: [row instances]}. Envelope fields have defaults."""
        from django.utils import timezone

        unit = unit or self.branch
        by = by or self.user("drafter", unit)
        defaults = {
            "title": f"记录{next(_numbers)}",
            "occurred_on": timezone.localdate(),
            "confidentiality": "non_classified",
            "owner": by,
            "live": False,
        }
        page = model(**(defaults | fields))
        for name, items in (rows or {}).items():
            setattr(page, name, items)
        self.section(model.module_label(), unit).add_child(instance=page)
        page.save_revision(user=by)
        return page

    def published(self, model, unit=None, **kwargs):
        """A record of this page type that passed the three reviews."""
        page = self.draft(model, unit, **kwargs)
        return publish(self, page)


def review(world: World, page, upto: int = 3) -> None:
    """Submit the page and let the people of the first `upto` stages pass it."""
    from cms.moderation.actions import submit

    unit = page.owning_unit
    _note_a_correction(world, page, unit)
    submit(page, world.user("drafter", unit))
    reviewers = [world.user("reviewer", unit), world.user("secretary", unit), world.user("approver", unit.committee)]
    for reviewer in reviewers[:upto]:
        state = type(page).objects.get(pk=page.pk).current_workflow_task_state
        decide(state, reviewer, "pass")


def _note_a_correction(world: World, page, unit) -> None:
    """What was once published says at its next submission what it corrects."""
    draft = page.get_latest_revision_as_object()
    if page.is_record and page.first_published_at and not draft.correction_note:
        draft.correction_note = "更正：核对原始记录后修改"
        draft.save_revision(user=world.user("drafter", unit))


def decide(task_state, by, decision: str, **values):
    """`cms.moderation.actions.decide()` by a reviewer who finds everything in order: the review form is answered 是, and what
    machine checks found is dismissed; whatever a test gives itself stays."""
    from cms.moderation import actions
    from cms.moderation.models import Release

    if decision == "pass":
        releases = Release.objects.filter(workflow_state=task_state.workflow_state_id)
        answers, found = answers_for(releases, task_state.task.specific.stage)
        values = {"answers": answers, "found": found} | values
    return actions.decide(task_state, by, decision, **values)


def answers_for(releases, stage: str) -> tuple[dict, dict]:
    """The review form of this stage answered 是, and whatever machine checks found in these releases dismissed."""
    from cms.moderation import checklist
    from cms.moderation.models import MachineFinding
    from cms.moderation.stages import BY_SLUG

    answers = {item.slug: {"answer": "yes"} for item in checklist.items_of(BY_SLUG[stage])}
    found = MachineFinding.objects.filter(release__in=releases, answer="", must_answer=True)
    return answers, {one.pk: {"answer": "dismiss", "reason": "已对照原始记录核实"} for one in found}


def publish(world: World, page):
    """Take a draft through the three reviews; the page as it is live."""
    review(world, page)
    return type(page).objects.get(pk=page.pk)


@pytest.fixture(scope="session")
def _founded(django_db_setup, django_db_blocker):
    """What gives a new world in a fresh database: founded once, its rows then only written again.

    Founded anew each time once the tables were emptied (by a test with real transactions), for their ids are others then.
    """
    from django.db.models.signals import post_migrate

    from .rows import remember, repeat

    emptied = []

    def on_emptied(**kwargs):
        emptied.append(True)

    with django_db_blocker.unblock():
        first, statements = remember(World)
    post_migrate.connect(on_emptied, dispatch_uid="cms.testing.world")

    def founded() -> World:
        if emptied:
            return World()
        repeat(statements)
        return copy.deepcopy(first)

    yield founded
    post_migrate.disconnect(dispatch_uid="cms.testing.world")


@pytest.fixture
def world(db, _founded):
    return _founded()
