"""Field values as JSON: one form for each type of field, and the words that search may know."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from cms.delivery import values
from cms.schema import FieldSpec


def at(*moment) -> datetime.datetime:
    return datetime.datetime(*moment, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("kind", "raw", "value", "display"),
    [
        ("text", "一线会议室", "一线会议室", "一线会议室"),
        ("integer", 0, 0, "0"),
        ("integer", 42, 42, "42"),
        ("decimal", Decimal("90.50"), "90.50", "90.50"),
        ("money", Decimal("1234567.80"), "1234567.80", "1234567.80"),
        ("money", Decimal("1E+3"), "1000", "1000"),
        ("percent", Decimal("97.5"), "97.5", "97.5%"),
        ("bool", True, True, "是"),
        ("bool", False, False, "否"),
        ("date", datetime.date(2026, 3, 5), "2026-03-05", "2026年3月5日"),
        ("datetime", at(2026, 3, 5, 16, 30), "2026-03-05T16:30+08:00", "2026年3月5日 16:30"),
        ("text", datetime.time(16, 30), "16:30:00", "16:30:00"),
        ("url", "https://example.cn/a", "https://example.cn/a", "https://example.cn/a"),
        ("json", {"一月": 3}, {"一月": 3}, ""),
    ],
)
def test_each_type_has_a_json_value_and_the_reader_s_words(kind, raw, value, display):
    spec = FieldSpec("field", kind, "栏")
    found = values.value_of(raw, spec)
    assert found == value
    assert type(found) is type(value)
    assert values.display_of(raw, found, spec) == display


def test_choices_are_shown_by_their_labels_and_an_unknown_one_as_it_is():
    spec = FieldSpec("field", "choice", "栏", choices=[("a", "甲"), ("b", "乙")])
    assert values.display_of("b", "b", spec) == "乙"
    assert values.display_of("gone", "gone", spec) == "gone"
    assert (
        values.display_of(["b", "a"], ["b", "a"], FieldSpec("f", "multichoice", "栏", choices=spec.choices)) == "乙、甲"
    )


def test_the_words_are_chinese_whatever_language_the_screen_has(world):
    from cms.testing import publish
    from tests.cms.samples import featured

    page = featured(world)
    with translation.override("en"):
        publish(world, page)
    from cms.delivery.models import Document

    entries = {entry["name"]: entry for entry in Document.objects.get(pk=page.pk).content["fields"]}
    assert (entries["category"]["label"], entries["category"]["display"]) == ("类别", "队伍建设")
    assert entries["selected"]["display"] == "否"


class Page:
    """Stands for a page with these values: what `entry_of()` asks of one."""

    def __init__(self, **fields):
        vars(self).update(fields)


@pytest.mark.parametrize("empty", [None, "", []])
def test_what_is_empty_has_no_entry(empty):
    assert values.entry_of(Page(field=empty), FieldSpec("field", "text", "栏")) is None


@pytest.mark.parametrize(("kind", "raw"), [("integer", 0), ("bool", False), ("decimal", Decimal(0))])
def test_nothing_and_zero_differ(kind, raw):
    assert values.entry_of(Page(field=raw), FieldSpec("field", kind, "栏"))["name"] == "field"


def test_people_are_references_and_tables_have_their_columns(world):
    from cms.delivery.models import Document
    from cms.testing import publish
    from tests.cms.samples import meeting

    guest = world.person("欧阳明")
    page = meeting(world)
    page.observers = [guest]
    page.save_revision(user=world.user("drafter"))
    page = publish(world, page)
    entries = {entry["name"]: entry for entry in Document.objects.get(pk=page.pk).content["fields"]}
    assert entries["observers"]["value"] == [{"id": guest.pk, "title": "欧阳明"}]
    assert entries["observers"]["display"] == "欧阳明"
    assert entries["chair"]["value"] == {"id": page.chair_id, "title": page.chair.name}
    assert entries["topics"]["columns"][0] == {"name": "topic", "label": "议题", "type": "text"}
    assert entries["topics"]["value"] == [{"topic": "学习支部工作条例", "speaker": "", "points": ""}]
    assert "resolutions" not in entries


# Names that are masked ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "shown"), [("张三", "张*"), ("欧阳明", "欧**"), ("李", "李*"), ("", "*")])
def test_a_masked_name_keeps_its_first_character(name, shown):
    assert values.masked_name(name) == shown


def test_a_masked_entry_has_neither_names_nor_ids():
    entry = {
        "name": "candidates", "label": "人选", "type": "people",
        "value": [{"id": 7, "title": "张三"}, {"id": 8, "title": "欧阳明"}], "display": "张三、欧阳明",
    }  # fmt: skip
    masked = values.masked(entry)
    assert (masked["value"], masked["display"]) == ("张*、欧**", "张*、欧**")
    assert "张三" not in str(masked)


# References to other records ------------------------------------------------------------------------------------------

MEETING, SECRET = {"id": 1, "title": "支部大会"}, {"id": 2, "title": "机密会议"}


@pytest.mark.parametrize(
    ("entry", "seen", "left"),
    [
        ({"type": "record_ref", "value": MEETING, "display": "支部大会"}, {1}, MEETING),
        ({"type": "record_ref", "value": SECRET, "display": "机密会议"}, {1}, None),
        ({"type": "record_refs", "value": [MEETING, SECRET], "display": "支部大会、机密会议"}, {1}, [MEETING]),
        ({"type": "record_refs", "value": [SECRET], "display": "机密会议"}, set(), None),
    ],
)
def test_references_to_records_that_are_not_seen_are_left_out(entry, seen, left):
    found = values.only_referring_to({"name": "field", "label": "会议", **entry}, seen)
    if left is None:
        assert found is None
    else:
        assert found["value"] == left
        assert "机密会议" not in str(found)


def test_in_a_table_the_cell_is_emptied_and_the_row_stays():
    entry = {
        "name": "steps", "label": "步骤", "type": "table",
        "columns": [{"name": "step", "label": "步骤", "type": "text"}, {"name": "meeting", "label": "会议", "type": "record_ref"}],
        "value": [{"step": "公示", "meeting": SECRET}, {"step": "讨论", "meeting": MEETING}, {"step": "审批", "meeting": None}],
    }  # fmt: skip
    assert values.referred(entry) == {1, 2}
    assert values.only_referring_to(entry, {1})["value"] == [
        {"step": "公示", "meeting": None},
        {"step": "讨论", "meeting": MEETING},
        {"step": "审批", "meeting": None},
    ]


def test_what_refers_to_nothing_stays_as_it_is():
    entry = {"name": "place", "label": "地点", "type": "text", "value": "会议室", "display": "会议室"}
    assert values.referred(entry) == set()
    assert values.only_referring_to(entry, set()) is entry


# Search ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"type": "richtext", "value": "<p>把党小组会<b>开到</b>机台边</p>"}, "把党小组会开到机台边"),
        ({"type": "choice", "value": "team", "display": "队伍建设"}, "队伍建设"),
        ({"type": "integer", "value": 20, "display": "20"}, "20"),
        ({"type": "files", "value": [{"title": "签到表.pdf"}, {"title": "纪要.docx"}]}, "签到表.pdf 纪要.docx"),
        ({"type": "record_ref", "value": SECRET, "display": "机密会议"}, ""),
        (
            {
                "type": "table",
                "columns": [
                    {"name": "who", "type": "person"}, {"name": "what", "type": "richtext"},
                    {"name": "meeting", "type": "record_ref"}, {"name": "no", "type": "integer"},
                ],
                "value": [{"who": {"id": 1, "title": "张三"}, "what": "<i>发言</i>", "meeting": SECRET, "no": 0}],
            },
            "张三 发言 0",
        ),
    ],
)  # fmt: skip
def test_the_words_of_an_entry(entry, words):
    assert values.plain(entry) == words
