"""Where objectives stand, as one viewer may see them: the board of a unit, of many units, and the figures of the API.

Two queries, however many objectives: which documents the viewer sees, and the columns of these records as they are live.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from cms.access import Viewer
from cms.delivery import reading
from cms.months import figures

from . import status
from .board import mark, shown_bounds, shown_day, shown_figure, signed
from .models import ObjectiveCountermeasure, ObjectiveMeasure, ObjectiveRecord
from .reasons import by_month, of_month
from .status import MILESTONE, RED, Target

__all__ = ["Objective", "Total", "find", "objectives", "objectives_below", "rows_of", "total", "years"]

LABEL = "policy_objectives"
OF_DOCUMENT = ("pk", "unit_id", "unit__code", "unit__title", "path", "title", "last_published_at", "scope")
COLUMNS = (
    "pk", "year", "code", "dimension", "policy", "objective", "parent_objective_id", "indicator", "unit_of_measure", "direction",
    "aggregation", "baseline", "must_target", "stretch_target", "must_target_high", "stretch_target_high", "monthly_must",
    "monthly_stretch", "monthly_actual", "weight", "responsible_id", "responsible__name", "data_source", "catchball_state",
    "deviation_reason",
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One month of one objective, as figures and as readers write them."""

    number: int
    must: Decimal | None
    stretch: Decimal | None
    actual: Decimal | None
    colour: str
    late: bool
    reason: str
    words: dict

    @property
    def mark(self) -> dict:
        return mark(self.colour)


class Objective:
    """A published objective as its columns are, with what follows from them. `today`: the day that lateness is judged by."""

    def __init__(self, document: dict, columns: dict, today: datetime.date):
        self.pk = columns.pop("pk")
        self.__dict__.update(columns)
        self.unit_id, self.unit_code, self.unit_title = (
            document["unit_id"], document["unit__code"], document["unit__title"],
        )  # fmt: skip
        self.path, self.title, self.published_at = document["path"], document["title"], document["last_published_at"]
        self.responsible_name = columns["responsible__name"]
        self.scope, self.today = document["scope"], today
        # Filled by rows_of(): none of them was asked for until then
        self.measures: list = []
        self.countermeasures: list = []

    @property
    def is_milestone(self) -> bool:
        return self.direction == MILESTONE

    @cached_property
    def target(self) -> Target:
        names = ("must_target", "stretch_target", "must_target_high", "stretch_target_high")
        return Target(self.direction, *(getattr(self, name) for name in names))

    @cached_property
    def must(self):
        return figures(self.monthly_must)

    @cached_property
    def stretch(self):
        return figures(self.monthly_stretch)

    @cached_property
    def actual(self):
        return figures(self.monthly_actual)

    def over(self, months: set[int]) -> Target:
        return status.target_over(self.target, self.must, self.stretch, self.aggregation, months)

    def to_date(self, upto: int = 12) -> Decimal | None:
        """The year so far by the year-to-date rule, of the months up to `upto`."""
        return status.year_to_date(self.actual, status.LAST if self.is_milestone else self.aggregation, upto)

    def goal(self, upto: int = 12) -> Target:
        """What had to be reached in the months that are reported."""
        return self.over(status.reported(self.actual, upto))

    def colour(self, upto: int = 12) -> str:
        """The status of the year until this month; a milestone that is not done turns red after its last day."""
        if self.is_milestone:
            last = min(self.today, _last_day(self.year, upto) + datetime.timedelta(days=1)) if upto < 12 else self.today
            return status.milestone_status(self.target, self.to_date(upto), self.year, last)
        return status.status(self.goal(upto), self.to_date(upto))

    @property
    def last_month(self) -> int:
        """The last month with a figure, 0 without any."""
        return max(status.reported(self.actual), default=0)

    @cached_property
    def mark(self) -> dict:
        return mark(self.colour())

    @property
    def gap(self) -> Decimal | None:
        """The year so far less what it had to be: negative where higher is better and it is behind. None of a milestone."""
        so_far = self.to_date()
        return None if so_far is None or self.is_milestone else so_far - self.goal().must

    @property
    def reaches_must(self) -> bool:
        so_far = self.to_date()
        return so_far is not None and not status.shortfall(self.goal(), so_far)

    @property
    def score(self) -> Decimal:
        """0 to 100 for the year so far (domain.md 3.2)."""
        if self.is_milestone and self.to_date() is None:
            return Decimal(0)
        return status.score(self.goal(), self.to_date())

    @property
    def is_counted(self) -> bool:
        """Whether the score means anything yet: a figure is there, or the milestone is overdue."""
        return self.to_date() is not None or self.colour() == RED

    @cached_property
    def late(self) -> list[int]:
        """The months whose figure is overdue and unexplained: late data is no bad data."""
        if self.is_milestone:
            return []
        return [
            month
            for month in status.late_months(self.actual, self.year, self.today)
            if not of_month(self.deviation_reason, month)
        ]

    @cached_property
    def red_since(self) -> int:
        """The first month of the run of red that lasts until the last figure; 0 when it is not red now.

        A month is red by itself or by the year until then. Of a milestone the month in which it had to be done.
        """
        if self.is_milestone:
            return status.day_of_year(self.year, self.must_target).month if self.colour() == RED else 0
        first = 0
        for month in sorted(status.reported(self.actual), reverse=True):
            if RED not in (self.colour(month), self.month(month).colour):
                break
            first = month
        return first

    @property
    def red_words(self) -> str:
        """Since when what is red, '' when nothing is."""
        if not self.red_since:
            return ""
        words = _("累计为红色，自%(month)s月起") if self.colour() == RED else _("当月为红色，自%(month)s月起")
        return words % {"month": self.red_since}

    @property
    def lacks_countermeasure(self) -> bool:
        return bool(self.red_since) and not self.countermeasures

    # As readers write them ---------------------------------------------------------------------------------------------

    def show(self, number: Decimal | None) -> str:
        return shown_day(self.year, number) if self.is_milestone else shown_figure(number)

    @cached_property
    def cells(self) -> list[Cell]:
        return [self.month(number) for number in range(1, 13)]

    def month(self, number: int) -> Cell:
        target, actual = self.over({number}), self.actual[number - 1]
        plan = {"must": self.must[number - 1], "stretch": self.stretch[number - 1], "actual": actual}
        return Cell(
            number,
            plan["must"],
            plan["stretch"],
            actual,
            status.status(target, actual),
            number in self.late,
            of_month(self.deviation_reason, number),
            {name: self.show(figure) for name, figure in plan.items()},
        )

    @property
    def shown(self) -> dict:
        goal = self.goal()
        so_far = self.to_date()
        return {
            "must": shown_bounds(self.target.must, self.target.must_high, self.show),
            "stretch": shown_bounds(self.target.stretch, self.target.stretch_high, self.show),
            "to_date": self.show(so_far),
            "goal": "" if so_far is None else shown_bounds(goal.must, goal.must_high, self.show),
            "goal_stretch": "" if so_far is None else shown_bounds(goal.stretch, goal.stretch_high, self.show),
            "gap": "" if self.gap is None else signed(self.gap),
            "weight": shown_figure(self.weight),
            "score": shown_figure(self.score.quantize(Decimal("0.1"))) if self.is_counted else "",
        }

    @property
    def other_reasons(self) -> str:
        """What 未达成原因 says of no month in particular."""
        return by_month(self.deviation_reason).get(0, "")


