"""重点工作: a task has a start, milestones within it, and a result when it is done."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from modules.key_tasks.models import KeyTaskMilestone, KeyTaskRecord
from tests.modules.faults import faults, filled

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
START, DUE = TODAY - 30 * DAY, TODAY + 30 * DAY


def milestone(due=TODAY, done_on=None):
    return KeyTaskMilestone(milestone="方案评审", due=due, done_on=done_on)


def task(milestones=None, **fields):
    """A task that runs from a month ago to a month from now."""
    fields = {
        "task_kind": "annual_key",
        "occurred_on": TODAY,
        "lead_id": 1,
        "start": START,
        "due": DUE,
        "progress": Decimal("40.0"),
    } | fields
    return filled(KeyTaskRecord, {"milestones": milestones or [milestone()]}, **fields)


def test_a_task_in_order_has_no_fault():
    assert faults(task()) == {}


@pytest.mark.parametrize(("days", "caught"), [(-1, True), (0, False)])
def test_a_task_is_not_due_before_it_starts(days, caught):
    page = task([milestone(due=START)], due=START + days * DAY)
    assert ("due" in faults(page)) is caught


@pytest.mark.parametrize(
    ("progress", "result", "caught"),
    [
        (100, "", True),
        (100, "<p> </p>", True),
        (100, "<p>废品率降至1.1%</p>", False),
        (99, "", False),
    ],
)
def test_what_is_finished_has_a_result(progress, result, caught):
    page = task([milestone(done_on=TODAY)], progress=progress, result=result)
    assert ("result" in faults(page)) is caught


@pytest.mark.parametrize(("due", "caught"), [(START - DAY, True), (START, False), (DUE, False), (DUE + DAY, True)])
def test_a_milestone_lies_within_the_task(due, caught):
    found = faults(task([milestone(), milestone(due)]))
    assert ("milestones" in found) is caught
    if caught:
        assert "第2个节点" in found["milestones"][0]


@pytest.mark.parametrize(("days", "caught"), [(1, True), (0, False)])
def test_a_milestone_is_not_done_tomorrow(days, caught):
    assert ("milestones" in faults(task([milestone(done_on=TODAY + days * DAY)]))) is caught


@pytest.mark.parametrize(("progress", "caught"), [(100, True), (99, False)])
def test_a_task_is_finished_when_all_its_milestones_are(progress, caught):
    page = task([milestone(done_on=TODAY), milestone()], progress=progress, result="<p>完成</p>")
    assert ("milestones" in faults(page)) is caught


def test_the_card_tells_kind_and_progress():
    assert [str(line) for line in task().card_lines()] == ["年度重点", "进度 40.0%"]
