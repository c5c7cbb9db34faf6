"""The frame round every page: whose site, who reads, where to; language; and pages of a site without search, units or roles."""

import datetime
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import clear_url_caches
from django.utils import timezone

from cms import urls
from cms.people import Membership, Role
from cms.portal.context import Frame
from cms.testing import without_plugin


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_frame_names_the_site_and_its_reader(world):
    page = signed_in(world.new_user("employee", name="余晓红")).get("/").content.decode()
    assert "江北车桥厂党委" in page
    assert "余晓红" in page
    assert "退出登录" in page


@pytest.mark.parametrize("role", Role.values)
def test_the_admin_is_offered_to_exactly_those_whom_it_lets_in(world, role):
    user = world.user(role, world.committee)
    assert Frame(type("Request", (), {"user": user})).works_in_admin == user.has_perm("wagtailadmin.access_admin")


def test_the_admin_is_offered_to_a_superuser(db):
    user = User.objects.create_superuser("root")
    assert "管理后台" in signed_in(user).get("/").content.decode()


def test_without_the_search_plugin_pages_have_no_search_box(world, reader, settings):
    client = reader()
    assert 'role="search"' in client.get("/").content.decode()

    class Without:
        urlpatterns = [entry for entry in urls.urlpatterns if getattr(entry, "namespace", "") != "search"]
        handler404 = urls.handler404

    settings.ROOT_URLCONF = Without
    clear_url_caches()
    try:
        with without_plugin("search"):
            for path in ("/", "/units/", "/zongzhuang/", "/nothing/"):
                answer = client.get(path)
                assert answer.status_code == (404 if path == "/nothing/" else 200)
                assert 'role="search"' not in answer.content.decode()
    finally:
        clear_url_caches()


def test_a_reader_changes_the_language_and_stays_where_they_are(world, reader):
    client = reader()
    answer = client.post("/account/language/", {"language": "en", "next": "/units/"})
    assert answer.headers["Location"] == "/units/"
    assert '<html lang="en">' in client.get("/units/").content.decode()
    client.post("/account/language/", {"language": "zh-hans", "next": "/units/"})
    assert '<html lang="zh-Hans">' in client.get("/units/").content.decode()


def test_the_language_form_leads_to_no_other_site(world, reader):
    answer = reader().post("/account/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert "elsewhere" not in answer.headers["Location"]


@pytest.mark.parametrize("path", ["/", "/units/"])
def test_an_account_without_a_person_is_told_what_to_do(world, path):
    page = signed_in(User.objects.create_superuser("root")).get(path)
    assert page.status_code == 200
    assert "还没有对应的人员和任职" in page.content.decode()
    assert "person create" in page.content.decode()
    assert "江北车桥厂党委</h1>" not in page.content.decode()


def test_an_account_without_a_person_finds_nothing_else(world):
    client = signed_in(User.objects.create_user("nobody"))
    assert client.get("/zongzhuang/").status_code == 404


@pytest.mark.parametrize("role", ["administrator", "secrecy_officer", "auditor"])
def test_an_officer_without_another_role_is_told_why_there_is_nothing_to_read(world, role):
    page = signed_in(world.user(role)).get("/").content.decode()
    assert "本身不看内容" in page


def test_somebody_whose_role_ended_is_told_that_there_is_nothing_to_read(world):
    user = world.new_user("employee", name="赵离任")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(person__user=user).update(until=yesterday)
    page = signed_in(user).get("/").content.decode()
    assert "还没有可以查看的内容" in page
    assert "江北车桥厂党委</h1>" not in page


@pytest.mark.parametrize("path", ["/", "/units/"])
def test_an_empty_site_says_how_to_begin(db, path):
    for client in (Client(), signed_in(User.objects.create_superuser("root"))):
        page = client.get(path).content.decode()
        assert "manage.py demo" in page
        assert "manage.py unit create" in page


def test_on_an_empty_site_nothing_else_fails(db):
    assert Client().get("/sign-in/").status_code == 200
    assert Client().get("/zongzhuang/").status_code == 302
    assert signed_in(User.objects.create_superuser("root")).get("/zongzhuang/").status_code == 404


def test_search_engines_are_kept_out(db, client):
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_browsers_find_the_icon(db, client):
    assert client.get("/favicon.ico").headers["Location"].endswith(".svg")


def test_every_page_has_a_language_a_title_and_a_way_past_the_frame(world, reader):
    for path in ("/", "/units/", "/zongzhuang/", "/account/password/", "/nothing/"):
        page = reader().get(path).content.decode()
        assert '<html lang="zh-Hans">' in page
        assert re.search(r"<title>[^<]+ · 红板</title>", page)
        assert '<a class="skip" href="#content">' in page
        assert page.count("<h1>") == 1
