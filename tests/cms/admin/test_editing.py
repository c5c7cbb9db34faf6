"""An information officer writes a record: drafts, autosave, two editors at once, submission and its refusals."""

import pytest
from django.urls import reverse
from wagtail.models import Page, Revision

from cms.moderation.actions import submit
from cms.moderation.models import Release
from modules.featured_work.models import FeaturedRecord
from modules.three_meetings_one_lesson.models import MeetingRecord


@pytest.fixture
def drafter(world, sign_in):
    return sign_in(world.user("drafter"))


@pytest.fixture
def add_url(world):
    section = world.section("three_meetings_one_lesson")
    return reverse("wagtailadmin_pages:add", args=["three_meetings_one_lesson", "meetingrecord", section.pk])


def text(response) -> str:
    return response.content.decode()


def test_a_drafter_writes_a_record_and_finds_it_again(drafter, add_url, meeting_form, edit_url):
    assert drafter.get(add_url).status_code == 200
    response = drafter.post(add_url, meeting_form())
    page = MeetingRecord.objects.get()
    assert response.status_code == 302 and response.url == edit_url(page)
    assert not page.live
    draft = page.get_latest_revision_as_object()
    assert [row.topic for row in draft.topics.all()] == ["讨论夜班安全"]
    assert page.drafter.user.username  # the person who wrote it
    shown = text(drafter.get(edit_url(page)))
    assert "报送审核" in shown and 'name="action-submit"' in shown


def test_rows_are_not_doubled_by_saving_again(drafter, add_url, meeting_form, edit_url, form_of):
    drafter.post(add_url, meeting_form())
    page = MeetingRecord.objects.get()
    for _round in range(2):
        data = form_of(drafter.get(edit_url(page)))
        assert drafter.post(edit_url(page), data).status_code == 302
    draft = MeetingRecord.objects.get().get_latest_revision_as_object()
    assert draft.topics.count() == 1


def test_an_unfinished_draft_is_saved(drafter, add_url, meeting_form, edit_url):
    """党课 without a lecturer, without a topic, without a place: not to be submitted, but not to be lost either."""
    response = drafter.post(add_url, meeting_form(meeting_type="lesson", place="", **{"topics-TOTAL_FORMS": "0"}))
    page = MeetingRecord.objects.get()
    assert response.status_code == 302 and page.meeting_type == "lesson"
    shown = text(drafter.get(edit_url(page)))
    assert "报送前还须补正" in shown
    assert "地点" in shown and "党课须写明授课人。" not in text(drafter.get(reverse("wagtailadmin_home")))


def test_a_wrong_value_is_refused_beside_its_field_and_nothing_is_saved(drafter, add_url, meeting_form):
    response = drafter.post(add_url, meeting_form(expected="很多", title="还没存过的标题"))
    assert response.status_code == 200 and not MeetingRecord.objects.exists() and not Revision.objects.exists()
    assert "还没存过的标题" in text(response)
    assert response.context["form"].errors["expected"]


def test_what_is_not_in_order_is_not_submitted_and_the_reason_stands_beside_the_field(
    drafter, world, draft, edit_url, form_of, fresh
):
    page = draft()
    data = form_of(drafter.get(edit_url(page)))
    data |= {
        "result": ['{"blocks":[{"key":"a","text":"成效很好","type":"unstyled"}],"entityMap":{}}'],
        "summary": ["改过的摘要"],
    }
    response = drafter.post(edit_url(page), data | {"action-submit": "1"})
    assert response.status_code == 200
    assert response.context["form"].errors["result"] == ["成效须可量化，请写明数字。"]
    assert "成效须可量化，请写明数字。" in text(response) and "改过的摘要" in text(response)
    page = fresh(page)
    assert not page.workflow_in_progress and page.get_latest_revision_as_object().summary == ""
    assert Revision.page_revisions.filter(object_id=str(page.pk)).count() == 1


def test_a_refusal_about_a_table_stands_at_the_table(drafter, add_url, meeting_form, edit_url, form_of):
    drafter.post(add_url, meeting_form())
    page = MeetingRecord.objects.get()
    data = form_of(drafter.get(edit_url(page)))
    topic = data["topics-0-id"]
    data |= {"topics-0-DELETE": ["1"], "topics-0-id": topic, "action-submit": "1"}
    response = drafter.post(edit_url(page), data)
    assert response.status_code == 200 and not page.workflow_in_progress
    assert "topics" in response.context["form"].formsets
    assert response.context["form"].formsets["topics"].non_form_errors()


def test_a_draft_is_saved_and_submitted_in_one_go(drafter, world, draft, edit_url, form_of, fresh):
    page = draft()
    data = form_of(drafter.get(edit_url(page))) | {"summary": ["送审的摘要"], "action-submit": "1"}
    response = drafter.post(edit_url(page), data)
    assert response.status_code == 302 and response.url == edit_url(page)
    page = fresh(page)
    assert page.workflow_in_progress and page.get_latest_revision_as_object().summary == "送审的摘要"
    shown = text(drafter.get(edit_url(page)))
    assert "审核中：一审一校" in shown and "撤回报送" in shown and 'name="action-submit"' not in shown


