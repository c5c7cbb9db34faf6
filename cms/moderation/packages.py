"""成批报送 (packages): what belongs together is submitted, read and decided as one sheet.

A roster of forty people, a month's figures of all objectives. Each part keeps its own content hash, release and reviews, and the
rules of `actions` hold for each; a package is all or nothing only in the moment: either every part is submitted, or none, and
a decision about several parts is made about all of them, or about none.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from cms.access import may_draft, viewer_of

from . import actions, checklist, status
from .models import Package, Release, Review
from .stages import BY_SLUG, STAGES, Stage

__all__ = [
    "MOST_PARTS",
    "PartsRefused",
    "decide_parts",
    "may_see",
    "stages_of",
    "submit_package",
    "take_back_rest",
    "waiting_parts",
]

# What one person can still read as one sheet
MOST_PARTS = 200


class PartsRefused(ValidationError):
    """Some parts are not in order. `parts`: {page's id: lines that say what and why}."""

    def __init__(self, parts: dict[int, tuple[str, list[str]]]):
        self.parts = {pk: lines for pk, (_title, lines) in parts.items()}
        super().__init__(
            [
                _("《%(title)s》%(line)s") % {"title": title, "line": line}
                for title, lines in parts.values()
                for line in lines
            ]
        )


@transaction.atomic
def submit_package(pages: Iterable[Page], by, title: str) -> Package:
    """成批报送: send the latest drafts of these records (specific pages of one unit) to the first stage, together.

    Raises PermissionDenied for others than the unit's information officers; ValidationError by `title` and `parts`; PartsRefused
    when a part is not in order, in which case nothing was submitted.
    """
    parts = sorted(pages, key=lambda page: page.pk)  # everybody takes rows in this order
    title = title.strip()
    if not 0 < len(title) <= 100:
        raise ValidationError({"title": _("请给这一批稿件起一个名称，不超过100字。")})
    if len(parts) < 2:
        raise ValidationError({"parts": _("成批报送至少要选两份稿件。")})
    if len(parts) > MOST_PARTS:
        raise ValidationError({"parts": _("一批不超过%(most)s份，请分批报送。") % {"most": MOST_PARTS}})
    units = {page.owning_unit_id for page in parts}
    if len(units) > 1:
        raise ValidationError({"parts": _("一批稿件须属于同一个党组织。")})
    if not all(page.is_record for page in parts):
        raise ValidationError({"parts": _("党组织主页请单独报送。")})
    if not may_draft(by, *units):
        raise PermissionDenied(_("只有本单位的信息员可以报送。"))
    package = Package.objects.create(unit_id=units.pop(), title=title, submitted_by=by)
    refused = {}
    for page in parts:
        try:
            release = actions.submit(page, by)
        except ValidationError as error:
            refused[page.pk] = (page.title, status.spoken(page, error))
        except PermissionDenied as error:
            refused[page.pk] = (page.title, [str(error)])
        else:
            release.package = package
            release.save(update_fields=["package"])
    if refused:
        raise PartsRefused(refused)
    return package


def may_see(package: Package, user) -> bool:
    """Whether this user may know of the package: whoever writes for the unit, and whoever holds a stage of it."""
    viewer = viewer_of(user)
    return may_draft(user, package.unit_id) or any(
        viewer.has_role(stage.role, stage.unit_id_for(package.unit)) for stage in STAGES
    )


def waiting_parts(package: Package, user, stage: Stage) -> list[TaskState]:
    """The parts that wait at this stage and that this user may decide, in one query; `decide_parts()` asks again."""
    releases = package.releases.filter(complete_at=None, void_at=None)
    states = actions.waiting_for(user, stage).filter(workflow_state_id__in=releases.values("workflow_state_id"))
    return list(states.select_related("workflow_state", "task"))


def stages_of(package: Package, user) -> list[Stage]:
    """The stages at which parts of it wait for this user, in their order."""
    return [stage for stage in STAGES if waiting_parts(package, user, stage)]


@transaction.atomic
def decide_parts(
    package: Package,
    by,
    stage: str,
    parts: Iterable[int],
    *,
    returned: dict[int, dict] | None = None,
    answers=None,
    found=None,
    opinion: str = "",
) -> list[Review]:
    """One person's decision about several parts at one stage: those in `returned` go back, the others pass.

    stage: its slug. parts: ids of the pages that were read. returned: {page's id: {"reasons": [...], "opinion": "..."}}.
    answers, opinion: given once, kept with each part. found: answers to what machine checks found in any of the parts.
    Raises PermissionDenied when one of them cannot be decided (any more), PartsRefused or ValidationError for bad values:
    then none was decided.
    """
    returned = returned or {}
    wanted = sorted(set(parts))
    if not wanted:
        raise ValidationError({"parts": _("没有选中任何一份稿件。")})
    if strangers := set(returned) - set(wanted):
        raise ValidationError(
            {"parts": _("退回的稿件不在这一批里：%(ids)s") % {"ids": "、".join(map(str, sorted(strangers)))}}
        )
    if stage not in BY_SLUG:
        raise ValidationError({"stage": _("没有这个审核环节。")})
    if set(returned) != set(wanted):
        # one form for all that pass: what is wrong with it is said once, by item
        checklist.check(BY_SLUG[stage], answers or {}, passing=True)
        actions.check_decision(BY_SLUG[stage], Review.PASS, opinion, ())
    releases = {
        release.page_id: release
        for release in package.releases.filter(page_id__in=wanted, complete_at=None, void_at=None).select_related(
            "page"
        )
    }
    reviews, refused = [], {}
    for pk in wanted:
        release = releases.get(pk)
        state = release and _state_at(release, stage)
        if state is None:
            title = (
                Page.objects.filter(pk=pk, pk__in=package.releases.values("page_id"))
                .values_list("title", flat=True)
                .first()
            )
            raise PermissionDenied(_("“%(title)s”的这一环节已有人审核。") % {"title": title or pk})
        values = (
            {"decision": Review.RETURN, "reasons": returned[pk].get("reasons"), "opinion": returned[pk].get("opinion")}
            if pk in returned
            else {"decision": Review.PASS, "opinion": opinion}
        )
        try:
            reviews.append(actions.decide(state, by, answers=answers, found=found, **values))
        except ValidationError as error:
            refused[pk] = (release.page.title, error.messages)
    if refused:
        raise PartsRefused(refused)
    return reviews


def _state_at(release: Release, stage: str) -> TaskState | None:
    return TaskState.objects.filter(
        workflow_state=release.workflow_state_id, status=TaskState.STATUS_IN_PROGRESS, task__reviewtask__stage=stage
    ).first()


@transaction.atomic
def take_back_rest(package: Package, by) -> int:
    """撤回报送 of every part that is still in review; the number of them. Raises PermissionDenied as `actions.take_back()`."""
    open_parts = package.releases.filter(complete_at=None, void_at=None).order_by("page_id").select_related("page")
    pages = [release.page for release in open_parts]
    if not pages:
        raise PermissionDenied(_("“%(title)s”没有在审核中的稿件。") % {"title": package.title})
    for page in pages:
        actions.take_back(page, by)
    return len(pages)
