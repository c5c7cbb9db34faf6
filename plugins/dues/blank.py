"""长期空白: counted sections that have held nothing for longer than their cadence lets one expect."""

import datetime
from collections.abc import Sequence

from django.db.models import Max
from django.utils import timezone

from cms import plugins
from cms.tree import SectionState

from .due_table import end_of, section_states, state_on
from .models import DueClaim, NilReturn

__all__ = ["ALLOWED", "blanks"]

# How many days a section may go without a record, by its module's interval: twice the interval. What comes by event may go
# without for ever, but is blank when it never held anything in half a year (政府网站检查指标: columns of policy, 6 months)
ALLOWED = {"month": 62, "quarter": 184, "half_year": 366, "year": 732}
NEVER = 184


def blanks(units: Sequence, as_of: datetime.date | None = None) -> list[tuple[int, str, datetime.date]]:
    """As `cms.seams.dues.blanks` says; since when: the day after the last submission that was published, or the first day on which
    the section was counted. Three queries."""
    as_of = as_of or timezone.localdate()
    units = [unit for unit in units if not unit.practice]
    ids = [unit.pk for unit in units]
    after = end_of(as_of)
    published = DueClaim.objects.filter(unit_id__in=ids, published_at__lt=after)
    held = {
        (unit, module): last
        for unit, module, last in published.values("unit_id", "module")
        .annotate(last=Max("submitted_on"))
        .values_list("unit_id", "module", "last")
        .order_by()
    }
    nil = NilReturn.objects.filter(unit_id__in=ids, confirmed_at__lt=after).values("unit_id", "module")
    for unit, module, last in nil.annotate(last=Max("stated_at")).values_list("unit_id", "module", "last").order_by():
        day = timezone.localdate(last)
        held[unit, module] = max(held.get((unit, module), day), day)
    found = []
    states = section_states(units, as_of)
    for unit in units:
        own = states.get(unit.pk, {})
        for module in plugins.modules():
            rows = own.get(module.label)
            if not rows or state_on(rows, as_of) != SectionState.COUNTED:
                continue
            last = held.get((unit.pk, module.label))
            since = last + datetime.timedelta(days=1) if last else _counted_since(rows, as_of)
            if since + datetime.timedelta(days=_allowed(module, last)) <= as_of:
                found.append((unit.pk, module.label, since))
    return found


def _counted_since(rows, as_of: datetime.date) -> datetime.date:
    """The first day of the counted state that holds on `as_of`."""
    since = None
    for day, state in rows:
        if day > as_of:
            break
        since = (since or day) if state == SectionState.COUNTED else None
    return since or as_of


def _allowed(module: plugins.Module, last: datetime.date | None) -> int:
    cadence = module.cadence
    intervals = [
        values.get("interval", cadence.interval)
        for choices in (cadence.by_field_value.values() if cadence else ())
        for values in choices.values()
    ] or ([cadence.interval] if cadence and cadence.min_items else [])
    days = [ALLOWED[interval] for interval in intervals if interval in ALLOWED]
    if days:
        return min(days)
    return NEVER if last is None else 10**6
