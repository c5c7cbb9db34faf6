"""What the reviews of some units say as figures: how long each stage took, why records came back, what machine checks found."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import median

from django.utils import timezone

from . import findings
from .models import MachineFinding, Release, Review
from .stages import REASONS, STAGES

__all__ = ["Figures", "figures"]


@dataclass
class StageFigures:
    name: str
    decisions: int = 0
    returned: int = 0
    late: int = 0
    # Hours from the arrival to the decision
    median_hours: float | None = None


@dataclass
class UnitFigures:
    title: str
    submitted: int = 0
    returned: int = 0
    reasons: Counter = field(default_factory=Counter)

    @property
    def reason_words(self) -> list[tuple[str, int]]:
        labels = dict(REASONS)
        return [(str(labels.get(code, code)), number) for code, number in self.reasons.most_common()]


@dataclass
class CheckFigures:
    label: str
    found: int = 0
    accepted: int = 0
    dismissed: int = 0


@dataclass
class Figures:
    stages: list[StageFigures]
    units: list[UnitFigures]
    checks: list[CheckFigures]


def figures(units, since: datetime.date, until: datetime.date) -> Figures:
    """Of the reviews that these units' records (a queryset of units) passed or failed from `since` to `until`, both included.

    A fixed number of queries. Practice units are not counted.
    """
    first = timezone.make_aware(datetime.datetime.combine(since, datetime.time.min))
    last = timezone.make_aware(datetime.datetime.combine(until, datetime.time.max))
    units = {unit.pk: UnitFigures(unit.title) for unit in units if not unit.practice}
    reviews = Review.objects.filter(release__unit_id__in=units, decided_at__range=(first, last))
    reviews = list(reviews.values_list("stage", "decision", "started_at", "decided_at", "reasons", "release__unit_id"))
    for _stage, decision, _arrived, _decided, reasons, unit in reviews:
        if decision == Review.RETURN:
            units[unit].returned += 1
            units[unit].reasons.update(reasons)
    submitted = Release.objects.filter(unit_id__in=units, kind=Release.REVIEWED, opened_at__range=(first, last))
    for unit in submitted.values_list("unit_id", flat=True):
        units[unit].submitted += 1
    found = MachineFinding.objects.filter(release__unit_id__in=units, release__opened_at__range=(first, last))
    return Figures(_stages(reviews), list(units.values()), _checks(found.values_list("check_slug", "answer")))


def _stages(reviews) -> list[StageFigures]:
    by_stage = defaultdict(list)
    for row in reviews:
        by_stage[row[0]].append(row)
    made = []
    for stage in STAGES:
        rows = by_stage[stage.slug]
        hours = [(decided - arrived).total_seconds() / 3600 for _s, _d, arrived, decided, _r, _u in rows]
        made.append(
            StageFigures(
                name=str(stage.name),
                decisions=len(rows),
                returned=sum(row[1] == Review.RETURN for row in rows),
                late=sum(timezone.localdate(row[3]) > stage.due(row[2]) for row in rows),
                median_hours=round(median(hours), 1) if hours else None,
            )
        )
    return made


def _checks(rows) -> list[CheckFigures]:
    labels = {check.slug: str(check.label) for check in findings.installed()}
    made: dict[str, CheckFigures] = {}
    for slug, answer in rows:
        one = made.setdefault(slug, CheckFigures(labels.get(slug, slug)))
        one.found += 1
        one.accepted += answer == MachineFinding.ACCEPT
        one.dismissed += answer == MachineFinding.DISMISS
    return sorted(made.values(), key=lambda one: -one.found)
