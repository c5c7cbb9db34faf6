"""Every way around the gate that was found, tried: nothing of a record goes live without a complete, unspent release of it."""

import datetime
import io
import json

import pytest
from django.contrib.auth.models import User
from django.core import serializers
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from PIL import Image as Picture
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision, Task, Workflow

from cms.delivery import documents
from cms.delivery.models import Document, OutboxEntry
from cms.moderation.actions import submit, withdraw
from cms.moderation.gate import Closed
from cms.moderation.models import Release
from cms.testing import decide, publish, review
from cms.tree import Record
from modules.featured_work.models import FeaturedRecord


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("root", password="Hongban-2026")


@pytest.fixture
def is_read():
    """Whether any reader could read the page."""
    return lambda page: Document.objects.filter(pk=page.pk).exists()


def picture() -> ContentFile:
    content = io.BytesIO()
    Picture.new("RGB", (32, 32), (1, 2, 3)).save(content, "PNG")
    return ContentFile(content.getvalue(), name="other.png")


def new_version(world, page, **changes):
    """A second revision of a live record."""
    page = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=world.user("drafter"))
    return type(page).objects.get(pk=page.pk)


# Publishing without the workflow -------------------------------------------------------------------------------------------


def test_a_draft_cannot_be_published_by_its_revision(world, draft, fresh, superuser, is_read):
    page = draft()
    for user in (None, superuser, world.user("approver")):
        with pytest.raises(Closed):
            page.latest_revision.publish(user=user)
    assert not fresh(page).live and not is_read(page)


def test_a_draft_cannot_be_published_by_wagtails_action_that_skips_permissions(draft, fresh, superuser, is_read):
    page = draft()
    with pytest.raises(PermissionDenied):
        PublishPageRevisionAction(page.latest_revision, user=superuser).execute(skip_permission_checks=True)
    assert not fresh(page).live and not is_read(page)


def test_two_of_three_reviews_are_not_enough(world, draft, fresh, is_read):
    page = draft()
    review(world, page, upto=2)
    with pytest.raises(Closed):
        fresh(page).latest_revision.publish(user=world.user("approver"))
    assert not fresh(page).live and not is_read(page)


@pytest.mark.parametrize("model", [FeaturedRecord, Record, Page])
def test_no_class_of_a_page_saves_it_live(draft, fresh, is_read, model):
    page = draft()
    same_row = model.objects.get(pk=page.pk)
    same_row.live = True
    with pytest.raises(Closed):
        same_row.save()
    assert not fresh(page).live and not is_read(page)


@pytest.mark.parametrize("fields", [["live"], ["live", "title"], ["live", "latest_revision"]])
@pytest.mark.parametrize("model", [FeaturedRecord, Page])
def test_naming_the_fields_to_save_is_no_way_around(draft, fresh, model, fields):
    page = draft()
    same_row = model.objects.get(pk=page.pk)
    same_row.live = True
    with pytest.raises(Closed):
        same_row.save(update_fields=fields)
    assert not fresh(page).live


def test_a_new_page_cannot_be_born_live(world, fresh):
    section = world.section("featured_work")
    page = FeaturedRecord(title="直接发布", occurred_on=timezone.localdate(), category="team", live=True)
    with pytest.raises(PermissionDenied):
        section.add_child(instance=page)
    assert not FeaturedRecord.objects.exists()


def test_a_live_record_cannot_be_changed_in_place(world, draft, fresh):
    page = publish(world, draft(title="原来的标题"))
    page.title = "没有人审过的标题"
    with pytest.raises(Closed):
        page.save()
    base = Page.objects.get(pk=page.pk)
    base.title = "没有人审过的标题"
    with pytest.raises(Closed):
        base.save()
    record = Record.objects.get(pk=page.pk)
    record.summary = "没有人审过的摘要"
    with pytest.raises(Closed):
        record.save()
    assert fresh(page).title == "原来的标题" and fresh(page).summary == ""


def test_a_live_record_may_be_saved_as_it_is(world, draft, fresh, is_read):
    page = publish(world, draft())
    page.save()
    Page.objects.get(pk=page.pk).save()
    assert fresh(page).live and is_read(page)


def test_what_the_orm_makes_live_behind_the_gate_is_read_by_nobody(draft, is_read):
    page = draft()
    Page.objects.filter(pk=page.pk).update(live=True)
    assert not is_read(page)
    documents.remove(page.pk)  # nothing to remove: there never was a document
    assert not is_read(page)


# loaddata ------------------------------------------------------------------------------------------------------------------


def load(tmp_path, *objects, **changes):
    data = json.loads(serializers.serialize("json", objects))
    for item in data:
        item["fields"].update({name: value for name, value in changes.items() if name in item["fields"]})
    file = tmp_path / "rows.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    call_command("loaddata", str(file), verbosity=0)


