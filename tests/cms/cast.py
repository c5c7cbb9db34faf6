"""The cast of the access matrix: everybody who could look, and everything that could leak, each with a word of its own."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.utils import timezone

from cms.access import SCOPES
from cms.delivery import outbox
from cms.delivery.media import image_json
from cms.delivery.models import Document, DocumentPath
from cms.moderation.actions import submit, withdraw
from cms.people import Membership
from cms.testing import World, publish
from cms.tree import RecordAttachment, Unit
from cms.tree.actions import create_unit
from modules.committee_meetings.models import CommitteeMeetingItem
from modules.policy_objectives.evidence import link
from modules.three_meetings_one_lesson.models import MeetingSignInSheet
from modules.work_guide.models import GuideBasis, GuideRecord
from tests.cms.samples import committee_meeting, featured, meeting
from tests.modules.policy_objectives.goals import actuals, published

# Who there is by role and unit: in the branch itself, elsewhere below the same committee, at the committee, below another
PEOPLE = {
    "branch": ("employee", "member", "drafter", "reviewer", "secretary"),
    "other": ("employee", "member", "drafter", "reviewer", "secretary"),
    "committee": ("employee", "member", "reviewer", "secretary", "approver", "party_office"),
    "third": ("member", "secretary"),
    "second": ("member", "approver", "party_office"),
    "school": ("employee", "drafter"),
}
# In everything, so that one search finds whatever may be found
COMMON = "zzqcommon"
PASSWORD = "Hongban-2026"


@dataclass
class Thing:
    """Something that could leak: `word` is nowhere but in it. `owner`: the name of its unit."""

    name: str
    word: str
    owner: str
    page: object
    path: str = ""
    earlier: str = ""
    files: tuple[str, ...] = ()

    def __str__(self):
        return self.name

    @property
    def is_home(self) -> bool:
        return self.name.endswith("home")

    @property
    def is_part(self) -> bool:
        """Whether the word is in a part only of something that more people read."""
        return self.name.endswith(("restricted field", "masked name", "new version", "behind an extract"))


class Cast:
    """The committee with two branches, a committee below it with a branch, a practice branch; people in every role; things."""

    def __init__(self):
        self.world = world = World()
        second = create_unit(title="分厂党委", kind="committee", code="second", parent=world.committee)
        third = create_unit(title="分厂支部", kind="branch", code="third", parent=second)
        school = create_unit(title="练习支部", kind="branch", code="school", parent=world.committee, practice=True)
        self.units = {
            "committee": world.committee, "branch": world.branch, "other": world.other, "second": second, "third": third,
            "school": school,
        }  # fmt: skip
        self.users = self._people()
        self.things: dict[str, Thing] = {}
        for scope in SCOPES:
            self._record(f"branch {scope}", "branch", disclosure_scope=scope)
        for scope in ("unit", "committee", "restricted"):
            self._record(f"third {scope}", "third", disclosure_scope=scope)
            self._record(f"committee {scope}", "committee", disclosure_scope=scope)
        self._record("school public", "school", disclosure_scope="public")
        self._restricted_field()
        self._masked_name()
        self._behind_an_extract()
        self._objectives()
        self._home("branch")
        self._home("school")
        self._unpublished()
        self._orphan()
        self._record("branch expired", "branch", disclosure_scope="public", expires_on=timezone.localdate())
        self._record("branch expired to the unit", "branch", disclosure_scope="unit", expires_on=timezone.localdate())
        self._earlier_paths()
        outbox.drain()
        # The day after, before anybody was told: the search's index holds them still
        expired = [self.things[name].page.pk for name in ("branch expired", "branch expired to the unit")]
        Document.objects.filter(pk__in=expired).update(until=timezone.localdate() - datetime.timedelta(days=1))

    # People -------------------------------------------------------------------------------------------------------

    def _people(self) -> dict[str, object]:
        units = self.units
        users = {"nobody": AnonymousUser()}
        for unit, roles in PEOPLE.items():
            for role in roles:
                users[f"{role}@{unit}"] = self.world.user(role, units[unit])
        for role in ("administrator", "secrecy_officer", "auditor"):
            users[role] = self.world.user(role)
        users["another drafter@branch"] = self.world.new_user("drafter")
        users["superuser"] = User.objects.create_superuser("root", password=PASSWORD)
        users["account without a person"] = User.objects.create_user("bare", password=PASSWORD)
        users["inactive secretary@branch"] = self.world.new_user("secretary", "drafter")
        users["former secretary@branch"] = self.world.new_user()
        users["coming secretary@branch"] = self.world.new_user()
        today = timezone.localdate()
        for name, since, until in [("former", -400, -1), ("coming", 1, None)]:
            for role in ("secretary", "drafter", "member"):
                Membership.objects.create(
                    person=users[f"{name} secretary@branch"].person, unit=units["branch"], role=role,
                    since=today + datetime.timedelta(days=since),
                    until=None if until is None else today + datetime.timedelta(days=until),
                )  # fmt: skip
        return users

    def client(self, name: str) -> Client:
        """A browser in which this person signed in (the inactive one before the account was switched off)."""
        client = Client()
        user = self.users[name]
        if user.pk:
            client.force_login(User.objects.get(pk=user.pk), "django.contrib.auth.backends.ModelBackend")
        if name.startswith("inactive"):
            User.objects.filter(pk=user.pk).update(is_active=False)
        return client

    # Things -------------------------------------------------------------------------------------------------------

    def _word(self) -> str:
        return f"zzq{len(self.things):02d}"

    def _add(self, name, owner, page, word, files=()) -> Thing:
        path = Document.objects.filter(pk=page.pk).values_list("path", flat=True).first() or ""
        self.things[name] = Thing(name, word, owner, page, path, files=tuple(files))
        return self.things[name]

    def _draft(self, owner, word, **fields):
        """A draft whose title, summary, body, image and attachment all say the word, and its files' addresses."""
        unit = self.units[owner]
        image, paper = self.world.image(unit, title=f"{word}图"), self.world.attachment(unit, title=f"{word}.txt")
        body = [
            ("rich_text", f"<p>{word} {COMMON}</p>"),
            ("image", {"image": image, "alt": f"{word}画面", "caption": word}),
        ]
        # The address does not say the word: whoever asks for it may be told what they asked for
        slug = f"thing-{len(self.things)}-{owner}"
        values = {
            "slug": slug,
            "title": f"{COMMON} {word}",
            "summary": word,
            "background": f"<p>{word}</p>",
            "body": body,
        }
        page = featured(self.world, unit, **(values | fields))
        page.attachments = [RecordAttachment(file=paper)]
        page.tags.add(word)
        page.save_revision(user=self.world.user("drafter", unit))
        return page, (image.file.url, image_json(image)["renditions"]["wide"]["url"], paper.url)

    def _record(self, name, owner, **fields) -> Thing:
        word = self._word()
        page, files = self._draft(owner, word, **fields)
        return self._add(name, owner, publish(self.world, page), word, files)

    def _restricted_field(self) -> None:
        """A meeting for all employees, whose absentees and their certificate are for Party members of the unit."""
        word, world = self._word(), self.world
        paper = world.attachment(title=f"{word}.pdf")
        page = meeting(
            world, absent=[(world.person(f"人{word}"), f"住院{word}")], title=f"{COMMON} 会议", slug="thing-meeting"
        )
        page.sign_in_sheet = [MeetingSignInSheet(file=paper)]
        page.save_revision(user=world.user("drafter"))
        self._add("branch restricted field", "branch", publish(world, page), word, [paper.url])

    def _masked_name(self) -> None:
        """A featured work for all employees whose contributor's name is for members."""
        word = self._word()
        page, _files = self._draft("branch", "公开")
        page.contributors = [self.world.person(word)]
        page.save_revision(user=self.world.user("drafter"))
        self._add("branch masked name", "branch", publish(self.world, page), word)

    def _behind_an_extract(self) -> None:
        """A committee's meeting of which all employees read one paragraph, and nothing of what the others say."""
        word, world, unit = self._word(), self.world, self.world.committee
        image, paper = world.image(unit, title=f"{word}图"), world.attachment(unit, title=f"{word}.txt")
        page = committee_meeting(
            world,
            agenda=[CommitteeMeetingItem(topic=word, resolution=f"<p>{word}</p>")],
            title=f"{COMMON} 党委会",
            slug="thing-extract",
            summary=word,
            body=[("rich_text", f"<p>{word}</p>"), ("image", {"image": image, "alt": word, "caption": word})],
            source_ref=word,
            disclosable_extract="<p>会议通过了年度计划。</p>",
        )
        page.attachments = [RecordAttachment(file=paper)]
        page.tags.add(word)
        page.save_revision(user=world.user("drafter", unit))
        self._add("committee behind an extract", "committee", publish(world, page), word, [image.file.url, paper.url])

    def _objectives(self) -> None:
        """An objective for all employees, of which records of every scope are evidence; and one for the unit's Party members."""
        drafter = self.world.user("drafter")
        for name, scope in (("branch objective", "employees"), ("branch objective of the unit", "unit")):
            word = self._word()
            page = published(
                self.world, title=f"{COMMON} {word}", objective=f"目标{word}", indicator=word, policy=word,
                slug=f"thing-objective-{scope}", disclosure_scope=scope, monthly_actual=actuals(91, 60), countermeasure=True,
                deviation_reason=f"2月：{word}",
            )  # fmt: skip
            self._add(name, "branch", page, word)
        records = [self.things[f"branch {scope}"].page.pk for scope in SCOPES]
        link(self.things["branch objective"].page, 2, records, drafter)

    def _home(self, owner) -> None:
        word, unit = self._word(), Unit.objects.get(pk=self.units[owner].pk)
        unit.body = [("rich_text", f"<p>{word} {COMMON}</p>")]
        unit.save_revision(user=self.world.user("drafter", unit))
        self._add(f"{owner} home", owner, publish(self.world, unit), word)

    def _unpublished(self) -> None:
        """A draft; a record in moderation; a withdrawn record; a new version of a published one that nobody reviewed."""
        word = self._word()
        page, files = self._draft("branch", word, disclosure_scope="public")
        self._add("branch draft", "branch", page, word, files)
        word = self._word()
        page, files = self._draft("branch", word, disclosure_scope="public")
        submit(page, self.world.user("drafter"))
        self._add("branch in moderation", "branch", page, word, files)
        thing = self._record("branch withdrawn", "branch", disclosure_scope="public")
        withdraw(thing.page, self.world.user("party_office"), "事实有误")
        thing.page = type(thing.page).objects.get(pk=thing.page.pk)
        word = self._word()
        page, _files = self._draft("branch", "公开", disclosure_scope="public")
        page = publish(self.world, page)
        page.title, page.summary = f"{COMMON} {word}", word
        page.save_revision(user=self.world.user("drafter"))
        self._add("branch new version", "branch", page, word)

    def _orphan(self) -> None:
        """A public record of a module that is switched off while the matrix is tried."""
        word = self._word()
        page = self.world.draft(
            GuideRecord,
            self.world.committee,
            rows={"legal_basis": [GuideBasis(rule="党章")]},
            slug="thing-orphan",
            title=f"{COMMON} {word}",
            topic="dues",
            question=word,
            valid_from=timezone.localdate(),
            disclosure_scope="public",
        )
        self._add("committee orphan", "committee", publish(self.world, page), word)

    def _earlier_paths(self) -> None:
        """Each document was once elsewhere."""
        for thing in self.things.values():
            if Document.objects.filter(pk=thing.page.pk).exists():
                thing.earlier = f"/earlier{thing.path}"
                DocumentPath.objects.create(path=thing.earlier, document_id=thing.page.pk)
