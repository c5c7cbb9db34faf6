"""入选季度通报: what the Party office decides after publication is no part of what was reviewed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import PageLogEntry

from cms.access import viewer_of
from cms.delivery import reading
from cms.delivery.models import Document
from cms.moderation.actions import submit, withdraw
from cms.moderation.content import content_hash
from cms.moderation.models import Release
from cms.testing import publish
from modules.featured_work.actions import SELECT, select
from modules.featured_work.models import FeaturedRecord

from .test_featured import TestContract as Contract


@pytest.fixture
def record(world):
    return Contract().published(world)


def shown(page) -> dict:
    return {entry["name"]: entry["value"] for entry in Document.objects.get(pk=page.pk).content["fields"]}


def test_readers_see_that_it_was_selected_and_why(world, record):
    assert shown(record)["selected"] is False
    before = Document.objects.get(pk=record.pk)
    select(record, world.user("party_office"), "做法可推广。")
    document = reading.record(viewer_of(world.user("employee", world.other)), record.pk)
    assert shown(record)["selected"] is True
    assert shown(record)["selection_opinion"] == "做法可推广。"
    assert "做法可推广" in document.text
    assert document.etag != before.etag
    assert document.last_published_at == before.last_published_at


def test_the_release_and_its_hash_stay_as_they_were(world, record):
    release = Release.objects.get(page_id=record.pk)
    page = select(record, world.user("party_office"), "做法可推广。")
    assert content_hash(page) == release.content_hash
    assert list(Release.objects.filter(page_id=record.pk).values()) == [
        next(iter(Release.objects.filter(pk=release.pk).values()))
    ]
    assert Release.objects.get(page_id=record.pk).spent_at == release.spent_at
    assert Document.objects.get(pk=record.pk).release == release


def test_it_is_an_entry_in_the_records_history(world, record):
    office = world.user("party_office")
    select(record, office, "做法可推广。")
    entry = PageLogEntry.objects.get(page_id=record.pk, action=SELECT)
    assert entry.user == office
    assert entry.data == {"selected": True, "selection_opinion": "做法可推广。"}
    assert entry.message == "确定是否入选季度通报"


@pytest.mark.parametrize("role", ["drafter", "reviewer", "secretary", "approver", "administrator", "auditor"])
def test_nobody_but_the_party_office_selects(world, record, role):
    with pytest.raises(PermissionDenied):
        select(record, world.user(role), "做法可推广。")
    assert shown(record)["selected"] is False


def test_a_superuser_does_not_select(world, record):
    with pytest.raises(PermissionDenied):
        select(record, world.new_user(is_superuser=True), "做法可推广。")


def test_a_draft_is_not_selected(world):
    page = Contract().make(world)
    with pytest.raises(ValidationError):
        select(page, world.user("party_office"))
    assert not FeaturedRecord.objects.get(pk=page.pk).selected


def test_a_withdrawn_record_is_not_selected(world, record):
    withdraw(record, world.user("party_office"), "数字有误")
    with pytest.raises(ValidationError):
        select(record, world.user("party_office"))
    assert not Document.objects.filter(pk=record.pk).exists()


def test_a_remark_that_is_too_long_is_refused_and_nothing_changes(world, record):
    with pytest.raises(ValidationError) as error:
        select(record, world.user("party_office"), "好" * 301)
    assert list(error.value.message_dict) == ["selection_opinion"]
    assert not FeaturedRecord.objects.get(pk=record.pk).selected
    select(record, world.user("party_office"), "好" * 300)


def test_a_choice_is_taken_back_with_a_reason(world, record):
    office = world.user("party_office")
    select(record, office, "做法可推广。")
    with pytest.raises(ValidationError):
        select(record, office, selected=False)
    assert shown(record)["selected"] is True
    select(record, office, "数据核对有出入。", selected=False)
    assert shown(record)["selected"] is False


def test_a_correction_that_was_drafted_before_does_not_undo_the_choice(world, record):
    """A revision keeps the fields as they were when it was written; these are none of its business."""
    draft = record.get_latest_revision_as_object()
    draft.title = "更正后的标题"
    draft.save_revision(user=world.user("drafter"))
    select(record, world.user("party_office"), "做法可推广。")
    page = publish(world, FeaturedRecord.objects.get(pk=record.pk))
    assert page.title == "更正后的标题"
    assert page.selected
    assert shown(page)["selection_opinion"] == "做法可推广。"


def test_a_choice_alone_is_nothing_to_submit(world, record):
    select(record, world.user("party_office"), "做法可推广。")
    with pytest.raises(ValidationError):
        submit(FeaturedRecord.objects.get(pk=record.pk), world.user("drafter"))
