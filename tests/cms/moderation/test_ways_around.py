"""More ways around moderation, and into a corner of it, that were found: by hand on Wagtail (⚠ in the design's notes) and by the
state machine."""

import datetime
import json

import pytest
from django.core import serializers
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Revision,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from cms.delivery.models import Document
from cms.moderation import verify
from cms.moderation.actions import submit, take_back, withdraw
from cms.moderation.models import Release, Review
from cms.testing import decide, publish, review
from cms.tree import Record, RecordAttachment
from modules.featured_work.models import FeaturedRecord


@pytest.fixture
def superuser(django_user_model):
    return django_user_model.objects.create_superuser("root", password="Hongban-2026")


def corrected(world, page, words="第二版", by=None, **options):
    """A new version of a published record, saved and not submitted."""
    page = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    page.summary, page.correction_note = words, f"更正：{words}"
    page.save_revision(user=by or world.user("drafter"), **options)
    return type(page).objects.get(pk=page.pk)


# Corners that nobody got out of --------------------------------------------------------------------------------------------


def test_a_record_withdrawn_while_its_correction_is_reviewed_can_be_submitted_again(world, draft, fresh):
    page = corrected(world, publish(world, draft()))
    review(world, page, upto=2)
    withdraw(fresh(page), world.user("party_office"), "数字有误")
    assert not fresh(page).workflow_in_progress and not fresh(page).live
    assert {release.void_reason for release in Release.objects.filter(page_id=page.pk)} == {"撤回：数字有误"}
    page = publish(world, fresh(page))
    assert page.live and page.summary == "第二版"


def test_an_approver_who_narrowed_a_record_may_release_it_again_after_its_withdrawal(world, draft, fresh, task):
    page = draft()
    review(world, page, upto=2)
    decide(task(page), world.user("approver"), "pass", scope="unit")
    withdraw(fresh(page), world.user("party_office"), "数字有误")
    page = publish(world, corrected(world, page))
    assert page.live and page.disclosure_scope == "unit"


def test_a_rejection_by_wagtail_s_own_means_closes_the_case(world, draft, fresh, task):
    page = draft()
    submit(page, world.user("drafter"))
    task(page).reject(user=world.user("reviewer"))
    assert Release.objects.get(page_id=page.pk).void_at
    assert not fresh(page).workflow_in_progress
    with pytest.raises(PermissionDenied):
        take_back(page, world.user("drafter"))
    assert publish(world, fresh(page)).live


def test_identical_content_is_reviewed_again_after_each_end_of_a_case(world, draft, fresh, task):
    """⚠ Reviews are keyed on the release: a second review of the same text by the same person is none too many."""
    page = draft()
    submit(page, world.user("drafter"))
    take_back(page, world.user("drafter"))
    review(world, page, upto=2)
    decide(task(page), world.user("approver"), "return", reasons=["typos"], opinion="有错字")
    page = publish(world, fresh(page))
    first = Review.objects.filter(stage="first", reviewer__user=world.user("reviewer"), release__page_id=page.pk)
    assert first.count() == 2 and len(set(first.values_list("content_hash", flat=True))) == 1


# Who wrote it --------------------------------------------------------------------------------------------------------------


def test_what_was_published_is_not_overwritten_by_a_form_that_saves_itself_on(world, draft, fresh):
    page = publish(world, draft(summary="第一版"))
    live = page.live_revision
    page = corrected(world, page, overwrite_revision=live)
    assert page.latest_revision_id != live.pk
    assert page.get_latest_revision_as_object().summary == "第二版"
    live.refresh_from_db()
    assert live.as_object().summary == "第一版"
    withdraw(page, world.user("party_office"), "数字有误")
    again = fresh(page)
    again.get_latest_revision_as_object().save_revision(
        user=world.user("drafter"), overwrite_revision=again.latest_revision
    )
    assert fresh(page).latest_revision_id == again.latest_revision_id, "a draft that nobody published is overwritten"


