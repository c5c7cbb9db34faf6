"""Submitting, deciding, taking back, withdrawing: who may, when, and what it leaves behind."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.delivery.models import Document
from cms.moderation.actions import may_decide, submit, take_back, waiting_for, withdraw
from cms.moderation.models import Release, Review
from cms.moderation.stages import STAGES
from cms.people import Membership, Person, Role
from cms.testing import decide, publish, review
from modules.featured_work.models import FeaturedRecord

FIRST, SECOND, FINAL = STAGES


def waits_for(user, stage) -> list[int]:
    return [int(state.workflow_state.object_id) for state in waiting_for(user, stage)]


# Submitting ----------------------------------------------------------------------------------------------------------------


def test_only_an_information_officer_of_the_unit_submits(world, draft, fresh):
    page = draft()
    root = User.objects.create_superuser("root", password="Hongban-2026")
    for user in (world.user("reviewer"), world.user("approver"), world.user("drafter", world.other), root):
        with pytest.raises(PermissionDenied):
            submit(page, user)
    assert not fresh(page).workflow_in_progress and not Release.objects.filter(page_id=page.pk).exists()
    submit(page, world.user("drafter"))
    assert fresh(page).workflow_in_progress


def test_a_record_under_review_is_not_submitted_again(world, draft):
    page = draft()
    submit(page, world.user("drafter"))
    with pytest.raises(PermissionDenied, match="已在审核中"):
        submit(page, world.user("drafter"))
    assert Release.objects.filter(page_id=page.pk).count() == 1


def test_what_is_not_in_order_is_refused_by_field_and_leaves_no_trace(world, draft, fresh):
    page = draft(result="<p>成效很好。</p>")
    with pytest.raises(ValidationError) as refused:
        submit(page, world.user("drafter"))
    assert list(refused.value.message_dict) == ["result"]
    assert not Release.objects.filter(page_id=page.pk).exists()
    assert not fresh(page).workflow_in_progress


def test_content_that_is_live_already_is_not_submitted(world, draft, fresh):
    page = publish(world, draft())
    page.save_revision(user=world.user("drafter"))
    with pytest.raises(ValidationError, match="相同"):
        submit(fresh(page), world.user("drafter"))


def test_another_units_image_is_refused(world, draft):
    page = draft(body=[("image", {"image": world.image(world.other), "alt": "别的支部的照片"})])
    with pytest.raises(ValidationError) as refused:
        submit(page, world.user("drafter"))
    assert "body" in refused.value.message_dict


def test_a_closed_section_takes_no_submission(world, draft):
    from cms.tree.actions import close_section

    page = draft()
    close_section(world.section("featured_work"))
    with pytest.raises(ValidationError, match="已关闭"):
        submit(page, world.user("drafter"))


# Deciding ------------------------------------------------------------------------------------------------------------------


def test_three_people_pass_a_record_and_each_leaves_a_review(world, draft, task):
    page = publish(world, draft())
    release = Release.objects.get(page_id=page.pk)
    reviews = list(release.reviews.order_by("stage_order"))
    assert [(item.stage, item.role, item.unit_id) for item in reviews] == [
        ("first", "reviewer", world.branch.pk),
        ("second", "secretary", world.branch.pk),
        ("final", "approver", world.committee.pk),
    ]
    assert len({item.reviewer_id for item in reviews}) == 3
    assert all(item.content_hash == release.content_hash for item in reviews)
    assert release.complete_at and release.spent_at and page.live


def test_each_stage_is_held_by_its_role_in_the_right_unit(world, draft, task):
    page = draft()
    submit(page, world.user("drafter"))
    strangers = [world.user(role) for role in Role.values if role not in ("reviewer",)]
    strangers += [world.user("reviewer", world.other), world.user("reviewer", world.committee)]
    for user in strangers:
        with pytest.raises(PermissionDenied):
            decide(task(page), user, "pass")
        assert not may_decide(user, page, FIRST)
    assert Review.objects.count() == 0
    assert may_decide(world.user("reviewer"), page, FIRST)


def test_a_superuser_decides_nothing(world, draft, task):
    root = User.objects.create_superuser("root", password="Hongban-2026")
    page = draft()
    for stage in range(3):
        if stage == 0:
            submit(page, world.user("drafter"))
        with pytest.raises(PermissionDenied):
            decide(task(page), root, "pass")
        decide(task(page), [world.user("reviewer"), world.user("secretary"), world.user("approver")][stage], "pass")


def test_nobody_reviews_their_own_record(world, draft, task):
    both = world.new_user("drafter", "reviewer")
    page = draft(by=both)
    submit(page, world.user("drafter"))
    with pytest.raises(PermissionDenied, match="自己的稿件"):
        decide(task(page), both, "pass")
    assert waits_for(both, FIRST) == []


def test_whoever_submitted_or_only_changed_a_word_does_not_review_it(world, draft, task, fresh):
    both, third = world.new_user("drafter", "reviewer"), world.new_user("drafter", "reviewer")
    page = draft()
    changed = fresh(page).get_latest_revision_as_object()
    changed.summary = "改了一个字"
    changed.save_revision(user=both)
    submit(page, third)
    for user in (both, third):
        with pytest.raises(PermissionDenied, match="自己的稿件"):
            decide(task(page), user, "pass")


def test_the_named_drafter_does_not_review_it_even_when_somebody_else_typed_it(world, draft, task):
    reviewer = world.user("reviewer")
    page = draft(drafter=Person.objects.get(user=reviewer))
    submit(page, world.user("drafter"))
    with pytest.raises(PermissionDenied, match="自己的稿件"):
        decide(task(page), reviewer, "pass")


def test_one_person_with_two_posts_does_not_hold_two_stages(world, draft, task):
    both = world.new_user("reviewer", "secretary")
    page = draft()
    submit(page, world.user("drafter"))
    decide(task(page), both, "pass")
    with pytest.raises(PermissionDenied, match="同一人"):
        decide(task(page), both, "pass")
    assert waits_for(both, SECOND) == []
    decide(task(page), world.user("secretary"), "pass")


def test_a_membership_that_ended_yesterday_decides_nothing(world, draft, task):
    page, reviewer = draft(), world.user("reviewer")
    submit(page, world.user("drafter"))
    Membership.objects.filter(person__user=reviewer).update(until=timezone.localdate() - datetime.timedelta(days=1))
    with pytest.raises(PermissionDenied):
        decide(task(page), User.objects.get(pk=reviewer.pk), "pass")
    assert waits_for(User.objects.get(pk=reviewer.pk), FIRST) == []


def test_the_committees_own_record_passes_with_the_committees_own_people(world, draft, fresh, task):
    page = draft(world.committee)
    submit(page, world.user("drafter", world.committee))
    with pytest.raises(PermissionDenied):
        decide(task(page), world.user("reviewer"), "pass")
    for role in ("reviewer", "secretary", "approver"):
        decide(task(page), world.user(role, world.committee), "pass")
    assert fresh(page).live
    assert Document.objects.get(pk=page.pk).unit_id == world.committee.pk


def test_a_decision_on_another_page_is_not_taken_from_its_task_state(world, draft, task):
    """The page that counts is the task state's, whatever address it came by."""
    ours, theirs = draft(), draft(world.other)
    submit(ours, world.user("drafter"))
    submit(theirs, world.user("drafter", world.other))
    with pytest.raises(PermissionDenied):
        decide(task(theirs), world.user("reviewer"), "pass")
    assert task(theirs).status == "in_progress"


