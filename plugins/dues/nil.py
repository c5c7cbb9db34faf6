"""零报告: stating that there was nothing to record, confirming it, taking it back. Each is in the log.

Refused for what a rule of the Party asks for (`Cadence.kind` statutory: 三会一课, 主题党日, 党费, 组织生活会 …): such a meeting was held
or it was not. What is customary or our own default may have had nothing.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.access import Viewer, may_draft, viewer_of
from cms.people import Role
from cms.periods import bounds, period_of
from cms.seams.dues import DueItem
from cms.seams.scores import quarter_scores

from .due_table import due_items
from .models import DueClaim, NilReturn

__all__ = ["confirm", "end", "item_of", "may_confirm", "refusal", "state", "take_back"]

CONFIRMERS = (Role.REVIEWER, Role.SECRETARY)
LONGEST_REASON = 300


@transaction.atomic
def state(unit, target: str, period: str, reason: str, by) -> NilReturn:
    """The unit's information officer says that there was nothing for this item.

    Raises PermissionDenied for others; ValidationError under `target`, `period` or `reason` where it cannot be said.
    """
    if not may_draft(by, unit.pk):
        raise PermissionDenied(_("只有本单位的信息员可以填报零报告。"))
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError({"reason": _("请写明为什么这一期没有可报的。")})
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("情况说明不超过%(most)s字。") % {"most": LONGEST_REASON}})
    item = item_of(unit, target, period)
    if refused := refusal(unit, item):
        raise ValidationError({"period": refused})
    try:
        with transaction.atomic():
            made = NilReturn.objects.create(
                unit=unit,
                module=item.module,
                target=target,
                period=period,
                reason=reason,
                stated_by_id=viewer_of(by).person_id,
            )
    except IntegrityError:
        raise ValidationError({"period": _("这一项已有零报告。")}) from None
    log(instance=made, action="dues.nil.state", user=by, data=_told(made) | {"reason": reason})
    return made


def refusal(unit, item: DueItem, *, confirming: bool = False, closed: bool | None = None) -> str:
    """Why a nil return for this item cannot be stated (or confirmed) now, or ''. `closed`: whether its quarter is, if known."""
    if item.kind == "statutory":
        return _("“%(label)s”是制度规定必须有的，不能零报告。") % {"label": item.label}
    if item.records:
        return _("“%(label)s”%(period)s已有记录，不能零报告。") % {"label": item.label, "period": item.period}
    if item.waiting_since and not confirming:
        return _("“%(label)s”%(period)s已有记录在审核中。") % {"label": item.label, "period": item.period}
    if item.nil:
        return _("这一项已有零报告。")
    if bounds(item.period)[0] > timezone.localdate():
        return _("%(period)s还没有开始。") % {"period": item.period}
    if closed is None:
        closed = bool(closed_quarters([unit], [quarter_of(item)]))
    if closed:
        return _("%(quarter)s已经结账，不能再零报告。") % {"quarter": quarter_of(item)}
    return ""


def quarter_of(item: DueItem) -> str:
    """The quarter to which an item counts: that of its period's end."""
    return period_of(bounds(item.period)[1], "quarter")


def closed_quarters(units, quarters: Iterable[str]) -> set[tuple[int, str]]:
    """(unit, quarter) of those that were signed, so that nothing changes their figures any more."""
    return {(one.unit_id, one.quarter) for one in quarter_scores(units, sorted(set(quarters))) if one.closed}


def item_of(unit, target: str, period: str) -> DueItem:
    """The first item of this target and period that is not satisfied by a record, else the first of all."""
    last = bounds(period)[1]
    found = [one for one in due_items([unit], last, last) if (one.target, one.period) == (target, period)]
    if not found:
        raise ValidationError({"target": _("本单位在%(period)s没有这一应更新项。") % {"period": period}})
    return next((one for one in found if not one.records), found[0])


def may_confirm(viewer: Viewer, one: NilReturn) -> bool:
    """Whoever reviews for the unit, and neither stated it nor stands in for who did (受托)."""
    roles = [role for role in CONFIRMERS if viewer.has_role(role, one.unit_id)]
    if not roles or viewer.person_id == one.stated_by_id:
        return False
    return not all(one.unit_id in viewer.principals(role).get(one.stated_by_id, ()) for role in roles)


@transaction.atomic
def confirm(one: NilReturn, by) -> NilReturn:
    """A second person of the unit, reviewer or secretary, confirms it: from now on it satisfies the item.

    Raises PermissionDenied for others; ValidationError where it was settled meanwhile.
    """
    one = NilReturn.objects.select_for_update(of=("self",)).select_related("unit").get(pk=one.pk)
    if not may_confirm(viewer_of(by), one):
        raise PermissionDenied(_("零报告须由本单位的审核员或书记确认，且不能是填报人本人。"))
    _must_be_open(one)
    if refused := refusal(one.unit, item_of(one.unit, one.target, one.period), confirming=True):
        raise ValidationError({"period": refused})
    one.confirmed_by_id, one.confirmed_at = viewer_of(by).person_id, timezone.now()
    one.save(update_fields=["confirmed_by", "confirmed_at"])
    log(instance=one, action="dues.nil.confirm", user=by, data=_told(one))
    return one


@transaction.atomic
def take_back(one: NilReturn, by) -> NilReturn:
    """An information officer of the unit takes it back, as long as nobody confirmed it. Raises as `confirm()` does."""
    one = NilReturn.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if not may_draft(by, one.unit_id):
        raise PermissionDenied(_("只有本单位的信息员可以撤回零报告。"))
    _must_be_open(one)
    one.ended_at = timezone.now()
    one.save(update_fields=["ended_at"])
    log(instance=one, action="dues.nil.take_back", user=by, data=_told(one))
    return one


def _must_be_open(one: NilReturn) -> None:
    if one.ended_at:
        raise ValidationError({"period": _("这份零报告已经作废。")})
    if one.confirmed_at:
        raise ValidationError({"period": _("这份零报告已经确认。")})


def _told(one: NilReturn) -> dict:
    return {"unit": one.unit_id, "target": one.target, "period": one.period}


def end(published: Iterable[DueClaim]) -> None:
    """A record was published for the same item after all: the nil return is void since then. One query, more only if there is one."""
    by_item = {(row.unit_id, row.target, row.period): row for row in published if row.period}
    if not by_item:
        return
    units = {unit for unit, _target, _period in by_item}
    standing = NilReturn.objects.filter(
        ended_at=None, unit_id__in=units, period__in={period for _unit, _target, period in by_item}
    )
    for found in standing:
        row = by_item.get((found.unit_id, found.target, found.period))
        if row and row.published_at >= found.stated_at:
            NilReturn.objects.filter(pk=found.pk, ended_at=None).update(ended_at=row.published_at, ended_by=row.page_id)
