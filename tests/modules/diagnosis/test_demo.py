"""A diagnosis of the demo shows what the diagnosed unit's objectives show."""

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


def objectives_of(unit, year):
    told = [record.fields for record in unit.told("policy_objectives") if record.fields["year"] == year]
    return {f"{fields['objective']}（{fields['indicator']}）": fields for fields in told}


def test_a_months_figures_are_those_of_the_board(world):
    compared = 0
    for unit in world.units:
        for record in unit.told("diagnosis"):
            if record.fields["diagnosis_kind"] != "self":
                continue
            year, month = map(int, record.period.split("-"))
            objectives = objectives_of(unit, year)
            assert len(record.rows["objective_results"]) == len(objectives)
            for row in record.rows["objective_results"]:
                fields = objectives[row["objective"]]
                if fields["direction"] == "milestone":
                    continue
                sign = fields["unit_of_measure"]
                assert Decimal(row["actual"].removesuffix(sign)) == Decimal(fields["monthly_actual"][month - 1])
                compared += 1
    assert compared > 100


def test_every_target_that_was_missed_is_a_problem(world):
    for unit in world.units:
        for record in unit.told("diagnosis"):
            missed = [row for row in record.rows["objective_results"] if row["status"] in ("red", "yellow")]
            problems = [row["problem"] for row in record.rows["problems"]]
            for row in missed:
                assert any(row["actual"] in problem and row["must"] in problem for problem in problems), record.title


def test_the_committee_looks_at_every_unit_once_a_year_and_at_the_worst_again(world):
    told = world.committee.told("diagnosis")
    first = [record.fields["target_unit"] for record in told if record.fields["diagnosis_kind"] == "committee"]
    assert len(first) == len(set(first))
    again = [record.fields["target_unit"] for record in told if record.fields["diagnosis_kind"] == "follow_up"]
    assert again
    assert set(again) <= set(first)
