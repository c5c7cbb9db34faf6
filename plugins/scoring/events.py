"""Coded events of the core's moderation, and those that the Party office entered and a second person confirmed."""

from django.utils import timezone

from cms.moderation.models import Review
from cms.seams.events import CodedEvent

from .gathering import corrections, moments
from .models import CodedFact

__all__ = ["FACTUAL", "coded"]

# 因事实错误被退回: the reasons that speak of facts
FACTUAL = frozenset({"facts_unclear", "numbers_differ"})


def coded(units, since, until) -> list[CodedEvent]:
    """`cms.seams.events`: three queries."""
    ids = {unit.pk for unit in units}
    confirmed = list(CodedFact.objects.filter(unit__in=ids, state=CodedFact.CONFIRMED, found_on__lte=until))
    # What others found first is corrected after that, but not by own finding
    found_first: dict[int, list] = {}
    for fact in confirmed:
        if fact.code == "error_found_by_others":
            found_first.setdefault(fact.record_id, []).append(fact.found_on)
    events = [*_returned(ids, since, until)]
    for unit, page, day in corrections(ids, since, until):
        if not any(found <= day for found in found_first.get(page, ())):
            events.append(CodedEvent(unit, "correction_after_publish", page, day))
    events += [
        CodedEvent(fact.unit_id, fact.code, fact.record_id, fact.found_on, fact.evidence[:200])
        for fact in confirmed
        if fact.found_on >= since
    ]
    return events


def _returned(units, since, until):
    first, after = moments(since, until)
    reviews = Review.objects.filter(
        release__unit__in=units, decision=Review.RETURN, decided_at__gte=first, decided_at__lt=after
    )
    columns = ("release__unit_id", "release__page_id", "decided_at", "reasons")
    for unit, page, moment, reasons in reviews.order_by("decided_at", "pk").values_list(*columns):
        if FACTUAL & set(reasons or ()):
            yield CodedEvent(unit, "returned_for_fact", page, timezone.localdate(moment))
