"""党委会议: who came, who did not, and what was decided by whom."""

import datetime

import pytest
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery import documents, reading
from cms.people import Person
from modules.committee_meetings.models import (
    CommitteeMeetingAbsentee,
    CommitteeMeetingItem,
    CommitteeMeetingRecord,
)
from tests.modules.faults import faults, filled

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db
CHAIR, RECORDER, OBSERVER, ABSENT = 1, 2, 3, 4


def meeting(absent=(), agenda=None, observers=(), **fields):
    """Nine members were expected and nine came."""
    fields = {
        "meeting_kind": "committee",
        "held_at": timezone.now() - datetime.timedelta(days=1),
        "place": "三楼会议室",
        "chair_id": CHAIR,
        "recorder_id": RECORDER,
        "expected": 9,
        "present": 9,
    } | fields
    tables = {
        "absentees": [CommitteeMeetingAbsentee(person_id=person, reason="出差") for person in absent],
        "agenda": agenda or [CommitteeMeetingItem(topic="年度重点工作")],
        "observers": [Person(pk=person, name="列席人") for person in observers],
    }
    return filled(CommitteeMeetingRecord, tables, **fields)


def test_a_meeting_in_order_has_no_fault():
    assert faults(meeting(absent=[ABSENT], observers=[OBSERVER], present=8)) == {}


@pytest.mark.parametrize(("present", "caught"), [(10, True), (9, False), (5, False), (4, True)])
def test_half_of_the_members_meet_and_no_more_than_all(present, caught):
    assert ("present" in faults(meeting(present=present))) is caught


def test_exactly_half_is_enough():
    assert faults(meeting(expected=8, present=4)) == {}


def test_the_secretaries_meeting_is_none_of_members():
    assert faults(meeting(meeting_kind="secretary_meeting", present=3)) == {}
    assert "present" in faults(meeting(meeting_kind="secretary_meeting", present=10))


@pytest.mark.parametrize(("present", "caught"), [(7, False), (8, False), (9, True)])
def test_no_more_are_named_than_were_missing(present, caught):
    assert ("absentees" in faults(meeting(absent=[ABSENT], present=present))) is caught


@pytest.mark.parametrize(("second", "caught"), [(ABSENT, True), (ABSENT + 1, False)])
def test_nobody_is_absent_twice(second, caught):
    assert ("absentees" in faults(meeting(absent=[ABSENT, second], present=7))) is caught


@pytest.mark.parametrize(("person", "caught"), [(CHAIR, True), (RECORDER, True), (OBSERVER, True), (ABSENT, False)])
def test_whoever_led_recorded_or_attended_was_there(person, caught):
    assert ("absentees" in faults(meeting(absent=[person], observers=[OBSERVER], present=8))) is caught


@pytest.mark.parametrize(
    ("owner", "due", "caught"), [("", True, True), (" ", True, True), ("", False, False), ("张工", True, False)]
)
def test_a_decision_with_a_date_has_somebody_who_answers_for_it(owner, due, caught):
    item = CommitteeMeetingItem(topic="设备更新", owner=owner, due=timezone.localdate() if due else None)
    assert ("agenda" in faults(meeting(agenda=[item]))) is caught


def test_nobody_beyond_the_committee_finds_the_meeting(world):
    page = Contract().published(world, agenda=[{"topic": "干部调整方案"}], disclosable_extract="")
    assert reading.record(viewer_of(world.user("employee", world.other)), page.pk) is None
    assert reading.record(viewer_of(world.user("secretary")), page.pk) is None
    office = viewer_of(world.user("party_office"))
    assert "干部调整方案" in str(documents.read(reading.record(office, page.pk), office))


def test_of_a_meeting_with_an_extract_all_employees_read_the_extract_and_nothing_else(world):
    page = Contract().published(
        world,
        agenda=[{"topic": "干部调整方案"}],
        summary="研究干部调整",
        disclosable_extract="<p>会议通过了年度计划。</p>",
    )
    employee, office = viewer_of(world.user("employee", world.other)), viewer_of(world.user("party_office"))
    document = reading.record(employee, page.pk)
    seen = documents.read(document, employee)
    assert [entry["name"] for entry in seen["fields"]] == ["disclosable_extract"]
    assert "干部调整" not in str([seen, document.card, document.text, document.title])
    assert document.card["summary"] == "会议通过了年度计划。"
    assert {"agenda", "chair", "summary", "body"} <= set(seen["withheld"])
    full = documents.read(document, office)
    assert full["withheld"] == []
    assert full["summary"] == "研究干部调整"
    names = [entry["name"] for entry in full["fields"]]
    assert names == [name for name in CommitteeMeetingRecord.field_order if name in names]
    assert {"agenda", "disclosable_extract"} <= set(names)


def test_a_meeting_that_a_reviewer_narrowed_keeps_its_extract_as_well(world):
    page = Contract().published(world, disclosable_extract="<p>会议通过了年度计划。</p>", disclosure_scope="restricted")
    assert reading.record(viewer_of(world.user("employee", world.other)), page.pk) is None
    assert reading.record(viewer_of(world.user("party_office")), page.pk) is not None