def test_whoever_wrote_on_in_the_published_revision_is_an_author_of_the_next_version(world, draft, fresh, task):
    both = world.new_user("drafter", "reviewer")
    page = draft()
    edited = fresh(page).get_latest_revision_as_object()
    edited.save_revision(user=both)
    page = publish(world, fresh(page))
    page = corrected(world, page, by=both, overwrite_revision=page.live_revision)
    submit(page, world.user("drafter"))
    with pytest.raises(PermissionDenied, match="自己的稿件"):
        decide(task(page), both, "pass")


# ⚠ Wagtail's own views and methods -------------------------------------------------------------------------------------------


def test_json_that_no_form_has_seen_is_looked_at_like_a_form(world, draft, task):
    """⚠ The edit view hands raw JSON to the task."""
    page = draft()
    review(world, page, upto=2)
    for data in ({}, {"answers": "yes"}, {"answers": {}, "scope": "public"}, {"found": [1]}, {"decision": "pass"}):
        state = task(page)
        with pytest.raises((ValidationError, PermissionDenied)):
            state.task.specific.on_action(state, world.user("approver"), "pass", **data)
    assert not Review.objects.filter(stage="final").exists()
    for action in ("approve", "reject", "publish", ""):
        with pytest.raises((ValidationError, PermissionDenied)):
            state.task.specific.on_action(state, world.user("approver"), action)
    assert task(page).status == "in_progress"


def test_approvals_by_wagtail_s_own_means_publish_nothing(world, draft, fresh, task):
    page = draft()
    submit(page, world.user("drafter"))
    for role in ("reviewer", "secretary"):
        task(page).approve(user=world.user(role))
    with pytest.raises(PermissionDenied):
        task(page).approve(user=world.user("approver"))
    assert not fresh(page).live and not Document.objects.filter(pk=page.pk).exists()
    with pytest.raises(PermissionDenied):
        decide(task(page), world.user("approver"), "pass")
    assert not fresh(page).live
    take_back(fresh(page), world.user("drafter"))
    assert publish(world, fresh(page)).live


def test_a_workflow_finished_by_hand_publishes_nothing(world, draft, fresh):
    page = draft()
    review(world, page, upto=2)
    with pytest.raises(PermissionDenied):
        WorkflowState.objects.get(object_id=str(page.pk)).finish(user=world.user("approver"))
    assert not fresh(page).live


def test_another_workflow_assigned_to_the_section_is_not_asked(world, draft, fresh):
    """⚠ Without ours Wagtail would fall back to its "Moderators approval", or to whatever is assigned above."""
    other = Workflow.objects.create(name="一个人说了算")
    anyone = GroupApprovalTask.objects.create(name="谁都能批")
    WorkflowTask.objects.create(workflow=other, task=anyone, sort_order=1)
    page = draft()
    WorkflowPage.objects.create(workflow=other, page=world.section("featured_work").page_ptr)
    assert page.get_workflow().name == "三审三校" and fresh(page).has_workflow
    submit(page, world.user("drafter"))
    assert {state.task.specific_class.__name__ for state in TaskState.objects.all()} == {"ReviewTask"}


def test_another_workflow_publishes_nothing_when_somebody_s_code_starts_it(world, draft, fresh, superuser):
    other = Workflow.objects.create(name="一个人说了算")
    anyone = GroupApprovalTask.objects.create(name="谁都能批")
    WorkflowTask.objects.create(workflow=other, task=anyone, sort_order=1)
    page = draft()
    state = other.start(page, superuser)
    with pytest.raises(PermissionDenied):
        state.current_task_state.approve(user=superuser)
    assert not fresh(page).live and not Document.objects.filter(pk=page.pk).exists()