def test_loaddata_does_not_bring_a_draft_to_life(draft, fresh, tmp_path):
    page = draft()
    with pytest.raises(Closed):
        load(tmp_path, page.page_ptr, live=True)
    assert not fresh(page).live


def test_loaddata_does_not_change_a_live_record(world, draft, fresh, tmp_path):
    page = publish(world, draft())
    with pytest.raises(Closed):
        load(tmp_path, page, category="brand")
    with pytest.raises(Closed):
        load(tmp_path, page.record_ptr, summary="没有人审过的摘要")
    with pytest.raises(Closed):
        load(tmp_path, page.page_ptr, title="没有人审过的标题")
    assert fresh(page).category == "team" and fresh(page).summary == ""


def test_loaddata_may_load_drafts(draft, fresh, tmp_path):
    page = draft()
    load(tmp_path, page.page_ptr, page.record_ptr, page, category="brand")
    assert fresh(page).category == "brand" and not fresh(page).live


# Replay --------------------------------------------------------------------------------------------------------------------


def test_an_older_approved_version_cannot_replace_the_newer_one(world, draft, fresh):
    page = publish(world, draft(summary="第一版"))
    first = page.live_revision
    second = publish(world, new_version(world, page, summary="第二版"))
    assert second.summary == "第二版"
    with pytest.raises(Closed):
        first.publish(user=world.user("approver"))
    assert fresh(page).summary == "第二版"
    assert Document.objects.get(pk=page.pk).content["summary"] == "第二版"


def test_a_withdrawn_record_cannot_be_published_again_on_its_old_reviews(world, draft, fresh, is_read):
    page = publish(world, draft())
    withdraw(page, world.user("approver"), "发布后发现数字有误")
    assert not fresh(page).live and not is_read(page)
    with pytest.raises(Closed):
        fresh(page).latest_revision.publish(user=world.user("approver"))
    again = fresh(page)
    again.live = True
    with pytest.raises(Closed):
        again.save()
    assert not fresh(page).live and not is_read(page)


def test_a_withdrawn_record_is_published_again_after_three_new_reviews(world, draft, fresh, is_read):
    page = publish(world, draft())
    withdraw(page, world.user("party_office"), "更正")
    page = publish(world, fresh(page))
    assert page.live and is_read(page)
    assert Release.objects.filter(page_id=page.pk, spent_at__isnull=False).count() == 2


def test_a_release_made_for_another_page_or_unit_opens_nothing(world, draft, fresh):
    page, twin = draft(title="甲", slug="one"), draft(title="甲", slug="one-more")
    publish(world, page)
    for changes in ({"page_id": twin.pk}, {"unit_id": world.other.pk}):
        Release.objects.filter(page_id=page.pk).update(**changes)
        with pytest.raises(Closed):
            twin.latest_revision.publish()
        Release.objects.filter(submitted_by=world.user("drafter")).update(page_id=page.pk, unit_id=world.branch.pk)
    assert not fresh(twin).live


# Approval is bound to content ------------------------------------------------------------------------------------------------


def test_a_revision_overwritten_in_place_after_submission_voids_what_was_approved(world, draft, fresh, task):
    page = draft(summary="送审的摘要")
    review(world, page, upto=2)
    sneaky = fresh(page).get_latest_revision_as_object()
    sneaky.summary = "送审之后悄悄改的"
    revision = fresh(page).latest_revision
    sneaky.save_revision(user=world.user("drafter"), overwrite_revision=revision)
    assert fresh(page).latest_revision_id == revision.pk
    with pytest.raises(PermissionDenied, match="内容有变动"):
        decide(task(page), world.user("approver"), "pass")
    assert not fresh(page).live


def test_a_new_revision_saved_in_code_during_moderation_is_not_published(world, draft, fresh, task):
    page = draft()
    review(world, page, upto=2)
    new_version(world, page, summary="没有人审过")
    with pytest.raises(PermissionDenied, match="内容有变动"):
        decide(task(page), world.user("approver"), "pass")
    decide(task(page), world.user("approver"), "return", reasons=["wording"], opinion="内容变过，请重新报送")
    assert not fresh(page).live


def test_an_image_whose_bytes_change_during_moderation_is_noticed(world, draft, fresh, task):
    image = world.image()
    page = draft(body=[("image", {"image": image, "alt": "车间"})])
    review(world, page, upto=2)
    image.file = picture()
    image.save()
    with pytest.raises(PermissionDenied, match="内容有变动"):
        decide(task(page), world.user("approver"), "pass")
    assert not fresh(page).live


