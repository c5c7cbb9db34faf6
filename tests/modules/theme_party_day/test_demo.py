"""The demo's theme Party days: one relatively fixed day each month."""

import datetime
from collections import Counter

import pytest

from modules.theme_party_day.demo import records
from plugins.demo.world import World


@pytest.fixture(scope="module")
def told():
    world = World(1, datetime.date(2026, 6, 30))
    return {unit.code: list(records(world, unit)) for unit in world.units}


def test_every_branch_holds_one_each_month_and_the_committee_none(told):
    for code, days in told.items():
        months = Counter((record.occurred_on.year, record.occurred_on.month) for record in days)
        assert (set(months.values()) == {1} and len(months) >= 11) if code != "dangwei" else not months


def test_the_day_is_relatively_fixed(told):
    for code, days in told.items():
        weekdays = Counter(record.occurred_on.weekday() for record in days)
        assert not days or weekdays.most_common(1)[0][1] >= 9, code


def test_nobody_tells_a_theme_twice_in_a_year(told):
    for days in told.values():
        themes = [record.fields["theme"] for record in days]
        assert len(themes) == len(set(themes))
