"""质量评分: the final reviewer's three axes of any item, and a second scorer's six of the drawn ones."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.access import Viewer, viewer_of
from cms.delivery.models import Document
from cms.delivery.reading import documents
from cms.moderation.models import Release, Review
from cms.people import Person, Role
from cms.periods import bounds, period_of

from .models import Close, DrawnItem, ItemScore
from .schemes import AXES, FINAL_AXES, LEVELS

__all__ = ["SCORERS", "Waiting", "gap", "grade_final", "grade_second", "involved", "may_score", "refusal", "waiting"]

SCORE = "scoring.score"
# Who may be the second scorer: these roles of the committee
SCORERS = (Role.PARTY_OFFICE, Role.APPROVER, Role.SECRETARY, Role.REVIEWER)


@dataclass(frozen=True)
class Waiting:
    """One drawn record that this scorer may grade. done: their own score of it, if any."""

    item: DrawnItem
    document: Document
    done: ItemScore | None = None


def may_score(viewer: Viewer) -> set[int]:
    """The committees whose samples the viewer may score."""
    held = {unit for role, unit in viewer.roles if role in SCORERS}
    if not held:
        return set()
    from cms.tree import Unit

    committees = Unit.objects.filter(pk__in=held, kind=Unit.COMMITTEE, practice=False)
    return set(committees.values_list("pk", flat=True))


def involved(pages: set[int]) -> dict[int, set[int]]:
    """{page: persons who wrote, submitted or reviewed it at any time}; a fixed number of queries."""
    found = defaultdict(set)
    users = defaultdict(set)
    for page, user in Release.objects.filter(page__in=pages).values_list("page_id", "submitted_by_id"):
        users[page].add(user)
    for page, user in Page.objects.filter(pk__in=pages).values_list("pk", "owner_id"):
        users[page].add(user)
    for page, user in Revision.objects.filter(object_id__in=[str(page) for page in pages]).values_list(
        "object_id", "user_id"
    ):
        users[int(page)].add(user)
    person_of = dict(
        Person.objects.filter(user_id__in={one for each in users.values() for one in each} - {None}).values_list(
            "user_id", "pk"
        )
    )
    for page, each in users.items():
        found[page] |= {person_of[user] for user in each if user in person_of}
    for page, drafter in Document.objects.filter(pk__in=pages).values_list("pk", "drafter_id"):
        found[page].add(drafter)
    reviews = Review.objects.filter(release__page__in=pages)
    for page, *people in reviews.values_list("release__page_id", "reviewer_id", "on_behalf_of_id"):
        found[page] |= {*people}
    return {page: people - {None} for page, people in found.items()}


def waiting(viewer: Viewer, quarter: str, *, done: bool = False) -> list[Waiting]:
    """The drawn records of a quarter that wait for a second scorer and that this viewer may score, in the order of the
    draw; `done`: those that the viewer has scored, instead. A fixed number of queries."""
    committees = may_score(viewer)
    if not committees:
        return []
    items = DrawnItem.objects.filter(draw__quarter=quarter, draw__committee__in=committees, record__live=True)
    items = list(items.select_related("unit", "draw").defer("unit__body").order_by("unit__path", "place"))
    scored = {
        one.record_id: one
        for one in ItemScore.objects.filter(
            record_id__in=[item.record_id for item in items], kind=ItemScore.SECOND
        ).select_related("scorer")
    }
    if done:
        items = [one for one in items if (had := scored.get(one.record_id)) and had.scorer_id == viewer.person_id]
    else:
        items = [item for item in items if item.record_id not in scored]
        busy = involved({item.record_id for item in items})
        items = [item for item in items if viewer.person_id not in busy.get(item.record_id, ())]
    seen = documents(viewer).filter(pk__in=[item.record_id for item in items])
    seen = {one.pk: one for one in seen.defer("content", "restricted", "text")}
    return [Waiting(item, seen[item.record_id], scored.get(item.record_id)) for item in items if item.record_id in seen]


def refusal(viewer: Viewer, document: Document) -> str:
    """Why this viewer may not be the second scorer of this record, or ''."""
    if document.committee_id not in may_score(viewer):
        return _("复评由党委的审核员、书记、签发人或党务室进行。")
    if viewer.person_id in involved({document.pk}).get(document.pk, ()):
        return _("拟稿人和审核过本稿的人不能复评。")
    if not DrawnItem.objects.filter(record_id=document.pk).exists():
        return _("这条记录没有被抽中。")
    return ""


def _levels(given: dict, axes) -> dict[str, str]:
    """The levels of exactly these axes. Raises ValidationError by axis."""
    errors = {axis: _("请选择A到E。") for axis in axes if given.get(axis) not in LEVELS}
    errors |= {axis: _("不评这一项。") for axis in given if axis not in axes}
    if errors:
        raise ValidationError(errors)
    return {axis: given[axis] for axis in axes}


@transaction.atomic
def grade_second(document: Document, by, levels: dict, note: str = "") -> ItemScore:
    """复评: all six axes of a drawn record, by somebody who neither wrote nor reviewed it. The same scorer may correct it
    until the quarter is frozen. by: the user. levels: {axis: A to E}. Raises PermissionDenied for others,
    ValidationError by axis.
    """
    viewer = viewer_of(by)
    # Two scorers at once: the second waits here
    Page.objects.select_for_update().only("pk").get(pk=document.pk)
    if words := refusal(viewer, document):
        raise PermissionDenied(words)
    return _keep(document, by, ItemScore.SECOND, _levels(levels, AXES), note)


@transaction.atomic
def grade_final(document: Document, by, levels: dict, note: str = "") -> ItemScore:
    """终审评分: truth, credibility and legality of a published record, by who released it (终审). Raises PermissionDenied for
    others, ValidationError by axis."""
    viewer = viewer_of(by)
    Page.objects.select_for_update().only("pk").get(pk=document.pk)
    passed = Review.objects.filter(release=document.release_id, stage="final", decision=Review.PASS)
    if not viewer.person_id or not passed.filter(reviewer=viewer.person_id).exists():
        raise PermissionDenied(_("只有签发这条记录的人可以作终审评分。"))
    return _keep(document, by, ItemScore.FINAL, _levels(levels, FINAL_AXES), note)


def _keep(document: Document, by, kind: str, levels: dict, note: str) -> ItemScore:
    quarter = quarter_of_record(document)
    if Close.objects.filter(committee=document.committee_id, quarter=quarter).exists():
        raise PermissionDenied(_("%(quarter)s已经冻结，不能再评分。") % {"quarter": quarter})
    if len(note.strip()) > 300:
        raise ValidationError({"note": _("评语不超过300字。")})
    person = viewer_of(by).person_id
    had = ItemScore.objects.filter(record_id=document.pk, kind=kind).first()
    if had and had.scorer_id != person:
        raise PermissionDenied(_("这条记录已由%(name)s评分。") % {"name": had.scorer.name})
    release = Release.objects.only("content_hash").get(pk=document.release_id)
    score, _new = ItemScore.objects.update_or_create(
        record_id=document.pk,
        kind=kind,
        defaults={
            "unit_id": document.unit_id,
            "scorer_id": person,
            "content_hash": release.content_hash,
            "note": note.strip(),
            **levels,
        },
    )
    log(instance=Page.objects.get(pk=document.pk), action=SCORE, user=by, data={"kind": kind, **levels})
    return score


def quarter_of_record(document: Document) -> str:
    """The quarter in which the record counts (`gathering.in_quarter`)."""
    if len(document.period) == 4 or "H" in document.period or not document.period:
        return period_of(document.occurred_on, "quarter")
    return period_of(bounds(document.period)[1], "quarter")


def gap(final: ItemScore | None, second: ItemScore | None, scheme) -> dict[str, int]:
    """评分差距: {axis: second minus final, in points of 100} on the axes that both graded."""
    if final is None or second is None:
        return {}
    one, other = final.levels, second.levels
    return {
        axis: int(scheme.levels[other[axis]] - scheme.levels[one[axis]])
        for axis in AXES
        if axis in one and axis in other
    }
