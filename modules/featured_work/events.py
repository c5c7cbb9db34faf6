"""入选季度通报, for scoring schemes (`cms.seams.events`)."""

from django.core.exceptions import ValidationError

from cms.periods import bounds, period_of
from cms.seams.events import CodedEvent

from .models import FeaturedRecord

__all__ = ["coded"]


def coded(units, since, until) -> list[CodedEvent]:
    """featured_selected: published featured work that the committee selected, on the day of the fact within the quarter
    that it was handed in for (申报季度). One query."""
    unit_at = {unit.path: unit.pk for unit in units}
    chosen = FeaturedRecord.objects.filter(selected=True, live=True, period__in=_quarters(since, until)).order_by("pk")
    events = []
    for page, path, quarter, day in chosen.values_list("pk", "path", "quarter", "occurred_on"):
        # a record is below its section, and that below its unit
        unit = unit_at.get(path[: -2 * FeaturedRecord.steplen])
        if unit is None:
            continue
        try:
            first, last = bounds(quarter)
        except ValidationError:
            continue
        on = min(max(day, first), last)
        if since <= on <= until:
            events.append(CodedEvent(unit, "featured_selected", page, on))
    return events


def _quarters(since, until) -> set[str]:
    """The quarters that these days lie in."""
    found, day = set(), since
    while day <= until:
        quarter = period_of(day, "quarter")
        found.add(quarter)
        if (last := bounds(quarter)[1]) >= until:
            break
        day = last.fromordinal(last.toordinal() + 1)
    return found
