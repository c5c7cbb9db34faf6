"""Working days, Monday to Friday. Public holidays and make-up days are not known here."""

import datetime

__all__ = ["working_days_after"]

SATURDAY = 5


def working_days_after(day: datetime.date, count: int) -> datetime.date:
    """The day on which `count` working days after `day` have passed; `day` itself does not count."""
    while count > 0:
        day += datetime.timedelta(days=1)
        if day.weekday() < SATURDAY:
            count -= 1
    return day
