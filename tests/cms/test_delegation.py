"""委托: a review role for some days in another's hands, and the rules that it does not weaken."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from cms import delegation
from cms.access import viewer_of
from cms.delivery.models import Document
from cms.moderation import verify
from cms.moderation.actions import refusal, submit
from cms.moderation.models import Review
from cms.moderation.stages import BY_SLUG
from cms.people import Membership
from cms.testing import decide, publish, review
from plugins.audit.models import Entry

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def held(world):
    """The branch secretary's own membership."""
    return Membership.objects.get(person=world.user("secretary").person)


@pytest.fixture
def deputy(world):
    return world.new_user("member", name="副书记")


def give(held, to, today, **values):
    given = {"since": today, "until": today + 7 * DAY} | values
    return delegation.delegate(
        held, to.person, values.pop("by", held.person.user), **{k: given[k] for k in ("since", "until")}
    )


def again(user):
    """The account as another request loads it."""
    return type(user).objects.get(pk=user.pk)


def test_a_delegate_decides_and_the_review_says_on_whose_behalf(world, held, deputy, today, draft, fresh, task):
    page = draft()
    review(world, page, upto=1)
    assert refusal(again(deputy), fresh(page), BY_SLUG["second"])
    give(held, deputy, today)
    decided = decide(task(page), again(deputy), "pass")
    assert decided.on_behalf_of == held.person and decided.reviewer == deputy.person
    assert decided.who == f"副书记（受{held.person.name}委托）"
    decide(task(page), world.user("approver"), "pass")
    stamp = Document.objects.get(pk=page.pk).content["review"]
    assert [one["reviewer"] for one in stamp][1] == decided.who
    assert list(verify.findings()) == []
    (entry,) = Entry.objects.filter(
        action="access.membership.add", object_title__contains="副书记", details__contains="delegated_by"
    )
    assert f'"delegated_by":{held.person_id}' in entry.details


def test_it_holds_from_its_first_to_its_last_day_and_ends_at_once_when_it_is_revoked(world, held, deputy, today):
    made = give(held, deputy, today, since=today + DAY, until=today + 3 * DAY)
    has = [viewer_of(again(deputy), today + n * DAY).has_role("secretary", held.unit_id) for n in range(5)]
    assert has == [False, True, True, True, False]
    delegation.revoke(made, held.person.user)
    assert not viewer_of(again(deputy), today + 2 * DAY).has_role("secretary")
    assert not Membership.objects.on(today + 2 * DAY).filter(pk=made.pk).exists()
    give(held, deputy, today, since=today + DAY)  # and may be given again


def test_who_may_not_be_given_what(world, held, deputy, today):
    other = world.new_user("employee")
    outsider = world.new_user("member", unit=world.committee)
    delegated = give(held, deputy, today)
    for values, wrong in [
        ((held, world.user("secretary")), "person"),  # oneself
        ((held, other), "person"),  # no Party member
        ((held, deputy), "person"),  # has it already
    ]:
        with pytest.raises(ValidationError) as refused:
            give(*values, today)
        assert list(refused.value.message_dict) == [wrong]
    with pytest.raises(PermissionDenied):  # onwards
        give(delegated, outsider, today, by=deputy)
    with pytest.raises(PermissionDenied):  # somebody else's
        delegation.delegate(held, outsider.person, deputy, since=today, until=today)
    drafting = Membership.objects.get(person=world.user("drafter").person)
    with pytest.raises(PermissionDenied):  # no review role
        give(drafting, outsider, today)
    held.until = today + 3 * DAY
    held.save()
    with pytest.raises(ValidationError) as refused:
        give(held, outsider, today, until=today + 4 * DAY)
    assert list(refused.value.message_dict) == ["until"]
    # The term that ends earlier took the first one along
    delegated.refresh_from_db()
    assert delegated.until == held.until


