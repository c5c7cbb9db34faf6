"""电子方针管理板: a unit's page says of each module whether it is up to date, and shows what plugins put beside the boards."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.seams.board import TileState, UnitPanel
from cms.testing import publish
from cms.tree.actions import open_section
from tests.cms.samples import featured
from tests.cms.seams import offering
from tests.process import forget

DUE = datetime.date(2026, 3, 31)
STATES = {
    "featured_work": TileState("late", "逾期9天", DUE),
    "three_meetings_one_lesson": TileState("due_soon", "3月31日前应更新", DUE),
    "theory_study": TileState("blank", "空白92天"),
}


@pytest.fixture
def board(world, monkeypatch):
    """The branch's board, of three modules that are late, due soon and blank."""
    for module in STATES:
        world.section(module)
    offering(
        monkeypatch,
        tile_states=lambda units, as_of: {unit: STATES if unit == world.branch.pk else {} for unit in units},
        unit_panels=lambda viewer, unit: [],
    )


def test_every_employee_reads_each_tile_s_state_by_sign_and_words(world, reader, board):
    for client in (reader("employee", world.other), reader("secretary")):
        page = client.get("/zongzhuang/").content.decode()
        for sign, words in (("×", "逾期9天"), ("△", "3月31日前应更新"), ("□", "空白92天")):
            assert f'<span class="sign" aria-hidden="true">{sign}</span>' in page
            assert words in page
        assert "逾期 <strong>1</strong>" in page and "正常 <strong>0</strong>" in page
    assert '<ul class="states"' not in reader().get(f"/{world.other.slug}/").content.decode()


def test_a_visitor_who_reads_what_is_public_is_told_no_states(world, client, board):
    publish(world, featured(world, disclosure_scope="public"))
    page = client.get("/zongzhuang/").content.decode()
    assert "特色工作" in page and "逾期" not in page and 'class="sign"' not in page
    answer = client.get("/api/v1/units/zongzhuang/board").json()
    assert [tile["due"] for one in answer["boards"] for tile in one["tiles"]] == [None]


def test_the_api_has_the_same_states_and_how_many_there_are_of_each(world, reader, board):
    answer = reader().get("/api/v1/units/zongzhuang/board").json()
    tiles = {tile["module"]: tile["due"] for one in answer["boards"] for tile in one["tiles"]}
    assert tiles["featured_work"] == {"state": "late", "sign": "×", "words": "逾期9天", "due_on": "2026-03-31"}
    assert answer["due_counts"] == {"fresh": 0, "due_soon": 1, "late": 1, "blank": 1, "nil": 0}


def test_a_state_that_changed_with_the_day_is_not_served_from_a_cache(world, reader, monkeypatch):
    world.section("featured_work")
    said = [TileState("due_soon", "明天到期")]
    offering(monkeypatch, tile_states=lambda units, as_of: {unit: {"featured_work": said[0]} for unit in units})
    client = reader()
    for address in ("/zongzhuang/", "/api/v1/units/zongzhuang/board"):
        said[0] = TileState("due_soon", "明天到期")
        first = client.get(address)
        assert "no-cache" in first["Cache-Control"]
        said[0] = TileState("late", "逾期1天")
        again = client.get(address, headers={"if-none-match": first.get("ETag", "")})
        assert again.status_code == 200
        assert "逾期1天" in again.content.decode()


def test_what_stands_in_the_middle_and_at_the_end(world, reader, monkeypatch):
    def panels(viewer, unit):
        return [
            UnitPanel("方针目标", "portal/_states.html", {"states": [{"name": "目标甲", "sign": "●"}]}),
            UnitPanel("得分走势", "portal/_states.html", {"states": [{"name": "八十九分", "sign": "●"}]}, place="end"),
        ]

    offering(monkeypatch, unit_panels=panels, tile_states=lambda units, as_of: {})
    page = reader().get("/").content.decode()
    places = [page.index(words) for words in ("管理基础", "管理重点", "目标甲", "管理回顾", "下级党组织", "八十九分")]
    assert places == sorted(places)


def test_a_board_takes_as_many_queries_for_twenty_sections_as_for_one(world, reader, board):
    client = reader()

    def asked() -> int:
        forget()
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/zongzhuang/").status_code == 200
        return len(captured)

    before = asked()
    for module in ("rules_and_duties", "work_plan_summary", "party_dues", "key_tasks", "theme_party_day", "opinions"):
        open_section(world.branch, module, since=datetime.date(2025, 1, 1))
    publish(world, featured(world))
    assert asked() == before
