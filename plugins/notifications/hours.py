"""When somebody may be disturbed: quiet hours and days of rest, in local time (Asia/Shanghai)."""

import datetime

from django.utils import timezone

from cms.days import is_working_day

__all__ = ["allowed_from", "next_at"]

DAY = datetime.timedelta(days=1)


def allowed_from(
    moment: datetime.datetime,
    quiet_from: datetime.time | None,
    quiet_until: datetime.time | None,
    working_days_only: bool = False,
) -> datetime.datetime:
    """The first moment, from this one on, that is in no quiet hours and, where so wished, on a working day.

    Quiet hours begin at `quiet_from` and end at `quiet_until`, over midnight where that is earlier; without the two there are none.
    """
    local = timezone.localtime(moment)
    while True:
        if working_days_only and not is_working_day(local.date()):
            local = _at(local + DAY, datetime.time(0))
        elif end := _end_of_quiet(local, quiet_from, quiet_until):
            local = end
        else:
            return local


def next_at(moment: datetime.datetime, at: datetime.time) -> datetime.datetime:
    """The next time that it is so late (`at`) by the local clock: today, or tomorrow when it was already."""
    local = timezone.localtime(moment)
    due = _at(local, at)
    return due if due >= local else due + DAY


def _end_of_quiet(local, quiet_from, quiet_until) -> datetime.datetime | None:
    """When the quiet hours end that this moment is in; None outside them."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return None
    now = local.time()
    if quiet_from < quiet_until:
        return _at(local, quiet_until) if quiet_from <= now < quiet_until else None
    if now >= quiet_from:
        return _at(local + DAY, quiet_until)
    return _at(local, quiet_until) if now < quiet_until else None


def _at(local: datetime.datetime, time: datetime.time) -> datetime.datetime:
    return local.replace(hour=time.hour, minute=time.minute, second=time.second, microsecond=time.microsecond)
