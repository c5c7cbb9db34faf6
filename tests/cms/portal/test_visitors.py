"""Who has not signed in learns nothing: every address leads to the sign-in page, whether or not there is something."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from cms.testing import publish
from cms.tree.actions import create_unit, move_unit
from tests.cms.samples import featured


@pytest.fixture
def public(world):
    return publish(world, featured(world, title="面向社会的服务承诺", disclosure_scope="public"))


def test_the_root_leads_to_the_sign_in_page_and_back(world, client):
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"


def test_what_is_there_and_what_is_not_answer_a_visitor_alike(world, client, address):
    record = publish(world, featured(world, title="内部工作"))
    there = [
        address(record),
        "/zongzhuang/",
        "/zongzhuang/featured-work/",
        "/zongzhuang/featured-work/?after=garbage",
        "/units/?committee=committee",
    ]
    missing = [
        "/zongzhuang/featured-work/nothing/",
        "/nowhere/",
        "/zongzhuang/nothing/",
        "/nowhere/?after=garbage",
        "/units/?committee=nothing",
    ]
    for path in (*there, *missing):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            f"/sign-in/?{urlencode({'next': path}, safe='/')}",
        )
        assert answer.headers["Cache-Control"] == client.get("/nowhere/").headers["Cache-Control"]


def test_a_visitor_is_not_led_from_an_earlier_address_of_what_is_not_public(world, client, reader, address):
    record = publish(world, featured(world))
    earlier = address(record)
    general = create_unit(title="前桥厂党总支", kind="general_branch", code="qianqiao", parent=world.committee)
    move_unit(world.branch, general)
    assert reader().get(earlier).headers["Location"] == address(record)
    assert client.get(earlier).headers["Location"].startswith("/sign-in/")


def test_after_signing_in_the_visitor_is_where_they_wanted_to_be(world, client):
    user = world.user("employee")
    data = {"username": user.username, "password": "Hongban-2026", "next": "/zongzhuang/featured-work/"}
    assert client.post("/sign-in/", data).headers["Location"] == "/zongzhuang/featured-work/"


def test_a_visitor_reads_what_is_public_and_finds_it_from_the_start(world, client, public, address):
    publish(world, featured(world, title="内部工作"))
    assert client.get("/").headers["Location"] == "/units/"
    assert "总装党支部" in client.get("/units/").content.decode()
    home = client.get("/zongzhuang/").content.decode()
    assert "特色工作" in home
    section = client.get("/zongzhuang/featured-work/").content.decode()
    assert public.title in section
    assert "内部工作" not in section
    record = client.get(address(public)).content.decode()
    assert public.title in record
    assert 'href="/sign-in/' in record


def test_a_visitor_does_not_learn_of_units_that_have_nothing_public(world, client, public):
    publish(world, featured(world, world.other, title="机加内部"))
    assert "机加党支部" not in client.get("/units/").content.decode()
    assert client.get("/jijia/").headers["Location"].startswith("/sign-in/")


def test_the_sign_in_page_offers_the_public_pages_only_where_there_are_some(world, client):
    assert "社会公开" not in client.get("/sign-in/").content.decode()
    publish(world, featured(world, disclosure_scope="public"))
    assert "社会公开" in Client().get("/sign-in/").content.decode()


def test_a_unit_s_words_are_not_a_visitor_s_even_where_the_unit_has_something_public(world, client, public):
    from cms.delivery.models import Document

    document = Document.objects.get(pk=world.branch.pk)
    document.content["body"] = [{"type": "rich_text", "value": "<p>只给员工看的简介</p>", "id": "1"}]
    document.save()
    answer = client.get("/zongzhuang/")
    assert answer.status_code == 200
    assert "只给员工看的简介" not in answer.content.decode()


def test_nothing_of_the_frame_s_is_offered_to_a_visitor(world, client):
    page = client.get("/sign-in/").content.decode()
    for words in ("管理后台", "/account/password/", "退出登录", "全部单位"):
        assert words not in page


@pytest.mark.parametrize("path", ["/nowhere", "/zongzhuang"])
def test_a_missing_slash_is_added_whether_or_not_there_is_a_page(world, client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{path}/")


def test_a_practice_unit_is_nobody_else_s(world, reader):
    unit = create_unit(title="练兵党支部", kind="branch", code="lianbing", parent=world.committee, practice=True)
    publish(world, featured(world, unit, title="练习稿"))
    assert reader("employee").get("/lianbing/").status_code == 404
    assert "练兵党支部" not in reader("employee").get("/units/").content.decode()
    inside = reader("drafter", unit)
    assert "练习单位" in inside.get("/lianbing/").content.decode()
    assert "练习稿" in inside.get("/lianbing/featured-work/").content.decode()
