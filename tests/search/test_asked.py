"""What was asked how often, without who asked; and what editors are told of it."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.access import viewer_of
from search import asked, suggest
from search.engine import engine
from search.models import Asked, Opened
from search.report import report


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()
    yield
    cache.clear()


def test_the_page_counts_what_was_asked_and_by_how_many_but_not_by_whom(world, indexed, client):
    indexed("党费收缴")
    for user, times in ((world.user("employee"), 2), (world.user("member"), 1), (world.user("drafter"), 1)):
        client.force_login(user)
        for _time in range(times):
            client.get("/search/", {"q": " 党费收繳 "})
        client.get("/search/", {"q": "党费收缴", "page": "1", "year": "2001"})  # the same question, narrowed
    row = Asked.objects.get()
    assert (row.query, row.times, row.readers, row.empty) == ("党费收缴", 4, 3, 0)
    assert {field.name for field in Asked._meta.get_fields()} == {
        "opened", "id", "day", "query", "times", "readers", "empty",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["11010519491231002X", "我的号码 138 0013 8000", "王小明的处分", "王 小明", "党", "很长的问题" * 9]
)
def test_what_may_be_about_a_person_is_never_kept(world, text):
    world.person("王小明")
    asked.note(text, "1", True)
    assert not Asked.objects.exists()


def test_suggesting_asks_the_database_no_more_for_many_queries_than_for_one(world, indexed):
    viewer = viewer_of(world.user("secretary"))
    numbers = []
    for number in range(4):
        indexed(f"钳台改造{number}号", disclosure_scope="unit")
        for reader in ("1", "2", "3"):
            asked.note(f"钳台改造{number}号", reader, True)
        suggest.suggestions(viewer, "改造")
        with CaptureQueriesContext(connection) as asking:
            found = [one.text for one in suggest.suggestions(viewer, "改造") if one.kind == "query"]
        assert len(found) == min(number + 1, 3)
        numbers.append(len(asking))
    assert len(set(numbers)) == 1, numbers


def test_others_see_only_what_several_asked_and_what_finds_something_for_them(world, indexed):
    indexed("钳台改造", disclosure_scope="unit")
    for reader in ("1", "2"):
        asked.note("钳台改造", reader, True)
    asked.note("没有的事", "1", False)
    secretary, employee = viewer_of(world.user("secretary")), viewer_of(world.user("employee"))
    assert suggest.often(secretary) == []
    asked.note("钳台改造", "3", True)
    assert suggest.often(secretary) == ["钳台改造"]
    assert suggest.often(employee) == []
    assert [one.text for one in suggest.suggestions(secretary, "改造") if one.kind == "query"] == ["钳台改造"]
    assert not [one for one in suggest.suggestions(employee, "改造") if one.text == "钳台改造"]
    world.person("钳台改")  # whoever is registered later is not named either
    assert suggest.often(secretary) == []


def test_an_opened_result_is_counted_for_what_was_asked_today_and_may_be_seen(world, indexed, client):
    page, hidden = indexed("党费收缴"), indexed("内部事项", disclosure_scope="unit")
    client.force_login(world.user("employee"))
    client.get("/search/", {"q": "党费收缴"})
    for number, place in ((page.pk, 1), (page.pk, 3), (hidden.pk, 1)):
        assert client.post("/search/opened/", {"q": "党费收缴", "id": number, "place": place}).status_code == 204
    client.post("/search/opened/", {"q": "谁也没问过", "id": page.pk, "place": 1})
    assert client.post("/search/opened/", {"q": "党费收缴", "id": "x", "place": 1}).status_code == 400
    assert list(Opened.objects.values_list("page_id", "times", "places")) == [(page.pk, 2, 4)]


def test_editors_are_told_what_is_asked_in_vain(world, indexed, client):
    page = indexed("党费收缴")
    today = timezone.localdate()
    good = Asked.objects.create(day=today, query="党费收缴", times=5, readers=4, empty=0)
    Asked.objects.create(day=today - datetime.timedelta(days=3), query="团费", times=4, readers=3, empty=4)
    Asked.objects.create(day=today, query="只有一人问", times=9, readers=1, empty=9)
    Asked.objects.create(day=today - datetime.timedelta(days=60), query="很久以前", times=9, readers=9, empty=9)
    Opened.objects.create(asked=good, page_id=page.pk, times=2, places=5)
    found = report(30)
    assert [line.query for line in found.empty] == ["团费"]
    assert [(line.query, line.opened, line.place) for line in found.often] == [("党费收缴", 2, 2.5), ("团费", 0, None)]
    assert (found.total, found.in_vain) == (18, 13)
    client.force_login(world.user("party_office"))
    text = client.get("/admin/search-guides/statistics/", {"days": "30"}).content.decode()
    assert "团费" in text
    assert "只有一人问" not in text
    client.force_login(world.user("secretary"))
    assert client.get("/admin/search-guides/statistics/").status_code == 404


def test_old_counts_are_forgotten(db):
    today = timezone.localdate()
    for days in (0, 399, 401):
        Asked.objects.create(day=today - datetime.timedelta(days=days), query="党费", times=1, readers=1)
    asked.forget()
    assert Asked.objects.count() == 2


def test_where_nothing_is_found_the_topics_and_the_office_are_offered(world, client):
    engine().rebuild([])
    world.section("opinions", world.committee)
    client.force_login(world.user("employee"))
    body = client.get("/search/", {"q": "火星"}).content.decode()
    assert "向党务室提问" in body