def test_a_stage_is_decided_once(world, draft, task):
    page = draft()
    submit(page, world.user("drafter"))
    state = task(page)
    decide(state, world.user("reviewer"), "pass")
    with pytest.raises(PermissionDenied, match="已有人审核"):
        decide(state, world.new_user("reviewer"), "pass")
    assert Review.objects.filter(release__page_id=page.pk).count() == 1


@pytest.mark.parametrize(
    ("decision", "values", "field"),
    [
        ("publish", {}, "decision"),
        ("reject", {}, "decision"),
        ("return", {"opinion": "改"}, "reasons"),
        ("return", {"reasons": ["typos"], "opinion": "  "}, "opinion"),
        ("return", {"reasons": ["nonsense"], "opinion": "改"}, "reasons"),
    ],
)
def test_a_bad_decision_is_refused_by_field(world, draft, task, decision, values, field):
    page = draft()
    submit(page, world.user("drafter"))
    with pytest.raises(ValidationError) as refused:
        decide(task(page), world.user("reviewer"), decision, **values)
    assert list(refused.value.message_dict) == [field]
    assert not Review.objects.exists()


def test_a_return_says_why_and_the_resubmission_starts_at_the_first_stage(world, draft, fresh, task):
    page = draft()
    review(world, page, upto=1)
    decide(task(page), world.user("secretary"), "return", reasons=["numbers_differ"], opinion="到会率请核对")
    assert not fresh(page).workflow_in_progress
    release = Release.objects.get(page_id=page.pk)
    assert release.void_at and "数字不符" in release.void_reason
    assert Review.objects.get(decision="return").opinion == "到会率请核对"
    submit(page, world.user("drafter"))
    assert task(page).task.specific.stage == "first"
    assert waits_for(world.user("reviewer"), FIRST) == [page.pk]


