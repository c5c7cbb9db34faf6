"""Periods as spans of days."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from cms.periods import bounds, kind_of, months_of, period_of, periods

DAY = datetime.date


@pytest.mark.parametrize(
    ("period", "kind", "first", "last"),
    [
        ("2024-02", "month", DAY(2024, 2, 1), DAY(2024, 2, 29)),
        ("2026Q1", "quarter", DAY(2026, 1, 1), DAY(2026, 3, 31)),
        ("2026H2", "half_year", DAY(2026, 7, 1), DAY(2026, 12, 31)),
        ("2026", "year", DAY(2026, 1, 1), DAY(2026, 12, 31)),
    ],
)
def test_a_period_has_a_first_and_a_last_day_and_both_lie_in_it(period, kind, first, last):
    assert kind_of(period) == kind
    assert bounds(period) == (first, last)
    assert {period_of(day, kind) for day in bounds(period)} == {period}


def test_periods_are_those_that_end_within_the_days():
    assert periods("month", DAY(2025, 12, 31), DAY(2026, 2, 27)) == ["2025-12", "2026-01"]
    assert periods("quarter", DAY(2026, 1, 1), DAY(2026, 12, 31)) == ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]
    assert periods("year", DAY(9999, 1, 1), DAY.max) == ["9999"]
    assert months_of("2026Q4") == ["2026-10", "2026-11", "2026-12"]


@pytest.mark.parametrize("period", ["", "2026-13", "2026Q5", "2026H3", "26", "0000", "２０２６", "2026Q1 "])
def test_what_is_no_period_is_named_as_such(period):
    with pytest.raises(ValidationError, match="期间写作") as error:
        bounds(period)
    assert set(error.value.message_dict) == {"period"}
