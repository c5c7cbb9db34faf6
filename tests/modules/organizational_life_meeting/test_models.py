"""组织生活会: what comes before the meeting, who came, and what is put right after it."""

import datetime

import pytest
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery import documents, reading
from modules.organizational_life_meeting.models import (
    STEPS,
    LifeMeetingPreparation,
    LifeMeetingRecord,
    LifeMeetingRectification,
)
from tests.modules.faults import faults, filled

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
HELD = timezone.localdate() - 10 * DAY
ORDER = [step for step, _label in STEPS]


def meeting(steps=ORDER, prepared=-1, due=15, done=None, **fields):
    """Held ten days ago; days count from then."""
    fields = {
        "theme": "对照检查",
        "form": "members",
        "held_at": timezone.make_aware(datetime.datetime.combine(HELD, datetime.time(14))),
        "chair_id": 1,
        "recorder_id": 2,
        "expected": 12,
        "present": 11,
        "criticism_summary": "<p>查摆问题三条</p>",
    } | fields
    rectified = LifeMeetingRectification(
        issue="学习不够",
        measure="每月集中学习",
        owner="书记",
        due=HELD + due * DAY,
        done_on=None if done is None else HELD + done * DAY,
    )
    tables = {
        "preparation": [LifeMeetingPreparation(step=step, date=HELD + prepared * DAY) for step in steps],
        "rectification": [rectified],
    }
    return filled(LifeMeetingRecord, tables, **fields)


@pytest.mark.parametrize(
    ("fields", "caught"),
    [
        ({}, None),
        ({"present": 13}, "present"),
        ({"present": 12}, None),
        ({"steps": ORDER[:2]}, "preparation"),
        ({"steps": [*ORDER, "talk"]}, "preparation"),
        ({"steps": ["study", "study", "talk"]}, "preparation"),
        ({"steps": ORDER[::-1]}, None),
        ({"prepared": 1}, "preparation"),
        ({"prepared": 0}, None),
        ({"due": -1}, "rectification"),
        ({"due": 0}, None),
        ({"done": -1}, "rectification"),
        ({"done": 0}, None),
        ({"done": 10}, None),
        ({"done": 11}, "rectification"),
    ],
)
def test_a_meeting_keeps_to_its_rules(fields, caught):
    """支部工作条例第十七条."""
    assert set(faults(meeting(**fields))) == ({caught} if caught else set())


def test_a_new_record_starts_with_the_three_preparations():
    assert [row["step"] for row in LifeMeetingRecord.starting_rows["preparation"]] == ORDER


def test_members_do_not_see_the_criticism(world):
    page = Contract().published(world, criticism_summary="<p>甲同志批评乙同志急躁</p>")
    member, secretary = viewer_of(world.user("member")), viewer_of(world.user("secretary"))
    document = reading.record(member, page.pk)
    content = documents.read(document, member)
    assert content["withheld"] == ["criticism_summary"]
    assert "批评乙同志急躁" not in f"{content} {document.text} {document.card}"
    assert "批评乙同志急躁" in str(documents.read(document, secretary))
