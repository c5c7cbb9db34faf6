"""The administrator manages people, accounts and memberships, and sees no content."""

import datetime

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.people import Membership, Person, Role

PASSWORD = "Chushi-Mima-2026"


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def administrator(world, sign_in):
    return sign_in(world.user("administrator"))


def person_form(world, **changes) -> dict:
    data = {
        "name": "赵春燕",
        "unit": world.branch.pk,
        "staff_number": "2301",
        "username": "",
        "password": "",
        "enabled": "on",
    }
    return data | changes


def membership_form(world, person, **changes) -> dict:
    data = {"person": person.pk, "unit": world.branch.pk, "role": "reviewer", "since": "2026-01-01", "until": ""}
    return data | changes


def test_a_person_is_made_with_an_account_and_can_sign_in_and_work(world, administrator, sign_in):
    data = person_form(world, username="chunyan.zhao", password=PASSWORD)
    assert administrator.post(reverse("cms_person:add"), data).status_code == 302
    person = Person.objects.get(name="赵春燕")
    assert person.user.check_password(PASSWORD) and person.user.is_active and not person.user.is_superuser
    response = administrator.post(reverse("cms_membership:add"), membership_form(world, person))
    assert response.status_code == 302
    assert Membership.objects.get(person=person).role == "reviewer"
    assert sign_in(person.user).get(reverse("wagtailadmin_home")).status_code == 200
    assert "赵春燕" in text(administrator.get(reverse("cms_person:index")))
    assert "支部审核员" in text(administrator.get(reverse("cms_person:index")))


def test_a_unit_is_chosen_from_a_list_for_the_administrator_explores_no_pages(world, administrator):
    for address in (reverse("cms_person:add"), reverse("cms_membership:add")):
        shown = text(administrator.get(address))
        assert f'<option value="{world.branch.pk}">总装党支部</option>' in shown and "choose-page" not in shown


def test_a_person_need_not_have_an_account(world, administrator):
    assert administrator.post(reverse("cms_person:add"), person_form(world)).status_code == 302
    assert Person.objects.get(name="赵春燕").user is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"username": "chunyan.zhao"}, "password"),
        ({"password": PASSWORD}, "username"),
        ({"username": "chunyan.zhao", "password": "12345"}, "password"),
        ({"username": "chunyan.zhao", "password": "abcdefghijkl"}, "password"),
        ({"username": "赵 春燕", "password": PASSWORD}, "username"),
        ({"username": "TAKEN", "password": PASSWORD}, "username"),
    ],
)
def test_a_wrong_account_is_refused_beside_its_field_and_nothing_is_saved(world, administrator, changes, field):
    User.objects.create_user("taken")
    before = User.objects.count()
    response = administrator.post(reverse("cms_person:add"), person_form(world, **changes))
    assert response.status_code == 200 and field in response.context["form"].errors
    assert not Person.objects.filter(name="赵春燕").exists() and User.objects.count() == before


def test_a_password_is_reset_and_an_account_switched_off(world, administrator):
    user = world.user("reviewer")
    person = Person.objects.get(user=user)
    url = reverse("cms_person:edit", args=[person.pk])
    assert user.username in text(administrator.get(url))
    data = person_form(world, name=person.name, username=user.username, password=PASSWORD)
    assert administrator.post(url, data).status_code == 302
    user.refresh_from_db()
    assert user.check_password(PASSWORD) and user.is_active
    del data["enabled"]
    administrator.post(url, data | {"password": ""})
    user.refresh_from_db()
    assert not user.is_active and user.check_password(PASSWORD)
    response = administrator.post(url, data | {"username": "", "password": ""})
    assert response.status_code == 200 and "username" in response.context["form"].errors


@pytest.mark.parametrize("pair", [("auditor", "administrator"), ("secrecy_officer", "auditor")])
def test_the_three_officers_are_three_people(world, administrator, pair):
    held, wanted = pair
    person = Person.objects.get(user=world.user(held))
    data = membership_form(world, person, unit=world.committee.pk, role=wanted)
    response = administrator.post(reverse("cms_membership:add"), data)
    assert response.status_code == 200
    assert "三员分立" in str(response.context["form"].errors["role"]) and str(Role(held).label) in text(response)
    assert not Membership.objects.filter(person=person, role=wanted).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": "approver"}, "role"),
        ({"until": "2025-01-01"}, "until"),
        ({"since": "昨天"}, "since"),
        ({"unit": "999999"}, "unit"),
        ({"role": "king"}, "role"),
    ],
)
def test_a_wrong_membership_is_refused_beside_its_field(world, administrator, changes, field):
    person = world.person()
    response = administrator.post(reverse("cms_membership:add"), membership_form(world, person, **changes))
    assert response.status_code == 200 and field in response.context["form"].errors
    assert not Membership.objects.filter(person=person).exists()


