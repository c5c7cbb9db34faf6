"""What the demo discloses agrees with what other modules tell of the same unit."""

import datetime
import re
from decimal import Decimal

import pytest

from modules.party_affairs_disclosure.demo import records
from plugins.demo import plan
from plugins.demo.world import World


@pytest.fixture(scope="module")
def world():
    world = World(1, datetime.date(2026, 6, 30))
    list(plan.natural(world, ()))  # from now on a module may ask what another tells
    return world


def disclosed(unit, item):
    return [one for one in records(unit.world, unit) if one.fields["catalogue_item"] == item]


def amount(record):
    return Decimal(re.search(r"党费([\d,.]+)元", record.summary)[1].replace(",", ""))


def test_the_dues_are_those_that_were_collected_and_the_committees_are_everybodys(world):
    branches = [unit for unit in world.units if unit.kind != "committee"]
    by_title = {}
    for unit in branches:
        for record in disclosed(unit, "dues"):
            year, quarter = int(record.title[:4]), "一二三四".index(record.title[5]) + 1
            months = [f"{year}-{number:02}" for number in range(3 * quarter - 2, 3 * quarter + 1)]
            collected = [one for one in unit.told("party_dues") if one.fields["month"] in months]
            assert len(collected) == 3
            assert amount(record) == sum(one.fields["paid_amount"] for one in collected)
            by_title.setdefault(record.title, []).append(amount(record))
    assert len(by_title) >= 3
    office = {record.title: amount(record) for record in disclosed(world.committee, "dues")}
    assert office == {title: sum(found) for title, found in by_title.items() if len(found) == len(branches)}


def test_admissions_are_disclosed_on_the_days_of_the_development_file(world):
    days = {
        (unit.code, one.fields["public_notice_period"][:10])
        for unit in world.units
        for one in unit.told("member_development")
        if one.fields.get("public_notice_period")
    }
    told = {
        (unit.code, str(one.fields["start_on"]))
        for unit in world.units
        if unit.kind == "branch"
        for one in disclosed(unit, "development")
    }
    assert told
    assert told == {(code, day) for code, day in days if datetime.date.fromisoformat(day) >= world.start}


def test_nothing_is_known_of_opinions_before_the_notice_ends(world):
    for unit in world.units:
        for one in records(world, unit):
            if one.fields["end_on"] and one.fields["end_on"] > world.last:
                assert one.fields["feedback_count"] is None
            elif one.fields["feedback_count"]:
                assert one.fields["feedback_handling"].count("<p>") == one.fields["feedback_count"]
