"""Records by tag, scope and publication; parts of them and what they lead to; feeds, taxonomy, limits, other origins."""

import datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.delivery.models import Document
from cms.moderation.actions import withdraw
from cms.settings.env import origins
from cms.testing import publish
from cms.tokens import create_token
from tests.cms.delivery.asking import ROOT, Asker
from tests.cms.samples import committee_meeting, featured, meeting


@pytest.fixture
def employee(world):
    return Asker(world.user("employee"))


def record(world, ago: int = 0, tags=(), unit=None, **fields):
    page = featured(world, unit, occurred_on=timezone.localdate() - datetime.timedelta(days=ago), **fields)
    page.tags.add(*tags)
    page.save_revision(user=world.user("drafter", page.owning_unit))
    return publish(world, page)


def titles(answer) -> list[str]:
    return [item["title"] for item in answer["items"]]


def test_records_are_found_by_tag_and_scope(world, employee):
    record(world, title="甲", tags=["夜班", "安全"])
    record(world, title="乙", tags=["安全"], disclosure_scope="public")
    record(world, title="丙", tags=["夜班"], disclosure_scope="members")
    assert sorted(titles(employee.get("records", tag="安全"))) == ["乙", "甲"]
    assert titles(employee.get("records", tag="夜班")) == ["甲"]
    assert titles(employee.get("records", tag="没有")) == []
    assert titles(employee.get("records", scope="public")) == ["乙"]
    assert employee.get("records", scope="nobody", status=422)["errors"][0]["field"] == "scope"
    tags = {item["value"]: item["count"] for item in employee.get("taxonomy")["tags"]}
    assert tags == {"安全": 2, "夜班": 1}
    assert {item["value"] for item in Asker().get("taxonomy")["tags"]} == {"安全"}
    assert titles(employee.get(employee.get("taxonomy")["tags"][0]["records_href"])) == titles(
        employee.get("records", tag="安全")
    )


def test_records_are_found_by_words_of_their_texts_and_by_nothing_that_is_withheld(world, employee):
    publish(world, featured(world, title="夜班安全检查", summary="检查了三号天车", disclosure_scope="employees"))
    publish(world, featured(world, title="安全培训", summary="夜班全体参加", disclosure_scope="employees"))
    publish(world, featured(world, title="夜班安全谈话", disclosure_scope="unit"))
    assert sorted(titles(employee.get("records", q="夜班 安全"))) == ["夜班安全检查", "安全培训"]
    assert titles(employee.get("records", q="三号天车")) == ["夜班安全检查"]
    assert titles(employee.get("records", q="天%车")) == [] == titles(employee.get("records", q="没有这句话"))


def test_nobody_is_found_by_tags_that_not_all_of_its_readers_see(world, employee):
    page = committee_meeting(world, disclosable_extract="<p>会议通过了年度计划。</p>")
    page.tags.add("人事")
    page.save_revision(user=world.user("drafter", world.committee))
    publish(world, page)
    for asker in (employee, Asker(world.user("approver"))):
        assert page.pk in [item["id"] for item in asker.get("records")["items"]]
        assert asker.get("records", tag="人事")["items"] == []
        assert asker.get("taxonomy")["tags"] == []


@pytest.mark.parametrize("sort", ["-occurred_on", "occurred_on", "-published", "published"])
def test_every_order_is_paged_to_its_end(world, employee, sort):
    for number, ago in enumerate([3, 1, 1, 2]):
        record(world, ago, title=f"{number}")
    orders = {"-occurred_on": "2130", "occurred_on": "0312", "-published": "3210", "published": "0123"}
    found, answer = [], employee.get("records", sort=sort, limit=1)
    while True:
        found += titles(answer)
        if not answer["next"]:
            break
        answer = employee.get(answer["next_href"])
    assert "".join(found) == orders[sort]


def test_a_mark_of_one_order_is_none_in_another(world, employee):
    for _number in range(2):
        record(world)
    by_day, by_time = (
        employee.get("records", limit=1)["next"],
        employee.get("records", limit=1, sort="published")["next"],
    )
    employee.get("records", after=by_day, sort="published", status=422)
    employee.get("records", after=by_time, status=422)
    assert employee.get("records", sort="title", status=422)["errors"][0]["field"] == "sort"


def test_fields_leave_of_each_record_what_was_asked_for(world, employee):
    page = record(world, title="甲")
    (item,) = employee.get("records", fields="title,path")["items"]
    assert item == {"id": page.pk, "title": "甲", "path": item["path"]}
    assert employee.get(f"records/{page.pk}", fields="body").keys() == {"id", "body"}
    told = employee.get("records", fields="title,nix", status=422)["errors"]
    assert (told[0]["field"], "“nix”" in told[0]["message"]) == ("fields", True)
    tag = employee.answer("records", fields="title")["ETag"]
    assert employee.client.get(f"{ROOT}records?fields=title", headers={"If-None-Match": tag}).status_code == 304


def test_expand_brings_along_what_records_lead_to_and_nothing_that_the_reader_may_not_see(world, employee):
    shown, hidden = record(world, title="可见"), record(world, title="不可见", disclosure_scope="restricted")
    page = record(world, title="引用的")
    # a field that leads to both, as a module's reference would
    document = Document.objects.get(pk=page.pk)
    refs = [{"id": one.pk, "title": one.title} for one in (shown, hidden)]
    document.content["fields"] = [{"name": "refs", "label": "相关", "type": "record_refs", "value": refs}]
    document.save()
    included = employee.get(f"records/{page.pk}", expand="unit,section,refs")["included"]
    assert [unit["code"] for unit in included["units"]] == ["zongzhuang"]
    assert [section["id"] for section in included["sections"]] == [page.owning_section.pk]
    assert titles({"items": included["records"]}) == ["可见"]
    listed = employee.get("records", expand="unit,refs", limit=50)
    assert [unit["code"] for unit in listed["included"]["units"]] == ["zongzhuang"]
    assert titles({"items": listed["included"]["records"]}) == ["可见"]
    assert "included" not in employee.get("records")
    told = employee.get("records", expand="refs,unit", limit=100, status=422)["errors"]
    assert (told[0]["field"], "60" in told[0]["message"]) == ("expand", True)
    assert employee.get("records", expand="nix", status=422)["errors"][0]["field"] == "expand"


