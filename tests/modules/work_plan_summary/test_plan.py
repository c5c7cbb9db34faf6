"""计划总结: each rule with what it must catch and the nearest that it must let pass."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cms.access import viewer_of
from cms.delivery import documents, reading
from modules.work_plan_summary.models import PlanItem, PlanObjective, PlanRecord

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db


def plan(items=None, **fields) -> PlanRecord:
    """An unsaved plan of one item that is in order as a plan and as a summary."""
    page = PlanRecord(
        **{"title": "工作计划", "slug": "plan", "plan_kind": "month_plan", "occurred_on": datetime.date(2026, 3, 2)}
        | fields
    )
    page.items = items if items is not None else [item()]
    page.linked_objectives = []
    page.fill_in()
    return page


def item(**fields) -> PlanItem:
    due = datetime.date(2026, 3, 20)
    return PlanItem(
        **{"task": "考勤", "owner": "组织委员", "due": due, "result": "已完成", "rate": Decimal(100)} | fields
    )


def faults(page) -> set[str]:
    found = set()
    for rule in (page.clean, page.checks):
        try:
            rule()
        except ValidationError as error:
            found |= set(error.message_dict)
    return found


@pytest.mark.parametrize(
    ("kind", "day", "period"),
    [
        ("annual_plan", (2026, 1, 20), "2026"),
        ("quarter_plan", (2026, 4, 2), "2026Q2"),
        ("month_plan", (2026, 3, 2), "2026-03"),
        ("month_summary", (2026, 3, 31), "2026-03"),
        ("month_summary", (2026, 4, 3), "2026-03"),
        ("month_summary", (2026, 4, 16), "2026-04"),
        ("half_year_summary", (2026, 6, 30), "2026H1"),
        ("half_year_summary", (2026, 7, 5), "2026H1"),
        ("annual_summary", (2026, 1, 10), "2025"),
        ("annual_summary", (2026, 12, 28), "2026"),
        ("secretary_report", (2026, 1, 15), "2025"),
    ],
)
def test_the_period_follows_from_what_it_is_and_when_it_was_written(kind, day, period):
    """A summary that is written on the first days of a period looks back on the one before."""
    assert plan(plan_kind=kind, occurred_on=datetime.date(*day)).period == period


@pytest.mark.parametrize(
    ("kind", "period", "caught"),
    [
        ("month_plan", "2026-03", False),
        ("month_plan", "2026Q1", True),
        ("month_plan", "2026", True),
        ("quarter_plan", "2026Q1", False),
        ("quarter_plan", "2026-03", True),
        ("half_year_summary", "2026H2", False),
        ("half_year_summary", "2026", True),
        ("annual_summary", "2026", False),
        ("annual_summary", "2026H1", True),
    ],
)
def test_a_period_is_of_the_kind_that_the_plan_is_of(kind, period, caught):
    assert ("period" in faults(plan(plan_kind=kind, period=period))) is caught


@pytest.mark.parametrize(("lack", "word"), [({"owner": ""}, "责任人"), ({"due": None}, "完成时限")])
def test_a_plan_says_who_does_it_by_when(lack, word):
    page = plan([item(), item(**lack)])
    assert faults(page) == {"items"}
    with pytest.raises(ValidationError, match=f"第2项缺{word}"):
        page.checks()
    assert faults(plan([item(**lack)], plan_kind="month_summary")) == set()


@pytest.mark.parametrize(("lack", "word"), [({"result": ""}, "完成情况"), ({"rate": None}, "完成率")])
def test_a_summary_says_what_became_of_it(lack, word):
    page = plan([item(**lack)], plan_kind="month_summary")
    with pytest.raises(ValidationError, match=f"第1项缺{word}"):
        page.checks()
    assert faults(plan([item(**lack)])) == set()


def test_nothing_done_is_a_result_too():
    assert faults(plan([item(result="未开展", rate=Decimal(0))], plan_kind="month_summary")) == set()


@pytest.mark.parametrize(("rate", "caught"), [("-0.1", True), ("0", False), ("100", False), ("100.1", True)])
def test_a_rate_is_a_share_of_a_hundred(rate, caught):
    row = item(rate=Decimal(rate))
    try:
        row.clean_fields(exclude=["page"])
    except ValidationError as error:
        assert caught
        assert list(error.message_dict) == ["rate"]
    else:
        assert not caught


def test_an_objective_is_listed_once():
    page = plan()
    page.linked_objectives = [PlanObjective(ref_id=1), PlanObjective(ref_id=2)]
    assert faults(page) == set()
    page.linked_objectives = [PlanObjective(ref_id=1), PlanObjective(ref_id=1)]
    assert faults(page) == {"linked_objectives"}


def test_the_card_of_a_summary_counts_what_was_done():
    rows = [item(), item(rate=Decimal(80))]
    assert [str(line) for line in plan(rows, plan_kind="month_summary").card_lines()] == [
        "月度小结",
        "2项工作",
        "完成1项",
    ]
    assert [str(line) for line in plan(rows).card_lines()] == ["月度计划", "2项工作"]


def test_readers_find_the_objectives_that_it_serves_and_only_those_that_they_see(world, objective):
    """A title alone may say too much: that of a record for the own members is not told to others."""
    everybodys, members = objective("提高一次交检合格率", "employees"), objective("内部专项整改目标", "unit")
    rows = [PlanObjective(ref=page.record_ptr) for page in (everybodys, members)]
    page = Contract().published(world, linked_objectives=rows)

    def shown(user) -> str:
        viewer = viewer_of(user)
        return str(documents.read(reading.record(viewer, page.pk), viewer)["fields"])

    assert "提高一次交检合格率" in shown(world.user("employee", world.other))
    assert "内部专项整改目标" not in shown(world.user("employee", world.other))
    assert "内部专项整改目标" in shown(world.user("member"))


@pytest.fixture
def objective(world):
    """A function that publishes an objective, made by its own module's type."""
    from cms.plugins import find_module

    model = find_module("policy_objectives").model

    def make(title, scope):
        measure = model._meta.get_field("measures").related_model
        owner = world.person("责任人")
        return world.published(
            model,
            title=title,
            disclosure_scope=scope,
            code=title[:4],
            dimension="service_production",
            policy="质量第一",
            objective=title,
            indicator="合格率",
            unit_of_measure="%",
            direction="higher",
            aggregation="average",
            must_target=90,
            stretch_target=95,
            monthly_must=["90"] * 12,
            weight=20,
            responsible=owner,
            data_source="质量日报",
            catchball_state="agreed",
            rows={"measures": [measure(measure="核对", owner=owner, due=datetime.date(2026, 6, 30))]},
        )

    return make
