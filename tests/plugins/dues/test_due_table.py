"""Which items units owe, what satisfies them, and that what happens later changes no earlier day."""

import datetime
from collections import Counter

import pytest

from cms.seams.dues import due_items
from cms.tree.actions import open_sections
from cms.tree.presets import preset

YEAR = datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)
FIRST_QUARTER = datetime.date(2025, 1, 1), datetime.date(2025, 3, 31)
MEMBERS = "three_meetings_one_lesson:meeting_type=members"
LESSON = "three_meetings_one_lesson:meeting_type=lesson"


def day(month: int, day: int) -> datetime.date:
    return datetime.date(2025, month, day)


def item(unit, target, period, as_of=None):
    """The one item of this unit, target and period."""
    (found,) = [one for one in due_items([unit], *YEAR, as_of) if (one.target, one.period) == (target, period)]
    return found


@pytest.mark.parametrize(("unit", "year", "quarter"), [("branch", 146, 35), ("committee", 94, 22)])
def test_a_unit_with_all_modules_owes_what_the_catalogue_was_checked_for(world, unit, year, quarter, assert_queries):
    unit = getattr(world, unit)
    labels = [module.label for module in preset(unit.kind, 2)]
    open_sections(unit, labels, since=datetime.date(2024, 1, 1))
    with assert_queries("dues: a unit's year"):
        found = due_items([unit], *YEAR)
    assert len(found) == year
    assert len({(one.target, one.period, one.number) for one in found}) == year
    assert len(due_items([unit], *FIRST_QUARTER)) == quarter
    assert all(one.rule and one.label and not one.satisfied for one in found)
    by_module = Counter(one.module for one in found)
    assert by_module["three_meetings_one_lesson"] == (32 if unit == world.branch else 0)
    assert by_module["featured_work"] == by_module["documents_notices"] == 0


def test_a_record_is_on_time_by_its_submission_however_long_its_reviewers_take(world, past):
    page = past.meeting(day(2, 10), submitted_on=day(2, 17), published_on=day(5, 20))
    waiting = item(world.branch, MEMBERS, "2025Q1", as_of=day(5, 19))
    assert (waiting.satisfied, waiting.waiting_since) == (False, day(2, 17))
    found = item(world.branch, MEMBERS, "2025Q1", as_of=day(5, 20))
    assert (found.records, found.submitted_on, found.due_on) == ((page.pk,), day(2, 17), day(2, 17))
    assert found.on_time and found.waiting_since is None
    # A day later, the same meeting is late: within 7 days of it, not of the quarter's end
    other = past.meeting(day(2, 10), submitted_on=day(2, 18), unit=world.other)
    late = item(world.other, MEMBERS, "2025Q1")
    assert (late.records, late.on_time, late.due_on) == ((other.pk,), False, day(2, 17))
    # Nobody recorded a lesson: it was due within 7 days of the quarter's end
    assert item(world.branch, LESSON, "2025Q1").due_on == day(4, 7)
