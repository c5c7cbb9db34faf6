"""A section's list: newest first, a page at a time, narrowed by year and period; wrong parameters get a clear answer."""

import copy
import datetime
import re

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.delivery import reading
from cms.delivery.documents import path_of
from cms.delivery.models import Document
from cms.testing import publish, without_plugin
from tests.cms.samples import featured

SECTION = "/zongzhuang/featured-work/"


def titles(answer) -> list[str]:
    return re.findall(r'<h3><a href="[^"]+">([^<]+)</a></h3>', answer.content.decode())


def days_ago(number: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=number)


def test_records_stand_newest_fact_first_whatever_was_published_first(world, reader):
    for ago in (3, 1, 2):
        publish(world, featured(world, title=f"{ago}天前", occurred_on=days_ago(ago)))
    assert titles(reader().get(SECTION)) == ["1天前", "2天前", "3天前"]


def test_the_list_goes_on_from_page_to_page_until_its_end(world, reader, monkeypatch):
    for ago in range(3):
        publish(world, featured(world, title=f"{ago}天前", occurred_on=days_ago(ago)))
    real = reading.records
    monkeypatch.setattr(reading, "records", lambda *args, **rest: real(*args, **{**rest, "limit": 2}))
    client = reader()
    first = client.get(SECTION)
    following = re.search(r'rel="next" href="([^"]+)"', first.content.decode())[1]
    second = client.get(SECTION + following)
    assert (titles(first), titles(second)) == (["0天前", "1天前"], ["2天前"])
    assert 'rel="next"' not in second.content.decode()
    assert "回到最新" in second.content.decode()


def test_the_list_is_narrowed_by_year_and_period(world, reader):
    publish(world, featured(world, title="前年的", occurred_on=datetime.date(2024, 5, 6)))
    publish(world, featured(world, title="去年春的", occurred_on=datetime.date(2025, 2, 3)))
    publish(world, featured(world, title="去年夏的", occurred_on=datetime.date(2025, 5, 6)))
    client = reader()
    assert titles(client.get(SECTION, {"year": "2025"})) == ["去年夏的", "去年春的"]
    assert titles(client.get(SECTION, {"year": "2025", "period": "2025Q1"})) == ["去年春的"]
    assert titles(client.get(SECTION, {"period": "2024Q2"})) == ["前年的"]
    assert "2025年第1季度" in client.get(SECTION, {"year": "2025"}).content.decode()
    empty = client.get(SECTION, {"year": "2023"})
    assert titles(empty) == []
    assert "这段时间没有记录。" in empty.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"after": "garbage"}, "“garbage”不是翻页标记。"),
        ({"after": "20261399-1"}, "“20261399-1”不是翻页标记。"),
        ({"after": "20260101-" + "9" * 40}, "不是翻页标记。"),
        ({"after": "<script>"}, "“&lt;script&gt;”不是翻页标记。"),
        ({"year": "last"}, "年份（year）写作 2026，而不是“last”。"),
        ({"year": "0000"}, "年份（year）"),
        ({"year": "٢٠٢٦"}, "年份（year）"),
        ({"period": "2026-13"}, "期间（period）写作"),
        ({"period": "2026Q5"}, "期间（period）写作"),
    ],
)
def test_a_parameter_that_means_nothing_is_named(world, reader, query, words):
    world.section("featured_work")
    answer = reader().get(SECTION, query)
    assert answer.status_code == 400
    assert words in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?utm=1", "?page=99", "?year=&period=&after=", "?year=2026&after="])
def test_parameters_of_others_and_empty_ones_do_no_harm(world, reader, query):
    publish(world, featured(world))
    assert reader().get(SECTION + query).status_code == 200


def test_the_list_shows_nobody_what_they_may_not_read(world, reader):
    publish(world, featured(world, title="大家的"))
    publish(world, featured(world, title="党员的", disclosure_scope="members"))
    publish(world, featured(world, title="支部的", disclosure_scope="unit"))
    featured(world, title="还没审的")
    assert set(titles(reader("employee").get(SECTION))) == {"大家的"}
    assert set(titles(reader("member", world.other).get(SECTION))) == {"大家的", "党员的"}
    assert set(titles(reader("member").get(SECTION))) == {"大家的", "党员的", "支部的"}