def test_the_file_of_an_image_on_a_published_record_cannot_be_replaced(world, draft):
    image, unused = world.image(), world.image()
    publish(world, draft(body=[("image", {"image": image, "alt": "车间"})]))
    name = image.file.name
    image.file = picture()
    with pytest.raises(Closed, match="不能更换"):
        image.save()
    assert type(image).objects.get(pk=image.pk).file.name == name
    image.refresh_from_db()
    image.title = "换一个名字可以"
    image.save()
    unused.file = picture()
    unused.save()


def test_the_file_of_an_attachment_on_a_published_record_cannot_be_replaced(world, draft):
    from cms.tree import RecordAttachment

    file = world.attachment(content=b"as reviewed")
    publish(world, draft(rows={"attachments": [RecordAttachment(file=file)]}))
    file.file = ContentFile(b"other", name="other.txt")
    with pytest.raises(Closed, match="不能更换"):
        file.save()


# The clock -----------------------------------------------------------------------------------------------------------------


def test_nothing_is_scheduled(draft, fresh, superuser):
    page = draft()
    revision = page.latest_revision
    revision.approved_go_live_at = timezone.now() + datetime.timedelta(days=1)
    with pytest.raises(Closed):
        revision.save()
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    later = page.save_revision()
    with pytest.raises(Closed):
        later.publish(user=superuser)
    assert fresh(page).scheduled_revision is None and not fresh(page).live


def test_a_reviewed_draft_with_a_date_in_it_is_not_scheduled_either(world, draft, fresh, task):
    page = draft()
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision(user=world.user("drafter"))
    review(world, page, upto=2)
    with pytest.raises(Closed):
        decide(task(page), world.user("approver"), "pass")
    assert fresh(page).scheduled_revision is None and not fresh(page).live
    assert task(page).task.specific.stage == "final"


def test_publish_scheduled_publishes_nothing(draft, fresh, is_read):
    page = draft()
    Revision.objects.filter(pk=page.latest_revision_id).update(
        approved_go_live_at=timezone.now() - datetime.timedelta(days=1)
    )
    with pytest.raises(PermissionDenied):
        call_command("publish_scheduled", verbosity=0)
    assert not fresh(page).live and not is_read(page)


# A refusal leaves nothing changed ---------------------------------------------------------------------------------------------


def rows_of(page) -> dict:
    """Everything that a publication writes."""
    return {
        "page": list(Page.objects.filter(pk=page.pk).values()),
        "record": list(FeaturedRecord.objects.filter(pk=page.pk).values()),
        "revisions": list(Revision.page_revisions.filter(object_id=str(page.pk)).values()),
        "releases": list(Release.objects.filter(page_id=page.pk).values()),
        "documents": list(Document.objects.filter(pk=page.pk).values()),
        "outbox": OutboxEntry.objects.count(),
    }


def test_a_refused_publish_leaves_nothing_changed(world, draft, superuser):
    page = publish(world, draft())
    changed = new_version(world, page, summary="还没有人审过")
    moment = timezone.now() + datetime.timedelta(days=2)
    Revision.objects.filter(pk=page.live_revision_id).update(approved_go_live_at=moment)
    before = rows_of(page)
    with pytest.raises(Closed):
        changed.latest_revision.publish(user=superuser)
    assert rows_of(page) == before


def test_a_process_that_dies_while_publishing_leaves_nothing_half_done(world, draft, fresh, task, monkeypatch):
    page = draft()
    review(world, page, upto=2)
    before, state = rows_of(page), task(page)

    def die(*args, **kwargs):
        raise SystemExit("killed")

    monkeypatch.setattr("cms.delivery.outbox.add", die)
    with pytest.raises(SystemExit):
        decide(state, world.user("approver"), "pass")
    assert rows_of(page) == before
    monkeypatch.undo()
    decide(task(page), world.user("approver"), "pass")
    assert fresh(page).live


# Copies, aliases, moves, deletions ---------------------------------------------------------------------------------------------


def test_a_copy_is_a_draft_whatever_was_asked(world, draft, superuser, is_read):
    page = publish(world, draft())
    copy = page.copy(update_attrs={"slug": "copy-one"}, keep_live=True, user=superuser)
    assert not copy.live and not is_read(copy) and not Release.objects.filter(page_id=copy.pk).exists()
    with pytest.raises(PermissionDenied):
        CopyPageAction(page, update_attrs={"slug": "copy-two"}, keep_live=True).execute(skip_permission_checks=True)
    with pytest.raises(PermissionDenied):
        page.copy(update_attrs={"slug": "copy-three", "live": True})
    assert Document.objects.filter(kind=Document.RECORD).count() == 1


