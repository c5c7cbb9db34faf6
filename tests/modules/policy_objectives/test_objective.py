"""方针目标: each rule with what it must catch and the nearest that it must let pass."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.moderation.actions import submit
from cms.testing import publish
from modules.policy_objectives.faults import board_faults
from modules.policy_objectives.models import ObjectiveCountermeasure, ObjectiveMeasure, ObjectiveRecord
from modules.policy_objectives.sets import objectives_of, set_faults

YEAR = 2026

pytestmark = pytest.mark.django_db


def columns(**fields) -> dict:
    """The columns of an objective in order in all things but those named."""
    return {
        "title": "一次交检合格率达标",
        "occurred_on": datetime.date(YEAR, 2, 20),
        "code": "ZZ-01",
        "dimension": "service_production",
        "policy": "质量第一",
        "objective": "提高一次交检合格率",
        "indicator": "一次交检合格率",
        "unit_of_measure": "%",
        "direction": "higher",
        "aggregation": "average",
        "must_target": Decimal(90),
        "stretch_target": Decimal(95),
        "monthly_must": ["90"] * 12,
        "weight": Decimal(20),
        "data_source": "质量日报",
        "catchball_state": "agreed",
    } | fields


def alone(rows=None, **fields) -> ObjectiveRecord:
    """An unsaved objective of no unit. `rows`: {table: rows}."""
    page = ObjectiveRecord(slug="objective", **columns(**fields))
    measure = ObjectiveMeasure(measure="每周核对", due=datetime.date(YEAR, 6, 30))
    for name, items in ({"measures": [measure], "countermeasure": []} | (rows or {})).items():
        setattr(page, name, items)
    page.fill_in()
    return page


@pytest.fixture
def objective(world):
    """A function that gives the draft of an objective of a unit, each with a code of its own."""
    codes = iter(range(1, 100))

    def make(unit=None, **fields):
        owner = world.person("责任人", unit)
        measure = ObjectiveMeasure(measure="每周核对", owner=owner, due=datetime.date(YEAR, 6, 30))
        values = columns(responsible=owner, code=f"ZZ-{next(codes):02}") | fields
        return world.draft(
            ObjectiveRecord, unit, rows={"measures": [measure]}, **values
        ).get_latest_revision_as_object()

    return make


def faults(page) -> dict[str, list[str]]:
    """What its own rules complain of, by field: those of its columns and those of its months and rows."""
    found = {name: [str(message)] for name, message in board_faults(page).items()}
    try:
        page.clean()
    except ValidationError as error:
        found |= error.message_dict
    return found


def refused(page) -> set[str]:
    """The fields that `checks()` complains of, the unit's other objectives included."""
    try:
        page.checks()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def actuals(*figures) -> list:
    return [None if figure is None else str(figure) for figure in figures] + [None] * (12 - len(figures))


def countermeasure():
    row = ObjectiveCountermeasure(cause="刀具磨损", action="缩短换刀周期", due=datetime.date(YEAR, 4, 30))
    return {"countermeasure": [row]}


def test_an_objective_in_order_has_no_fault():
    assert faults(alone()) == {}


# 目标值 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "must", "stretch", "caught"),
    [
        ("higher", 90, 89, True),
        ("higher", 90, 90, False),
        ("lower", 20, 21, True),
        ("lower", 20, 20, False),
        ("milestone", 273, 274, True),
        ("milestone", 273, 273, False),
    ],
)
def test_stretch_is_never_easier_than_must(direction, must, stretch, caught):
    plan = [None] * 8 + ["273"] + [None] * 3 if direction == "milestone" else [str(must)] * 12
    page = alone(direction=direction, must_target=must, stretch_target=stretch, monthly_must=plan)
    assert ("stretch_target" in faults(page)) is caught


