"""What units' objectives of a year came to (`cms.seams.objectives`): an annual assessment scores by it."""

from collections import defaultdict

from django.utils import timezone

from cms.access import Viewer
from cms.seams.objectives import YearScore

from . import standing
from .ledger import MonthClosing

MONTHS = 12


def year_scores(units, year: int) -> list[YearScore]:
    """As `cms.seams.objectives.year_scores` says: over all objectives of the year, also those that not everybody reads. Three
    queries. Final once all twelve months are closed."""
    found = defaultdict(list)
    for one in standing.objectives(_office(units), [unit.pk for unit in units], year, timezone.localdate()):
        found[one.unit_id].append(one)
    closings = MonthClosing.objects.filter(unit_id__in=found, year=year, reopened_at=None)
    closed = defaultdict(set)
    for unit, month in closings.values_list("unit_id", "month"):
        closed[unit].add(month)
    scores = []
    for unit, objectives in found.items():
        total = standing.total(objectives)
        final = len(closed[unit]) == MONTHS
        scores.append(YearScore(unit, year, total.score, tuple(total.short), tuple(total.counted), final))
    return scores


def _office(units) -> Viewer:
    """Whoever computes for the committees of these units reads what their offices read."""
    committees = {unit.committee_id for unit in units} - {None}
    offices = {f"{kind}:{committee}" for kind in ("committee", "office") for committee in committees}
    return Viewer(audiences=frozenset({"public", "employees", "members", *offices}))
