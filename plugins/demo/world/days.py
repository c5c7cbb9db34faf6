"""Days of a factory's year: working days, months and quarters. Chinese public holidays as far as meetings avoid them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

DAY = datetime.timedelta(days=1)

# 春节 moves with the moon: the first day of the lunar year.
LUNAR_NEW_YEAR = {
    2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6),
    2028: (1, 26), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8),
}  # fmt: skip
# 端午 and 中秋 move with it too.
DRAGON_BOAT = {
    2020: (6, 25), 2021: (6, 14), 2022: (6, 3), 2023: (6, 22), 2024: (6, 10), 2025: (5, 31), 2026: (6, 19), 2027: (6, 9),
    2028: (5, 28), 2029: (6, 16), 2030: (6, 5), 2031: (6, 24), 2032: (6, 12), 2033: (6, 1), 2034: (6, 20), 2035: (6, 10),
}  # fmt: skip
MID_AUTUMN = {
    2020: (10, 1), 2021: (9, 21), 2022: (9, 10), 2023: (9, 29), 2024: (9, 17), 2025: (10, 6), 2026: (9, 25), 2027: (9, 15),
    2028: (10, 3), 2029: (9, 22), 2030: (9, 12), 2031: (10, 1), 2032: (9, 19), 2033: (9, 8), 2034: (9, 27), 2035: (9, 16),
}  # fmt: skip
FIXED = {(1, 1), (4, 4), (4, 5), (4, 6), *((5, day) for day in range(1, 6)), *((10, day) for day in range(1, 8))}
QUARTERS = ("一季度", "二季度", "三季度", "四季度")


@dataclass(frozen=True)
class Month:
    """The part of a calendar month that lies in the world's year."""

    first: datetime.date
    last: datetime.date

    @property
    def year(self) -> int:
        return self.first.year

    @property
    def month(self) -> int:
        return self.first.month

    @property
    def quarter(self) -> int:
        return (self.month + 2) // 3

    @property
    def quarter_name(self) -> str:
        return QUARTERS[self.quarter - 1]


@cache
def is_working_day(day: datetime.date) -> bool:
    """Monday to Friday and no public holiday. (That some weekends are worked instead does not matter to anybody here.)"""
    if day.weekday() >= 5 or (day.month, day.day) in FIXED:
        return False
    if (day.month, day.day) in (DRAGON_BOAT.get(day.year), MID_AUTUMN.get(day.year)):
        return False
    if day.year in LUNAR_NEW_YEAR:
        first = datetime.date(day.year, *LUNAR_NEW_YEAR[day.year])
        if first - DAY <= day <= first + 6 * DAY:
            return False
    return True


@cache
def working_days(first: datetime.date, last: datetime.date) -> tuple[datetime.date, ...]:
    """The working days from `first` to `last`, both included."""
    days = (first + DAY * number for number in range((last - first).days + 1))
    return tuple(day for day in days if is_working_day(day))


def next_working_day(day: datetime.date, after: int = 1) -> datetime.date:
    """The working day that comes `after` (0: this one or the next) working days later."""
    while not is_working_day(day):
        day += DAY
    for _ in range(after):
        day += DAY
        while not is_working_day(day):
            day += DAY
    return day


def months(first: datetime.date, last: datetime.date) -> Iterator[Month]:
    """The calendar months from `first` to `last`; the first and the last of them may be cut."""
    while first <= last:
        following = (first.replace(day=28) + 4 * DAY).replace(day=1)
        yield Month(first, min(following - DAY, last))
        first = following


def year_before(day: datetime.date) -> datetime.date:
    """The same day of the year before; 29 February gives the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
