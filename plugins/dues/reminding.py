"""Once a working day: units are reminded of what is due soon and of what is late. Who is told and how is for those who listen."""

import datetime
import logging

from django.utils import timezone

from cms.days import is_working_day, working_days_before
from cms.signals import items_due
from cms.tree import Unit

from .states import is_late

__all__ = ["remind"]

logger = logging.getLogger(__name__)

# Working days before the due date
BEFORE = 3
# So many days after it at most: by then everybody was told, unless nothing ran for longer than that
AFTER = 14


def remind(day: datetime.date | None = None) -> dict[str, int]:
    """Tell of every due date of every unit that is near or past with something missing; {"soon", "late"}: how many of each.

    Nothing on a day off. Harmless when repeated: whoever was told is not told again.
    """
    from .due_table import due_items

    day = day or timezone.localdate()
    told = {"soon": 0, "late": 0}
    if not is_working_day(day):
        return told
    units = {unit.pk: unit for unit in Unit.objects.live().filter(practice=False).defer("body")}
    dates = set()
    # No cadence gives more than weeks after a period's end, nor asks for anything long before it
    since, until = day - datetime.timedelta(days=120), day + datetime.timedelta(days=60)
    for item in due_items(list(units.values()), since, until, day):
        if item.satisfied or item.waiting_since:
            continue
        if is_late(item, day):
            if item.due_on >= day - datetime.timedelta(days=AFTER):
                dates.add((item.unit_id, item.due_on, True))
        elif working_days_before(item.due_on, BEFORE) <= day:
            dates.add((item.unit_id, item.due_on, False))
    for unit, due_on, late in sorted(dates):
        for receiver, answer in items_due.send_robust(Unit, unit=units[unit], due_on=due_on, late=late):
            if isinstance(answer, Exception):
                logger.error("%s could not be told: %s", receiver, answer, exc_info=answer)
        told["late" if late else "soon"] += 1
    return told
