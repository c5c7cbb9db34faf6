"""Where an objective stands: the year-to-date rule, the five colours, the score. Pure functions over decimals.

Direction says which side is good. For a range the targets are lower bounds and each has an upper one. For a milestone (里程碑)
every figure is a day of the year: the day by which it must be done, the day for which it is planned, the day on which it was done.
"""

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

HIGHER, LOWER, RANGE, MILESTONE = "higher", "lower", "range", "milestone"
SUM, AVERAGE, LAST, MAX = "sum", "average", "last", "max"
BLUE, GREEN, YELLOW, RED, GREY = "blue", "green", "yellow", "red", "grey"
# Of the must-reach target, in percent: the catalogue's default
TOLERANCE = Decimal(5)
# Monthly figures are due by the 5th of the month after (the catalogue's cadence)
DAYS_TO_REPORT = 5

Series = Sequence[Decimal | None]


@dataclass(frozen=True)
class Target:
    """What is to be reached: in a month, in the year so far, or in the year."""

    direction: str
    must: Decimal | None
    stretch: Decimal | None
    must_high: Decimal | None = None
    stretch_high: Decimal | None = None


# The year so far -------------------------------------------------------------------------------------------------------


def year_to_date(series: Series, rule: str, upto: int = 12, months: set[int] | None = None) -> Decimal | None:
    """The series of months 1 to `upto` by the year-to-date rule (累计方式); of `months` alone if given. None without a figure."""
    found = [
        figure
        for month, figure in enumerate(series[:upto], 1)
        if figure is not None and (months is None or month in months)
    ]
    if not found:
        return None
    if rule == SUM:
        return sum(found, Decimal(0))
    if rule == AVERAGE:
        return sum(found, Decimal(0)) / len(found)
    return max(found) if rule == MAX else found[-1]


def reported(actuals: Series, upto: int = 12) -> set[int]:
    """The months that have an actual figure."""
    return {month for month, figure in enumerate(actuals[:upto], 1) if figure is not None}


def target_over(year: Target, must: Series, stretch: Series, rule: str, months: set[int]) -> Target:
    """What these months have to reach together.

    Only months that are reported belong in here: late data is no bad data. Without a monthly stretch plan the year's stretch
    target is taken, for a sum as much of it as of the must-reach one. Upper bounds of a sum grow likewise.
    """
    if year.direction == MILESTONE:
        return year
    must_here = year_to_date(must, rule, months=months)
    stretch_here = year_to_date(stretch, rule, months=months)

    def share(of_year: Decimal | None) -> Decimal | None:
        if of_year is None or rule != SUM or not year.must or must_here is None:
            return of_year
        return of_year * must_here / year.must

    return Target(
        year.direction,
        year.must if must_here is None else must_here,
        share(year.stretch) if stretch_here is None else stretch_here,
        share(year.must_high),
        share(year.stretch_high),
    )


# Colours ---------------------------------------------------------------------------------------------------------------


def shortfall(target: Target, actual: Decimal, stretch: bool = False) -> Decimal:
    """How far `actual` is on the wrong side of the must-reach (or stretch) target; 0 when it reaches it."""
    low = target.stretch if stretch else target.must
    high = target.stretch_high if stretch else target.must_high
    if target.direction == HIGHER:
        return max(low - actual, Decimal(0))
    if target.direction == RANGE:
        above = actual - high if high is not None else Decimal(0)
        return max(low - actual, above, Decimal(0))
    return max(actual - low, Decimal(0))


def status(target: Target, actual: Decimal | None, tolerance: Decimal = TOLERANCE) -> str:
    """blue reaches stretch, green must, yellow is within `tolerance` percent of must, red beyond it, grey without a figure."""
    if actual is None or target.must is None:
        return GREY
    if target.stretch is not None and not shortfall(target, actual, stretch=True):
        return BLUE
    missing = shortfall(target, actual)
    if not missing:
        return GREEN
    return YELLOW if missing * 100 <= tolerance * abs(_bound(target, actual)) else RED


def milestone_status(target: Target, done_on: Decimal | None, year: int, today: datetime.date) -> str:
    """As `status()`; what is not done is grey until the day by which it must be done, and red after it."""
    if done_on is not None or target.must is None:
        return status(target, done_on)
    return RED if today > day_of_year(year, target.must) else GREY


def _bound(target: Target, actual: Decimal) -> Decimal:
    """The must-reach bound that `actual` fails: a range has two."""
    if target.direction == RANGE and target.must_high is not None and actual > target.must_high:
        return target.must_high
    return target.must


# The score -------------------------------------------------------------------------------------------------------------


def score(target: Target, actual: Decimal | None) -> Decimal:
    """0 to 100 for the year: below must 60 × the achievement ratio, 80 at must, from there in a line to 100 at stretch.

    A milestone done in time has 100, done late 60, not done 0. Below must there is never more than 60: a must-reach target
    that is not reached cannot be graded 优秀.
    """
    if actual is None or target.must is None:
        return Decimal(0)
    missing = shortfall(target, actual)
    if target.direction == MILESTONE:
        return Decimal(60) if missing else Decimal(100)
    if missing:
        bound = abs(_bound(target, actual))
        return max(60 * (1 - missing / bound), Decimal(0)) if bound else Decimal(0)
    if target.stretch is None or not shortfall(target, actual, stretch=True):
        return Decimal(100)
    if target.direction == RANGE and target.stretch_high is not None and actual > target.stretch_high:
        way, gone = target.must_high - target.stretch_high, target.must_high - actual
    else:
        way, gone = abs(target.stretch - target.must), abs(actual - target.must)
    return 80 + 20 * gone / way


# Days ------------------------------------------------------------------------------------------------------------------


def days_of(year: int) -> int:
    return 366 if calendar.isleap(year) else 365


def day_of_year(year: int, number) -> datetime.date:
    """The date of the year's day `number`, 1 being New Year's Day."""
    return datetime.date(year, 1, 1) + datetime.timedelta(days=int(number) - 1)


def late_months(actuals: Series, year: int, today: datetime.date) -> list[int]:
    """The months whose figure is overdue: marked apart from bad figures."""
    return [
        month
        for month in range(1, 13)
        if month not in reported(actuals) and today > datetime.date(year + month // 12, month % 12 + 1, DAYS_TO_REPORT)
    ]
