"""Quiet hours and days of rest, by the local clock: 2026-03-06 is a Friday."""

import datetime

import pytest
from django.utils import timezone

from plugins.notifications import hours

# Days of rest are maintained data
pytestmark = pytest.mark.django_db


def local(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"2026-03-{text}").replace(tzinfo=timezone.get_default_timezone())


NIGHT = (datetime.time(22), datetime.time(7))
NOON = (datetime.time(12), datetime.time(13, 30))


@pytest.mark.parametrize(
    ("moment", "quiet", "working_days_only", "free"),
    [
        ("05 09:00", NIGHT, False, "05 09:00"),
        ("05 22:00", NIGHT, False, "06 07:00"),
        ("06 06:59", NIGHT, False, "06 07:00"),
        ("06 07:00", NIGHT, False, "06 07:00"),
        ("06 12:10", NOON, False, "06 13:30"),
        ("06 23:00", NIGHT, True, "09 07:00"),  # Friday night: Monday morning, not Saturday, nor Monday at midnight
        ("07 10:00", NIGHT, True, "09 07:00"),
        ("07 10:00", NIGHT, False, "07 10:00"),
        ("08 23:59", (None, None), True, "09 00:00"),
        ("07 03:00", (None, None), False, "07 03:00"),
        ("07 03:00", (datetime.time(3), datetime.time(3)), False, "07 03:00"),
    ],
)
def test_the_first_moment_that_disturbs_nobody(moment, quiet, working_days_only, free):
    assert hours.allowed_from(local(moment), *quiet, working_days_only) == local(free)


def test_it_is_the_clock_of_the_factory_that_counts_and_not_utc():
    evening = datetime.datetime(2026, 3, 5, 15, 30, tzinfo=datetime.UTC)  # 23:30 in Shanghai
    assert hours.allowed_from(evening, *NIGHT) == local("06 07:00")
    assert hours.next_at(evening, datetime.time(8)) == local("06 08:00")
    assert hours.next_at(local("06 08:00"), datetime.time(8)) == local("06 08:00")
