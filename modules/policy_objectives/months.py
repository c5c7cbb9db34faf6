"""月度关闭: a unit's month is closed once every objective has its figure or says why there is none, and is locked from then on.

The committee's Party office (党务室) closes and opens again; what it may close is proposed as soon as it is so.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.access import Viewer, viewer_of
from cms.months import figures
from cms.people import Role
from cms.tree import Section

from .ledger import MonthClosing
from .reasons import of_month
from .status import MILESTONE

__all__ = [
    "CLOSED", "CLOSE", "READY", "REOPEN", "Month", "close", "closed_months", "lock_faults", "may_close", "months_of",
    "reopen", "unexplained",
]  # fmt: skip

CLOSE, REOPEN = "objectives.close", "objectives.reopen"
# ahead: not over yet; open: figures are missing; ready: may be closed; again: was closed, and is open again
AHEAD, OPEN, READY, CLOSED = "ahead", "open", "ready", "closed"
SIGNS = {AHEAD: "", OPEN: "…", READY: "□", CLOSED: "■"}


@dataclass
class Month:
    """lacking: the titles of the objectives without figure and reason. closing: the last time that it was closed, if ever."""

    number: int
    state: str
    lacking: list[str] = field(default_factory=list)
    closing: MonthClosing | None = None

    @property
    def sign(self) -> str:
        return SIGNS[self.state]

    @property
    def words(self) -> str:
        if self.state == CLOSED:
            return _("已关闭")
        if self.state == READY:
            return _("数据齐全，可关闭")
        if self.state == OPEN:
            return _("未关闭")
        return _("未到期")

    @property
    def reopened(self) -> bool:
        return self.state != CLOSED and self.closing is not None


def last_day(year: int, month: int) -> datetime.date:
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def unexplained(objectives: Iterable, month: int) -> list:
    """Those that have neither a figure of this month nor a reason why not. A milestone has a figure only in the month in which it
    is done. `objectives`: whatever has `direction`, `monthly_actual` and `deviation_reason`."""
    return [
        one
        for one in objectives
        if one.direction != MILESTONE
        and figures(one.monthly_actual)[month - 1] is None
        and not of_month(one.deviation_reason, month)
    ]


def months_of(objectives: Sequence, closings: Iterable[MonthClosing], year: int, today: datetime.date) -> list[Month]:
    """The twelve months of a unit: `objectives` are its published ones, `closings` those of the unit and year."""
    newest = {one.month: one for one in sorted(closings, key=lambda one: one.pk)}
    found = []
    for number in range(1, 13):
        closing = newest.get(number)
        lacking = [str(one.title) for one in unexplained(objectives, number)]
        if closing is not None and closing.reopened_at is None:
            state = CLOSED
        elif last_day(year, number) >= today:
            state = AHEAD
        else:
            state = READY if objectives and not lacking else OPEN
        found.append(Month(number, state, lacking, closing))
    return found


def closed_months(unit_id: int, year: int) -> set[int]:
    """The numbers of the unit's closed months. One query."""
    closed = MonthClosing.objects.filter(unit_id=unit_id, year=year, reopened_at=None)
    return set(closed.values_list("month", flat=True))


def lock_faults(objective) -> dict:
    """A submission that changes a figure of a closed month is refused. {field: message naming the months}."""
    closed = closed_months(objective.owning_unit_id, objective.year) if objective.year else set()
    if not closed:
        return {}
    live = type(objective).objects.filter(pk=objective.pk, live=True).first()
    before = figures(live.monthly_actual if live else None)
    after = figures(objective.monthly_actual)
    moved = [
        _("%(month)s月已关闭，实绩不能由“%(before)s”改为“%(after)s”")
        % {
            "month": month,
            "before": _shown(before[month - 1]),
            "after": _shown(after[month - 1]),
        }
        for month in sorted(closed)
        if before[month - 1] != after[month - 1]
    ]
    if not moved:
        return {}
    return {"monthly_actual": _("%(moved)s；须先由党委党务室重新打开该月。") % {"moved": "；".join(moved)}}


def _shown(figure) -> str:
    return _("空") if figure is None else f"{figure.normalize():f}"