def test_expand_asks_no_more_of_many_records_with_restricted_fields_than_of_one(world, employee):
    absent = [(world.person(), "病假")]
    first = publish(world, meeting(world, absent=absent))

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert employee.get("records", expand="refs")["included"] == {"records": []}
        return len(captured)

    asked()
    one = asked()
    assert Document.objects.get(pk=first.pk).restricted
    for _number in range(2):
        publish(world, meeting(world, absent=absent))
    assert asked() == one


# Feeds ------------------------------------------------------------------------------------------------------------------


def test_a_feed_has_what_its_reader_may_see_the_newest_first(world, employee):
    public = record(world, 5, title="社会公开的", disclosure_scope="public")
    inside = record(world, title="员工的")
    section = public.owning_section.pk
    for place in ("units/zongzhuang", f"sections/{section}"):
        for asker, expected in ((employee, ["员工的", "社会公开的"]), (Asker(), ["社会公开的"])):
            feed = asker.get(f"{place}/feed.json")
            assert titles(feed) == expected
            assert asker.get(feed["items"][-1]["id"])["title"] == "社会公开的"
            atom = asker.answer(f"{place}/feed.atom")
            assert atom["Content-Type"] == "application/atom+xml; charset=utf-8"
            assert [title for title in ("员工的", "社会公开的") if title in atom.content.decode()] == expected
            assert atom["Cache-Control"] == "private, no-cache"
    withdraw(inside, world.user("party_office"), "事实有误")
    assert titles(employee.get("units/zongzhuang/feed.json")) == ["社会公开的"]
    Asker().get("units/jijia/feed.json", status=404)
    Asker().get("sections/999999/feed.atom", status=404)


# How often, and from where ----------------------------------------------------------------------------------------------


def test_requests_are_counted_by_account_and_by_address(world, settings):
    settings.API_RATE_VIEWER, settings.API_RATE_ADDRESS = 3, 2
    user = world.user("member")
    reader, same = Asker(user), Asker(token=create_token(user)[1])
    first = reader.answer("me")
    assert (first["RateLimit-Limit"], first["RateLimit-Remaining"]) == ("3", "2")
    assert 0 < int(first["RateLimit-Reset"]) <= 60
    same.get("me")
    reader.get("me")
    refused = same.answer("me", status=429)
    assert (refused["RateLimit-Remaining"], refused["Retry-After"]) == ("0", refused["RateLimit-Reset"])
    assert refused.json()["type"].endswith("too-many-requests")
    assert Asker(world.user("employee")).answer("me")["RateLimit-Remaining"] == "2"
    # credentials that are no good count like none
    Asker(token="hb_guess").get("me", status=401)
    Asker().get("me")
    Asker(token="hb_another").get("me", status=429)
    Asker().get("me", status=429)
    assert Client().get(f"{ROOT}me", REMOTE_ADDR="10.0.0.9").status_code == 200


def test_only_listed_origins_may_read_from_a_browser(world, settings):
    def asked(origin: str, method: str = "get", **headers):
        return getattr(Client(), method)(f"{ROOT}me", headers={"Origin": origin, **headers})

    asks = {"Access-Control-Request-Method": "PATCH"}
    assert "Access-Control-Allow-Origin" not in asked("https://app.example.cn")
    settings.API_ORIGINS = ["https://app.example.cn"]
    answer = asked("https://app.example.cn")
    assert answer["Access-Control-Allow-Origin"] == "https://app.example.cn"
    assert answer["Access-Control-Allow-Credentials"] == "true"
    assert "Origin" in answer["Vary"]
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    before = asked("https://app.example.cn", "options", **asks)
    assert before.status_code == 204
    assert "PATCH" in before["Access-Control-Allow-Methods"]
    assert "If-Match" in before["Access-Control-Allow-Headers"]
    # pictures and files, too, which such a script fetches with its token
    paper = f"/files/{world.attachment().pk}/a.txt"
    own = {"Origin": "https://app.example.cn"}
    assert Client().options(paper, headers={**own, **asks}).status_code == 204
    bearer = {"Authorization": f"Bearer {create_token(world.user('drafter'))[1]}"}
    fetched = Asker().client.get(paper, headers={**own, **bearer})
    assert (fetched.status_code, fetched["Access-Control-Allow-Origin"]) == (200, "https://app.example.cn")
    fetched.close()
    for origin in ("https://evil.example.cn", "null", "https://app.example.cn.evil.cn", "http://app.example.cn"):
        assert "Access-Control-Allow-Origin" not in asked(origin), origin
        assert "Origin" in asked(origin)["Vary"]
        refused = asked(origin, "options", **asks)
        assert (refused.status_code, "Access-Control-Allow-Methods" in refused) == (405, False), origin


@pytest.mark.parametrize("wrong", ["*", "app.example.cn", "https://app.example.cn/", "https://*.example.cn"])
def test_what_is_no_origin_is_refused_at_the_start(monkeypatch, wrong):
    monkeypatch.setenv("API_ORIGINS", f"https://app.example.cn, {wrong}")
    with pytest.raises(ImproperlyConfigured, match="is no origin"):
        origins("API_ORIGINS")
