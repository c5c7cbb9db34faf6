"""Standing records of the demo are first published early and kept up; modules read what others tell."""

import datetime

from plugins.demo import plan
from plugins.demo.world import World

TODAY = datetime.date(2026, 6, 30)


def finished(world, known_on, standing=True):
    unit = world.by_code["zongzhuang"]
    record = unit.record("年度目标", datetime.date(2026, 2, 24), {}, standing=standing, known_on=known_on)
    return world.finish(record, unit, "policy_objectives", 0)


def test_a_standing_record_goes_out_early_and_again_with_what_was_known_later():
    record = finished(World(1, TODAY), datetime.date(2026, 5, 6))
    assert datetime.date(2026, 2, 24) <= record.first_times.entered.date()
    assert record.first_times.final < record.times.entered
    assert record.times.entered.date() >= datetime.date(2026, 5, 6)


def test_what_was_known_before_the_first_publication_goes_out_once():
    assert finished(World(1, TODAY), datetime.date(2026, 2, 25)).first_times is None
    assert finished(World(1, TODAY), datetime.date(2026, 5, 6), standing=False).first_times is None


def test_a_standing_record_is_never_on_its_way_and_its_last_steps_were_taken_before_today():
    world = World(1, TODAY)
    record = finished(world, datetime.date(2026, 6, 29))
    plan._set_states(world, [record])
    assert record.state == plan.PUBLISHED
    assert record.first_times.final < record.times.entered <= record.times.final
    assert record.times.final.date() < TODAY


def test_a_module_reads_what_another_tells_of_the_unit():
    world = World(1, TODAY)
    world.tell = plan._tell
    unit = world.by_code["zongzhuang"]
    objectives = unit.told("policy_objectives")
    assert {record.fields["year"] for record in objectives} == {2025, 2026}
    assert unit.told("policy_objectives") is objectives
    assert unit.told("committee_meetings") == []  # the committee's alone
    assert unit.told("no_such_module") == []
