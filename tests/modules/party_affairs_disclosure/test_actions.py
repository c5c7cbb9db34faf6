"""反馈意见与处理: noted by the unit or the Party office, beside what was reviewed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import PageLogEntry

from cms.access import viewer_of
from cms.delivery import reading
from cms.moderation.content import content_hash
from cms.moderation.models import Release
from modules.party_affairs_disclosure.actions import NOTE_FEEDBACK, note_feedback
from modules.party_affairs_disclosure.models import DisclosureRecord

from .test_contract import TestContract as Contract


@pytest.fixture
def record(world):
    return Contract().published(world)


@pytest.mark.parametrize("role", ["drafter", "party_office"])
def test_the_unit_and_the_party_office_note_what_came_in(world, record, role):
    by = world.user(role)
    page = note_feedback(record, by, 2, "已向提出人说明。")
    assert (page.feedback_count, page.feedback_handling) == (2, "<p>已向提出人说明。</p>")
    document = reading.record(viewer_of(world.user("employee", world.other)), page.pk)
    assert "已向提出人说明" in document.text
    assert content_hash(page) == Release.objects.get(page_id=page.pk).content_hash
    entry = PageLogEntry.objects.get(page_id=page.pk, action=NOTE_FEEDBACK)
    assert (entry.user, entry.data["feedback_count"]) == (by, 2)
    assert entry.message == "登记反馈意见与处理情况"


def test_nobody_else_notes_it(world, record):
    for role in ["reviewer", "secretary", "approver", "member", "administrator", "auditor"]:
        with pytest.raises(PermissionDenied):
            note_feedback(record, world.user(role), 1, "已说明。")
    assert DisclosureRecord.objects.get(pk=record.pk).feedback_count is None


def test_neither_a_superuser_nor_another_unit_notes_it(world, record):
    for by in (world.new_user(is_superuser=True), world.user("drafter", world.other)):
        with pytest.raises(PermissionDenied):
            note_feedback(record, by, 1, "已说明。")


@pytest.mark.parametrize(
    ("count", "handling", "caught"),
    [
        (-1, "已说明。", "feedback_count"),
        (None, "已说明。", "feedback_count"),
        (1, " ", "feedback_handling"),
        (0, "", None),
        (1, "已说明。", None),
    ],
)
def test_what_came_in_was_handled(world, record, count, handling, caught):
    if not caught:
        assert note_feedback(record, world.user("drafter"), count, handling).feedback_count == count
        return
    with pytest.raises(ValidationError) as error:
        note_feedback(record, world.user("drafter"), count, handling)
    assert list(error.value.message_dict) == [caught]


def test_markup_is_text(world, record):
    page = note_feedback(record, world.user("drafter"), 1, "<script>alert(1)</script>")
    assert "<script" not in page.feedback_handling


def test_a_draft_takes_no_feedback(world):
    with pytest.raises(ValidationError):
        note_feedback(Contract().make(world), world.user("drafter"), 0)
