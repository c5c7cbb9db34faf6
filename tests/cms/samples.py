"""Drafts of built-in modules that are ready to be submitted: 特色工作 (plain), 三会一课 (with a restricted table) and 党委会议
(of which other people read an extract)."""

import datetime

from django.utils import timezone

from modules.committee_meetings.models import CommitteeMeetingItem, CommitteeMeetingRecord
from modules.featured_work.models import FeaturedRecord
from modules.three_meetings_one_lesson.models import MeetingAbsentee, MeetingRecord, MeetingTopic


def featured(world, unit=None, **fields) -> FeaturedRecord:
    """A draft of 特色工作; takes what `world.draft` takes."""
    words = {
        "category": "team",
        "background": "<p>夜班点名到会率低。</p>",
        "practice": "<p>把党小组会开到机台边。</p>",
        "result": "<p>到会率由71%提高到96%。</p>",
    }
    return world.draft(FeaturedRecord, unit, **(words | fields))


def without_source(world, page) -> None:
    """Save the draft on as the form saves an unfinished one: a repost that does not say of what."""
    draft = page.get_latest_revision_as_object()
    draft.unfinished, draft.source_kind, draft.source_ref = True, "repost", ""
    draft.save_revision(user=world.user("drafter", page.owning_unit))


def committee_meeting(world, agenda=None, **fields) -> CommitteeMeetingRecord:
    """A draft of a meeting of the Party committee; `agenda`: its items."""
    unit = world.committee
    values = {
        "meeting_kind": "committee",
        "held_at": timezone.now() - datetime.timedelta(days=1),
        "place": "党委会议室",
        "chair": world.person(unit=unit),
        "recorder": world.person(unit=unit),
        "expected": 7,
        "present": 7,
    }
    rows = {"agenda": agenda or [CommitteeMeetingItem(topic="年度计划")]}
    return world.draft(CommitteeMeetingRecord, unit, rows=rows, **(values | fields))


def meeting(world, unit=None, *, absent=(), **fields) -> MeetingRecord:
    """A draft of a members' meeting of yesterday; `absent`: (person, reason) pairs, which Party members of the unit may see."""
    day = timezone.localdate() - datetime.timedelta(days=1)
    start = timezone.make_aware(datetime.datetime.combine(day, datetime.time(16, 30)))
    values = {
        "meeting_type": "members",
        "occurred_on": day,
        "held_at": start,
        "ended_at": start + datetime.timedelta(hours=1),
        "place": "总装一线会议室",
        "chair": world.person(unit=unit),
        "recorder": world.person(unit=unit),
        "expected": 20,
        "present": 20 - len(absent),
    }
    rows = {
        "topics": [MeetingTopic(topic="学习支部工作条例")],
        "absentees": [MeetingAbsentee(person=person, reason=reason) for person, reason in absent],
    }
    return world.draft(MeetingRecord, unit, rows=rows, **(values | fields))
