"""月度填报: one sheet for all objectives, all or nothing, faults named by row and column, one package."""

import pytest
from django.urls import reverse

from cms.moderation.models import Package
from cms.moderation.sheet import sheet_of
from cms.testing import review
from modules.policy_objectives.models import MonthClosing, ObjectiveRecord
from modules.policy_objectives.sheet import Sheet
from tests.modules.policy_objectives.goals import YEAR, actuals, corrected, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(world, client):
    """A function that posts a month's sheet; `cells` are {objective: {field: what was typed}}."""
    client.force_login(world.user("drafter"))

    def post(cells, month=3, do="submit"):
        data = {f"o{page.pk}-{name}": value for page, row in cells.items() for name, value in row.items()}
        address = reverse("policy_objectives:sheet", args=[world.branch.code])
        return client.post(f"{address}?month={YEAR}-{month:02}", data | {"do": do})

    return post


def test_a_month_becomes_one_package_of_drafts(world, sheet):
    first, second = published(world, monthly_actual=actuals(91, 92)), published(world, monthly_actual=actuals(93, 94))
    assert sheet({first: {"actual": "95.5"}, second: {"reason": "停产检修", "actual": ""}}).status_code == 302
    package = Package.objects.get()
    assert (package.title, package.unit_id) == (f"{YEAR}年3月目标数据", world.branch.pk)
    drafts = {
        release.page_id: release.page.specific.get_latest_revision_as_object() for release in package.releases.all()
    }
    assert drafts[first.pk].monthly_actual == actuals(91, 92, "95.5")
    assert drafts[second.pk].monthly_actual == actuals(93, 94)
    assert drafts[second.pk].deviation_reason == "3月：停产检修"
    # nothing of it is published before it is reviewed
    assert ObjectiveRecord.objects.get(pk=first.pk).monthly_actual == actuals(91, 92)


def test_the_package_shows_the_changed_month_alone_and_the_others_stay_as_they_were_written(world, sheet):
    first, second = (published(world, monthly_actual=actuals("91.0", "92.5")) for _number in range(2))
    assert sheet({first: {"actual": "95.50"}, second: {"actual": "96"}}).status_code == 302
    draft = ObjectiveRecord.objects.get(pk=first.pk).get_latest_revision_as_object()
    assert draft.monthly_actual == actuals("91.0", "92.5", "95.5")
    line, _other = sheet_of(ObjectiveRecord.objects.order_by("pk")).lines
    ((_label, before, after),) = [change for change in line.changes if change[0] == "月度实绩"]
    assert (before, after) == ("…2月 92.5", "…2月 92.5、3月 95.5")


def test_wrong_input_is_named_by_row_and_column_and_nothing_is_lost_or_half_saved(world, sheet):
    first, second = published(world), published(world)
    before = ObjectiveRecord.objects.get(pk=first.pk).latest_revision_id
    answer = sheet({first: {"actual": "95"}, second: {"actual": "九十", "cause": "刀具磨损"}}, month=1)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f"第2行《{second.objective}》" in text
    assert "“九十”不是可用的数值" in text
    assert "填了一条对策，这一栏也要填。" in text
    assert 'value="九十"' in text
    assert 'value="95"' in text
    assert 'value="刀具磨损"' in text
    assert ObjectiveRecord.objects.get(pk=first.pk).latest_revision_id == before
    assert not Package.objects.exists()


def test_a_missing_figure_asks_for_the_reason_and_red_for_reason_and_countermeasure(world, sheet):
    first, second = published(world), published(world)
    text = sheet({first: {"actual": ""}, second: {"actual": "60"}}, month=1).content.decode()
    assert "1月没有实绩，须写明原因。" in text
    assert "当月为红色，须填写未达成原因。" in text
    assert "当月为红色，至少填写一条对策。" in text
    owner = world.person("对策责任人")
    rows = {
        first: {"actual": "", "reason": "停产"},
        second: {
            "actual": "60",
            "reason": "刀具磨损",
            "cause": "磨损",
            "action": "换刀",
            "owner": owner.pk,
            "due": f"{YEAR}-02-28",
        },
    }
    assert sheet(rows, month=1).status_code == 302
    draft = ObjectiveRecord.objects.get(pk=second.pk).get_latest_revision_as_object()
    assert [(row.action, row.owner_id) for row in draft.countermeasure.all()] == [("换刀", owner.pk)]


