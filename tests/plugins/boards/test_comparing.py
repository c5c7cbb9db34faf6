"""各单位看板对比: every employee sees how far every unit is; what waits is counted for whose business the unit is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.seams.board import TileState
from cms.seams.concerns import Concern
from cms.tree.actions import create_unit
from tests.cms.seams import offering
from tests.process import forget

LATE, FRESH = TileState("late", "逾期9天"), TileState("fresh", "正常")


@pytest.fixture
def site(world, monkeypatch):
    """The branch in one plant, late; the other one in another plant, in order; a practice branch, which nobody compares."""
    for unit, plant in ((world.branch, "前桥厂"), (world.other, "后桥厂")):
        unit.plant, unit.site = plant, "江北厂区"
        type(unit).objects.filter(pk=unit.pk).update(plant=plant, site="江北厂区")
        world.section("featured_work", unit)
    create_unit(title="练习支部", kind="branch", code="school", parent=world.committee, practice=True)
    states = {world.branch.pk: {"featured_work": LATE}, world.other.pk: {"featured_work": FRESH}}
    red = Concern(world.branch.pk, "red", "“交检合格率”亮红", timezone.now())
    offering(
        monkeypatch,
        tile_states=lambda units, as_of: {unit: states.get(unit, {}) for unit in units},
        concerns=lambda viewer, units, as_of: [red for unit in units if unit.pk == world.branch.pk],
    )
    return world


def cells(page: str, unit: str) -> list[str]:
    """What a screen reader says of the unit's cells."""
    row = re.search(rf">{unit}</a></th>(.*?)</tr>", page, re.S)[1]
    return re.findall(r'<span class="unseen">(.*?)</span>', row)


def test_every_employee_compares_all_units_but_those_for_practice(site, sign_in):
    page = sign_in(site.user("employee")).get("/boards/").content.decode()
    assert cells(page, "总装党支部") == ["逾期9天"]
    assert cells(page, "机加党支部") == ["正常"]
    assert cells(page, "江北车桥厂党委") == ["未开设"]
    assert 'href="/zongzhuang/featured-work/"' in page
    assert "练习支部" not in page
    assert '<th scope="colgroup"' in page and '<th scope="row"' in page and '<th scope="rowgroup"' in page


def test_nobody_without_an_employee_s_role_sees_it(site, sign_in, client):
    assert client.get("/boards/").status_code == 302
    for role in ("administrator", "auditor", "secrecy_officer"):
        assert sign_in(site.user(role)).get("/boards/").status_code == 404
        assert sign_in(site.user(role)).get("/api/v1/boards").json() == {"items": [], "next": ""}


def test_it_is_narrowed_by_plant_state_and_board_and_says_so_when_nothing_is_left(site, sign_in):
    client = sign_in(site.user("employee"))
    units = lambda query: re.findall(r"heat-unit\"><a[^>]*>(.*?)<", client.get(f"/boards/?{query}").content.decode())  # noqa: E731
    assert units("plant=前桥厂") == ["总装党支部"]
    assert units("state=late") == ["总装党支部"]
    assert units("state=fresh") == ["机加党支部"]
    assert units("state=late&board=foundation") == []
    assert "没有符合条件的单位" in client.get("/boards/?state=nil").content.decode()
    assert len(units("plant=没有的厂&state=wrong&board=x")) == 3


def test_red_and_waiting_are_counted_for_those_whose_business_the_unit_is(site, sign_in):
    heads = lambda user: "亮红</span></th>" in sign_in(user).get("/boards/").content.decode()  # noqa: E731
    assert heads(site.user("party_office")) and heads(site.user("secretary"))
    assert not heads(site.user("employee")) and not heads(site.user("drafter"))
    items = {one["unit"]["code"]: one for one in sign_in(site.user("secretary")).get("/api/v1/boards").json()["items"]}
    assert items["zongzhuang"]["watched"] == {"red": 1, "waiting": 0}
    assert items["jijia"]["watched"] is None
    assert items["zongzhuang"]["counts"]["late"] == 1


def test_the_api_pages_and_names_what_it_does_not_know(site, sign_in):
    client = sign_in(site.user("employee"))
    first = client.get("/api/v1/boards?limit=2").json()
    second = client.get(f"/api/v1/boards?limit=2&after={first['next']}").json()
    assert [one["unit"]["code"] for one in first["items"] + second["items"]] == ["committee", "zongzhuang", "jijia"]
    assert second["next"] == ""
    for query, field in (("after=x", "after"), ("plant=没有", "plant"), ("state=red", "state")):
        answer = client.get(f"/api/v1/boards?{query}")
        assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == field, query


def test_many_units_take_as_many_queries_as_few(site, sign_in):
    client = sign_in(site.user("party_office"))
    client.get("/boards/")

    def asked(address) -> int:
        forget()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    before = asked("/boards/"), asked("/api/v1/boards?state=late")
    for number in range(4):
        unit = create_unit(title=f"新支部{number}", kind="branch", code=f"new{number}", parent=site.committee)
        site.section("featured_work", unit)
    assert (asked("/boards/"), asked("/api/v1/boards?state=late")) == before
