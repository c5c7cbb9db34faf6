"""佐证: published records of any module of the unit, linked to an objective and the month in which they moved it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.access import Viewer, may_draft, viewer_of
from cms.delivery import reading

from .ledger import Evidence

__all__ = ["LINK", "UNLINK", "Linked", "link", "linked", "objectives_moved_by", "unlink"]

LINK, UNLINK = "objectives.link", "objectives.unlink"
RULES = "rules_and_duties"
MOST = 50


@dataclass(frozen=True)
class Linked:
    """What an objective's evidence of a month is to one viewer: `hidden` more are not theirs to see."""

    shown: list
    hidden: int


def linked(viewer: Viewer, record_ids: Iterable[int]) -> dict[int, dict[int, Linked]]:
    """{objective: {month: Linked}}; `shown` are documents with what a list needs. Two queries, however many.

    Whether the viewer sees the objectives, the caller has asked.
    """
    rows = list(
        Evidence.objects.filter(objective_id__in=list(record_ids), record__live=True)
        .order_by("pk")
        .values_list("objective_id", "month", "record_id")
    )
    seen = {}
    if rows:
        wanted = {record for _objective, _month, record in rows}
        # in_bulk() would take the columns that are left out as well
        seen = {
            one.pk: one
            for one in reading.documents(viewer).filter(pk__in=wanted).defer("content", "text", "restricted")
        }
    found: dict[int, dict[int, Linked]] = {}
    for objective, month, record in rows:
        months = found.setdefault(objective, {})
        before = months.get(month, Linked([], 0))
        document = seen.get(record)
        months[month] = Linked(
            [*before.shown, document] if document else before.shown, before.hidden + (0 if document else 1)
        )
    return found


def objectives_moved_by(viewer: Viewer, record_id: int) -> list[tuple]:
    """(document of the objective, months) of those that this record is evidence of and that the viewer may see."""
    months: dict[int, list[int]] = {}
    rows = Evidence.objects.filter(record_id=record_id).order_by("month").values_list("objective_id", "month")
    for objective, month in rows:
        months.setdefault(objective, []).append(month)
    if not months:
        return []
    seen = reading.documents(viewer).filter(pk__in=months).select_related("unit").order_by("title")
    seen = seen.only("path", "title", "period", "unit__code", "unit__path")
    return [(document, months[document.pk]) for document in seen]


@transaction.atomic
def link(objective, month: int, record_ids: Iterable[int], by) -> int:
    """Link published records of the same unit, as evidence of this month; how many were new.

    objective: the published page. by: an information officer of the unit. Raises PermissionDenied for others; ValidationError
    under `records` for what is not there, not the unit's, or not theirs to see, which is all the same.
    """
    unit = objective.owning_unit
    if not may_draft(by, unit.pk):
        raise PermissionDenied(_("只有本单位的信息员可以关联佐证。"))
    if not 1 <= month <= 12:
        raise ValidationError({"month": _("没有这个月份。")})
    viewer = viewer_of(by)
    if reading.record(viewer, objective.pk) is None:
        raise ValidationError(_("“%(title)s”没有发布。") % {"title": objective.title})
    wanted = set(record_ids) - {objective.pk}
    if not wanted:
        raise ValidationError({"records": _("没有选中任何记录。")})
    if len(wanted) > MOST:
        raise ValidationError({"records": _("一次最多关联%(most)s条。") % {"most": MOST}})
    own = reading.documents(viewer).filter(pk__in=wanted, kind="record", unit_id=unit.pk)
    known = set(own.values_list("pk", flat=True))
    if strange := wanted - known:
        raise ValidationError(
            {"records": _("不是本单位已发布的记录：%(ids)s") % {"ids": "、".join(map(str, sorted(strange)))}}
        )
    already = Evidence.objects.filter(objective_id=objective.pk, month=month, record_id__in=known)
    new = known - set(already.values_list("record_id", flat=True))
    Evidence.objects.bulk_create(
        [
            Evidence(objective_id=objective.pk, record_id=pk, month=month, person_id=viewer.person_id)
            for pk in sorted(new)
        ]
    )
    if new:
        log(instance=objective, action=LINK, user=by, data={"month": month, "records": sorted(new)})
    return len(new)


@transaction.atomic
def unlink(objective, month: int, record_id: int, by) -> None:
    """Take the link away again; the log keeps that it was there. Raises as `link()` does."""
    if not may_draft(by, objective.owning_unit_id):
        raise PermissionDenied(_("只有本单位的信息员可以取消关联。"))
    gone, _by_model = Evidence.objects.filter(objective_id=objective.pk, month=month, record_id=record_id).delete()
    if not gone:
        raise ValidationError({"records": _("这条记录没有关联到本目标。")})
    log(instance=objective, action=UNLINK, user=by, data={"month": month, "records": [record_id]})
