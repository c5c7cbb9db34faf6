"""考核评价: the marks add up, the grade follows from them, and a veto stands above both."""

import datetime
from decimal import Decimal as D

import pytest

from modules.assessment.models import AssessmentBonus, AssessmentItem, AssessmentRecord, AssessmentVeto
from tests.modules.faults import faults, filled

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 5, 8)


def item(full, score, reason="记录不完整", self_score=None):
    return AssessmentItem(
        item="党建基础",
        full_marks=D(full),
        score=D(score),
        self_score=None if self_score is None else D(self_score),
        reason=reason,
    )


def assessment(items=None, bonus=(), vetoes=0, **fields):
    """92 of 100."""
    fields = {"occurred_on": DAY, "period_kind": "quarter", "grade": "excellent"} | fields
    tables = {
        "items": [item(60, 56), item(40, 36)] if items is None else items,
        "bonus": [AssessmentBonus(item="建议被采纳", score=D(score)) for score in bonus],
        "veto_items": [AssessmentVeto(item="弄虚作假", fact="补造记录") for _ in range(vetoes)],
    }
    return filled(AssessmentRecord, tables, **fields)


def test_an_assessment_in_order_has_no_fault():
    assert faults(assessment(bonus=["2"])) == {}


@pytest.mark.parametrize(
    ("rows", "caught"),
    [
        ([item(100, 100, "")], False),
        ([item(100, 95, "")], True),  # marks were taken off without a reason
        ([item(100, 95, " ")], True),
        ([item(100, 95)], False),
        ([item(100, 101)], True),
        ([item(60, 60), item(40, -1)], True),
        ([item(100, 95, self_score=101)], True),
        ([item(100, 95, self_score=100)], False),
        ([item(60, 60), item(41, 41)], True),
        ([item(60, 60), item(39, 39)], True),
        ([item(60, 60), item(40, 40)], False),
    ],
)
def test_marks_lie_within_the_full_ones_which_make_a_hundred(rows, caught):
    page = assessment(rows)
    assert ("items" in faults(page)) is caught


@pytest.mark.parametrize(
    ("bonus", "caught"), [(["5"], False), (["3", "2.01"], True), (["0"], True), (["-1"], True), ([], False)]
)
def test_a_bonus_is_five_marks_at_most(bonus, caught):
    assert ("bonus" in faults(assessment(bonus=bonus))) is caught


@pytest.mark.parametrize(
    ("score", "grade", "caught"),
    [
        ("90", "excellent", False),
        ("89.99", "excellent", True),
        ("89.99", "good", False),
        ("80", "good", False),
        ("79.99", "good", True),
        ("79.99", "pass", False),
        ("60", "pass", False),
        ("59.99", "pass", True),
        ("59.99", "fail", False),
        ("95", "good", True),
    ],
)
def test_the_grade_follows_from_the_total(score, grade, caught):
    assert set(faults(assessment([item(100, score)], grade=grade))) == ({"grade"} if caught else set())


@pytest.mark.parametrize(("vetoes", "grade", "caught"), [(1, "excellent", True), (1, "fail", False), (0, "fail", True)])
def test_a_veto_is_a_failure_and_nothing_else_is_at_full_marks(vetoes, grade, caught):
    assert ("grade" in faults(assessment(vetoes=vetoes, grade=grade))) is caught


@pytest.mark.parametrize(("bonus", "total"), [([], "92"), (["2"], "94"), (["5"], "97"), (["4", "3"], "97")])
def test_the_total_is_computed_with_five_marks_of_bonus_at_most(bonus, total):
    assert assessment(bonus=bonus, total=D(3)).total == D(total)


def test_there_is_no_total_before_there_are_marks():
    assert assessment([]).total is None


@pytest.mark.parametrize(
    ("kind", "value", "caught"),
    [
        ("quarter", "2026Q2", False),
        ("quarter", "2026-05", True),
        ("quarter", "2026", True),
        ("half_year", "2026H1", False),
        ("half_year", "2026Q2", True),
        ("year", "2026", False),
        ("year", "2026H1", True),
    ],
)
def test_the_period_is_one_of_its_kind(kind, value, caught):
    assert set(faults(assessment(period_kind=kind, period_value=value))) == ({"period_value"} if caught else set())


@pytest.mark.parametrize(("kind", "both"), [("quarter", "2026Q2"), ("half_year", "2026H1"), ("year", "2026")])
def test_the_period_follows_from_the_day_and_the_kind(kind, both):
    page = assessment(period_kind=kind)
    assert (page.period_value, page.period) == (both, both)


@pytest.mark.parametrize(("period", "caught"), [("2026Q1", True), ("2026Q2", False)])
def test_the_two_periods_are_one(period, caught):
    assert ("period_value" in faults(assessment(period_value="2026Q2", period=period))) is caught
