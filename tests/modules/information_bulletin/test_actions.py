"""异议与更正: a unit of the bulletin objects, the Party office decides once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.moderation.content import content_hash
from cms.moderation.models import Release
from modules.information_bulletin.actions import (
    DECIDE_OBJECTION,
    NOTE_OBJECTION,
    decide_objection,
    note_objection,
)
from modules.information_bulletin.models import BulletinRecord

from .test_contract import TestContract as Contract


@pytest.fixture
def record(world):
    """A line for the branch and none for the other."""
    return Contract().published(world)


def objections(page) -> list[tuple]:
    rows = BulletinRecord.objects.get(pk=page.pk).objections.all()
    return [(row.unit_id, row.raised_on, row.matter, row.decision) for row in rows]


def test_the_secretary_objects_and_the_party_office_decides(world, record):
    secretary, office, today = world.user("secretary"), world.user("party_office"), timezone.localdate()
    note_objection(record, secretary, world.branch, "报送应为10条。")
    page = decide_objection(record, office, 1, "属实，下期补充通报。")
    assert objections(page) == [(world.branch.pk, today, "报送应为10条。", "属实，下期补充通报。")]
    assert content_hash(page) == Release.objects.get(page_id=page.pk).content_hash
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__in=[NOTE_OBJECTION, DECIDE_OBJECTION])
    assert {(entry.user, entry.message) for entry in entries} == {
        (secretary, "对通报提出异议"),
        (office, "写明异议的处理结果"),
    }


def test_nobody_but_the_secretary_objects(world, record):
    for role in ["drafter", "reviewer", "member", "party_office", "approver", "administrator"]:
        with pytest.raises(PermissionDenied):
            note_objection(record, world.user(role), world.branch, "事项。")
    assert objections(record) == []


def test_nobody_but_the_party_office_decides(world, record):
    note_objection(record, world.user("secretary"), world.branch, "事项。")
    for role in ["secretary", "drafter", "approver", "administrator", "auditor"]:
        with pytest.raises(PermissionDenied):
            decide_objection(record, world.user(role), 1, "维持。")
    assert objections(record)[0][3] == ""


def test_a_superuser_does_neither(world, record):
    with pytest.raises(PermissionDenied):
        note_objection(record, world.new_user(is_superuser=True), world.branch, "事项。")
    note_objection(record, world.user("secretary"), world.branch, "事项。")
    with pytest.raises(PermissionDenied):
        decide_objection(record, world.new_user(is_superuser=True), 1, "维持。")


def test_a_unit_without_a_line_has_nothing_to_object_to(world, record):
    with pytest.raises(ValidationError) as error:
        note_objection(record, world.user("secretary", world.other), world.other, "事项。")
    assert list(error.value.message_dict) == ["unit"]


@pytest.mark.parametrize("matter", [" ", "长" * 501])
def test_an_objection_says_what_is_wrong(world, record, matter):
    with pytest.raises(ValidationError) as error:
        note_objection(record, world.user("secretary"), world.branch, matter)
    assert list(error.value.message_dict) == ["matter"]


@pytest.mark.parametrize(
    ("number", "decision", "caught"), [(0, "维持。", "objections"), (2, "维持。", "objections"), (1, " ", "decision")]
)
def test_a_decision_is_of_an_objection_and_says_something(world, record, number, decision, caught):
    note_objection(record, world.user("secretary"), world.branch, "事项。")
    with pytest.raises(ValidationError) as error:
        decide_objection(record, world.user("party_office"), number, decision)
    assert list(error.value.message_dict) == [caught]


def test_a_decision_is_not_changed(world, record):
    note_objection(record, world.user("secretary"), world.branch, "事项。")
    decide_objection(record, world.user("party_office"), 1, "维持。")
    with pytest.raises(ValidationError):
        decide_objection(record, world.user("party_office"), 1, "采纳。")
    assert objections(record)[0][3] == "维持。"


def test_a_draft_is_not_objected_to(world):
    with pytest.raises(ValidationError):
        note_objection(Contract().make(world), world.user("secretary"), world.branch, "事项。")
