"""The board and its other views: what stands on them, for whom, in how few queries; the same figures in the API."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.access import viewer_of
from cms.seams.board import unit_panels
from cms.seams.concerns import concerns
from cms.tokens import create_token
from modules.policy_objectives import standing
from modules.policy_objectives.concerns import concerns as own_concerns
from modules.policy_objectives.deployment import deployed
from modules.policy_objectives.models import MonthClosing
from tests.modules.diagnosis.test_contract import TestContract as Diagnosis
from tests.modules.policy_objectives.goals import YEAR, actuals, published

pytestmark = pytest.mark.django_db

RED = {"monthly_actual": actuals(91, 92, 70), "deviation_reason": "3月：换批次", "countermeasure": True}


def objectives(world, role="employee", day=None):
    viewer = viewer_of(world.user(role))
    return standing.objectives(viewer, [world.branch.pk], YEAR, day or timezone.localdate())


def test_the_year_so_far_the_score_and_since_when_it_is_red(world):
    published(world, weight=Decimal(60), monthly_actual=actuals(91, 95, 93))
    published(world, weight=Decimal(40), **RED)
    good, red = objectives(world)
    assert (good.to_date(), good.colour(), good.red_since, good.shown["gap"]) == (Decimal(93), "green", 0, "+3")
    assert good.score == 80 + 20 * Decimal(3) / 5
    assert (red.colour(), red.month(3).colour, red.red_since) == ("red", "red", 3)
    total = standing.total([good, red])
    # 92 × 60 % + 60 × (1 − (90 − 253/3) / 90) × 40 %
    assert total.score == Decimal("77.69")
    assert (total.may_be_excellent, total.short) == (False, [red.pk])
    assert standing.total([good]).may_be_excellent
    assert standing.total([]).score is None


def test_late_data_is_no_bad_data(world):
    published(world, monthly_actual=actuals(91), deviation_reason="2月：停产")
    (one,) = objectives(world, day=datetime.date(YEAR, 4, 6))
    assert (one.late, one.colour()) == ([3], "green")
    assert objectives(world, day=datetime.date(YEAR, 4, 5))[0].late == []


def test_the_board_shows_figures_signs_letters_and_what_is_red(world, client, assert_queries):
    upper = published(world, world.committee)
    for number in range(3):
        published(world, weight=Decimal(10), parent_objective=upper.record_ptr, monthly_actual=actuals(91 + number))
    red = published(world, weight=Decimal(10), **RED)
    address = f"{reverse('policy_objectives:board', args=[world.branch.code])}?year={YEAR}"
    client.force_login(world.user("employee", world.other))
    client.get(address)
    with assert_queries("objectives: a unit's board"):
        text = client.get(address).content.decode()
    assert "×红" in text
    assert "累计为红色，自3月起" in text
    assert "缩短换刀周期" in text
    assert text.count('class="sparkline"') == 4
    assert reverse("policy_objectives:month", args=[world.branch.code, red.pk, 3]) in text
    published(world, weight=Decimal(10), monthly_actual=actuals(99))
    with assert_queries("objectives: a unit's board"):  # as many for five as for four
        client.get(address)
    with assert_queries("objectives: the deployment tree"):
        tree = client.get(
            f"{reverse('policy_objectives:deployment', args=[world.branch.code])}?year={YEAR}"
        ).content.decode()
    assert "3 项支撑" in tree
    assert "没有上级目标的支部目标（2）" in tree
    matrix = client.get(f"{reverse('policy_objectives:matrix', args=[world.branch.code])}?year={YEAR}").content.decode()
    assert matrix.count("●") >= 10
    assert client.get(f"{reverse('policy_objectives:board', args=[world.branch.code])}?year=二零").status_code == 400


def test_the_tree_has_gaps_both_ways(world):
    upper, lonely = published(world, world.committee), published(world, world.committee)
    below = published(world, parent_objective=upper.record_ptr)
    orphan = published(world, world.other)
    found = standing.objectives_below(viewer_of(world.user("employee")), world.committee.pk, YEAR, timezone.localdate())
    tree = deployed(found, world.committee.pk, [world.branch, world.other])
    assert [(one.objective.pk, [each.pk for each in one.below]) for one in tree.branches] == [
        (upper.pk, [below.pk]), (lonely.pk, []),
    ]  # fmt: skip
    assert ([one.pk for one in tree.uncovered], [one.pk for one in tree.orphans]) == ([lonely.pk], [orphan.pk])
    assert tree.silent == []


def test_the_pdca_page_has_the_diagnoses_that_name_the_objective(world, client):
    page = published(world, monthly_actual=actuals(91))
    row = {"must": "90", "stretch": "95", "actual": "91", "status": "green", "comment": "按计划推进"}
    for title, objective in (("点名的诊断", page.objective), ("别的诊断", "另一项目标")):
        Diagnosis().published(
            world,
            title=title,
            diagnosed_on=datetime.date(YEAR, 3, 5),
            objective_results=[row | {"objective": f"{objective}（一次交检合格率）"}],
        )
    client.force_login(world.user("employee"))
    address = reverse("policy_objectives:objective", args=[world.branch.code, page.pk])
    text = client.get(address).content.decode()
    assert "点名的诊断" in text
    assert "按计划推进" in text
    assert "别的诊断" not in text
    assert 'class="chart"' in text
    assert client.get(reverse("policy_objectives:objective", args=[world.other.code, page.pk])).status_code == 404


def test_an_empty_board_says_so_and_a_unit_that_is_not_there_is_not_found(world, client):
    client.force_login(world.user("employee"))
    assert (
        "还没有发布的方针目标"
        in client.get(reverse("policy_objectives:board", args=[world.branch.code])).content.decode()
    )
    assert client.get(reverse("policy_objectives:board", args=["nirgends"])).status_code == 404
    client.logout()
    assert client.get(reverse("policy_objectives:board", args=[world.branch.code])).status_code == 302


def test_the_api_has_the_same_figures_with_the_records_behind_them(world, client):
    good = published(world, weight=Decimal(45), monthly_actual=actuals(91, 95, 93))
    red = published(world, weight=Decimal(30), **RED)
    hidden = published(world, weight=Decimal(10), disclosure_scope="unit")
    token = create_token(world.user("employee", world.other))[1]

    def ask(path):
        return client.get(path, headers={"Authorization": f"Bearer {token}"})

    found = ask(f"/api/v1/units/{world.branch.code}/objectives?year={YEAR}").json()
    assert found["score"] == {
        "value": "77.69", "weight": "75.0", "records": [good.pk, red.pk], "may_be_excellent": False, "short": [red.pk],
    }  # fmt: skip
    assert [one["id"] for one in found["objectives"]] == [good.pk, red.pk]
    assert hidden.pk not in [one["id"] for one in found["objectives"]]
    assert found["objectives"][0]["year_to_date"] | {"records": []} == {
        "value": "93", "must": "90", "stretch": "95", "gap": "3", "status": "green", "status_display": "达到必达目标",
        "score": "92.00", "records": [],
    }  # fmt: skip
    march = found["objectives"][1]["months"][2]
    assert (march["actual"], march["status"], march["reason"]) == ("70", "red", "换批次")
    assert (found["objectives"][1]["red_since"], found["months"][0]["state"]) == (3, "ready")
    assert ask(f"/api/v1/units/nowhere/objectives?year={YEAR}").status_code == 404
    assert ask(f"/api/v1/units/{world.branch.code}/objectives?year=1").status_code == 422


def test_concerns_name_what_is_red_late_and_ready_and_nothing_that_is_hidden(world, assert_queries):
    red = published(world, weight=Decimal(10), **RED)
    late = published(world, world.other, monthly_actual=actuals(91))
    secret = published(world, weight=Decimal(10), disclosure_scope="restricted", **RED)
    units, day = [world.branch, world.other], datetime.date(YEAR + 1, 1, 20)
    office = viewer_of(world.user("party_office"))
    with assert_queries("objectives: concerns"):
        found = list(own_concerns(office, units, day))
    told = [one for one in concerns(office, units, day) if one.module == "policy_objectives"]
    # among what other plugins say of the module
    assert {(one.kind, one.text) for one in told} >= {(one.kind, one.text) for one in found}
    said = {(one.kind, one.record_id) for one in found}
    assert {("red", red.pk), ("red", secret.pk), ("late", late.pk)} <= said
    mine = next(one for one in found if one.record_id == red.pk and one.kind == "red")
    assert "自3月起" in mine.text
    assert "84.33%" in mine.text
    assert "对策落实到哪一步" in mine.question
    waiting = [one for one in found if one.kind == "waiting"]
    assert {one.unit_id for one in waiting} == {world.branch.pk, world.other.pk}
    employee = viewer_of(world.user("employee"))
    seen = own_concerns(employee, units, day)
    assert {one.record_id for one in seen} == {red.pk, late.pk}
    assert "waiting" not in {one.kind for one in seen}
    for month in (1, 2, 3):
        MonthClosing.objects.create(unit=world.branch, year=YEAR, month=month, closed_by=world.person())
    assert world.branch.pk not in {one.unit_id for one in concerns(office, units, day) if one.kind == "waiting"}


def test_the_units_page_gets_its_objectives_in_the_middle(world):
    year = timezone.localdate().year
    viewer = viewer_of(world.user("employee"))
    assert [panel for panel in unit_panels(viewer, world.branch) if "方针目标" in panel.title] == []
    published(world, occurred_on=timezone.localdate(), year=year, period=str(year))
    (panel,) = [panel for panel in unit_panels(viewer, world.branch) if "方针目标" in panel.title]
    assert (panel.place, len(panel.context["objectives"])) == ("middle", 1)