def test_the_count_and_the_years_are_of_what_the_reader_sees(world, reader):
    publish(world, featured(world, occurred_on=datetime.date(2024, 5, 6), disclosure_scope="unit"))
    publish(world, featured(world, occurred_on=datetime.date(2025, 5, 6)))
    employee, member = (reader(role).get(SECTION).content.decode() for role in ("employee", "member"))
    assert "共 1 条记录" in employee
    assert "year=2024" not in employee
    assert "共 2 条记录" in member
    assert "year=2024" in member


def test_an_empty_section_says_so_kindly(world, reader):
    world.section("featured_work")
    assert "这里还没有您可以查看的记录。" in reader().get(SECTION).content.decode()


def test_the_module_s_rule_stands_on_its_page(world, reader):
    world.section("three_meetings_one_lesson")
    page = reader().get("/zongzhuang/three-meetings-one-lesson/").content.decode()
    assert "党员大会每季度至少1次（制度规定）" in page
    assert "中国共产党支部工作条例" in page


def test_trial_and_closed_are_told(world, reader):
    from cms.tree.actions import close_section

    section = world.section("featured_work", state="trial")
    assert "试运行" in reader().get(SECTION).content.decode()
    close_section(section)
    assert "不再接收新记录" in reader().get(SECTION).content.decode()


def test_only_an_information_officer_of_the_unit_is_offered_to_write(world, reader):
    section = world.section("featured_work")
    asked = f"/admin/pages/add/featured_work/featuredrecord/{section.pk}/"
    assert asked in reader("drafter").get(SECTION).content.decode()
    for client in (reader("employee"), reader("secretary"), reader("drafter", world.other), reader("approver")):
        assert "新建记录" not in client.get(SECTION).content.decode()


def test_nobody_is_offered_to_write_in_a_closed_section(world, reader):
    from cms.tree.actions import close_section

    close_section(world.section("featured_work"))
    assert "新建记录" not in reader("drafter").get(SECTION).content.decode()


def test_the_section_of_a_module_that_is_off_does_not_exist(world, reader, address):
    record = publish(world, featured(world))
    client = reader()
    assert client.get(SECTION).status_code == 200
    with without_plugin("featured_work"):
        assert client.get(SECTION).status_code == 404
        assert client.get(address(record)).status_code == 404
        assert client.get("/zongzhuang/").status_code == 200
    assert client.get(SECTION).status_code == 200


def test_a_section_that_was_never_opened_does_not_exist(world, reader):
    assert reader().get(SECTION).status_code == 404


def test_a_section_takes_a_fixed_number_of_queries(world, reader, assert_queries):
    for ago in range(3):
        publish(world, featured(world, occurred_on=days_ago(ago)))
    client = reader()
    with assert_queries("portal: a section"):
        assert client.get(SECTION).status_code == 200


def test_a_section_of_ten_thousand_records_takes_as_many_queries_and_shows_one_page(world, reader, assert_queries):
    page = publish(world, featured(world, occurred_on=days_ago(400)))
    many(page, 10_000)
    client = reader()
    with assert_queries("portal: a section"):
        first = client.get(SECTION).content.decode()
    assert "共 10001 条记录" in first
    assert first.count("record-card") == 20
    # the last page costs what the first does; years are not counted there by another way
    last = Document.objects.filter(section_id=page.owning_section.pk).order_by("occurred_on", "page_id")[5]
    with assert_queries("portal: a section's later page"):
        answer = client.get(SECTION, {"after": f"{last.occurred_on:%Y%m%d}-{last.pk}"})
    assert answer.content.decode().count("record-card") == 5


def many(page, count: int) -> None:
    """So many further documents like this page's in its section, a few each day: what readers read, and no more than that."""
    document = Document.objects.get(pk=page.pk)
    parent, top = page.get_parent(), Page.objects.latest("pk").pk
    days = [document.occurred_on + datetime.timedelta(days=number % 300) for number in range(count)]
    pages = [
        Page(
            pk=top + number,
            path=Page._get_path(parent.path, page.depth, number + 1),
            depth=page.depth,
            title=f"记录{number}",
            slug=f"many-{number}",
            url_path=f"{parent.url_path}many-{number}/",
            content_type=page.content_type,
            locale=page.locale,
            live=True,
        )
        for number in range(1, count + 1)
    ]
    Page.objects.bulk_create(pages, batch_size=500)
    copies = []
    for one, day in zip(pages, days, strict=True):
        copied = copy.copy(document)
        copied.pk, copied.title, copied.occurred_on, copied.path = one.pk, one.title, day, path_of(one.url_path)
        copies.append(copied)
    Document.objects.bulk_create(copies, batch_size=500)
