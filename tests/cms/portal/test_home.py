"""A unit's home page: words, boards, live blocks filled for who reads, and the units below."""

import datetime

import pytest
from django.utils import timezone

from cms.delivery.models import Document
from cms.portal import live
from cms.testing import publish, without_plugin
from cms.tree.actions import close_section, create_unit
from tests.cms.samples import featured, meeting


@pytest.fixture
def show(world):
    """A function (unit, *blocks) that makes these the body of the unit's published home page."""

    def compose(unit, *blocks):
        document = Document.objects.get(pk=unit.pk)
        document.content["body"] = [
            {"type": kind, "value": value, "id": str(n)} for n, (kind, value) in enumerate(blocks)
        ]
        document.save()

    return compose


def page(client, path="/zongzhuang/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_committee_s_home_is_the_site_s_root(world, reader):
    assert "<h1>江北车桥厂党委</h1>" in page(reader(), "/")


def test_every_home_page_has_the_three_boards_composed_or_not(world, reader):
    found = page(reader())
    for board in ("管理基础", "管理重点", "管理回顾"):
        assert found.count(f">{board}</h2>") == 1
    assert found.count("这块看板还没有开设栏目。") == 3


@pytest.mark.parametrize("boards", [("",), ("focus",), ("focus", "focus"), ("focus", ""), ("unknown",)])
def test_a_board_stands_once_however_often_it_is_composed(world, reader, show, boards):
    show(world.branch, *(("board", {"board": board}) for board in boards))
    found = page(reader())
    assert [found.count(f">{board}</h2>") for board in ("管理基础", "管理重点", "管理回顾")] == [1, 1, 1]


def test_a_tile_tells_count_newest_date_and_state(world, reader):
    day = timezone.localdate() - datetime.timedelta(days=40)
    publish(world, featured(world, occurred_on=day))
    publish(world, featured(world, occurred_on=day - datetime.timedelta(days=3)))
    world.section("three_meetings_one_lesson", state="trial")
    found = page(reader())
    assert 'href="/zongzhuang/featured-work/"' in found
    assert "<strong>2</strong>" in found
    assert f'datetime="{day}"' in found
    assert "暂无可查看的记录" in found
    assert "试运行" in found


def test_a_closed_section_stays_on_the_board_while_it_holds_something(world, reader):
    publish(world, featured(world))
    close_section(world.section("three_meetings_one_lesson"))
    close_section(world.section("featured_work"))
    found = page(reader())
    assert "已关闭" in found
    assert "三会一课" not in found


def test_tiles_count_only_what_the_reader_sees(world, reader):
    publish(world, featured(world, disclosure_scope="unit"))
    publish(world, featured(world))
    assert "<strong>1</strong>" in page(reader("employee"))
    assert "<strong>2</strong>" in page(reader("member"))
    assert "<strong>1</strong>" in page(reader("member", world.other))


def test_the_latest_records_are_those_that_the_reader_sees(world, reader, show):
    publish(world, featured(world, title="大家都能看的"))
    publish(world, featured(world, title="只给本单位党员的", disclosure_scope="unit"))
    show(world.branch, ("latest_records", {"title": "最新特色", "module": "featured_work", "count": 5}))
    assert "大家都能看的" in page(reader("employee", world.other))
    assert "只给本单位党员的" not in page(reader("employee", world.other))
    assert "只给本单位党员的" in page(reader("member"))


def test_a_committee_s_page_shows_what_its_branches_did_and_names_them(world, reader, show):
    publish(world, featured(world, title="总装的做法"))
    publish(world, featured(world, world.other, title="机加的做法"))
    show(
        world.committee,
        ("latest_records", {"title": "", "module": "featured_work", "count": 5}),
        ("calendar", {"months": 1}),
    )
    found = page(reader(), "/")
    assert found.index("panel") < found.index("机加的做法")
    assert "<span>总装党支部</span>" in found
    assert "<span>机加党支部</span>" in found


def test_as_many_records_as_asked_for_are_shown(world, reader, show):
    for number in range(3):
        publish(world, featured(world, title=f"做法之{number}"))
    show(world.branch, ("latest_records", {"title": "", "module": "featured_work", "count": 2}))
    assert page(reader()).count('<a href="/zongzhuang/featured-work/') == 2


def test_blocks_of_a_module_that_is_off_are_left_out(world, reader, show):
    publish(world, featured(world, title="停用前的做法"))
    show(world.branch, ("latest_records", {"title": "最新特色", "module": "featured_work", "count": 5}))
    assert "最新特色" in page(reader())
    with without_plugin("featured_work"):
        found = page(reader())
    assert "最新特色" not in found
    assert "停用前的做法" not in found


def test_notices_show_nothing_where_no_module_brings_them(world, reader, show):
    show(world.branch, ("notices", {"count": 5}), ("heading", {"text": "以后再说", "level": "2"}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live, "NOTICES", "no_such_module")
        assert "以后再说" in page(reader())


def test_notices_are_the_unit_s_and_its_committee_s(world, reader, show, monkeypatch):
    monkeypatch.setattr(live, "NOTICES", "featured_work")
    publish(world, featured(world, world.committee, title="党委的通知"))
    publish(world, featured(world, title="支部的通知"))
    publish(world, featured(world, world.other, title="别的支部的通知"))
    show(world.branch, ("notices", {"count": 5}))
    found = page(reader())
    assert "党委的通知" in found
    assert "支部的通知" in found
    assert "别的支部的通知" not in found


def test_the_calendar_marks_the_days_of_what_the_reader_sees(world, reader, show):
    today = timezone.localdate()
    publish(world, featured(world, title="今天的事", occurred_on=today))
    publish(world, featured(world, title="今天的内部事", occurred_on=today, disclosure_scope="unit"))
    show(world.branch, ("calendar", {"months": 1}))
    employee, member = page(reader("employee")), page(reader("member"))
    assert '<span class="pill">1<' in employee
    assert "今天的内部事" not in employee
    assert '<span class="pill">2<' in member


def test_the_calendar_goes_back_over_the_turn_of_the_year():
    assert live._month(2026, -1) == (datetime.date(2025, 11, 1), datetime.date(2025, 11, 30))
    assert live._month(2026, 2) == (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    assert live._month(2026, 0) == (datetime.date(2025, 12, 1), datetime.date(2025, 12, 31))


def test_the_units_below_are_listed_with_what_the_reader_sees_of_them(world, reader):
    publish(world, featured(world))
    found = page(reader(), "/")
    assert 'href="/zongzhuang/"' in found
    assert "1 条记录" in found
    assert "暂无可查看的记录" in found


def test_the_reader_s_own_unit_is_one_click_away(world, reader):
    assert f'href="/{world.other.slug}/" title="{world.other.title}"' in page(reader("employee", world.other), "/")


def test_a_unit_that_moved_is_found_at_its_earlier_address(world, reader):
    from cms.tree.actions import move_unit

    general = create_unit(title="前桥厂党总支", kind="general_branch", code="qianqiao", parent=world.committee)
    world.section("featured_work")
    move_unit(world.branch, general)
    client = reader()
    for path in ("/", "/featured-work/", "/featured-work/?year=2026"):
        answer = client.get(f"/zongzhuang{path}")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/qianqiao/zongzhuang{path}")
    assert client.get("/zongzhuang/nothing/", follow=True).status_code == 404


def test_a_home_page_takes_a_fixed_number_of_queries(world, reader, show, assert_queries):
    for _ in range(2):
        publish(world, featured(world))
    publish(world, meeting(world))
    show(
        world.branch,
        ("latest_records", {"title": "", "module": "featured_work", "count": 5}),
        ("board", {"board": ""}),
        ("calendar", {"months": 2}),
    )
    client = reader()
    with assert_queries("portal: a unit's home"):
        page(client)
    with assert_queries("portal: the committee's home"):
        page(client, "/")
