"""Jobs by the clock: once however many processes look, made up for when none did, and tried again when they fail."""

import datetime

import pytest
from django.utils import timezone

from cms import clock

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def ran(monkeypatch, db):
    """A clock of its own with two jobs; the names of those that ran."""
    monkeypatch.setattr(clock, "_jobs", {})
    found = []
    clock.register("often", lambda: found.append("often"), every=HOUR)
    clock.register("nightly", lambda: found.append("nightly"), at=datetime.time(0, 5))
    return found


def at(*moment) -> datetime.datetime:
    return datetime.datetime(*moment, tzinfo=timezone.get_default_timezone())


def test_a_new_job_waits_for_its_hour_and_then_runs_once(ran):
    assert clock.run_due(at(2026, 3, 2, 0, 4)) == []
    assert clock.run_due(at(2026, 3, 2, 0, 6)) == ["nightly"]
    assert ran == ["nightly"]
    assert clock.ClockJob.objects.get(name="nightly").next_at > timezone.now()


def test_what_was_missed_is_made_up_for_once(ran):
    clock.run_due(at(2026, 3, 2, 12))
    assert clock.run_due(at(2026, 3, 9, 12)) == ["nightly", "often"]
    assert ran == ["nightly", "often"]


def test_two_processes_that_look_at_the_same_moment_run_it_once(ran, monkeypatch):
    now = at(2026, 3, 2, 12)
    clock.run_due(now)
    later = now + 2 * HOUR
    known = dict(clock.ClockJob.objects.values_list("name", "next_at"))
    assert clock.run_due(later) == ["often"]
    # the other one saw the row as it was before
    taken = clock.ClockJob.objects.filter(name="often", next_at=known["often"]).update(next_at=later)
    assert taken == 0 and ran == ["often"]


def test_a_job_that_fails_or_is_killed_is_taken_again_when_its_lease_ends(ran, caplog):
    failing = []

    def fail():
        failing.append(1)
        raise RuntimeError("the disk is full")

    clock.register("often", fail, every=HOUR)
    now = at(2026, 3, 2, 12)
    clock.run_due(now)
    assert clock.run_due(now + 2 * HOUR) == ["often"]
    assert "the disk is full" in caplog.text
    assert clock.run_due(now + 2 * HOUR + clock.LEASE / 2) == []
    assert clock.run_due(now + 2 * HOUR + clock.LEASE) == ["often"]
    assert len(failing) == 2


def test_the_clock_has_the_platforms_jobs():
    assert {"cms.roles", "cms.reminders", "cms.expired", "audit.seal"} <= set(clock.jobs())


@pytest.mark.parametrize("when", [{}, {"every": HOUR, "at": datetime.time(1)}])
def test_a_job_has_exactly_one_kind_of_hour(ran, when):
    with pytest.raises(TypeError):
        clock.register("none", print, **when)
