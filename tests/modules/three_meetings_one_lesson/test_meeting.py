"""三会一课: the contract, and each rule with what it must catch and the nearest that it must let pass."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery import documents, reading
from cms.testing import ModuleContract
from modules.three_meetings_one_lesson.models import (
    COMMITTEE,
    GROUP,
    LESSON,
    MEMBERS,
    MeetingAbsentee,
    MeetingPhoto,
    MeetingRecord,
    MeetingResolution,
    MeetingTopic,
)

START = datetime.datetime(2026, 3, 12, 7, 30, tzinfo=datetime.UTC)  # half past three in the factory


class TestContract(ModuleContract):
    label = "three_meetings_one_lesson"

    def make(self, world, **fields):
        """Whoever is named as absent is nobody who was there, and the counts say how many they are."""
        absent = [{"person": world.person("缺席者"), "reason": "病假"}]
        rules = {"expected": 12, "present": 11, "voters_expected": 10, "voters_present": 9, "absentees": absent}
        return super().make(world, **(rules | fields))


@pytest.fixture
def meeting(world):
    """A function that gives an unsaved meeting in order in all things but those named. `rows`: {table: rows}."""
    chair, recorder = world.person("主持人"), world.person("记录人")

    def make(rows=None, **fields):
        page = MeetingRecord(
            **{
                "title": "一季度党员大会",
                "slug": "meeting",
                "meeting_type": MEMBERS,
                "held_at": START,
                "place": "党员活动室",
                "chair": chair,
                "recorder": recorder,
                "expected": 12,
                "present": 12,
                "disclosure_scope": "employees",
            }
            | fields
        )
        for name, items in ({"topics": [MeetingTopic(topic="质量攻关")]} | (rows or {})).items():
            setattr(page, name, items)
        return page

    return make


def faults(page) -> dict[str, list[str]]:
    """What clean() and checks() complain of, by field."""
    found = {}
    for rule in (page.clean, page.checks):
        try:
            page.fill_in()
            rule()
        except ValidationError as error:
            found |= error.message_dict
    return found


def vote(votes_for=0, votes_against=None, votes_abstain=None):
    return MeetingResolution(
        resolution="通过年度工作计划", votes_for=votes_for, votes_against=votes_against, votes_abstain=votes_abstain
    )


# 人数 -----------------------------------------------------------------------------------------------------------------


def test_a_meeting_in_order_has_no_fault(meeting):
    assert faults(meeting()) == {}


@pytest.mark.parametrize(("expected", "present", "caught"), [(12, 13, True), (12, 12, False), (12, 0, False)])
def test_no_more_come_than_were_expected(meeting, expected, present, caught):
    assert ("present" in faults(meeting(expected=expected, present=present))) is caught


@pytest.mark.parametrize(
    ("expected", "present", "caught"), [(5, 2, True), (5, 3, False), (6, 3, False), (6, 2, True), (1, 1, False)]
)
def test_a_committee_meets_with_half_of_its_members_at_least(meeting, expected, present, caught):
    """支部工作条例第十二条: 半数以上委员到会."""
    assert ("present" in faults(meeting(meeting_type=COMMITTEE, expected=expected, present=present))) is caught


@pytest.mark.parametrize("kind", [MEMBERS, GROUP, LESSON])
def test_half_of_the_members_is_asked_of_committees_only(meeting, world, kind):
    page = meeting(meeting_type=kind, expected=12, present=3, party_group="第一党小组", lecturer=world.person())
    assert "present" not in faults(page)


@pytest.mark.parametrize(
    ("fields", "caught"),
    [
        ({"voters_expected": 10, "voters_present": 11}, "voters_present"),
        ({"voters_expected": 10, "voters_present": 10}, None),
        ({"present": 8, "voters_expected": 10, "voters_present": 9}, "voters_present"),
        ({"present": 9, "voters_expected": 10, "voters_present": 9}, None),
        ({"voters_expected": 13, "voters_present": 10}, "voters_expected"),
        ({"voters_expected": 12, "voters_present": 10}, None),
    ],
)
def test_those_who_may_vote_are_among_those_who_came(meeting, fields, caught):
    assert set(faults(meeting(**fields))) == ({caught} if caught else set())


# 表决 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("entitled", "came", "caught"), [(10, 5, True), (10, 6, False), (11, 5, True), (11, 6, False)])
def test_a_vote_takes_more_than_half_of_those_entitled(meeting, entitled, came, caught):
    page = meeting({"resolutions": [vote(votes_for=3)]}, voters_expected=entitled, voters_present=came)
    assert ("voters_present" in faults(page)) is caught


def test_a_vote_without_the_number_of_voters_cannot_be_checked(meeting):
    assert "voters_present" in faults(meeting({"resolutions": [vote(votes_for=12)]}))


def test_a_decision_without_a_vote_asks_for_no_voters(meeting):
    assert faults(meeting({"resolutions": [MeetingResolution(resolution="会后整理台账")]})) == {}


def test_the_quorum_is_asked_of_members_meetings_only(meeting):
    assert faults(meeting({"resolutions": [vote(votes_for=5)]}, meeting_type=COMMITTEE, expected=5, present=5)) == {}


@pytest.mark.parametrize(
    ("votes", "caught"), [((9, 1, 0), False), ((9, 1, 1), True), ((0, 0, 0), False), ((None, None, 11), True)]
)
def test_no_more_votes_than_voters(meeting, votes, caught):
    page = meeting({"resolutions": [vote(votes_for=2), vote(*votes)]}, voters_expected=12, voters_present=10)
    found = faults(page)
    assert ("resolutions" in found) is caught
    if caught:
        assert "第2项" in found["resolutions"][0]


def test_every_resolution_with_too_many_votes_is_named(meeting):
    page = meeting({"resolutions": [vote(11), vote(10), vote(12)]}, voters_expected=12, voters_present=10)
    assert [text[:4] for text in faults(page)["resolutions"]] == ["第1项决", "第3项决"]


# 缺席 -----------------------------------------------------------------------------------------------------------------


def absent(*people):
    return {"absentees": [MeetingAbsentee(person=person, reason="病假") for person in people]}


@pytest.mark.parametrize(("named", "caught"), [(0, False), (1, True), (2, False), (3, True)])
def test_whoever_names_absentees_names_all_of_them(meeting, world, named, caught):
    page = meeting(absent(*(world.person() for _ in range(named))), expected=12, present=10)
    assert ("absentees" in faults(page)) is caught


def test_nobody_is_absent_twice(meeting, world):
    person = world.person()
    assert "absentees" in faults(meeting(absent(person, person), present=10))


@pytest.mark.parametrize("role", ["chair", "recorder", "lecturer"])
def test_whoever_led_recorded_or_taught_was_there(meeting, world, role):
    person = world.person()
    page = meeting(absent(person), meeting_type=LESSON, present=11, **({"lecturer": world.person()} | {role: person}))
    assert "absentees" in faults(page)


def test_an_observer_is_not_absent(meeting, world):
    person = world.person()
    assert "absentees" in faults(meeting(absent(person) | {"observers": [person]}, present=11))
    assert faults(meeting(absent(person) | {"observers": [world.person()]}, present=11)) == {}


def test_employees_do_not_see_who_was_absent_and_why(world):
    page = TestContract().published(world, absentees=[{"person": world.person("缺席者"), "reason": "住院治疗"}])
    document = reading.record(viewer_of(world.user("employee", world.other)), page.pk)
    content = documents.read(document, viewer_of(world.user("employee", world.other)))
    assert content["withheld"] == ["absentees"]
    assert "住院治疗" not in str(content) + document.text
    assert "住院治疗" in str(documents.read(document, viewer_of(world.user("member"))))


# 要素 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "group", "caught"),
    [(GROUP, "", True), (GROUP, "  ", True), (GROUP, "第一党小组", False), (MEMBERS, "", False)],
)
def test_a_group_meeting_names_its_group(meeting, kind, group, caught):
    assert ("party_group" in faults(meeting(meeting_type=kind, party_group=group))) is caught


@pytest.mark.parametrize(
    ("kind", "lecturer", "caught"), [(LESSON, False, True), (LESSON, True, False), (MEMBERS, False, False)]
)
def test_a_lesson_names_its_lecturer(meeting, world, kind, lecturer, caught):
    page = meeting(meeting_type=kind, lecturer=world.person() if lecturer else None)
    assert ("lecturer" in faults(page)) is caught


@pytest.mark.parametrize(
    ("length", "caught"),
    [
        (datetime.timedelta(0), True),
        (datetime.timedelta(minutes=-1), True),
        (datetime.timedelta(minutes=1), False),
        (datetime.timedelta(days=1), False),
        (datetime.timedelta(days=1, minutes=1), True),
    ],
)
def test_a_meeting_ends_after_it_began_and_within_a_day(meeting, length, caught):
    assert ("ended_at" in faults(meeting(ended_at=START + length))) is caught


def test_a_meeting_has_a_topic(meeting):
    assert "topics" in faults(meeting({"topics": []}))


@pytest.mark.parametrize(("count", "caught"), [(3, False), (4, True)])
def test_three_photos_are_enough(meeting, count, caught):
    assert ("photos" in faults(meeting({"photos": [MeetingPhoto(alt="会场") for _ in range(count)]}))) is caught


# 日期与到会率 -----------------------------------------------------------------------------------------------------------


def test_the_day_and_the_period_follow_from_the_start(meeting):
    page = meeting()
    page.fill_in()
    assert (page.occurred_on, page.period) == (datetime.date(2026, 3, 12), "2026-03")


def test_the_day_is_the_factorys_and_not_greenwichs(meeting):
    page = meeting(held_at=datetime.datetime(2026, 3, 11, 23, 30, tzinfo=datetime.UTC))
    page.fill_in()
    assert page.occurred_on == datetime.date(2026, 3, 12)


def test_the_day_follows_when_the_start_is_corrected(meeting):
    page = meeting(occurred_on=datetime.date(2026, 2, 1))
    page.fill_in()
    assert page.occurred_on == datetime.date(2026, 3, 12)


@pytest.mark.parametrize(("days", "caught"), [(1, True), (0, False)])
def test_a_meeting_of_tomorrow_is_refused_at_its_start(meeting, days, caught):
    assert ("held_at" in faults(meeting(held_at=timezone.now() + datetime.timedelta(days=days)))) is caught


@pytest.mark.parametrize(("expected", "present", "rate"), [(12, 11, "91.7"), (12, 12, "100.0"), (0, 0, "None")])
def test_the_attendance_rate_is_computed(meeting, expected, present, rate):
    page = meeting(expected=expected, present=present, attendance_rate=3)
    page.fill_in()
    assert str(page.attendance_rate) == rate


# 表单 -----------------------------------------------------------------------------------------------------------------


def test_the_form_asks_for_the_start_and_not_for_the_day_again(world, client):
    section = world.section("three_meetings_one_lesson")
    client.force_login(world.user("drafter"))
    add = reverse("wagtailadmin_pages:add", args=["three_meetings_one_lesson", "meetingrecord", section.pk])
    text = client.get(add).content.decode()
    assert 'name="held_at"' in text
    assert 'name="occurred_on"' not in text


def test_a_draft_of_tomorrow_is_refused_beside_the_start_when_it_is_submitted(world):
    draft = TestContract().make(world).get_latest_revision_as_object()
    draft.held_at, draft.ended_at = timezone.now() + datetime.timedelta(days=1), None
    with pytest.raises(ValidationError) as error:
        draft.check_submission()
    assert list(error.value.message_dict) == ["held_at"]
