"""The Party office opens and closes sections of the units of its committee."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.tree import Section, SectionState


@pytest.fixture
def office(world, sign_in):
    return sign_in(world.user("party_office"))


@pytest.fixture
def url(world):
    return reverse("cms_admin:sections_of", args=[world.branch.pk])


def text(response) -> str:
    return response.content.decode()


def post(client, url, module="featured_work", state="counted", since=None):
    return client.post(url, {"module": module, "state": state, "since": str(since or timezone.localdate())})


def test_a_section_is_opened_and_its_drafter_may_write_in_it(world, office, url, sign_in):
    drafter = sign_in(world.user("drafter"))
    assert "未开设" in text(office.get(url))
    assert post(office, url).url == url
    section = Section.objects.child_of(world.branch).get(module="featured_work")
    assert section.state_on() == SectionState.COUNTED
    entry = PageLogEntry.objects.get(page_id=section.pk, action="cms.section.state")
    assert entry.user == world.user("party_office")
    add = reverse("wagtailadmin_pages:add", args=["featured_work", "featuredrecord", section.pk])
    assert drafter.get(add).status_code == 200


def test_a_closed_section_takes_no_new_records(world, office, url, sign_in):
    section = world.section("featured_work")
    post(office, url, state="closed")
    assert Section.objects.get(pk=section.pk).state_on() == SectionState.CLOSED
    add = reverse("wagtailadmin_pages:add", args=["featured_work", "featuredrecord", section.pk])
    assert sign_in(world.user("drafter")).get(add).status_code == 302


def test_a_change_is_not_retroactive(world, office, url):
    world.section("featured_work", since=timezone.localdate())
    response = post(office, url, state="closed", since=timezone.localdate() - datetime.timedelta(days=3))
    assert response.status_code == 200 and "不能追溯" in text(response)
    assert Section.objects.get(module="featured_work").state_on() == SectionState.COUNTED


@pytest.mark.parametrize(
    ("module", "state"), [("no_such_module", "counted"), ("featured_work", "halfway"), ("", "counted")]
)
def test_nonsense_opens_nothing(world, office, url, module, state):
    assert post(office, url, module, state).status_code == 200
    assert not Section.objects.exists()


def test_another_committees_units_are_not_there(world, office, sign_in):
    from cms.tree.actions import create_unit

    second = create_unit(title="二级党委", kind="committee", code="second", parent=world.committee)
    client = sign_in(world.new_user("party_office", unit=second))
    assert client.get(reverse("cms_admin:sections_of", args=[world.branch.pk])).status_code == 404
    assert post(client, reverse("cms_admin:sections_of", args=[world.branch.pk])).status_code == 404
    assert "二级党委" in text(client.get(reverse("cms_admin:sections")))
    assert "总装党支部" not in text(client.get(reverse("cms_admin:sections")))
    assert not Section.objects.exists()


def test_nobody_else_opens_sections(world, url, sign_in):
    from django.contrib.auth.models import User

    users = [world.user(role) for role in ("drafter", "reviewer", "secretary", "approver", "administrator")]
    for user in [*users, User.objects.create_superuser("root", password="Hongban-2026")]:
        client = sign_in(user)
        assert client.get(reverse("cms_admin:sections")).status_code == 404
        assert post(client, url).status_code == 404
    assert not Section.objects.exists()
