"""Two people in the same moment, with real threads on PostgreSQL: exactly one outcome, and a clear message for the other."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models.signals import pre_save
from wagtail.models import ModelLogEntry

from cms.moderation import policies
from cms.moderation.actions import submit, take_back
from cms.moderation.models import Release, Review, ReviewPolicy
from cms.testing import decide, review

pytestmark = pytest.mark.postgres


def at_once(*functions) -> list:
    """Run all of them at the same moment, each on a connection of its own; what each returned or raised."""
    barrier = threading.Barrier(len(functions))
    outcomes = [None] * len(functions)

    def run(number, function):
        barrier.wait()
        try:
            outcomes[number] = function()
        except Exception as error:  # noqa: BLE001 (whatever it is, the test looks at it)
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


@pytest.fixture
def world(real_world):
    return real_world


@pytest.fixture
def page(draft):
    return draft()


def refused(outcomes) -> list:
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


@pytest.mark.parametrize("stage", [0, 2])
def test_two_people_decide_the_same_stage_in_the_same_moment(world, page, task, fresh, stage):
    if stage:
        review(world, page, upto=stage)
    else:
        submit(page, world.user("drafter"))
    role = ["reviewer", "secretary", "approver"][stage]
    unit = world.committee if role == "approver" else world.branch
    people = [world.new_user(role, unit=unit) for _number in range(4)]
    states = [task(page) for _person in people]
    outcomes = at_once(
        *[lambda s=state, p=person: decide(s, p, "pass") for state, person in zip(states, people, strict=True)]
    )
    assert len(refused(outcomes)) == 3 and all(isinstance(error, PermissionDenied) for error in refused(outcomes))
    assert all("已有人审核" in str(error) for error in refused(outcomes))
    assert Review.objects.filter(release__page_id=page.pk).count() == stage + 1
    assert fresh(page).live == (stage == 2)


def test_two_add_the_same_policy_in_the_same_moment(world):
    """Each is past its own look whether there is one, when the other saves."""
    meeting_point = threading.Barrier(2, timeout=30)

    def wait_for_the_other(**kwargs):
        meeting_point.wait()

    office = [world.new_user("party_office", unit=world.committee) for _number in range(2)]
    pre_save.connect(wait_for_the_other, sender=ReviewPolicy)
    try:
        outcomes = at_once(*[lambda by=by: policies.keep(ReviewPolicy(unit=world.branch), by) for by in office])
    finally:
        pre_save.disconnect(wait_for_the_other, sender=ReviewPolicy)
    (told,) = refused(outcomes)
    assert isinstance(told, ValidationError) and "已有一条设置" in told.message_dict["unit"][0]
    assert ReviewPolicy.objects.count() == 1
    assert ModelLogEntry.objects.filter(action="cms.policy.add").count() == 1


def test_one_passes_and_one_returns_in_the_same_moment(world, page, task, fresh):
    review(world, page, upto=2)
    one, two = (world.new_user("approver", unit=world.committee) for _number in range(2))
    states = task(page), task(page)
    outcomes = at_once(
        lambda: decide(states[0], one, "pass"),
        lambda: decide(states[1], two, "return", reasons=["typos"], opinion="错字"),
    )
    assert len(refused(outcomes)) == 1
    final = Review.objects.get(release__page_id=page.pk, stage="final")
    assert fresh(page).live == (final.decision == "pass")


def test_the_author_takes_back_while_the_approver_passes(world, page, task, fresh):
    review(world, page, upto=2)
    approver, drafter, state = world.user("approver"), world.user("drafter"), task(page)
    outcomes = at_once(lambda: decide(state, approver, "pass"), lambda: take_back(page, drafter))
    assert len(refused(outcomes)) == 1 and isinstance(refused(outcomes)[0], PermissionDenied)
    release = Release.objects.get(page_id=page.pk)
    assert fresh(page).live == (release.spent_at is not None) == (release.void_at is None)


def test_two_officers_submit_the_same_draft_in_the_same_moment(world, page, fresh):
    people = [world.user("drafter"), world.new_user("drafter")]
    outcomes = at_once(*[lambda p=person: submit(fresh(page), p) for person in people])
    assert len(refused(outcomes)) == 1 and isinstance(refused(outcomes)[0], PermissionDenied)
    assert Release.objects.filter(page_id=page.pk).count() == 1
