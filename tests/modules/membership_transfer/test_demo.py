"""The demo's transfers are those of its people, and name nobody where the name would be seen by others."""

import datetime

import pytest

from modules.membership_transfer.demo import records
from plugins.demo import plan
from plugins.demo.world import World


@pytest.fixture(scope="module")
def told():
    world = World(1, datetime.date(2026, 11, 25))
    list(plan.natural(world, ()))  # from now on a module may ask what another tells
    return [(unit, record) for unit in world.units for record in records(world, unit)]


def test_whoever_came_or_left_has_a_transfer(told):
    world = told[0][0].world
    came = {one for one in world.people if one.since > world.start}
    left = {one for one in world.people if one.until}
    assert len(came) == len(left) == 3
    assert {record.fields["member"] for _unit, record in told if record.fields["direction"] == "in"} == came
    assert {record.fields["member"] for _unit, record in told if record.fields["direction"] == "out"} == left


def test_dues_are_paid_to_the_last_month_that_the_branch_collected(told):
    for unit, record in told:
        person, direction = record.fields["member"], record.fields["direction"]
        if direction == "temporary":
            continue
        collected = [
            one.fields["month"]
            for one in unit.told("party_dues")
            if person in [line["member"] for line in one.rows["member_lines"]]
        ]
        if direction == "out":
            assert record.fields["dues_paid_to"] == max(collected)
        else:
            assert record.fields["dues_paid_to"] < min(collected)


def test_titles_and_summaries_name_nobody(told):
    for unit, record in told:
        words = record.title + record.summary
        assert not [person.name for person in unit.people if person.name in words]


def test_nobody_enters_a_receipt_before_it_came(told):
    for unit, record in told:
        number = [one.title for one in records(unit.world, unit)].index(record.title)
        unit.world.finish(record, unit, "membership_transfer", number)
        if record.fields["receipt_on"]:
            assert record.times.entered.date() >= record.fields["receipt_on"] >= record.fields["issued_on"]