def test_a_membership_ends_and_is_not_rewritten(world, administrator):
    held = Membership.objects.get(person__user=world.user("reviewer"))
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    data = membership_form(world, held.person, role="secretary", unit=world.other.pk, until=str(yesterday))
    assert administrator.post(reverse("cms_membership:edit", args=[held.pk]), data).status_code == 302
    held.refresh_from_db()
    assert (held.role, held.unit_id, held.until) == ("reviewer", world.branch.pk, yesterday)
    assert not Group.objects.filter(name=f"unit-{world.branch.pk}-reviewer").exists()


def test_nothing_is_deleted(world, administrator):
    held = Membership.objects.get(person__user=world.user("reviewer"))
    administrator.post(reverse("cms_membership:delete", args=[held.pk]))
    administrator.post(reverse("cms_person:delete", args=[held.person_id]))
    assert Membership.objects.filter(pk=held.pk).exists() and Person.objects.filter(pk=held.person_id).exists()


def test_an_administrator_does_not_give_roles_to_themselves(world, administrator):
    own = Person.objects.get(user=world.user("administrator"))
    response = administrator.post(reverse("cms_membership:add"), membership_form(world, own, role="drafter"))
    assert response.status_code == 200 and "不能变更本人的任职" in text(response)
    assert not Membership.objects.filter(person=own, role="drafter").exists()


def test_an_administrator_does_not_take_over_a_superusers_account(world, administrator):
    root = User.objects.create_superuser("root", password=PASSWORD)
    person = world.person("机房", user=root)
    data = person_form(world, name="机房", username="root", password="Another-Word-2026")
    response = administrator.post(reverse("cms_person:edit", args=[person.pk]), data)
    assert response.status_code == 200
    root.refresh_from_db()
    assert root.check_password(PASSWORD)


def test_nobody_else_gets_near_people(world, sign_in):
    person = world.person("别人不能看的人")
    for role in ("drafter", "reviewer", "secretary", "approver", "party_office"):
        client = sign_in(world.user(role))
        for address in (
            reverse("cms_person:index"), reverse("cms_person:add"), reverse("cms_person:edit", args=[person.pk]),
            reverse("cms_membership:index"), reverse("cms_membership:add"),
        ):  # fmt: skip
            response = client.get(address, follow=True)
            assert "别人不能看的人" not in text(response), address
            assert response.redirect_chain, address


def test_an_administrator_sees_no_content(world, draft, administrator, edit_url):
    page = draft(title="支部的草稿")
    for address in (
        edit_url(page), reverse("wagtailadmin_explore_root"), reverse("wagtailadmin_pages:search") + "?q=支部",
        reverse("wagtailadmin_home"), reverse("wagtailimages:index"), reverse("wagtaildocs:index"),
    ):  # fmt: skip
        assert "支部的草稿" not in text(administrator.get(address, follow=True)), address


def test_the_groups_follow_the_dates_when_they_are_derived_at_night(world, capsys):
    world.section("featured_work")
    user = world.user("drafter")
    name = f"unit-{world.branch.pk}-drafter"
    assert Group.objects.get(name=name).user_set.filter(pk=user.pk).exists()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    following = world.person(user=User.objects.create_user("next"))
    Membership.objects.create(person=following, unit=world.branch, role="secretary", since=tomorrow)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(person__user=user).update(until=yesterday)
    call_command("memberships", "sync")
    assert not Group.objects.filter(name=name).exists() and name in capsys.readouterr().out
    assert not Group.objects.filter(name=f"unit-{world.branch.pk}-secretary").exists()
    call_command("memberships", "sync")
    assert "0 个用户组有变动" in capsys.readouterr().out


def test_permissions_are_those_of_the_own_unit_only(world):
    world.section("featured_work"), world.section("featured_work", world.other)
    world.user("drafter")
    group = Group.objects.get(name=f"unit-{world.branch.pk}-drafter")
    pages = {held.page_id for held in group.page_permissions.all()}
    assert pages == {world.section("featured_work").pk}
    assert {held.permission.codename for held in group.page_permissions.all()} == {"add_page", "change_page"}
    assert {held.collection_id for held in group.collection_permissions.all()} == {world.branch.collection_id}