def test_what_is_live_already_is_not_submitted(drafter, world, draft, edit_url, form_of, fresh):
    from cms.testing import publish

    page = publish(world, draft())
    data = form_of(drafter.get(edit_url(page))) | {"action-submit": "1"}
    response = drafter.post(edit_url(page), data)
    assert response.status_code == 200 and "无须报送" in text(response)
    assert not fresh(page).workflow_in_progress


def test_nobody_edits_while_a_record_is_in_moderation(drafter, world, draft, edit_url, form_of, fresh, sign_in):
    page = draft(summary="送审的")
    data = form_of(drafter.get(edit_url(page)))
    submit(page, world.user("drafter"))
    for client in (drafter, sign_in(world.user("reviewer"))):
        client.post(edit_url(page), data | {"summary": ["送审之后改的"]})
        client.post(edit_url(page), data | {"summary": ["送审之后改的"]}, headers={"accept": "application/json"})
    assert fresh(page).get_latest_revision_as_object().summary == "送审的"
    assert fresh(page).workflow_in_progress


@pytest.mark.parametrize(
    "button",
    [
        {"action-publish": "action-publish"},
        {"action-restart-workflow": "1"},
        {"action-cancel-workflow": "1"},
        {"action-workflow-action": "true", "workflow-action-name": "pass", "workflow-action-extra-data": "{}"},
        {"action-workflow-action": "true", "workflow-action-name": "approve", "workflow-action-extra-data": "{}"},
    ],
)
def test_wagtails_own_buttons_do_nothing_when_they_are_forged(
    world, draft, edit_url, form_of, fresh, sign_in, task, button
):
    page = draft()
    submit(page, world.user("drafter"))
    for user in (world.user("drafter"), world.user("reviewer")):
        client = sign_in(user)
        data = form_of(client.get(edit_url(page)))
        client.post(edit_url(page), data | button)
    page = fresh(page)
    assert not page.live and page.workflow_in_progress and task(page).task.specific.stage == "first"
    assert not Release.objects.get(page_id=page.pk).reviews.exists()


# Two editors at once -------------------------------------------------------------------------------------------------------


def test_the_second_of_two_editors_does_not_overwrite_the_first(world, draft, edit_url, form_of, fresh, sign_in):
    page = draft()
    first, second = sign_in(world.user("drafter")), sign_in(world.new_user("drafter", name="李雪梅"))
    of_first, of_second = form_of(first.get(edit_url(page))), form_of(second.get(edit_url(page)))
    assert first.post(edit_url(page), of_first | {"summary": ["第一个人写的"]}).status_code == 302
    response = second.post(edit_url(page), of_second | {"summary": ["第二个人写的"]})
    assert response.status_code == 200
    assert "没有保存" in text(response) and "第二个人写的" in text(response)
    assert fresh(page).get_latest_revision_as_object().summary == "第一个人写的"
    assert response.context["autosave_enabled"] is False
    # and having read it, the second may save after all
    again = form_of(response)
    assert again["summary"] == ["第二个人写的"]
    assert second.post(edit_url(page), again).status_code == 302
    assert fresh(page).get_latest_revision_as_object().summary == "第二个人写的"


def test_nor_does_the_second_submit_over_the_first(world, draft, edit_url, form_of, fresh, sign_in):
    page = draft()
    first, second = sign_in(world.user("drafter")), sign_in(world.new_user("drafter"))
    of_first, of_second = form_of(first.get(edit_url(page))), form_of(second.get(edit_url(page)))
    first.post(edit_url(page), of_first | {"summary": ["第一个人写的"]})
    second.post(edit_url(page), of_second | {"summary": ["第二个人写的"], "action-submit": "1"})
    assert not fresh(page).workflow_in_progress
    assert fresh(page).get_latest_revision_as_object().summary == "第一个人写的"


def test_ones_own_autosave_is_not_somebody_elses_version(drafter, draft, edit_url, form_of, fresh):
    """The button pressed while the form saves itself: the post knows nothing of the revision that was just made."""
    page = draft()
    data = form_of(drafter.get(edit_url(page)))
    drafter.post(edit_url(page), data | {"summary": ["半句"]}, headers={"accept": "application/json"})
    response = drafter.post(edit_url(page), data | {"summary": ["整句话"], "action-submit": "1"})
    assert response.status_code == 302
    assert fresh(page).workflow_in_progress and fresh(page).get_latest_revision_as_object().summary == "整句话"


