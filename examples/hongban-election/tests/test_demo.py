"""What the demo tells of elections keeps every rule."""

import datetime
from functools import cache

import pytest
from hongban_election.demo import records, term_end
from test_contract import TestContract as Contract

from plugins.demo.world import DemoPerson, World

TODAY = datetime.date(2026, 3, 1)


@pytest.fixture
def told():
    """[(demo's unit, record)] of two worlds."""
    worlds = [World(seed, TODAY) for seed in (1, 2)]
    return [(unit, record) for one in worlds for unit in one.units for record in records(one, unit)]


def test_each_record_may_be_submitted_as_it_is(world, told):
    @cache
    def person(staff_number, name):
        return world.person(name)

    def real(value):
        if isinstance(value, DemoPerson):
            return person(value.staff_number, value.name)
        if isinstance(value, list):
            return [real(item) for item in value]
        return {name: real(item) for name, item in value.items()} if isinstance(value, dict) else value

    assert len(told) > 3
    for _unit, record in told:
        fields = real(record.fields) | real(record.rows) | {"title": record.title, "summary": record.summary}
        page = Contract().make(world, **fields)
        page.get_latest_revision_as_object().check_submission()
        assert record.occurred_on == page.occurred_on


def test_a_branch_elects_once_and_only_when_its_term_ended_in_the_year(told):
    units = [(unit.world.seed, unit.code) for unit, _record in told]
    assert len(set(units)) == len(units)
    assert {unit.kind for unit, _record in told} == {"branch"}
    for unit, record in told:
        assert datetime.timedelta() <= term_end(unit.world, unit) - record.occurred_on < datetime.timedelta(days=26)
    one = World(1, TODAY)
    silent = [unit for unit in one.units if (1, unit.code) not in units and unit.kind == "branch"]
    assert silent and not any(term_end(one, unit) for unit in silent)


def test_further_laps_add_nothing():
    lap = World(1, TODAY).again(1)
    assert [record for unit in lap.units for record in records(lap, unit)] == []