def may_close(viewer: Viewer, unit) -> bool:
    """Whether the viewer keeps the months of this unit: the Party office of its committee."""
    if viewer.person_id is None or unit.committee_id is None:
        return False
    return viewer.has_role(Role.PARTY_OFFICE, unit.committee_id)


@transaction.atomic
def close(unit, year: int, month: int, by) -> MonthClosing:
    """关闭: lock the unit's month. by: the Party office of its committee.

    Raises PermissionDenied for others; ValidationError under `month` when it is not over, closed already, a figure is missing
    without a reason, or a submission that changes one is under review.
    """
    viewer = viewer_of(by)
    if not may_close(viewer, unit):
        raise PermissionDenied(_("只有党委党务室可以关闭月度数据。"))
    _check_month(year, month)
    if last_day(year, month) >= timezone.localdate():
        raise ValidationError({"month": _("%(month)s月还没有结束，不能关闭。") % {"month": month}})
    pages = _locked(unit, year)
    objectives = [page for page in pages if page.live]
    if month in closed_months(unit.pk, year):
        raise ValidationError({"month": _("%(month)s月已经关闭。") % {"month": month}})
    if not objectives:
        raise ValidationError({"month": _("%(unit)s%(year)s年没有已发布的目标。") % {"unit": unit, "year": year}})
    if lacking := unexplained(objectives, month):
        raise ValidationError(
            {
                "month": _("%(month)s月不能关闭，下列目标没有实绩也没有说明原因：%(titles)s") % {
                    "month": month, "titles": "、".join(one.objective for one in lacking),
                }
            }
        )  # fmt: skip
    if waiting := [one for one in pages if one.workflow_in_progress and _moves(one, month)]:
        raise ValidationError(
            {
                "month": _("下列目标的%(month)s月数据正在审核，审完再关闭：%(titles)s") % {
                    "month": month, "titles": "、".join(one.objective for one in waiting),
                }
            }
        )  # fmt: skip
    closing = MonthClosing.objects.create(unit_id=unit.pk, year=year, month=month, closed_by_id=viewer.person_id)
    log(instance=unit, action=CLOSE, user=by, data={"year": year, "month": month})
    return closing


@transaction.atomic
def reopen(unit, year: int, month: int, by, reason: str) -> MonthClosing:
    """重新打开: unlock a closed month. by: the Party office of the unit's committee. The reason is kept and shown.

    Raises PermissionDenied for others; ValidationError under `reason` without one, under `month` when it is not closed.
    """
    viewer = viewer_of(by)
    if not may_close(viewer, unit):
        raise PermissionDenied(_("只有党委党务室可以重新打开月度数据。"))
    _check_month(year, month)
    if not reason.strip():
        raise ValidationError({"reason": _("请写明重新打开的原因。")})
    if len(reason.strip()) > 300:
        raise ValidationError({"reason": _("原因不超过300字。")})
    closing = (
        MonthClosing.objects.select_for_update()
        .filter(unit_id=unit.pk, year=year, month=month, reopened_at=None)
        .first()
    )
    if closing is None:
        raise ValidationError({"month": _("%(month)s月没有关闭。") % {"month": month}})
    closing.reopened_at, closing.reopened_by_id, closing.reason = timezone.now(), viewer.person_id, reason.strip()
    closing.save(update_fields=["reopened_at", "reopened_by", "reason"])
    log(instance=unit, action=REOPEN, user=by, data={"year": year, "month": month, "reason": closing.reason})
    return closing


def _check_month(year, month) -> None:
    if not (2000 <= year <= 2100 and 1 <= month <= 12):
        raise ValidationError({"month": _("没有这个月份。")})


def _locked(unit, year: int) -> list:
    """The unit's objectives of the year, drafts included, their rows locked: a submission in the same moment comes before or after."""
    from .models import ObjectiveRecord

    section = Section.objects.child_of(unit).filter(module=ObjectiveRecord.module_label()).first()
    if section is None:
        return []
    found = ObjectiveRecord.objects.child_of(section).filter(year=year).order_by("pk")
    list(Page.objects.select_for_update().filter(pk__in=[one.pk for one in found]).order_by("pk").values_list("pk"))
    return list(found.all())


def _moves(objective, month: int) -> bool:
    draft = objective.get_latest_revision_as_object()
    before = figures(objective.monthly_actual if objective.live else None)
    return figures(draft.monthly_actual)[month - 1] != before[month - 1]