def test_an_alias_of_a_live_record_is_refused(world, draft, superuser):
    page = publish(world, draft())
    with pytest.raises(PermissionDenied):
        CreatePageAliasAction(page, update_slug="alias", user=superuser).execute(skip_permission_checks=True)
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_a_live_record_is_not_moved_to_another_unit(world, draft, fresh, superuser):
    page, elsewhere = publish(world, draft()), world.section("featured_work", world.other)
    with pytest.raises(PermissionDenied):
        page.move(elsewhere, pos="last-child", user=superuser)
    with pytest.raises(PermissionDenied):
        Page.objects.get(pk=page.pk).move(elsewhere, pos="last-child")
    with pytest.raises(PermissionDenied):
        MovePageAction(page, elsewhere, user=superuser).execute()
    assert fresh(page).owning_unit_id == world.branch.pk


def test_a_published_record_is_not_deleted(world, draft, fresh, superuser):
    page = publish(world, draft())
    for same_row in (page, Page.objects.get(pk=page.pk)):
        with pytest.raises(PermissionDenied):
            same_row.delete(user=superuser)
    assert fresh(page).live


def test_a_draft_that_nobody_reviewed_is_deleted_even_after_it_was_taken_back(world, draft):
    from cms.moderation.actions import take_back

    page = draft()
    submit(page, world.user("drafter"))
    take_back(page, world.user("drafter"))
    FeaturedRecord.objects.get(pk=page.pk).delete(user=world.user("drafter"))
    assert not Page.objects.filter(pk=page.pk).exists() and not Release.objects.filter(page_id=page.pk).exists()


def test_a_draft_that_somebody_reviewed_is_kept(world, draft, fresh, task):
    page = draft()
    submit(page, world.user("drafter"))
    decide(task(page), world.user("reviewer"), "return", reasons=["typos"], opinion="错字")
    with pytest.raises(PermissionDenied):
        fresh(page).delete()
    assert fresh(page)


def test_a_practice_record_goes_with_its_reviews(world, draft):
    type(world.branch).objects.filter(pk=world.branch.pk).update(practice=True)
    page = publish(world, draft())
    page.delete()
    assert not Page.objects.filter(pk=page.pk).exists() and not Release.objects.filter(page_id=page.pk).exists()


# Taking down ---------------------------------------------------------------------------------------------------------------


def test_a_published_record_is_taken_down_by_withdrawal_only(world, draft, fresh, superuser, is_read):
    page = publish(world, draft())
    with pytest.raises(PermissionDenied):
        page.unpublish(user=superuser)
    with pytest.raises(PermissionDenied):
        UnpublishPageAction(fresh(page), user=superuser).execute(skip_permission_checks=True)
    for model in (FeaturedRecord, Page):
        same_row = model.objects.get(pk=page.pk)
        same_row.live = False
        with pytest.raises(Closed):
            same_row.save()
    assert fresh(page).live and is_read(page)


# The workflow's rows -----------------------------------------------------------------------------------------------------------


def test_a_deactivated_workflow_cancels_the_review_and_publishes_nothing(world, draft, fresh, task):
    page = draft()
    review(world, page, upto=2)
    Workflow.objects.get(name="三审三校").deactivate(user=world.user("approver"))
    assert not fresh(page).live and not fresh(page).workflow_in_progress
    assert Release.objects.get(page_id=page.pk).void_at
    # and the next submission is reviewed by the same three stages
    page = publish(world, fresh(page))
    assert page.live
    assert Release.objects.get(page_id=page.pk, void_at=None).reviews.count() == 3


def test_a_deactivated_task_does_not_skip_its_stage(world, draft, fresh, task):
    page = draft()
    submit(page, world.user("drafter"))
    Task.objects.filter(reviewtask__stage="second").update(active=False)
    decide(task(page), world.user("reviewer"), "pass")
    state = task(page)
    assert not fresh(page).live
    assert state is None or state.task.specific.stage in {"second", "final"}
    if state:
        with pytest.raises(PermissionDenied):
            decide(state, world.user("approver"), "pass")
    assert not fresh(page).live


def test_a_foreign_task_in_the_workflow_is_thrown_out(world, draft, fresh):
    from wagtail.models import GroupApprovalTask, WorkflowTask

    from cms.moderation.workflow import review_workflow

    workflow = review_workflow()
    stranger = GroupApprovalTask.objects.create(name="谁都能批")
    WorkflowTask.objects.filter(workflow=workflow).delete()
    WorkflowTask.objects.create(workflow=workflow, task=stranger, sort_order=1)
    page = publish(world, draft())
    assert page.live and Release.objects.get(page_id=page.pk).reviews.count() == 3
    assert {task.specific.stage for task in review_workflow().tasks} == {"first", "second", "final"}
