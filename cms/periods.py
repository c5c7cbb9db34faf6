"""Reporting periods (所属期间) as spans of days: months, quarters, half-years and years, all of the calendar."""

import calendar
import datetime
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

__all__ = ["KINDS", "bounds", "kind_of", "months_of", "period_of", "periods"]

# A period's kind and how many months it has, the shortest first; the names are those of a Cadence's interval
KINDS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
SHAPE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|H(?P<half_year>[12]))?", re.ASCII)


def period_of(day: datetime.date, kind: str) -> str:
    """The period of a day: month → 2026-03, quarter → 2026Q1, half_year → 2026H1, year → 2026."""
    return {
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year}Q{(day.month + 2) // 3}",
        "half_year": f"{day.year}H{1 if day.month <= 6 else 2}",
        "year": f"{day.year}",
    }[kind]


def _parts(period: str) -> tuple[str, int, int]:
    """(kind, year, number within the year from 1). Raises ValidationError for what is no period."""
    found = SHAPE.fullmatch(period)
    if not found or int(found["year"]) < 1:
        raise ValidationError({"period": _("期间写作 2026-03（月）、2026Q1（季）、2026H1（半年）或 2026（年）。")})
    kind = next((kind for kind in KINDS if kind != "year" and found[kind]), "year")
    return kind, int(found["year"]), 1 if kind == "year" else int(found[kind])


def kind_of(period: str) -> str:
    """month, quarter, half_year or year. Raises ValidationError under `period`."""
    return _parts(period)[0]


def bounds(period: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a period. Raises ValidationError under `period`."""
    kind, year, number = _parts(period)
    last = KINDS[kind] * number
    first = datetime.date(year, last - KINDS[kind] + 1, 1)
    return first, datetime.date(year, last, calendar.monthrange(year, last)[1])


def months_of(period: str) -> list[str]:
    """The months of a period: 2026Q1 → 2026-01, 2026-02, 2026-03. Raises ValidationError under `period`."""
    return periods("month", *bounds(period))


def periods(kind: str, since: datetime.date, until: datetime.date) -> list[str]:
    """The periods of this kind whose last day lies between `since` and `until`, both included, in order."""
    found, day = [], since
    while True:
        period = period_of(day, kind)
        last = bounds(period)[1]
        if last > until:
            return found
        found.append(period)
        if last == datetime.date.max:
            return found
        day = last + datetime.timedelta(days=1)
