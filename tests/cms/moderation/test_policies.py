"""审核设置: the most specific row counts, and nothing of it weakens a rule or moves a day that was given."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.days import working_days_after
from cms.moderation import policies, status
from cms.moderation.actions import submit
from cms.moderation.models import Release, ReviewPolicy
from cms.moderation.policies import Policy, policy_for
from cms.moderation.stages import STAGES
from cms.moderation.statistics import figures
from cms.testing import decide
from cms.tree import Unit
from cms.tree.actions import create_unit

DAYS = {"first": 2, "second": 2, "final": 2, "secrecy": 2}


def row(unit=None, module="", **values):
    return ReviewPolicy.objects.create(unit=unit, module=module, **values)


def test_without_any_row_the_stages_own_days_hold(world):
    assert policy_for(world.branch, "featured_work") == Policy({}, False)


def test_the_nearest_unit_counts_and_then_the_module(world, django_assert_num_queries):
    row(first_days=9)
    row(module="featured_work", first_days=8)
    row(world.committee, first_days=7)
    row(world.committee, "featured_work", first_days=6)
    row(world.branch, first_days=5)
    row(world.branch, "featured_work", first_days=4, active=False)
    with django_assert_num_queries(2):
        assert policy_for(world.branch, "featured_work").days == DAYS | {"first": 5}
    assert policy_for(world.other, "featured_work").days["first"] == 6
    assert policy_for(world.other, "work_guide").days["first"] == 7
    ReviewPolicy.objects.filter(unit=world.committee).delete()
    assert policy_for(world.other, "featured_work").days["first"] == 8
    assert policy_for(world.other, "").days["first"] == 9


def test_a_committee_below_does_not_lift_what_the_one_above_requires(world):
    second = create_unit(title="二级党委", kind="committee", code="second", parent=world.committee)
    branch = create_unit(title="三车间党支部", kind="branch", code="third", parent=second)
    row(world.committee, secrecy=True, first_days=3)
    row(second, secrecy=False, first_days=5)
    row(world.other, secrecy=False)
    assert policy_for(branch, "") == Policy(DAYS | {"first": 5}, True)
    # within one committee the most specific row decides
    assert policy_for(world.branch, "").secrecy and not policy_for(world.other, "").secrecy


def test_a_submission_keeps_the_days_that_held_then(world, draft, task, fresh):
    policy = row(world.branch, first_days=5, second_days=1)
    page = draft()
    submit(page, world.user("drafter"))
    today = timezone.localdate()
    assert status.of(fresh(page)).due == working_days_after(today, 5)
    policy.first_days = 1
    policies.keep(policy, world.user("party_office"))
    assert status.of(fresh(page)).due == working_days_after(today, 5)
    decide(task(page), world.user("reviewer"), "pass")
    assert status.of(fresh(page)).due == working_days_after(today, 1)
    release = Release.objects.get(page_id=page.pk)
    long_ago = timezone.now() - datetime.timedelta(days=6)  # in time by five working days, and not by two
    release.reviews.update(started_at=long_ago)
    first = figures(Unit.objects.filter(pk=world.branch.pk), today, today).stages[0]
    assert first.late == (today > working_days_after(timezone.localdate(long_ago), 5))
    assert release.due(STAGES[2], timezone.now()) == working_days_after(today, 2)


def test_only_the_committee_s_office_and_administrator_set_policies_and_only_for_its_subtree(world):
    second = create_unit(title="二级党委", kind="committee", code="second", parent=world.committee)
    theirs = world.new_user("party_office", unit=second)
    for by in (world.user("party_office"), world.user("administrator")):
        for unit in (second, world.branch, None):
            policies.remove(policies.keep(ReviewPolicy(unit=unit), by), by)
    own = policies.keep(ReviewPolicy(unit=second), theirs)
    above = policies.keep(ReviewPolicy(unit=None), world.user("party_office"))
    assert list(policies.rows_of(theirs)) == [own]
    moved = ReviewPolicy.objects.get(pk=own.pk)
    moved.unit = world.branch
    taken = ReviewPolicy.objects.get(pk=above.pk)
    taken.unit = second
    root = User.objects.create_superuser("root")
    for by, one in [
        (theirs, ReviewPolicy(unit=world.committee)), (theirs, ReviewPolicy(unit=None)), (theirs, moved), (theirs, taken),
        (world.user("drafter"), own), (world.user("approver"), own), (root, own),
    ]:  # fmt: skip
        with pytest.raises(PermissionDenied):
            policies.keep(one, by)
    with pytest.raises(PermissionDenied):
        policies.remove(above, theirs)


@pytest.mark.parametrize(
    ("values", "field"), [({"first_days": 0}, "first_days"), ({"final_days": 31}, "final_days"), ({}, "unit")]
)
def test_a_bad_row_is_refused_by_field(world, values, field):
    row()
    with pytest.raises(ValidationError) as refused:
        policies.keep(ReviewPolicy(unit=world.branch if values else None, **values), world.user("party_office"))
    assert list(refused.value.message_dict) == [field]
