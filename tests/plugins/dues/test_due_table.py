"""Which items units owe, what satisfies them, and that what happens later changes no earlier day."""

import datetime
from collections import Counter

import pytest

from cms.moderation.actions import withdraw
from cms.seams.dues import due_items
from cms.tree import SectionState
from cms.tree.actions import open_section, open_sections
from cms.tree.presets import preset
from plugins.dues import ledger
from plugins.dues.models import DueClaim
from tests.plugins.dues.conftest import at

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


def test_a_late_copy_or_a_correction_makes_nothing_on_time(world, past):
    first = past.meeting(day(1, 6), submitted_on=day(1, 20))
    copy = past.meeting(day(1, 6), submitted_on=day(1, 20), published_on=day(1, 21))
    past.again(first, day(1, 24), occurred_on=day(1, 22), held_at=at(day(1, 22)), ended_at=at(day(1, 22), 10))
    found = item(world.branch, MEMBERS, "2025Q1")
    # The meeting was moved to a later day, so that its report looked timely: it counts as it was first published
    assert (found.records, found.due_on, found.on_time) == ((first.pk, copy.pk), day(1, 13), False)
    # Corrected into another quarter, it counts there, since that correction was submitted
    past.again(first, day(5, 2), occurred_on=day(4, 28), held_at=at(day(4, 28)), ended_at=at(day(4, 28), 10))
    assert item(world.branch, MEMBERS, "2025Q1").records == (copy.pk,)
    moved = item(world.branch, MEMBERS, "2025Q2")
    assert (moved.records, moved.submitted_on, moved.on_time) == ((first.pk,), day(5, 2), True)
    # … and what was so before stays so
    assert item(world.branch, MEMBERS, "2025Q1", as_of=day(5, 3)).records == (first.pk, copy.pk)
    assert not item(world.branch, MEMBERS, "2025Q2", as_of=day(5, 3)).satisfied
    assert ledger.verify() == []


def test_a_report_counts_for_the_period_that_it_is_about(world, past):
    page = past.clean(day(4, 3), submitted_on=day(4, 4), period="2025Q1")
    found = item(world.branch, "clean_governance", "2025Q1")
    assert (found.records, found.due_on, found.on_time) == ((page.pk,), day(4, 5), True)
    assert not item(world.branch, "clean_governance", "2025Q2").satisfied


def test_one_event_satisfies_what_it_also_counts_as_and_is_one_record(world, past):
    past.counted("clean_governance")
    page = past.meeting(day(2, 10), submitted_on=day(2, 12), also_counts=["clean_governance", LESSON])
    targets = (MEMBERS, LESSON, "clean_governance")
    assert [item(world.branch, target, "2025Q1").records for target in targets] == [(page.pk,)] * 3
    # Said only afterwards, it counts since it was said
    past.again(page, day(4, 20), also_counts=[LESSON])
    assert not item(world.branch, "clean_governance", "2025Q1").satisfied
    past.again(page, day(4, 25), also_counts=[LESSON, "clean_governance"])
    assert item(world.branch, LESSON, "2025Q1").on_time
    again = item(world.branch, "clean_governance", "2025Q1")
    assert (again.submitted_on, again.on_time) == (day(4, 25), False)


def test_each_newly_approved_revision_of_a_standing_record_satisfies_the_item_that_is_due_next(world, past):
    page = past.task(submitted_on=day(1, 15))
    past.again(page, day(2, 5), progress=20)  # the last day for January
    past.again(page, day(2, 6), progress=30)
    past.again(page, day(5, 20), progress=40)
    found = {one.period: one for one in due_items([world.branch], *YEAR) if one.module == "key_tasks"}
    satisfied = {period: (one.submitted_on, one.on_time) for period, one in found.items() if one.satisfied}
    assert satisfied == {
        "2025-01": (day(1, 15), True),
        "2025-02": (day(2, 6), True),
        "2025-05": (day(5, 20), True),
    }
    assert {one.records for one in found.values()} == {(page.pk,), ()}


def test_what_was_returned_counts_from_the_submission_that_led_to_publication(world, past):
    page = past.meeting(day(2, 10), submitted_on=day(2, 12))
    other = past.meeting(day(5, 6), submitted_on=day(5, 7))
    with_reviewers = past.waits_again(other, day(6, 2))
    with_reviewers.void("退回")
    assert item(world.branch, MEMBERS, "2025Q2").submitted_on == day(5, 7)
    withdraw(page, world.user("party_office"), "重复")
    past.ended(page, day(3, 3))
    assert item(world.branch, MEMBERS, "2025Q1", as_of=day(3, 2)).records == (page.pk,)
    gone = item(world.branch, MEMBERS, "2025Q1")
    assert not gone.satisfied and gone.waiting_since is None
    # Published again after it was withdrawn: since then, and never in time
    past.again(page, day(3, 10))
    anew = item(world.branch, MEMBERS, "2025Q1")
    assert (anew.submitted_on, anew.due_on, anew.on_time) == (day(3, 10), day(2, 17), False)
    assert ledger.verify() == []


def test_a_period_is_owed_when_its_section_was_counted_on_its_last_day(world, past):
    section = open_section(world.branch, "key_tasks", since=day(2, 28), state=SectionState.TRIAL)
    noted = [(SectionState.COUNTED, day(4, 30), day(4, 20)), (SectionState.CLOSED, day(8, 31), day(8, 10))]
    for state, since, decided_on in noted:
        row = section.states.create(state=state, since=since)
        section.states.filter(pk=row.pk).update(decided_at=at(decided_on))

    def owed(as_of=None):
        return [one.period for one in due_items([world.branch], *YEAR, as_of)]

    assert owed() == ["2025-04", "2025-05", "2025-06", "2025-07"]
    # What was decided later was not known then
    assert owed(day(8, 9)) == [f"2025-{month:02}" for month in range(4, 13)]
    assert owed(day(4, 19)) == []


def test_practice_units_owe_nothing_and_the_ledger_follows_what_is_deleted(world, past):
    page = past.meeting(day(2, 10), submitted_on=day(2, 12))
    rows = DueClaim.objects.filter(page_id=page.pk)
    assert rows.count() == 1
    type(world.branch).objects.filter(pk=world.branch.pk).update(practice=True)
    world.branch.practice = True
    assert due_items([world.branch], *YEAR) == []
    rows.update(submitted_on=day(1, 1))
    assert len(ledger.verify()) == 1
    assert ledger.rebuild() == 1 and ledger.verify() == []
    type(page).objects.get(pk=page.pk).delete()
    assert not DueClaim.objects.exists()
