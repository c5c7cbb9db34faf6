"""The 25 steps: their stages, their order, and the one way around it."""

import datetime
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from modules.member_development import steps

CATALOGUE = yaml.safe_load(Path(__file__).parents[2].joinpath("data/module_catalogue.yaml").read_text(encoding="utf-8"))
ENTRY = next(entry for entry in CATALOGUE["modules"] if entry["slug"] == "member_development")


@dataclass
class Row:
    step: int
    done_on: datetime.date | None = None
    correction: str = ""


def log(*numbers) -> list[Row]:
    """Rows of these steps, one a day."""
    return [Row(number, datetime.date(2026, 1, 1) + datetime.timedelta(days=day)) for day, number in enumerate(numbers)]


def test_stages_and_steps_are_the_catalogues():
    names = [name for stage in ENTRY["steps_25"].values() for name in stage]
    assert len(names) == len(steps.STEPS) == 25
    assert [str(label).partition(" ")[2].partition("（")[0] for _number, label in steps.STEPS] == names
    wanted = {stage: names.index(own[0]) + 1 for stage, own in ENTRY["steps_25"].items() if own[0] in names[:19]}
    assert steps.BEGINS == wanted


@pytest.mark.parametrize(
    ("step", "stage"),
    [
        (1, "application"),
        (2, "application"),
        (3, "activist"),
        (6, "activist"),
        (7, "candidate"),
        (11, "candidate"),
        (12, "admission"),
        (18, "admission"),
        (19, "probation"),
        (25, "probation"),
    ],
)
def test_the_stage_follows_from_the_step(step, stage):
    assert steps.stage_of(step) == stage


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (range(1, 26), []),
        ((1,), []),
        ((1, 2, 3, 4, 5, 6, 6, 6, 7), []),  # 培养教育考察 goes on for quarters
        ((2,), [(1, "skipped")]),
        ((1, 3), [(2, "skipped")]),
        ((1, 2, 4, 5), [(3, "skipped")]),
        ((1, 2, 1), [(3, "back")]),
        ((1, 2, 3, 2, 4), [(4, "back")]),
    ],
)
def test_steps_are_taken_in_their_order(numbers, found):
    assert steps.out_of_order(log(*numbers)) == found


def test_a_step_is_not_earlier_than_the_one_before():
    rows = log(1, 2, 3)
    rows[2].done_on = rows[1].done_on
    assert steps.out_of_order(rows) == []
    rows[2].done_on = rows[0].done_on
    assert steps.out_of_order(rows) == [(3, "earlier")]


@pytest.mark.parametrize(("correction", "found"), [("", [(2, "skipped")]), ("  ", [(2, "skipped")]), ("补登", [])])
def test_a_correction_is_the_only_way_around(correction, found):
    rows = log(1, 4, 5)
    rows[1].correction = correction
    assert steps.out_of_order(rows) == found


def test_a_step_that_is_entered_later_says_so():
    rows = log(1, 2, 3, 4, 6, 5, 7)
    assert steps.out_of_order(rows) == [(5, "skipped"), (6, "back")]
    rows[4].correction = rows[5].correction = "漏登，2026年3月2日经党委同意补登。"
    assert steps.out_of_order(rows) == []


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [((2024, 2, 29), 12, (2025, 2, 28)), ((2026, 1, 31), 1, (2026, 2, 28)), ((2026, 12, 10), 1, (2027, 1, 10))],
)
def test_months_end_where_they_end(day, months, later):
    assert steps.months_after(datetime.date(*day), months) == datetime.date(*later)
