"""What the reviews of some units say as figures: how long each stage took, why records came back, what machine checks found."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import median

from django.utils import timezone

from . import findings
from .models import MachineFinding, Referral, Release, Review
from .stages import REASONS, SECRECY, STAGES

__all__ = ["Figures", "figures"]


@dataclass
class StageFigures:
    name: str
    decisions: int = 0
    returned: int = 0
    rejected: int = 0
    late: int = 0
    # Hours from the arrival to the decision
    median_hours: float | None = None


@dataclass
class UnitFigures:
    title: str
    submitted: int = 0
    returned: int = 0
    rejected: int = 0
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
    reviews = list(reviews.select_related("release").defer("answers", "opinion"))
    for review in reviews:
        if review.decision == Review.PASS:
            continue
        unit = units[review.release.unit_id]
        if review.decision == Review.RETURN:
            unit.returned += 1
        else:
            unit.rejected += 1
        unit.reasons.update(review.reasons)
    referrals = Referral.objects.filter(release__unit_id__in=units, decided_at__range=(first, last))
    submitted = Release.objects.filter(unit_id__in=units, kind=Release.REVIEWED, opened_at__range=(first, last))
    for unit in submitted.values_list("unit_id", flat=True):
        units[unit].submitted += 1
    found = MachineFinding.objects.filter(release__unit_id__in=units, release__opened_at__range=(first, last))
    return Figures(
        [*_stages(reviews), _secrecy(list(referrals))],
        list(units.values()),
        _checks(found.values_list("check_slug", "answer")),
    )


def _stages(reviews) -> list[StageFigures]:
    by_stage = defaultdict(list)
    for row in reviews:
        by_stage[row.stage].append(row)
    made = []
    for stage in STAGES:
        rows = by_stage[stage.slug]
        hours = [(row.decided_at - row.started_at).total_seconds() / 3600 for row in rows]
        made.append(
            StageFigures(
                name=str(stage.name),
                decisions=len(rows),
                returned=sum(row.decision == Review.RETURN for row in rows),
                rejected=sum(row.decision == Review.REJECT for row in rows),
                late=sum(timezone.localdate(row.decided_at) > row.release.due(stage, row.started_at) for row in rows),
                median_hours=_median(hours),
            )
        )
    return made


def _secrecy(referrals) -> StageFigures:
    """保密审查 as one line more; what it did not pass counts as returned."""
    hours = [(row.decided_at - row.opened_at).total_seconds() / 3600 for row in referrals]
    return StageFigures(
        name=str(SECRECY.name),
        decisions=len(referrals),
        returned=sum(row.decision == Referral.REFUSE for row in referrals),
        late=sum(timezone.localdate(row.decided_at) > row.due for row in referrals),
        median_hours=_median(hours),
    )


def _median(hours) -> float | None:
    return round(median(hours), 1) if hours else None


def _checks(rows) -> list[CheckFigures]:
    labels = {check.slug: str(check.label) for check in findings.installed()}
    made: dict[str, CheckFigures] = {}
    for slug, answer in rows:
        one = made.setdefault(slug, CheckFigures(labels.get(slug, slug)))
        one.found += 1
        one.accepted += answer == MachineFinding.ACCEPT
        one.dismissed += answer == MachineFinding.DISMISS
    return sorted(made.values(), key=lambda one: -one.found)
