"""The demo's points follow from what stands beside them, and the circular from the units' own results."""

import datetime
from decimal import Decimal

import pytest

from plugins.demo import plan
from plugins.demo.world import World


@pytest.fixture(scope="module")
def world():
    found = World(1, datetime.date(2026, 6, 30))
    found.tell = plan._tell
    return found


def results(world, period):
    told = [(unit, record) for unit in world.units for record in unit.told("assessment")]
    return [(unit, record) for unit, record in told if record.period == period]


@pytest.mark.parametrize("period", ["2025Q4", "2026Q1", "2025"])
def test_the_circular_shows_the_means_of_the_units_results(world, period):
    (committee, circular), *branches = results(world, period)
    assert committee is world.committee
    assert len(branches) == len(world.units) - 1
    for place, item in enumerate(circular.rows["items"]):
        scores = [record.rows["items"][place]["score"] for _unit, record in branches]
        assert item["score"] == (sum(scores) / len(scores)).quantize(Decimal("0.01"))


def test_the_circulars_table_repeats_the_units_totals(world):
    (_committee, circular), *branches = results(world, "2026Q1")
    table = next(value["data"] for name, value in circular.body if name == "table")
    for row, (unit, record) in zip(table[1:], branches, strict=True):
        points = [item["score"] for item in record.rows["items"]] + [row["score"] for row in record.rows["bonus"]]
        assert row[0] == unit.title.removesuffix("党支部")
        assert Decimal(row[-2]) == sum(points)


def test_an_appeal_stands_in_the_branchs_result_and_in_the_circular(world):
    appeals = 0
    for period in ("2025Q4", "2026Q1"):
        (_committee, circular), *branches = results(world, period)
        own = [row for _unit, record in branches for row in record.rows["appeal"]]
        assert sorted(circular.rows["appeal"], key=str) == sorted(own, key=str)
        appeals += len(own)
    assert appeals


def test_exactly_one_result_of_the_year_is_vetoed(world):
    told = [record for unit in world.units for record in unit.told("assessment")]
    vetoed = [record for record in told if record.rows.get("veto_items")]
    assert [record.fields["grade"] for record in vetoed] == ["fail"]
