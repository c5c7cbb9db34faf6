"""我的稿件 in the portal: where each record is, why it came back, and what its author can do about it on a phone."""

import pytest
from django.test import Client

from cms.moderation.actions import submit
from cms.moderation.models import Release
from cms.testing import decide, review
from tests.cms.samples import meeting, without_source


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def drafter(world):
    client = Client()
    client.force_login(world.user("drafter"))
    return client


def test_the_author_sees_why_it_came_back_corrects_it_and_submits_it_again(world, draft, drafter, task, fresh):
    page = draft(title="夜班点名")
    submit(page, world.user("drafter"))
    decide(task(page), world.user("reviewer"), "return", reasons=["numbers_differ"], opinion="应到人数与名册不符")
    shown = text(drafter.get("/drafts/"))
    assert "一审一校退回修改" in shown and "数字不符" in shown and "应到人数与名册不符" in shown
    assert f"/admin/pages/{page.pk}/edit/" in shown and "重新报送" in shown
    done = drafter.post(f"/drafts/{page.pk}/submit/", follow=True)
    assert done.redirect_chain == [("/drafts/", 302)]
    assert "已报送“夜班点名”" in text(done) and "审核中：一审一校" in text(done)
    assert fresh(page).workflow_in_progress


def test_what_is_in_the_way_of_a_submission_is_said_beside_the_record(world, drafter, fresh):
    page = meeting(world, title="缺要素的会")
    without_source(world, page)
    answer = drafter.post(f"/drafts/{page.pk}/submit/")
    assert answer.status_code == 422
    card = text(answer).partition(f'id="draft-{page.pk}"')[2]
    assert "没有报送，请先补正" in card and "来源说明/原文出处：" in card
    assert not fresh(page).workflow_in_progress and not Release.objects.filter(page=page).exists()


def test_a_submission_is_taken_back_and_what_was_reviewed_of_it_is_void(world, draft, drafter, fresh):
    page = draft(title="报早了")
    review(world, page, upto=1)
    shown = text(drafter.get("/drafts/"))
    assert "审核中：二审二校" in shown and "确认撤回" in shown and f"/drafts/{page.pk}/submit/" not in shown
    done = drafter.post(f"/drafts/{page.pk}/take-back/", follow=True)
    assert "已撤回“报早了”的报送" in text(done) and "草稿（报送已撤回）" in text(done)
    assert not fresh(page).workflow_in_progress
    again = drafter.post(f"/drafts/{page.pk}/take-back/", follow=True)
    assert "不在审核中，无须撤回报送" in text(again)


def test_an_address_that_was_opened_by_itself_does_nothing(world, draft, drafter, fresh):
    page = draft()
    for act in ("submit", "take-back"):
        assert drafter.get(f"/drafts/{page.pk}/{act}/").headers["Location"] == "/drafts/"
    assert not fresh(page).workflow_in_progress


def test_records_of_other_units_are_not_there_for_them_nor_any_for_who_writes_nothing(world, draft, drafter, fresh):
    theirs, ours = draft(world.other, title="独有的词语蓝鲸"), draft(title="独有的词语白鲸")
    assert "蓝鲸" not in text(drafter.get("/drafts/"))
    for page, users in (
        (theirs, ["drafter"]),
        (ours, ["reviewer", "secretary", "approver", "party_office", "employee"]),
    ):
        for role in users:
            client = Client()
            client.force_login(world.user(role))
            for act in ("submit", "take-back"):
                answer = client.post(f"/drafts/{page.pk}/{act}/")
                assert answer.status_code == 404 and "鲸" not in text(answer)
        assert not fresh(page).workflow_in_progress
    section = world.section("featured_work")
    assert drafter.post(f"/drafts/{section.pk}/submit/").status_code == 404
    assert drafter.post("/drafts/999999/submit/").status_code == 404