def test_a_refused_publish_in_the_admin_changes_nothing(world, draft, client, fresh, superuser):
    """⚠ The admin makes a redirect of a refusal, so that ATOMIC_REQUESTS would not undo what came before it."""
    page = corrected(world, publish(world, draft()))
    moment = timezone.now() + datetime.timedelta(days=2)
    Revision.objects.filter(pk=page.live_revision_id).update(approved_go_live_at=moment)
    before = list(Revision.page_revisions.filter(object_id=str(page.pk)).values())
    for user in (world.user("drafter"), world.user("approver"), superuser):
        client.force_login(user)
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        client.post(f"{bulk}?id={page.pk}&next=/admin/")
        client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action-publish": "1", "body-count": "0"})
    assert list(Revision.page_revisions.filter(object_id=str(page.pk)).values()) == before
    assert fresh(page).summary == "" and Document.objects.get(pk=page.pk).content["summary"] == ""


# ⚠ Past `Record.save()` ------------------------------------------------------------------------------------------------------


def test_bulk_updates_make_nothing_readable(draft):
    page = draft()
    page.live = True
    Page.objects.bulk_update([Page.objects.get(pk=page.pk)], ["title"])
    FeaturedRecord.objects.bulk_update([page], ["summary"])
    row = Page.objects.get(pk=page.pk)
    row.live = True
    Page.objects.bulk_update([row], ["live"])
    assert not Document.objects.filter(pk=page.pk).exists()
    assert {finding.page for finding in verify.findings()} == {page.pk}


def test_a_whole_fixture_of_a_record_is_loaded_as_a_draft_only(world, draft, tmp_path):
    page = publish(world, draft())
    rows = json.loads(serializers.serialize("json", [page.page_ptr, page.record_ptr, page]))
    Page.objects.filter(pk=page.pk).update(live=False)
    file = tmp_path / "rows.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(PermissionDenied):
        call_command("loaddata", str(file), verbosity=0)
    assert not Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("model", [Record, FeaturedRecord])
def test_a_second_record_in_one_row_is_not_born_live(world, draft, model):
    """A child row made for an existing page (`save_base(raw=True)`) is how Django copies multi-table rows."""
    page = draft()
    twin = model(page_ptr_id=page.pk) if model is Record else model(record_ptr_id=page.pk)
    twin.__dict__.update(page.__dict__)
    twin.live = True
    with pytest.raises(PermissionDenied):
        twin.save()
    assert not Page.objects.get(pk=page.pk).live


# Files ---------------------------------------------------------------------------------------------------------------------


def test_a_file_swapped_between_two_stages_stops_the_second(world, draft, task):
    file = world.attachment(content=b"as submitted")
    page = draft(rows={"attachments": [RecordAttachment(file=file)]})
    review(world, page, upto=1)
    file.file = ContentFile(b"other", name="other.txt")
    file.save()
    with pytest.raises(PermissionDenied, match="内容有变动"):
        decide(task(page), world.user("secretary"), "pass")
    decide(task(page), world.user("secretary"), "return", reasons=["wording"], opinion="附件换过")


def test_a_published_file_is_not_deleted(world, draft):
    file = world.attachment(content=b"as reviewed")
    publish(world, draft(rows={"attachments": [RecordAttachment(file=file)]}))
    with pytest.raises(ProtectedError), transaction.atomic():
        file.delete()
    assert type(file).objects.filter(pk=file.pk).exists()


# ⚠ Deleting a unit -----------------------------------------------------------------------------------------------------------


def test_a_superuser_who_deletes_a_unit_is_told_and_not_shown_an_error(world, draft, client, superuser):
    publish(world, draft())
    client.force_login(superuser)
    for page in (world.branch, world.section("featured_work")):
        answer = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"confirm_site_name": "x"})
        assert answer.status_code in (302, 403, 404)
        with pytest.raises(PermissionDenied):
            type(page).objects.get(pk=page.pk).delete(user=superuser)
    assert Document.objects.filter(kind=Document.RECORD).exists()
