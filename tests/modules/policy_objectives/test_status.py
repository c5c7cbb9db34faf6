"""The colours and the score of an objective, as domain.md 3.2 says them."""

import datetime
from decimal import Decimal

import pytest

from modules.policy_objectives import status
from modules.policy_objectives.status import Target

D = Decimal
HIGHER = Target("higher", D(90), D(95))
LOWER = Target("lower", D(20), D(10))
RANGE = Target("range", D(90), D(95), D(110), D(105))
ZERO = Target("lower", D(0), D(0))
# By 30 September, planned for 31 August
MILESTONE = Target("milestone", D(273), D(243))


def series(*figures) -> list:
    return [None if figure is None else D(str(figure)) for figure in figures] + [None] * (12 - len(figures))


# 累计方式 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "upto", "expected"),
    [
        ("sum", 12, 60),
        ("sum", 2, 30),
        ("average", 12, 20),
        ("average", 2, 15),
        ("last", 12, 30),
        ("last", 2, 10),
        ("max", 12, 30),
        ("max", 2, 20),
    ],
)
def test_the_year_so_far_follows_its_rule(rule, upto, expected):
    assert status.year_to_date(series(20, 10, 30), rule, upto) == expected


@pytest.mark.parametrize("rule", ["sum", "average", "last", "max"])
def test_without_a_figure_there_is_no_year_so_far(rule):
    assert status.year_to_date(series(), rule) is None


def test_months_without_a_figure_count_on_neither_side():
    """March was not reported: the two months that were had to reach 20, not 30."""
    year = Target("higher", D(120), D(144))
    actuals = series(10, 10, None)
    found = status.target_over(year, series(*[10] * 12), series(*[12] * 12), "sum", status.reported(actuals))
    assert (found.must, found.stretch) == (20, 24)
    assert status.status(found, status.year_to_date(actuals, "sum")) == "green"


def test_a_sum_without_a_monthly_stretch_plan_takes_the_same_share_of_the_years():
    year = Target("higher", D(120), D(144))
    assert status.target_over(year, series(*[10] * 12), series(), "sum", {1, 2, 3}).stretch == 36


def test_the_last_month_alone_does_not_decide_about_a_sum():
    """Domain 3.2: the annual status is computed from the year-to-date rule, not from the last month."""
    year = Target("higher", D(120), D(144))
    actuals = series(4, 4, 14)
    so_far = status.target_over(year, series(*[10] * 12), series(*[12] * 12), "sum", {1, 2, 3})
    last = status.target_over(year, series(*[10] * 12), series(*[12] * 12), "sum", {3})
    assert status.status(last, actuals[2]) == "blue"
    assert status.status(so_far, status.year_to_date(actuals, "sum")) == "red"


def test_the_upper_bound_of_a_sum_grows_with_the_months():
    year = Target("range", D(120), D(132), D(180), D(168))
    found = status.target_over(year, series(*[10] * 12), series(), "sum", {1, 2})
    assert (found.must, found.must_high, found.stretch, found.stretch_high) == (20, 30, 22, 28)


# 颜色 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "actual", "colour"),
    [
        (HIGHER, "95", "blue"),
        (HIGHER, "94.99", "green"),
        (HIGHER, "90", "green"),
        (HIGHER, "89.9", "yellow"),
        (HIGHER, "85.5", "yellow"),  # five percent of ninety
        (HIGHER, "85.4", "red"),
        (LOWER, "10", "blue"),
        (LOWER, "10.1", "green"),
        (LOWER, "20", "green"),
        (LOWER, "21", "yellow"),
        (LOWER, "21.1", "red"),
        (RANGE, "100", "blue"),
        (RANGE, "95", "blue"),
        (RANGE, "94", "green"),
        (RANGE, "106", "green"),
        (RANGE, "110", "green"),
        (RANGE, "85.5", "yellow"),
        (RANGE, "85", "red"),
        (RANGE, "115.5", "yellow"),
        (RANGE, "116", "red"),
        (ZERO, "0", "blue"),
        (ZERO, "1", "red"),  # five percent of nothing is nothing
        (MILESTONE, "243", "blue"),
        (MILESTONE, "273", "green"),
        (MILESTONE, "280", "yellow"),
        (MILESTONE, "300", "red"),
    ],
)
def test_a_figure_has_its_colour(target, actual, colour):
    assert status.status(target, D(actual)) == colour


def test_without_a_figure_it_is_grey():
    assert status.status(HIGHER, None) == "grey"


def test_the_tolerance_is_the_committees_to_set():
    assert status.status(HIGHER, D(86), tolerance=D(1)) == "red"
    assert status.status(HIGHER, D("89.1"), tolerance=D(1)) == "yellow"


@pytest.mark.parametrize(
    ("done_on", "today", "colour"),
    [
        (None, datetime.date(2026, 9, 30), "grey"),
        (None, datetime.date(2026, 10, 1), "red"),
        (D(243), datetime.date(2026, 10, 1), "blue"),
        (D(300), datetime.date(2026, 12, 1), "red"),
    ],
)
def test_a_milestone_is_red_once_its_day_has_passed(done_on, today, colour):
    assert status.milestone_status(MILESTONE, done_on, 2026, today) == colour


# 得分 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        (HIGHER, "95", 100),
        (HIGHER, "120", 100),
        (HIGHER, "92.5", 90),
        (HIGHER, "90", 80),
        (HIGHER, "45", 30),
        (HIGHER, "0", 0),
        (HIGHER, "-9", 0),
        (LOWER, "10", 100),
        (LOWER, "15", 90),
        (LOWER, "20", 80),
        (LOWER, "30", 30),
        (LOWER, "100", 0),
        (RANGE, "100", 100),
        (RANGE, "92.5", 90),
        (RANGE, "107.5", 90),
        (RANGE, "110", 80),
        (RANGE, "165", 30),
        (ZERO, "0", 100),
        (ZERO, "1", 0),
        (MILESTONE, "250", 100),
        (MILESTONE, "273", 100),
        (MILESTONE, "274", 60),
    ],
)
def test_the_score_is_sixty_eighty_and_a_hundred(target, actual, points):
    assert status.score(target, D(actual)) == points


@pytest.mark.parametrize("target", [HIGHER, LOWER, RANGE, MILESTONE])
def test_without_a_figure_there_is_no_score(target):
    assert status.score(target, None) == 0


def test_who_misses_the_must_target_is_never_excellent():
    assert max(status.score(HIGHER, D(hundredths) / 100) for hundredths in range(0, 9000, 7)) < 60


# 日期 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("today", "late"), [((2026, 4, 5), []), ((2026, 4, 6), [3])])
def test_a_months_figure_is_late_after_the_fifth_of_the_next(today, late):
    actuals = series(1, 2)
    assert status.late_months(actuals, 2026, datetime.date(*today)) == late


def test_december_is_due_in_january():
    actuals = series(*range(1, 12))
    assert status.late_months(actuals, 2026, datetime.date(2027, 1, 5)) == []
    assert status.late_months(actuals, 2026, datetime.date(2027, 1, 6)) == [12]


@pytest.mark.parametrize(("year", "number", "day"), [(2026, 60, (3, 1)), (2028, 60, (2, 29)), (2028, 366, (12, 31))])
def test_the_days_of_a_year_are_counted_from_its_first(year, number, day):
    assert status.day_of_year(year, number) == datetime.date(year, *day)