@pytest.mark.parametrize("who", ["author", "author's delegate", "delegate of an earlier reviewer"])
def test_four_eyes_stay_four_eyes(world, held, deputy, today, draft, fresh, who):
    """Neither the author nor anybody in their name, and nobody for two stages."""
    secretary = held.person.user
    if who == "author":
        page = draft()
        page.drafter = deputy.person
        page.save_revision(user=world.user("drafter"))
    elif who == "author's delegate":
        page = draft()
        page.drafter = held.person
        page.save_revision(user=world.user("drafter"))
    else:
        # the reviewer holds the secretary's role as well, passes the first stage, and has the deputy pass the second
        reviewer = world.user("reviewer")
        held = Membership.objects.create(person=reviewer.person, unit=world.branch, role="secretary", since=today)
        secretary = reviewer
        page = draft()
    give(held, deputy, today, by=secretary)
    review(world, page, upto=1)
    assert refusal(again(deputy), fresh(page), BY_SLUG["second"])
    with pytest.raises(PermissionDenied):
        decide(fresh(page).current_workflow_task_state, again(deputy), "pass")


def test_two_reviews_on_behalf_of_one_person_are_no_release(world, held, today, draft):
    """Written past the actions: the gate itself looks at those behind the reviewers."""
    page = publish(world, draft())
    release = Document.objects.get(pk=page.pk).release
    Review.objects.filter(release=release, stage="first").update(on_behalf_of=held.person)
    assert "三名不同的人" in release.lacks()


def test_the_page_gives_and_revokes_and_is_nobodys_who_has_no_role(world, held, deputy, today):
    client, stranger = Client(), Client()
    client.force_login(held.person.user, "django.contrib.auth.backends.ModelBackend")
    stranger.force_login(world.user("drafter"), "django.contrib.auth.backends.ModelBackend")
    assert stranger.get("/admin/delegations/").status_code == 404
    values = {"held": held.pk, "person": deputy.person.pk, "since": today, "until": today - DAY}
    assert "截止日期不能早于起始日期" in client.post("/admin/delegations/", values).content.decode()
    values["until"] = today + DAY
    assert client.post("/admin/delegations/", values).status_code == 302
    made = Membership.objects.get(delegated_by=held)
    page = client.get("/admin/delegations/").content.decode()
    assert "副书记" in page and "委托中" in page
    assert stranger.post(f"/admin/delegations/{made.pk}/revoke/").status_code == 404
    mine = Client()
    mine.force_login(again(deputy), "django.contrib.auth.backends.ModelBackend")
    assert mine.get("/admin/").status_code == 200  # the groups followed
    mine.post(f"/admin/delegations/{made.pk}/revoke/")  # received, not given
    made.refresh_from_db()
    assert made.revoked_at is None
    client.post(f"/admin/delegations/{made.pk}/revoke/")
    made.refresh_from_db()
    assert made.revoked_at and mine.get("/admin/").status_code == 302


def test_the_administrator_delegates_for_somebody_who_has_left_without_and_never_to_themself(
    world, held, deputy, today
):
    administrator = world.user("administrator")
    Membership.objects.create(person=administrator.person, unit=world.committee, role="member", since=today)
    with pytest.raises(ValidationError):
        delegation.delegate(held, administrator.person, administrator, since=today, until=today)
    made = delegation.delegate(held, deputy.person, administrator, since=today, until=today)
    assert made.delegated_by == held


def test_a_delegate_is_asked_by_notice_like_the_holder(world, held, deputy, today, draft, fresh):
    from plugins.notifications.models import Notice

    give(held, deputy, today)
    page = draft()
    submit(page, world.user("drafter"))
    decide(fresh(page).current_workflow_task_state, world.user("reviewer"), "pass")
    asked = set(Notice.objects.filter(kind=Notice.REVIEW, stage="second").values_list("person_id", flat=True))
    assert asked == {held.person_id, deputy.person.pk}


def test_the_same_membership_twice_is_refused_by_name_and_not_by_the_database(world, held):
    twin = Membership(person=held.person, unit=held.unit, role=held.role, since=held.since)
    with pytest.raises(ValidationError) as refused:
        twin.full_clean()
    assert list(refused.value.message_dict) == ["since"]
