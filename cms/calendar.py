"""工作日历: the days that are working or off otherwise than the week says, as the Party office maintains them.

One calendar for the whole site, since public holidays are everybody's. `cms.days` answers by it.
"""

import datetime

from chinese_calendar.constants import Holiday, holidays, workdays
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.access import viewer_of
from cms.people import Role

__all__ = ["CalendarDay", "Shown", "fill", "keep", "known_years", "may_keep", "remove", "year_of"]

NAMES = {holiday.value: holiday.chinese for holiday in Holiday}
EARLIEST, LATEST = 2000, 2100


class CalendarDay(models.Model):
    """One day of which somebody, or the library when the year was filled, said whether it is a working day."""

    day = models.DateField(gettext_lazy("日期"), unique=True)
    working = models.BooleanField(gettext_lazy("上班"), default=False)
    name = models.CharField(gettext_lazy("说明"), max_length=50, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = gettext_lazy("工作日历")
        ordering = ["day"]
        default_permissions = ()

    def __str__(self):
        return f"{self.day} {_('上班') if self.working else _('休息')} {self.name}".strip()

    def clean(self):
        super().clean()
        if self.day and not EARLIEST <= self.day.year <= LATEST:
            raise ValidationError(
                {"day": _("年份须在 %(first)s 至 %(last)s 之间。") % {"first": EARLIEST, "last": LATEST}}
            )


class Shown:
    """A day of the calendar as it holds. `row`: None where the library alone says so."""

    def __init__(self, day: datetime.date, working: bool, name: str, row: CalendarDay | None = None):
        self.day, self.working, self.name, self.row = day, working, name, row


def known_years() -> range:
    """The years whose holidays the library knows."""
    return range(min(holidays).year, max(holidays).year + 1)


def _library(year: int) -> dict[datetime.date, tuple[bool, str]]:
    """{day: (working, name)} of the days that the State Council's notice for the year names."""
    off = {day: (False, NAMES.get(name, name)) for day, name in holidays.items() if day.year == year}
    made_up = {
        day: (True, _("%(holiday)s调休上班") % {"holiday": NAMES.get(name, name)})
        for day, name in workdays.items()
        if day.year == year
    }
    return off | made_up


def year_of(year: int) -> list[Shown]:
    """The days of a year that are not simply what their day of the week is, in order. One query."""
    found = {day: Shown(day, working, name) for day, (working, name) in _library(year).items()}
    for row in CalendarDay.objects.filter(day__year=year):
        found[row.day] = Shown(row.day, row.working, row.name, row)
    return sorted(found.values(), key=lambda one: one.day)


@transaction.atomic
def fill(year: int) -> int:
    """Write down what the library knows of a year and nobody said otherwise of; how many days. What is written down stays as it
    is, whatever a later version of the library says. Raises ValidationError for a year that it does not know."""
    if year not in known_years():
        raise ValidationError(
            {"year": _("节假日库不知道 %(year)s 年的安排，请按国务院办公厅通知逐日登记。") % {"year": year}}
        )
    there = set(CalendarDay.objects.filter(day__year=year).values_list("day", flat=True))
    new = [
        CalendarDay(day=day, working=working, name=name)
        for day, (working, name) in sorted(_library(year).items())
        if day not in there
    ]
    CalendarDay.objects.bulk_create(new, ignore_conflicts=True)
    from .days import forget

    forget()  # bulk_create() sends no signal
    return len(new)


def fill_current() -> int:
    """By the clock: the running year and the next, as far as the library knows them."""
    from django.utils import timezone

    year = timezone.localdate().year
    return sum(fill(one) for one in (year, year + 1) if one in known_years())


# Maintaining it -----------------------------------------------------------------------------------------------------------


def may_keep(user) -> bool:
    """The Party office (党务室) of the committee at the top: the calendar is everybody's."""
    from cms.tree import Unit

    offices = [unit for role, unit in viewer_of(user).roles if role == Role.PARTY_OFFICE]
    return bool(offices) and Unit.objects.filter(pk__in=offices, depth=2).exists()


def _ask(by) -> None:
    if not may_keep(by):
        raise PermissionDenied(_("工作日历由最上一级党委的党务室维护。"))


@transaction.atomic
def keep(day: datetime.date, working: bool, name: str, by) -> CalendarDay:
    """Say of a day whether it is a working day, noted in the log. Raises PermissionDenied, and ValidationError by field."""
    _ask(by)
    row = CalendarDay.objects.select_for_update().filter(day=day).first() or CalendarDay(day=day)
    row.working, row.name = working, " ".join(name.split())
    row.full_clean(validate_unique=False)
    row.save()
    log(instance=row, action="cms.calendar.keep", user=by, data=_told(row))
    return row


@transaction.atomic
def remove(row: CalendarDay, by) -> None:
    """Take back what was said of a day: the library's word, or the day of the week, holds again."""
    _ask(by)
    log(instance=row, action="cms.calendar.remove", user=by, data=_told(row), deleted=True)
    row.delete()


def _told(row: CalendarDay) -> dict:
    return {"day": str(row.day), "working": row.working, "name": row.name}
