"""Persons, memberships and what follows when they change."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from cms.people import COMMITTEE_ONLY, OFFICERS, Membership, Person, Role


def day(number: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=number)


def refused(**fields) -> set[str]:
    with pytest.raises(ValidationError) as error:
        Membership(**fields).full_clean()
    return set(error.value.message_dict)


def groups(user) -> set[str]:
    return set(Group.objects.filter(user=user).values_list("name", flat=True))


def test_a_term_does_not_end_before_it_begins(world):
    person = world.person()
    assert refused(person=person, unit=world.branch, role="member", since=day(0), until=day(-1)) == {"until"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=person, unit=world.branch, role="member", since=day(0), until=day(-1))


@pytest.mark.parametrize("role", sorted(COMMITTEE_ONLY))
def test_what_only_the_committee_holds_is_refused_in_a_branch(world, role):
    assert refused(person=world.person(), unit=world.branch, role=role, since=day(0)) == {"role"}
    Membership(person=world.person(), unit=world.committee, role=role, since=day(0)).full_clean()


@pytest.mark.parametrize("role", sorted(set(Role.values) - set(COMMITTEE_ONLY)))
def test_every_other_role_is_held_anywhere(world, role):
    for unit in (world.committee, world.branch):
        Membership(person=world.person(), unit=unit, role=role, since=day(0)).full_clean()


@pytest.mark.parametrize(
    ("since", "until", "clash"),
    [
        (0, None, True),
        (-9, -5, False),
        (-9, 0, True),
        (11, None, False),
        (10, 12, True),
        (3, 4, True),
        (-9, None, True),
    ],
)
def test_no_one_person_is_two_of_the_three_officers_at_a_time(world, since, until, clash):
    person = world.person()
    Membership.objects.create(person=person, unit=world.committee, role="auditor", since=day(0), until=day(10))
    until = None if until is None else day(until)
    for role in OFFICERS - {"auditor"}:
        membership = Membership(person=person, unit=world.committee, role=role, since=day(since), until=until)
        if clash:
            with pytest.raises(ValidationError, match="三员分立"):
                membership.full_clean()
        else:
            membership.full_clean()


def test_the_same_officer_twice_and_a_changed_term_are_no_clash(world):
    person = world.person()
    held = Membership.objects.create(person=person, unit=world.committee, role="auditor", since=day(-9), until=day(-5))
    Membership(person=person, unit=world.committee, role="auditor", since=day(0)).full_clean()
    held.until = day(3)
    held.full_clean()


def test_one_role_begins_once_a_day(world):
    fields = {"person": world.person(), "unit": world.branch, "role": "member", "since": day(0)}
    Membership.objects.create(**fields)
    assert refused(**fields) == {"since"}


def test_who_held_a_role_is_not_deleted(world):
    user = world.new_user("member")
    with pytest.raises(ProtectedError):
        user.person.delete()


def test_an_account_that_is_deleted_leaves_the_person(world):
    user = world.new_user("member")
    person = user.person
    user.delete()
    assert Person.objects.get(pk=person.pk).user is None


# Wagtail's groups follow ----------------------------------------------------------------------------------------------


def test_a_membership_puts_into_the_unit_s_group_and_its_end_takes_out(world):
    user = world.new_user("drafter")
    group = f"unit-{world.branch.pk}-drafter"
    assert groups(user) == {group}
    held = Membership.objects.get(person=user.person)
    held.until = day(-1)
    held.save()
    assert groups(user) == set()


def test_a_membership_that_changes_its_unit_leaves_the_old_one_s_group(world):
    user = world.new_user("drafter")
    held = Membership.objects.get(person=user.person)
    held.unit = world.other
    held.save()
    assert groups(user) == {f"unit-{world.other.pk}-drafter"}


def test_a_membership_that_is_deleted_leaves_the_group(world):
    user = world.new_user("drafter")
    Membership.objects.get(person=user.person).delete()
    assert groups(user) == set()


def test_a_person_who_is_given_an_account_works_with_it_at_once(world):
    from django.contrib.auth.models import User

    person = world.person()
    Membership.objects.create(person=person, unit=world.branch, role="reviewer", since=day(-1))
    user = User.objects.create_user("li.si")
    person.user = user
    person.save()
    assert groups(user) == {f"unit-{world.branch.pk}-reviewer"}
    person.user = None
    person.save()
    assert groups(user) == set()


def test_memberships_on_a_day(world):
    person = world.person()
    for since, until in [(-9, -5), (-4, None), (5, None)]:
        Membership.objects.create(
            person=person, unit=world.branch, role="member", since=day(since), until=until and day(until)
        )
    assert [Membership.objects.on(day(number)).count() for number in (-10, -9, -5, -4, 0, 5)] == [0, 1, 1, 1, 1, 2]
    assert Membership.objects.on().count() == 1
