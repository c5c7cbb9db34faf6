"""Working days, Monday to Friday. Public holidays and make-up days are not known here."""

import datetime

__all__ = ["is_working_day", "working_days_after"]

SATURDAY = 5


def is_working_day(day: datetime.date) -> bool:
    return day.weekday() < SATURDAY


def working_days_after(day: datetime.date, count: int) -> datetime.date:
    """The day on which `count` working days after `day` have passed; `day` itself does not count."""
    while count > 0:
        day += datetime.timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day