@pytest.mark.parametrize(
    ("must", "stretch", "caught"),
    [
        ((90, 110), (95, 105), set()),
        ((90, 110), (90, 110), set()),
        ((90, 110), (89, 105), {"stretch_target"}),
        ((90, 110), (95, 111), {"stretch_target_high"}),
        ((90, None), (95, 105), {"must_target_high"}),
        ((90, 110), (95, None), {"stretch_target_high"}),
        ((90, 89), (95, 105), {"must_target_high"}),
        ((90, 90), (90, 90), set()),
    ],
)
def test_a_range_has_bounds_and_the_stretch_range_lies_within(must, stretch, caught):
    page = alone(
        direction="range",
        must_target=must[0],
        must_target_high=must[1],
        stretch_target=stretch[0],
        stretch_target_high=stretch[1],
    )
    assert set(faults(page)) == caught


@pytest.mark.parametrize("name", ["must_target_high", "stretch_target_high"])
def test_only_a_range_has_upper_bounds(name):
    assert name in faults(alone(**{name: 99}))


@pytest.mark.parametrize(
    ("year", "number", "caught"),
    [(2026, "366", True), (2026, "365", False), (2028, "366", False), (2026, "0", True), (2026, "100.5", True)],
)
def test_a_milestone_is_a_day_of_the_year(year, number, caught):
    page = alone(year=year, direction="milestone", must_target=Decimal(number), stretch_target=Decimal(1))
    page.monthly_must = ["1"] + [None] * 11
    assert ("must_target" in faults(page)) is caught


@pytest.mark.parametrize(("day", "caught"), [("243", False), ("244", True), ("213", False), ("212", True)])
def test_a_milestones_day_lies_in_the_month_that_it_is_written_in(day, caught):
    plan = [None] * 7 + [day] + [None] * 4  # August: days 213 to 243
    page = alone(direction="milestone", must_target=273, stretch_target=243, monthly_must=plan)
    assert ("monthly_must" in faults(page)) is caught


# 月度 -----------------------------------------------------------------------------------------------------------------


def test_the_plan_has_all_twelve_months():
    plan = ["90"] * 12
    assert "monthly_must" not in faults(alone(monthly_must=plan))
    plan[6] = None
    assert "缺7月" in faults(alone(monthly_must=plan))["monthly_must"][0]


def test_a_milestone_is_planned_for_one_month():
    page = alone(direction="milestone", must_target=273, stretch_target=243, monthly_must=[None] * 12)
    assert "monthly_must" in faults(page)


def test_a_month_that_has_not_begun_has_no_actual():
    today = timezone.localdate()
    fields = {"year": today.year, "period": str(today.year)}
    begun = actuals(*[92] * today.month)
    assert "monthly_actual" not in faults(alone(monthly_actual=begun, **fields))
    ahead = {"year": today.year + 1, "period": str(today.year + 1)}
    assert "monthly_actual" in faults(alone(monthly_actual=actuals(92), **ahead))


@pytest.mark.parametrize(("reason", "caught"), [("", True), ("设备大修停产。", False)])
def test_a_month_without_a_figure_says_why(reason, caught):
    page = alone(monthly_actual=actuals(92, None, 93), deviation_reason=reason)
    assert ("monthly_actual" in faults(page)) is caught


@pytest.mark.parametrize(("figure", "caught"), [("85.4", True), ("85.5", False)])
def test_red_asks_for_the_cause_and_a_countermeasure(figure, caught):
    found = faults(alone(monthly_actual=actuals(figure)))
    assert ({"deviation_reason", "countermeasure"} <= set(found)) is caught


def test_red_with_cause_and_countermeasure_is_in_order():
    page = alone(countermeasure(), monthly_actual=actuals("80"), deviation_reason="刀具磨损。")
    assert page.status_to_date() == "red"
    assert faults(page) == {}


def test_a_good_last_month_does_not_hide_a_red_year():
    page = alone(monthly_actual=actuals(70, 70, 96))
    assert (page.status_of_month(3), page.status_to_date()) == ("blue", "red")
    assert "deviation_reason" in faults(page)


def test_a_red_last_month_is_not_hidden_by_a_good_year():
    page = alone(monthly_actual=actuals(99, 99, 80))
    assert (page.status_of_month(3), page.status_to_date()) == ("red", "green")
    assert "deviation_reason" in faults(page)


