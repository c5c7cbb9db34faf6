"""Working days (工作日): Monday to Friday, but for public holidays (法定节假日) and make-up days (调休上班).

What is known of them, in this order: the rows of `CalendarDay`, which the Party office maintains; the State Council's calendar
as the library chinesecalendar knows it; the day of the week. Read once for each request and task and thread, so that asking
for a day costs nothing and a changed row holds everywhere from the next request on.
"""

import datetime
import threading

from chinese_calendar.constants import holidays, workdays
from django.core.signals import request_started
from django.db.models.signals import post_delete, post_save
from django_tasks.signals import task_started

__all__ = ["is_working_day", "working_days_after", "working_days_before"]

SATURDAY = 5

_read = threading.local()


def is_working_day(day: datetime.date) -> bool:
    known = _maintained().get(day)
    return usual(day) if known is None else known


def usual(day: datetime.date) -> bool:
    """What holds where nobody maintained anything."""
    if day in workdays:
        return True
    return day.weekday() < SATURDAY and day not in holidays


def working_days_after(day: datetime.date, count: int) -> datetime.date:
    """The day on which `count` working days after `day` have passed; `day` itself does not count."""
    return _walk(day, count, 1)


def working_days_before(day: datetime.date, count: int) -> datetime.date:
    """The day from which `count` working days lead to `day`, which does not count itself."""
    return _walk(day, count, -1)


def _walk(day: datetime.date, count: int, step: int) -> datetime.date:
    while count > 0:
        day += datetime.timedelta(days=step)
        if is_working_day(day):
            count -= 1
    return day


def _maintained() -> dict[datetime.date, bool]:
    known = getattr(_read, "days", None)
    if known is None:
        from .calendar import CalendarDay

        known = _read.days = dict(CalendarDay.objects.values_list("day", "working"))
    return known


def forget(**kwargs) -> None:
    """Read the maintained days again when they are asked for next, in this thread."""
    _read.days = None


def install() -> None:
    from .calendar import CalendarDay

    request_started.connect(forget, dispatch_uid="cms.days.request")
    task_started.connect(forget, dispatch_uid="cms.days.task")
    for signal in (post_save, post_delete):
        signal.connect(forget, sender=CalendarDay, dispatch_uid="cms.days.changed")