def test_the_final_stage_may_narrow_the_scope_but_never_widen_it(world, draft, fresh, task):
    page = draft(disclosure_scope="members")
    review(world, page, upto=2)
    with pytest.raises(ValidationError) as refused:
        decide(task(page), world.user("approver"), "pass", scope="employees")
    assert list(refused.value.message_dict) == ["scope"]
    assert not fresh(page).live
    decide(task(page), world.user("approver"), "pass", scope="unit")
    assert fresh(page).disclosure_scope == "unit" and Document.objects.get(pk=page.pk).scope == "unit"
    release = Release.objects.get(page_id=page.pk)
    assert release.basis["narrowed_to"] == "unit" and release.lacks() == ""


# Taking back ---------------------------------------------------------------------------------------------------------------


def test_the_unit_takes_its_submission_back_and_its_reviews_are_void(world, draft, fresh, task):
    page = draft()
    review(world, page, upto=2)
    for user in (world.user("reviewer"), world.user("approver"), world.user("drafter", world.other)):
        with pytest.raises(PermissionDenied):
            take_back(page, user)
    take_back(page, world.user("drafter"))
    assert not fresh(page).workflow_in_progress
    assert Release.objects.get(page_id=page.pk).void_reason == "报送已撤回"
    with pytest.raises(PermissionDenied, match="不在审核中"):
        take_back(page, world.user("drafter"))


def test_a_published_record_stays_live_while_its_correction_is_reviewed_and_taken_back(world, draft, fresh):
    page = publish(world, draft(summary="第一版"))
    changed = page.get_latest_revision_as_object()
    changed.summary, changed.correction_note = "第二版", "改了摘要"
    changed.save_revision(user=world.user("drafter"))
    submit(fresh(page), world.user("drafter"))
    assert fresh(page).live and Document.objects.get(pk=page.pk).content["summary"] == "第一版"
    take_back(page, world.user("drafter"))
    assert fresh(page).live and Document.objects.get(pk=page.pk).content["summary"] == "第一版"
    fresh(page).save()  # still covered by the release that is in force


# Withdrawing ---------------------------------------------------------------------------------------------------------------


def test_approver_and_party_office_withdraw_with_a_reason(world, draft, fresh):
    page = publish(world, draft())
    root = User.objects.create_superuser("root", password="Hongban-2026")
    for user in (world.user("drafter"), world.user("secretary"), world.user("administrator"), root):
        with pytest.raises(PermissionDenied):
            withdraw(page, user, "原因")
    with pytest.raises(ValidationError) as refused:
        withdraw(page, world.user("approver"), "   ")
    assert list(refused.value.message_dict) == ["reason"]
    assert fresh(page).live
    withdraw(page, world.user("party_office"), "人数与原始记录不符")
    assert not fresh(page).live and not Document.objects.filter(pk=page.pk).exists()
    assert "人数与原始记录不符" in Release.objects.get(page_id=page.pk).void_reason
    with pytest.raises(ValidationError, match="没有发布"):
        withdraw(page, world.user("approver"), "再来一次")


def test_the_approver_of_another_committee_withdraws_nothing(world, draft, fresh):
    from cms.tree.actions import create_unit

    second = create_unit(title="二级党委", kind="committee", code="second", parent=world.committee)
    page = publish(world, draft())
    with pytest.raises(PermissionDenied):
        withdraw(page, world.new_user("approver", unit=second), "原因")
    assert fresh(page).live


# What waits ----------------------------------------------------------------------------------------------------------------


def test_what_waits_for_whom(world, draft):
    ours, theirs = draft(), draft(world.other)
    submit(ours, world.user("drafter"))
    review(world, theirs, upto=2)
    assert waits_for(world.user("reviewer"), FIRST) == [ours.pk]
    assert waits_for(world.user("reviewer", world.other), FIRST) == []
    assert waits_for(world.user("approver"), FINAL) == [theirs.pk]
    for role in ("drafter", "secretary", "party_office", "administrator", "auditor"):
        assert [waits_for(world.user(role), stage) for stage in STAGES] == [[], [], []]


def test_a_draft_without_any_revision_is_refused(world):
    section = world.section("featured_work")
    page = FeaturedRecord(
        title="空", occurred_on=timezone.localdate(), category="team", live=False, owner=world.user("drafter")
    )
    section.add_child(instance=page)
    with pytest.raises(ValidationError, match="草稿"):
        submit(page, world.user("drafter"))
