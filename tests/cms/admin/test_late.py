"""What others are late with, on the desk of the Party office (党务室)."""

import datetime

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from cms.moderation import overdue
from cms.moderation.actions import submit
from cms.testing import review
from cms.tree.actions import create_unit


def desk(user) -> str:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client.get("/admin/").content.decode()


def late(page, *moment) -> None:
    """The page has waited in its stage since then."""
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    arrived = datetime.datetime(*moment, tzinfo=timezone.get_default_timezone())
    type(state).objects.filter(pk=state.pk).update(started_at=arrived)


def test_the_party_office_sees_what_is_overdue_below_it_whose_turn_it_is_and_for_how_long(world, draft):
    page = draft(title="不给党务室看的题目")
    review(world, page, upto=1)
    late(page, 2026, 3, 2, 9)
    other = create_unit(title="另一党委", kind="committee", code="another", parent=world.committee)
    told = desk(world.user("party_office"))
    assert "审核逾期" in told and "二审二校" in told and "2026-03-04" in told
    assert world.user("secretary").person.name in told
    assert "不给党务室看的题目" not in told  # published records are for the office, drafts are not
    (found,) = overdue.stages(datetime.date(2026, 3, 10))
    assert found.days == 4  # 5th, 6th, 9th, 10th
    assert overdue.stages(datetime.date(2026, 3, 4)) == []  # the last day in time
    # A committee below sees its own units only, and others see no such panel
    assert "没有逾期的审核环节" in desk(world.user("party_office", other))
    assert "审核逾期" not in desk(world.user("secretary"))


def test_a_stage_without_a_reviewer_says_so(world, draft):
    page = draft()
    submit(page, world.user("drafter"))
    late(page, 2026, 3, 2, 9)
    assert "没有审核人" in desk(world.user("party_office"))


def test_the_command_reminds_and_says_how_many(world, draft, capsys, monkeypatch):
    page = draft()
    submit(page, world.user("drafter"))
    late(page, 2026, 3, 2, 9)
    monkeypatch.setattr("cms.moderation.reminding.is_working_day", lambda day: True)
    call_command("moderation", "remind")
    assert "逾期环节 1 个，其中上报党务室 1 个" in capsys.readouterr().out
