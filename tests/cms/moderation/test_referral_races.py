"""Two people in the same moment about one 保密审查, with real threads on PostgreSQL: exactly one outcome."""

import pytest
from django.core.exceptions import PermissionDenied

from cms.moderation import referrals
from cms.moderation.actions import submit, take_back
from cms.moderation.models import Referral, Release
from cms.testing import decide
from tests.cms.moderation.test_races import at_once, refused

pytestmark = pytest.mark.postgres


@pytest.fixture
def world(real_world):
    return real_world


@pytest.fixture
def page(world, draft):
    page = draft(confidentiality="undetermined")
    submit(page, world.user("drafter"))
    return page


def only_refused(outcomes) -> list:
    errors = refused(outcomes)
    assert all(isinstance(error, PermissionDenied) for error in errors), errors
    return errors


def test_two_officers_answer_in_the_same_moment(world, page, fresh):
    one, two = (world.new_user("secrecy_officer", unit=world.committee) for _number in range(2))
    referral = Referral.objects.get()
    outcomes = at_once(
        lambda: referrals.decide(referral, one, "clear", conclusion="internal"),
        lambda: referrals.decide(Referral.objects.get(), two, "refuse", opinion="涉密"),
    )
    assert len(only_refused(outcomes)) == 1
    cleared = Referral.objects.get().decision == "clear"
    assert cleared == fresh(page).workflow_in_progress == (Release.objects.get(page_id=page.pk).void_at is None)


def test_it_is_taken_back_while_the_officer_answers(world, page, fresh):
    drafter, officer, referral = world.user("drafter"), world.user("secrecy_officer"), Referral.objects.get()
    outcomes = at_once(
        lambda: take_back(page, drafter), lambda: referrals.decide(referral, officer, "clear", conclusion="internal")
    )
    assert not isinstance(outcomes[0], Exception), outcomes
    only_refused(outcomes)
    assert not fresh(page).workflow_in_progress and Release.objects.get(page_id=page.pk).void_at


def test_one_refers_while_another_decides(world, draft, task):
    page = draft()
    submit(page, world.user("drafter"))
    one, two = (world.new_user("reviewer") for _number in range(2))
    states = task(page), task(page)
    outcomes = at_once(lambda: referrals.refer(states[0], one, "请看"), lambda: decide(states[1], two, "pass"))
    assert len(only_refused(outcomes)) == 1
    release = Release.objects.get(page_id=page.pk)
    assert release.referrals.count() + release.reviews.count() == 1
    assert release.basis.get("referrals", 0) == release.referrals.count()
