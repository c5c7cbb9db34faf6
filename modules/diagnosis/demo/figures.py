"""What a unit's objectives say of some months: read from what 方针目标 tells of the unit, with the five colours of its board."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

BLUE, GREEN, YELLOW, RED, GREY = "blue", "green", "yellow", "red", "grey"
# In percent of the must-reach target, as on the board
TOLERANCE = 5


@dataclass(frozen=True)
class Reading:
    """An objective in these months, as text; `status` one of the colours."""

    objective: str
    indicator: str
    must: str
    stretch: str
    actual: str
    status: str
    dimension: str
    responsible: object
    causes: tuple[tuple[str, str], ...] = ()
    milestone: bool = False

    def said(self, when: str) -> str:
        """What became of it in the time that people call `when`."""
        return f"{self.objective}：{self.actual}" if self.milestone else f"{self.indicator}{when}实绩{self.actual}"


def readings(unit, year: int, months: tuple[int, ...]) -> list[Reading]:
    """The unit's objectives of that year; empty where 方针目标 tells nothing of them."""
    found = [record for record in unit.told("policy_objectives") if record.fields["year"] == year]
    return [_reading(record, year, months) for record in found]


def _reading(record, year: int, months) -> Reading:
    fields = record.fields
    if fields["direction"] == "milestone":
        must, stretch, actual, status = _milestone(fields, year, max(months))
    else:
        must, stretch, actual, status = _measured(fields, months)
    causes = tuple((row["cause"], row["action"]) for row in record.rows.get("countermeasure", ()))
    words = fields["objective"], fields["indicator"], must, stretch, actual
    milestone = fields["direction"] == "milestone"
    return Reading(*words, status, fields["dimension"], fields["responsible"], causes, milestone)


def _measured(fields, months) -> tuple[str, str, str, str]:
    must, stretch, actual = (
        _together(fields[name], fields["aggregation"], months)
        for name in ("monthly_must", "monthly_stretch", "monthly_actual")
    )
    high = fields["must_target_high"], fields["stretch_target_high"]
    sign = fields["unit_of_measure"]
    bounds = [_bounds(low, top, sign) for low, top in zip((must, stretch), high, strict=True)]
    return *bounds, _text(actual, sign), _status(fields["direction"], must, stretch, actual, *high)


def _together(series, rule: str, months) -> Decimal | None:
    figures = [Decimal(series[month - 1]) for month in months if series and series[month - 1] is not None]
    if not figures:
        return None
    total = sum(figures, Decimal(0))
    return total if rule == "sum" else (total / len(figures)).quantize(Decimal("0.1"))


def _status(direction, must, stretch, actual, must_high, stretch_high) -> str:
    if actual is None:
        return GREY

    def missing(low, high):
        if direction == "lower":
            return max(actual - low, Decimal(0))
        above = actual - high if direction == "range" and high is not None else Decimal(0)
        return max(low - actual, above, Decimal(0))

    if not missing(stretch, stretch_high):
        return BLUE
    if not missing(must, must_high):
        return GREEN
    return YELLOW if missing(must, must_high) * 100 <= TOLERANCE * must else RED


def _milestone(fields, year: int, month: int) -> tuple[str, str, str, str]:
    """Days of the year: by when it must be done, for when it is planned, when it was done, as far as that was known."""
    done = [Decimal(figure) for figure in (fields["monthly_actual"] or [])[:month] if figure is not None]
    must, stretch = fields["must_target"], fields["stretch_target"]
    texts = [_date(year, day) for day in (must, stretch)]
    if not done:
        last = datetime.date(year, month, 28)
        late = last > datetime.date(year, 1, 1) + datetime.timedelta(days=int(must) - 1)
        return *texts, "未完成", RED if late else GREY
    return *texts, f"{_date(year, done[0])}完成", _status("lower", must, stretch, done[0], None, None)


def _date(year: int, number) -> str:
    day = datetime.date(year, 1, 1) + datetime.timedelta(days=int(number) - 1)
    return f"{day.month}月{day.day}日"


def _bounds(low, high, sign: str) -> str:
    return _text(low, sign) if high is None else f"{low:f}～{high.quantize(low):f}{sign}"


def _text(figure, sign: str) -> str:
    return "" if figure is None else f"{figure:f}{sign}"