def test_what_the_record_s_own_rules_refuse_is_shown_beside_its_row(world, sheet):
    first, second = published(world), published(world)
    # March without January and February, of which nothing was said
    answer = sheet({first: {"actual": "95"}, second: {"actual": "96"}})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "1、2月没有实绩" in text
    assert ObjectiveRecord.objects.get(pk=first.pk).get_latest_revision_as_object().monthly_actual == []
    assert not Package.objects.exists()


def test_a_draft_may_be_kept_unfinished_and_is_taken_up_again(world, sheet, client):
    first, second = published(world), published(world)
    assert sheet({first: {"actual": "95"}, second: {"actual": ""}}, month=1, do="save").status_code == 302
    assert not Package.objects.exists()
    address = reverse("policy_objectives:sheet", args=[world.branch.code])
    assert 'value="95"' in client.get(f"{address}?month={YEAR}-01").content.decode()
    assert sheet({first: {"actual": "95"}, second: {"actual": "91"}}, month=1).status_code == 302
    assert Package.objects.get().releases.count() == 2


def test_a_single_objective_is_submitted_by_itself_and_an_earlier_note_is_not_repeated(world, sheet):
    page = published(world)
    review(world, corrected(world, page, correction_note="改正编号", data_source="台账"))
    assert sheet({page: {"actual": "95"}}, month=1).status_code == 302
    page = ObjectiveRecord.objects.get(pk=page.pk)
    assert page.workflow_in_progress
    assert page.get_latest_revision_as_object().correction_note == ""
    assert not Package.objects.exists()


def test_what_a_colleague_saved_meanwhile_is_not_overwritten_unseen(world, sheet, client):
    page, other = published(world), published(world)
    shown = Sheet(world.branch, YEAR, 1).rows[0].state_now
    sheet({page: {"actual": "91"}}, month=1, do="save")
    answer = sheet({page: {"actual": "95", "state": shown}, other: {"actual": "92"}}, month=1)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "已有人改过（实绩现为91）" in text
    assert 'value="95"' in text
    assert not ObjectiveRecord.objects.get(pk=other.pk).has_unpublished_changes
    now = Sheet(world.branch, YEAR, 1).rows[0].state_now
    assert sheet({page: {"actual": "95", "state": now}, other: {"actual": "92"}}, month=1).status_code == 302


def test_what_is_under_review_or_closed_is_locked(world, sheet):
    first, second = published(world), published(world)
    sheet({first: {"actual": "95"}, second: {"actual": "96"}}, month=1)
    form = Sheet(world.branch, YEAR, 2)
    assert [row.locked for row in form.rows] == ["正在审核，不能修改"] * 2
    office = world.user("party_office").person
    MonthClosing.objects.create(unit=world.branch, year=YEAR, month=5, closed_by=office)
    answer = sheet({first: {"actual": "95"}}, month=5)
    assert answer.status_code == 422
    assert "5月已关闭" in answer.content.decode()


def test_nobody_else_fills_in_the_sheet_and_there_is_none_for_them(world, client):
    published(world)
    address = reverse("policy_objectives:sheet", args=[world.branch.code])
    for role, unit in (("secretary", None), ("drafter", world.other), ("party_office", None), ("employee", None)):
        client.force_login(world.user(role, unit))
        assert client.get(address).status_code == client.post(address).status_code == 404
    client.force_login(world.user("drafter"))
    assert client.get(f"{address}?month=2026-13").status_code == 400
    assert client.get(f"{address}?month={YEAR + 5}-01").status_code == 400
