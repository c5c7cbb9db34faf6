"""The demo's bulletins can be reckoned again from their own rows."""

import datetime
import re
from decimal import Decimal

import pytest

from modules.information_bulletin.demo import records
from plugins.demo import plan
from plugins.demo.world import World


@pytest.fixture(scope="module")
def told():
    world = World(1, datetime.date(2026, 6, 30))
    list(plan.natural(world, ()))  # from now on a module may ask what another tells
    return world, list(records(world, world.committee))


def test_each_quarter_of_the_year_is_reported_once_within_a_fortnight(told):
    _world, bulletins = told
    assert [one.fields["quarter"] for one in bulletins] == ["2025Q2", "2025Q3", "2025Q4", "2026Q1"]
    for one in bulletins:
        assert one.fields["frozen_at"].date() < one.occurred_on
        assert one.occurred_on.day <= 15


def test_the_overview_names_the_sums_of_the_rows(told):
    for one in told[1]:
        rows = one.rows["unit_table"]
        said = re.search(r"(\d+)个单位应更新(\d+)条，报送(\d+)条，有效更新(\d+)条", one.fields["overview"])
        sums = [sum(row[name] for row in rows) for name in ("due", "submitted", "effective")]
        assert [int(number) for number in said.groups()] == [len(rows), *sums]
        assert f"审核退回{sum(row['returned'] for row in rows)}条" in one.fields["overview"]


def test_a_total_is_the_sum_of_its_parts_and_has_the_grade_that_it_earns(told):
    least = {"excellent": 90, "good": 80, "pass": 60, "fail": 0}
    for one in told[1]:
        table = next(value for kind, value in one.body if kind == "table")
        for row, (title, *parts, total, _grade) in zip(one.rows["unit_table"], table["data"][1:], strict=True):
            assert title == row["unit"].title
            assert sum(map(Decimal, parts)) == Decimal(total) == row["total"]
            assert row["grade"] == next(grade for grade, points in least.items() if row["total"] >= points)
            assert row["effective"] <= row["submitted"]
            assert row["on_time_rate"] <= 100


def test_selected_work_earns_its_unit_points_and_stands_in_the_list(told):
    world, bulletins = told
    for one in bulletins:
        selected = [
            (unit.code, record.fields["background"])
            for unit in world.units
            for record in unit.told("featured_work")
            if record.fields["selected"] and record.fields["quarter"] == one.fields["quarter"]
        ]
        listed = [(row["ref"].unit, dict(row["ref"].where)["background"]) for row in one.rows["featured"]]
        assert listed == selected
    assert any(one.rows["featured"] for one in bulletins)
