"""Fields by their type: short facts together, long words and tables apart; cells in the reader's words."""

import pytest

from cms import plugins
from cms.access import ANYONE
from cms.plugins import Cadence, Source
from cms.portal.fields import field_groups
from cms.portal.rules import cadence_words, source_words
from cms.portal.values import cell, fact
from cms.templatetags.portal import file_kind, moment, period_name


def entry(kind, value, display=None, **more) -> dict:
    found = {"name": "x", "label": "字段", "type": kind, "value": value, **more}
    return found if display is None else {**found, "display": display}


def kinds(*entries) -> list[str]:
    return [group["kind"] for group in field_groups(ANYONE, plugins.find_module("featured_work"), list(entries))]


def test_neighbouring_short_fields_stand_together_and_long_ones_apart():
    found = kinds(
        entry("text", "短", "短"),
        entry("date", "2026-03-04", "2026年3月4日"),
        entry("richtext", "<p>长</p>", "<p>长</p>"),
        entry("text", "很长" * 40, "很长" * 40),
        entry("integer", 3, "3"),
        entry("text", "两\n行", "两\n行"),
        entry("month_series", ["1"] * 12, "…"),
        entry("month_series", [None] * 12, "…"),
        entry("of_a_plugin", {"a": 1}),
    )
    assert found == ["facts", "richtext", "text", "facts", "text", "months", "other"]


def test_a_column_that_is_empty_in_every_row_is_left_out():
    columns = [{"name": "a", "label": "甲", "type": "text"}, {"name": "b", "label": "乙", "type": "integer"}]
    table = entry("table", [{"a": "x", "b": None}, {"a": "", "b": None}], columns=columns)
    [group] = field_groups(ANYONE, plugins.find_module("featured_work"), [table])
    assert [column["label"] for column in group["columns"]] == ["甲"]
    zero = entry("table", [{"a": "x", "b": 0}], columns=columns)
    [group] = field_groups(ANYONE, plugins.find_module("featured_work"), [zero])
    assert [column["label"] for column in group["columns"]] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("text", None, "—"),
        ("text", "", "—"),
        ("integer", 0, "0"),
        ("date", "2026-03-04", "2026年3月4日"),
        ("date", "soon", "soon"),
        ("datetime", "2026-03-04T16:30+08:00", "2026年3月4日 16:30"),
        ("bool", True, "是"),
        ("bool", False, "否"),
        ("percent", "97.5", "97.5%"),
        ("money", "1234567.80", "1,234,567.80 元"),
        ("money", "much", "much"),
        ("person", {"id": 1, "title": "张三"}, "张三"),
        ("people", [{"id": 1, "title": "张三"}, {"id": 2, "title": "李四"}], "张三、李四"),
        ("choice", "yes", "同意"),
        ("multichoice", ["yes", "other"], "同意、other"),
    ],
)
def test_a_cell_says_it_in_the_reader_s_words(kind, value, words):
    assert cell(value, kind, {"yes": "同意"}, {}) == {"text": words}


def test_addresses_are_links_only_where_a_browser_may_follow_them():
    assert cell("https://example.org/a", "url", {}, {})["links"] == [("https://example.org/a", "https://example.org/a")]
    assert cell("javascript:alert(1)", "url", {}, {})["links"] == [("javascript:alert(1)", "")]


def test_a_reference_is_a_link_for_those_who_may_follow_it_and_says_nothing_to_others():
    value = [{"id": 7, "title": "看得见的"}, {"id": 8, "title": "看不见的"}]
    found = cell(value, "record_refs", {}, {7: ("看得见的", "/a/")})["links"]
    assert found == [("看得见的", "/a/"), ("（不在您查看范围内的记录）", "")]


def test_a_fact_keeps_the_words_that_it_was_published_with():
    assert fact(entry("choice", "members", "党员大会"), {}) == {"text": "党员大会"}
    assert fact(entry("money", "12.50", "12.50"), {}) == {"text": "12.50 元"}
    file = {"title": "表.docx", "url": "/files/1/x.docx"}
    assert fact(entry("file", file, "表.docx"), {}) == {"links": [("表.docx", "/files/1/x.docx")]}


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2026-03", "2026年3月"),
        ("2026Q4", "2026年第4季度"),
        ("2026H1", "2026年上半年"),
        ("2026H2", "2026年下半年"),
        ("2026", "2026年"),
        ("", ""),
        ("someday", "someday"),
    ],
)
def test_periods_have_names(period, name):
    assert period_name(period) == name


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ({"filename": "a.docx", "url": "/x"}, "DOCX"),
        ({"url": "/files/1/a.pdf"}, "PDF"),
        ({"url": "/files/1/nameless"}, ""),
        ({"filename": "a.much-too-long"}, ""),
    ],
)
def test_a_file_s_kind_is_its_extension(item, kind):
    assert file_kind(item) == kind


def test_a_moment_that_is_none_stays_as_it_is():
    assert moment("2026-03-04T16:30+08:00") == "2026年3月4日 16:30"
    assert moment("") == ""
    assert moment("soon") == "soon"


# A module's rule in words ----------------------------------------------------------------------------------------------


class Module:
    standing = False
    model = None

    def __init__(self, cadence):
        self.cadence = cadence


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        (None, ""),
        (Cadence("month", "statutory"), "每月至少1次（制度规定）"),
        (Cadence("quarter", "customary", min_items=2), "每季度至少2次（通行做法）"),
        (Cadence("event", "default", due="会后7日内上传"), "有此类事项时填报（本厂约定）。时限：会后7日内上传"),
        (
            Cadence(
                "month",
                "statutory",
                by_field_value={"kind": {"lesson": {"interval": "year", "min_items": 1, "kind": "default"}}},
            ),
            "lesson每年至少1次（本厂约定）",
        ),
    ],
)
def test_a_cadence_in_words(cadence, words):
    assert cadence_words(Module(cadence)) == words


def test_what_is_kept_up_to_date_is_updated_and_not_added_to():
    module = Module(Cadence("year", "default"))
    module.standing = True
    assert cadence_words(module) == "每年至少更新1次（本厂约定）"


def test_every_built_in_module_s_rule_can_be_said():
    for module in plugins.modules():
        assert "None" not in cadence_words(module)
        for source in module.sources:
            assert source_words(source).startswith("《")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source("党章", 2022, verified="yes"), "《党章》（2022年）"),
        (Source("条例", article="11-14, 16", verified="partly"), "《条例》第11-14、16条"),
        (Source("条例", article="第三章", verified="yes"), "《条例》第三章"),
        (Source("条例"), "《条例》（条款待核）"),
    ],
)
def test_a_source_in_words(source, words):
    assert source_words(source) == words
