"""入选季度通报, for scoring schemes (`cms.seams.events`)."""

from django.core.exceptions import ValidationError

from cms.delivery.models import Document
from cms.periods import bounds, period_of
from cms.seams.events import CodedEvent

from .models import FeaturedRecord

__all__ = ["coded"]


def coded(units, since, until) -> list[CodedEvent]:
    """featured_selected: published featured work that the committee selected, on the day of the fact within the quarter
    that it was handed in for (申报季度). Two queries."""
    places = Document.objects.filter(
        module="featured_work", unit__in={unit.pk for unit in units}, practice=False, period__in=_quarters(since, until)
    )
    unit_of = dict(places.values_list("page_id", "unit_id"))
    chosen = FeaturedRecord.objects.filter(pk__in=set(unit_of), selected=True, live=True)
    events = []
    for page, quarter, day in chosen.order_by("pk").values_list("pk", "quarter", "occurred_on"):
        try:
            first, last = bounds(quarter)
        except ValidationError:
            continue
        on = min(max(day, first), last)
        if since <= on <= until:
            events.append(CodedEvent(unit_of[page], "featured_selected", page, on))
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
