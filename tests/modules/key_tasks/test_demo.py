"""The demo's key tasks: what is said of a task agrees with its steps."""

import datetime

import pytest

from modules.key_tasks.demo import records
from plugins.demo.world import World


@pytest.fixture(scope="module", params=[datetime.date(2026, 11, 25), datetime.date(2026, 1, 2)])
def told(request):
    world = World(1, request.param)
    return [record for unit in world.units for record in records(world, unit)]


def test_a_task_is_done_when_its_last_step_is(told):
    done = [record for record in told if record.fields["progress"] == 100]
    assert 0 < len(done) < len(told)
    for record in told:
        days = [step["done_on"] for step in record.rows["milestones"]]
        assert (record in done) is (None not in days) is bool(record.fields["result"]), record.title
        if record in done:
            assert record.occurred_on == days[-1]


def test_no_step_is_done_after_the_update_or_due_beyond_the_task(told):
    for record in told:
        for step in record.rows["milestones"]:
            assert step["done_on"] is None or step["done_on"] <= record.occurred_on
            assert record.fields["start"] <= step["due"] <= record.fields["due"]


def test_a_late_step_is_said_to_be_late(told):
    late = 0
    for record in told:
        overdue = [
            step for step in record.rows["milestones"] if step["done_on"] is None and step["due"] < record.occurred_on
        ]
        warned = [block for name, block in record.body if name == "callout"]
        assert bool(overdue) is bool(warned), record.title
        late += bool(overdue)
    assert late