def _last_day(year: int, month: int) -> datetime.date:
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def objectives(viewer: Viewer, unit_ids: Iterable[int], year: int, today: datetime.date) -> list[Objective]:
    """The objectives of these units and this year that the viewer may see, by unit and code. Two queries."""
    return _read(reading.documents(viewer).filter(unit_id__in=list(unit_ids)), year, today)


def objectives_below(viewer: Viewer, committee_id: int, year: int, today: datetime.date) -> list[Objective]:
    """Those of a committee and all units that are its own. Two queries."""
    return _read(reading.documents(viewer).filter(committee_id=committee_id), year, today)


def _read(documents, year: int, today: datetime.date) -> list[Objective]:
    seen = documents.filter(module=LABEL, period__startswith=str(year)).order_by()
    known = {row["pk"]: row for row in seen.values(*OF_DOCUMENT)}
    if not known:
        return []
    rows = ObjectiveRecord.objects.filter(pk__in=seen.values("pk"), year=year).order_by("code", "pk").values(*COLUMNS)
    return [Objective(known[row["pk"]], row, today) for row in rows]


def find(viewer: Viewer, unit, pk: int, today: datetime.date) -> Objective | None:
    """One objective of the unit, or None when there is none that the viewer may see. Two queries."""
    document = reading.documents(viewer).filter(pk=pk, unit_id=unit.pk, module=LABEL).values(*OF_DOCUMENT).first()
    if document is None:
        return None
    row = ObjectiveRecord.objects.filter(pk=pk).values(*COLUMNS).first()
    return Objective(document, row, today)


def rows_of(found: Iterable[Objective]) -> None:
    """Give each of them its measures and countermeasures. Two queries."""
    by_pk = {one.pk: one for one in found}
    if not by_pk:
        return
    for row in ObjectiveMeasure.objects.filter(page_id__in=by_pk).select_related("owner").order_by("sort_order"):
        by_pk[row.page_id].measures.append(row)
    countermeasures = ObjectiveCountermeasure.objects.filter(page_id__in=by_pk)
    for row in countermeasures.select_related("owner").order_by("sort_order"):
        by_pk[row.page_id].countermeasures.append(row)


def years(viewer: Viewer, unit, today: datetime.date) -> list[int]:
    """The years of which the unit has objectives for this viewer, and this one, newest first. One query."""
    seen = reading.documents(viewer).filter(unit_id=unit.pk, module=LABEL).order_by()
    found = {int(period[:4]) for period in seen.values_list("period", flat=True).distinct() if period[:4].isdigit()}
    return sorted(found | {today.year}, reverse=True)


@dataclass(frozen=True)
class Total:
    """The weighted score of a unit's objectives that have one yet; `short`: those whose must-reach target is not reached, for
    which the unit cannot be graded 优秀."""

    score: Decimal | None
    weight: Decimal
    counted: list[int]
    short: list[int]

    @property
    def may_be_excellent(self) -> bool:
        return bool(self.counted) and not self.short

    @property
    def shown(self) -> str:
        return "" if self.score is None else f"{self.score:f}"


def total(found: Iterable[Objective]) -> Total:
    """Weighted by `weight` over the objectives that have a figure, to two places."""
    counted = [one for one in found if one.is_counted]
    weight = sum((one.weight for one in counted), Decimal(0))
    score = sum((one.score * one.weight for one in counted), Decimal(0)) / weight if weight else None
    return Total(
        None if score is None else score.quantize(Decimal("0.01")),
        weight,
        [one.pk for one in counted],
        [one.pk for one in counted if not one.reaches_must],
    )