def test_an_own_version_in_between_does_not_hide_somebody_elses(world, draft, edit_url, form_of, fresh, sign_in):
    page = draft()
    mine, theirs = sign_in(world.user("drafter")), sign_in(world.new_user("drafter"))
    opened_early = form_of(mine.get(edit_url(page)))
    theirs.post(edit_url(page), form_of(theirs.get(edit_url(page))) | {"summary": ["别人写的"]})
    mine.post(edit_url(page), form_of(mine.get(edit_url(page))) | {"place": [""]})
    response = mine.post(edit_url(page), opened_early | {"summary": ["旧窗口里写的"]})
    assert response.status_code == 200 and "没有保存" in text(response)
    assert fresh(page).get_latest_revision_as_object().summary == "别人写的"


def test_autosave_does_not_overwrite_either_and_says_so(world, draft, edit_url, form_of, fresh, sign_in):
    page = draft()
    first, second = sign_in(world.user("drafter")), sign_in(world.new_user("drafter"))
    of_first, of_second = form_of(first.get(edit_url(page))), form_of(second.get(edit_url(page)))
    first.post(edit_url(page), of_first | {"summary": ["第一个人写的"]})
    answer = second.post(
        edit_url(page), of_second | {"summary": ["第二个人写的"]}, headers={"accept": "application/json"}
    )
    assert answer.json()["success"] is False and answer.json()["error_code"] == "invalid_revision"
    assert fresh(page).get_latest_revision_as_object().summary == "第一个人写的"


def test_autosave_saves_an_unfinished_draft(drafter, draft, edit_url, form_of, fresh):
    page = draft()
    data = form_of(drafter.get(edit_url(page))) | {"summary": ["正在写"], "category": [""]}
    answer = drafter.post(edit_url(page), data, headers={"accept": "application/json"})
    assert answer.json()["success"] is True
    assert fresh(page).get_latest_revision_as_object().summary == "正在写"


# Of the own unit only ------------------------------------------------------------------------------------------------------


def test_another_units_person_is_refused_in_a_forged_form(drafter, world, add_url, meeting_form):
    stranger = world.person("外支部的人", world.other)
    response = drafter.post(add_url, meeting_form(chair=str(stranger.pk)))
    assert response.status_code == 200 and not MeetingRecord.objects.exists()
    assert "不属于本单位的人员" in text(response)


def test_another_units_image_is_refused_in_a_forged_form(drafter, world, add_url, meeting_form):
    image = world.image(world.other, title="外支部的照片")
    row = {"photos-TOTAL_FORMS": "1", "photos-0-image": str(image.pk), "photos-0-alt": "偷来的", "photos-0-ORDER": "1"}
    response = drafter.post(add_url, meeting_form(**row))
    assert response.status_code == 200 and not MeetingRecord.objects.exists()
    assert "不属于本单位的图片" in text(response)


def test_a_person_who_was_chosen_before_and_has_left_the_unit_may_stay(
    drafter, world, add_url, meeting_form, edit_url, form_of
):
    drafter.post(add_url, meeting_form())
    page = MeetingRecord.objects.get()
    type(page.chair).objects.filter(pk=page.chair_id).update(unit=world.other)
    data = form_of(drafter.get(edit_url(page))) | {"place": ["二号会议室"]}
    assert drafter.post(edit_url(page), data).status_code == 302
    assert MeetingRecord.objects.get().place == "二号会议室"


def test_lists_of_people_show_the_own_units(drafter, world, draft, edit_url):
    world.person("本支部的人")
    world.person("外支部的人", world.other)
    shown = text(drafter.get(edit_url(draft())))
    assert "本支部的人" in shown and "外支部的人" not in shown


def test_a_new_record_goes_into_an_own_open_section_only(drafter, world, sign_in, meeting_form):
    from cms.tree.actions import close_section

    theirs = world.section("three_meetings_one_lesson", world.other)
    ours = world.section("three_meetings_one_lesson")
    wrong_type = world.section("featured_work")
    for parent in (theirs, wrong_type, world.branch, world.committee, Page.objects.get(depth=1)):
        url = reverse("wagtailadmin_pages:add", args=["three_meetings_one_lesson", "meetingrecord", parent.pk])
        drafter.get(url)
        drafter.post(url, meeting_form())
    close_section(ours)
    url = reverse("wagtailadmin_pages:add", args=["three_meetings_one_lesson", "meetingrecord", ours.pk])
    drafter.post(url, meeting_form())
    assert not MeetingRecord.objects.exists() and not FeaturedRecord.objects.exists()


def test_the_own_units_home_page_is_edited_and_submitted_like_a_record(drafter, world, edit_url, form_of, sign_in):
    from cms.testing import decide
    from cms.tree import Unit

    data = form_of(drafter.get(edit_url(world.branch))) | {"title": ["总装第一党支部"], "action-submit": "1"}
    assert drafter.post(edit_url(world.branch), data).status_code == 302
    for role in ("reviewer", "secretary", "approver"):
        unit = Unit.objects.get(pk=world.branch.pk)
        assert unit.title == "总装党支部"
        decide(unit.current_workflow_task_state, world.user(role), "pass")
    assert Unit.objects.get(pk=world.branch.pk).title == "总装第一党支部"
