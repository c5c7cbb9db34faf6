"""审核统计: how long stages took, why records came back, what machine checks found; for the committee's office and approver."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from cms.moderation.actions import submit
from cms.moderation.models import MachineFinding, Release, Review
from cms.moderation.statistics import figures
from cms.testing import decide, publish, review
from cms.tree import Unit
from tests.cms.samples import featured

TODAY = timezone.localdate()
ADDRESS = "/admin/review-statistics/"


def of(world, since=TODAY, until=TODAY):
    return figures(Unit.objects.filter(committee=world.committee), since, until)


def test_returns_are_counted_by_unit_and_reason(world):
    publish(world, featured(world))
    page = featured(world)
    submit(page, world.user("drafter"))
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    decide(state, world.user("reviewer"), "return", reasons=["typos", "numbers_differ"], opinion="核对")
    unit = next(one for one in of(world).units if one.title == world.branch.title)
    assert (unit.submitted, unit.returned) == (2, 1)
    assert sorted(unit.reason_words) == sorted([("文字差错", 1), ("数字不符", 1)])
    other = next(one for one in of(world).units if one.title == world.other.title)
    assert (other.submitted, other.returned) == (0, 0)


def test_a_stage_tells_its_decisions_what_was_late_and_the_median_of_the_hours(world):
    for days in (0, 1, 20):
        page = featured(world)
        review(world, page, upto=1)
        one = Review.objects.latest("pk")
        Review.objects.filter(pk=one.pk).update(started_at=one.decided_at - datetime.timedelta(days=days))
    first, second, final, secrecy = of(world).stages
    assert (first.decisions, first.late, first.median_hours) == (3, 1, 24.0)
    assert (second.decisions, second.median_hours, final.decisions, secrecy.decisions) == (0, None, 0, 0)


def test_findings_are_counted_by_check_and_answer(world):
    page = featured(world)
    review(world, page, upto=1)
    MachineFinding.objects.all().delete()
    release = Release.objects.get(page_id=page.pk)
    for answer in ("accept", "dismiss", "dismiss", ""):
        MachineFinding.objects.create(
            release=release, check_slug="late_entry", axis="truth", message="晚", answer=answer
        )
    [check] = of(world).checks
    assert (check.found, check.accepted, check.dismissed) == (4, 1, 2)
    assert check.label != "late_entry"


def test_only_the_days_asked_for_count(world):
    publish(world, featured(world))
    yesterday = TODAY - datetime.timedelta(days=1)
    assert [stage.decisions for stage in of(world, yesterday, yesterday).stages] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("party_office", 200),
        ("approver", 200),
        ("secretary", 404),
        ("drafter", 404),
        ("reviewer", 404),
        ("auditor", 404),
    ],
)
def test_the_page_is_the_offices_and_the_approvers(world, role, status):
    publish(world, featured(world))
    client = Client()
    client.force_login(world.user(role))
    answer = client.get(ADDRESS)
    assert answer.status_code == status
    assert ("三审三校签发" in answer.content.decode()) is (status == 200)


def test_a_period_that_ends_before_it_begins_is_refused_in_words(world):
    client = Client()
    client.force_login(world.user("party_office"))
    shown = client.get(ADDRESS, {"since": "2026-03-02", "until": "2026-03-01"}).content.decode()
    assert "结束日期不能早于开始日期" in shown and "各环节审核用时" not in shown


def test_a_committee_below_sees_its_own_units_only(world):
    from cms.tree.actions import create_unit

    second = create_unit(title="分厂党委", kind="committee", code="second", parent=world.committee)
    client = Client()
    client.force_login(world.user("party_office", second))
    shown = client.get(ADDRESS).content.decode()
    assert "分厂党委" in shown and world.branch.title not in shown