# 权重与编号 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("weight", "caught"), [(81, True), (80, False)])
def test_a_units_weights_do_not_exceed_a_hundred(objective, world, weight, caught):
    publish(world, objective(weight=20))
    assert ("weight" in refused(objective(weight=weight))) is caught


def test_weights_under_review_count_and_those_of_drafts_do_not(objective, world):
    submit(objective(weight=60), world.user("drafter"))
    objective(weight=40)
    assert "weight" not in refused(objective(weight=40))
    assert "weight" in refused(objective(weight=41))


def test_its_own_published_weight_is_not_counted_twice(objective, world):
    page = publish(world, objective(weight=60)).get_latest_revision_as_object()
    page.weight = Decimal(100)
    assert "weight" not in refused(page)


def test_other_years_and_other_units_have_weights_of_their_own(objective, world):
    publish(world, objective(weight=60))
    publish(world, objective(weight=60, unit=world.other))
    assert "weight" not in refused(objective(weight=60, year=2027, period="2027"))
    assert "weight" not in refused(objective(weight=40, unit=world.other))


def test_a_code_stands_for_one_objective(objective, world):
    publish(world, objective(code="ZZ-X"))
    assert "code" in refused(objective(code="ZZ-X"))
    assert refused(objective(code="ZZ-X", unit=world.other)) == set()


def test_a_set_is_complete_at_a_hundred_percent(objective, world):
    assert "没有" in set_faults(world.branch, YEAR)[0]
    publish(world, objective(weight=60))
    assert "60.0 %" in set_faults(world.branch, YEAR)[0]
    publish(world, objective(weight=40))
    assert set_faults(world.branch, YEAR) == []
    assert len(objectives_of(world.branch, YEAR)) == 2


# 其他 -----------------------------------------------------------------------------------------------------------------


def test_it_is_deployed_from_an_objective_of_the_same_year(objective, world):
    upper = publish(world, objective(unit=world.committee))
    assert faults(alone(parent_objective=upper.record_ptr)) == {}
    page = alone(parent_objective=upper.record_ptr, year=2027, period="2027")
    assert "parent_objective" in faults(page)


def test_it_is_not_deployed_from_itself(objective, world):
    page = publish(world, objective())
    page.parent_objective = page.record_ptr
    assert "parent_objective" in faults(page)


@pytest.mark.parametrize(("summary", "caught"), [("", True), ("7月10日经党委同意，必达目标由92改为90。", False)])
def test_a_target_revised_in_the_year_says_when_and_why(summary, caught):
    assert ("summary" in faults(alone(catchball_state="revised", summary=summary))) is caught


@pytest.mark.parametrize(("start", "caught"), [((YEAR, 7, 1), True), ((YEAR, 6, 30), False)])
def test_a_measure_is_due_after_it_starts(start, caught):
    row = ObjectiveMeasure(measure="检查", start=datetime.date(*start), due=datetime.date(YEAR, 6, 30))
    assert ("measures" in faults(alone({"measures": [row]}))) is caught


def test_the_year_and_the_period_follow_from_the_day():
    page = alone()
    assert (page.year, page.period) == (2026, "2026")
    assert alone(year=2027).period == "2027"
    assert "year" in faults(alone(year=2027, period="2026"))


def test_figures_are_shown_as_they_were_written(objective):
    page = ObjectiveRecord.objects.get(pk=objective(must_target=Decimal("97.50"), stretch_target=Decimal(100)).pk)
    assert (str(page.must_target), str(page.stretch_target)) == ("97.5", "100")
    assert page.card_lines()[1] == "一次交检合格率：必达97.5，挑战100（%）"


def test_a_milestones_card_tells_dates():
    plan = [None] * 7 + ["243"] + [None] * 4
    page = alone(direction="milestone", must_target=273, stretch_target=243, monthly_must=plan)
    assert page.card_lines()[1] == "一次交检合格率：必达9月30日，挑战8月31日"
