"""申诉与复核: the unit's secretary appeals, the Party office decides, each once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.moderation.content import content_hash
from cms.moderation.models import Release
from modules.assessment.actions import DECIDE_APPEAL, NOTE_APPEAL, decide_appeal, note_appeal
from modules.assessment.models import AssessmentRecord

from .test_contract import TestContract as Contract


@pytest.fixture
def record(world):
    """The branch's result."""
    return Contract().published(world)


def appeals(page) -> list[tuple]:
    rows = AssessmentRecord.objects.get(pk=page.pk).appeal.all()
    return [(row.by_id, row.date, row.ground, row.decision) for row in rows]


def test_the_secretary_appeals_and_the_party_office_decides(world, record):
    secretary, office, today = world.user("secretary"), world.user("party_office"), timezone.localdate()
    note_appeal(record, secretary, world.branch, " 攻关延期系停电所致。 ")
    assert appeals(record) == [(world.branch.pk, today, "攻关延期系停电所致。", "")]
    page = decide_appeal(record, office, 1, "采纳，恢复2分。")
    assert appeals(page) == [(world.branch.pk, today, "攻关延期系停电所致。", "采纳，恢复2分。")]
    assert content_hash(page) == Release.objects.get(page_id=page.pk).content_hash
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__in=[NOTE_APPEAL, DECIDE_APPEAL])
    assert {(entry.action, entry.user_id) for entry in entries} == {
        (NOTE_APPEAL, secretary.pk),
        (DECIDE_APPEAL, office.pk),
    }
    assert {entry.message for entry in entries} == {"申诉考核结果", "写明申诉的复核结论"}


def test_nobody_but_the_secretary_appeals(world, record):
    for role in ["drafter", "reviewer", "member", "party_office", "approver", "administrator"]:
        with pytest.raises(PermissionDenied):
            note_appeal(record, world.user(role), world.branch, "理由。")
    assert appeals(record) == []


def test_nobody_but_the_party_office_decides(world, record):
    note_appeal(record, world.user("secretary"), world.branch, "理由。")
    for role in ["secretary", "drafter", "approver", "administrator", "auditor"]:
        with pytest.raises(PermissionDenied):
            decide_appeal(record, world.user(role), 1, "维持。")
    assert appeals(record)[0][3] == ""


def test_a_superuser_does_neither(world, record):
    with pytest.raises(PermissionDenied):
        note_appeal(record, world.new_user(is_superuser=True), world.branch, "理由。")
    note_appeal(record, world.user("secretary"), world.branch, "理由。")
    with pytest.raises(PermissionDenied):
        decide_appeal(record, world.new_user(is_superuser=True), 1, "维持。")


def test_a_unit_appeals_against_its_own_result_and_the_committees_list(world, record):
    stranger = world.user("secretary", world.other)
    with pytest.raises(ValidationError) as error:
        note_appeal(record, stranger, world.other, "理由。")
    assert list(error.value.message_dict) == ["by"]
    listed = Contract().published(world, unit=world.committee)
    assert appeals(note_appeal(listed, stranger, world.other, "理由。"))[0][0] == world.other.pk


def test_a_unit_appeals_again_only_after_the_decision(world, record):
    secretary = world.user("secretary")
    note_appeal(record, secretary, world.branch, "理由一。")
    with pytest.raises(ValidationError) as error:
        note_appeal(record, secretary, world.branch, "理由二。")
    assert list(error.value.message_dict) == ["by"]
    decide_appeal(record, world.user("party_office"), 1, "维持。")
    note_appeal(record, secretary, world.branch, "理由二。")
    assert [ground for _by, _date, ground, _decision in appeals(record)] == ["理由一。", "理由二。"]


@pytest.mark.parametrize(("ground", "caught"), [("  ", True), ("长" * 501, True), ("长" * 500, False)])
def test_an_appeal_has_a_ground(world, record, ground, caught):
    if not caught:
        note_appeal(record, world.user("secretary"), world.branch, ground)
        return
    with pytest.raises(ValidationError) as error:
        note_appeal(record, world.user("secretary"), world.branch, ground)
    assert list(error.value.message_dict) == ["ground"]


@pytest.mark.parametrize(
    ("number", "decision", "caught"), [(0, "维持。", "appeal"), (2, "维持。", "appeal"), (1, " ", "decision")]
)
def test_a_decision_is_of_an_appeal_and_says_something(world, record, number, decision, caught):
    note_appeal(record, world.user("secretary"), world.branch, "理由。")
    with pytest.raises(ValidationError) as error:
        decide_appeal(record, world.user("party_office"), number, decision)
    assert list(error.value.message_dict) == [caught]


def test_a_decision_is_not_changed(world, record):
    note_appeal(record, world.user("secretary"), world.branch, "理由。")
    decide_appeal(record, world.user("party_office"), 1, "维持。")
    with pytest.raises(ValidationError):
        decide_appeal(record, world.user("party_office"), 1, "采纳。")
    assert appeals(record)[0][3] == "维持。"


def test_a_draft_is_not_appealed_against(world):
    with pytest.raises(ValidationError):
        note_appeal(Contract().make(world), world.user("secretary"), world.branch, "理由。")
