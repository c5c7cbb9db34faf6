"""The bowling chart that readers see: figures, signs and words, none of them by colour alone."""

from decimal import Decimal

import pytest

from cms.delivery.models import Document
from modules.policy_objectives.board import board

from .test_contract import TestContract as Contract


def fields(**values) -> list[dict]:
    known = {
        "direction": "higher",
        "aggregation": "sum",
        "must_target": "120",
        "stretch_target": "144",
        "monthly_must": ["10"] * 12,
        "monthly_stretch": ["12"] * 12,
        "monthly_actual": ["12", "10", "9"] + [None] * 9,
    } | values
    return [{"name": name, "value": value} for name, value in known.items()]


def test_each_month_has_its_figures_and_its_mark():
    months = board(fields(), 2026)["months"]
    assert [month["mark"]["sign"] for month in months[:4]] == ["◎", "○", "×", "－"]
    assert (months[2]["must"], months[2]["stretch"], months[2]["actual"]) == ("10", "12", "9")
    assert months[3]["actual"] == ""


def test_the_year_so_far_is_measured_by_its_own_plan():
    found = board(fields(), 2026)
    assert (found["to_date"], found["goal"], found["gap"]) == ("31", "30", "+1")
    assert str(found["mark"]["words"]) == "达到必达目标"
    found = board(fields(monthly_actual=["8"] + [None] * 11), 2026)
    assert (found["gap"], found["mark"]["sign"]) == ("−2", "×")


def test_a_mean_is_shown_with_two_places():
    found = board(fields(aggregation="average", must_target="10", monthly_actual=["9", "9", "10"] + [None] * 9), 2026)
    assert (found["to_date"], found["gap"]) == ("9.33", "−0.67")


def test_nothing_is_reported_yet():
    found = board(fields(monthly_actual=[]), 2026)
    assert (found["to_date"], found["gap"], found["mark"]["sign"]) == ("", "", "－")


def test_a_range_shows_both_bounds():
    values = {"must_target_high": "200", "stretch_target_high": "180"}
    found = board(fields(direction="range", aggregation="average", **values), 2026)
    assert (found["must"], found["stretch"]) == ("120～200", "144～180")


def test_a_milestone_shows_dates():
    values = {"direction": "milestone", "aggregation": "last", "must_target": "273", "stretch_target": "243"}
    plan = [None] * 7 + ["243"] + [None] * 4
    found = board(fields(**values, monthly_must=plan, monthly_stretch=[], monthly_actual=plan), 2026)
    assert (found["must"], found["stretch"], found["to_date"], found["gap"]) == ("9月30日", "8月31日", "8月31日", "")
    assert found["months"][7]["mark"]["sign"] == "◎"


@pytest.mark.django_db
def test_its_page_shows_the_board(world, client):
    page = Contract().published(world, weight=Decimal(10))
    client.force_login(world.user("employee", world.other))
    text = client.get(Document.objects.get(pk=page.pk).path).content.decode()
    assert "年度进展" in text
    assert "本年累计" in text
    assert text.count("达到必达目标") >= 1
    assert "policy_objectives/board.css" in text
