"""Every block of a body has a template; one that has none is shown all the same, as lists and words."""

import pytest
from django.template import Context, Template

from cms.blocks.vocabulary import RETIRED, core_blocks
from cms.delivery.media import attachment_json, image_json
from cms.portal.tables import rows
from tools.console import ROOT


def shown(kind, value) -> str:
    return Template("{% load portal %}{% block_html item %}").render(Context({"item": {"type": kind, "value": value}}))


def test_every_core_block_has_a_template_of_its_own():
    # boards are laid out by the page itself
    wanted = set(core_blocks(home=True)) - {"board", RETIRED}
    assert wanted <= {path.stem for path in (ROOT / "templates" / "portal" / "blocks").glob("*.html")}


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("heading", {"text": "大标题", "level": "2"}, '<h2 class="block-heading">大标题</h2>'),
        ("heading", {"text": "小标题", "level": "3"}, '<h3 class="block-heading">小标题</h3>'),
        ("rich_text", "<p>一段<b>话</b></p>", "<p>一段<b>话</b></p>"),
        ("quote", {"text": "原话", "source": "某次会议"}, "<figcaption>某次会议</figcaption>"),
        ("callout", {"kind": "warning", "text": "小心"}, "警示"),
        ("callout", {"kind": "notice", "text": "小心"}, "须知"),
        ("person", {"name": "汪光明", "role": "调漆工", "text": "带头人", "image": None}, "调漆工"),
        ("timeline", [{"date": "7月", "title": "起步", "text": ""}], "<strong>起步</strong>"),
        ("figures", [{"label": "党员", "value": "37", "unit": "人"}], "<strong>37</strong> 人"),
        ("image", {"image": None, "alt": "", "caption": ""}, ""),
        ("attachment", {"file": None, "title": ""}, ""),
    ],
)
def test_a_block_shows_what_it_holds(kind, value, words):
    assert words in shown(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("heading", {"text": "<b>x</b>", "level": "2"}),
        ("quote", {"text": "<b>x</b>", "source": ""}),
        ("callout", {"kind": "info", "text": "<b>x</b>"}),
        ("person", {"name": "<b>x</b>", "role": "", "text": ""}),
        ("timeline", [{"date": "<b>x</b>", "title": "", "text": ""}]),
        ("figures", [{"label": "<b>x</b>", "value": "", "unit": ""}]),
        ("table", {"data": [["<b>x</b>"]]}),
        ("of_a_plugin", {"words": "<b>x</b>"}),
    ],
)
def test_words_in_a_block_are_no_markup(kind, value):
    assert "<b>x</b>" not in shown(kind, value)
    assert "x" in shown(kind, value)


def test_pictures_and_files_are_shown_with_their_words(world):
    image, file = image_json(world.image()), attachment_json(world.attachment(title="附表.txt"))
    single = shown("image", {"image": image, "alt": "雨中值守", "caption": "车间现场"})
    assert 'alt="雨中值守"' in single
    assert "<figcaption>车间现场</figcaption>" in single
    assert image["renditions"]["wide"]["url"] in single
    several = shown(
        "gallery", [{"image": image, "alt": "一", "caption": ""}, {"image": image, "alt": "二", "caption": ""}]
    )
    assert several.count("<img") == 2
    assert image["renditions"]["thumb"]["url"] in shown("person", {"name": "张三", "image": image})
    assert "附表.txt" in shown("attachment", {"file": file, "title": ""})
    assert "另一个名字" in shown("attachment", {"file": file, "title": "另一个名字"})


def test_a_block_without_a_template_is_shown_as_lists_and_words():
    found = shown("of_a_plugin", {"title": "得分", "marks": [1, {"deep": True}], "none": None, "html": "<p>字</p>"})
    for words in ("<dt>title</dt>", "得分", "<li>", "是", "字"):
        assert words in found


def test_a_plugin_brings_its_block_s_template(settings, tmp_path):
    folder = tmp_path / "portal" / "blocks"
    folder.mkdir(parents=True)
    (folder / "of_a_plugin.html").write_text("得分：{{ value.mark }}", encoding="utf-8")
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]
    assert shown("of_a_plugin", {"mark": 95}) == "得分：95"


# Tables -----------------------------------------------------------------------------------------------------------------


def words_of(cells) -> list[str]:
    return [cell["words"] for cell in cells]


def test_a_table_has_its_headers_where_the_editor_said():
    data = [["写法", "说明"], ["〔2026〕", "正确"]]
    by_row = rows({"data": data, "table_header_choice": "row"})
    assert words_of(by_row["head"]) == ["写法", "说明"]
    assert [words_of(row) for row in by_row["body"]] == [["〔2026〕", "正确"]]
    by_column = rows({"data": data, "table_header_choice": "column"})
    assert by_column["head"] == []
    assert [cell["heads"] for cell in by_column["body"][0]] == [True, False]
    assert rows({"data": data})["head"] == []
    assert words_of(rows({"data": data, "first_row_is_table_header": True})["head"]) == ["写法", "说明"]


def test_merged_cells_span_and_those_that_they_cover_are_gone():
    table = rows(
        {
            "data": [["甲", "乙", "丙"], ["丁", "戊", "己"]],
            "mergeCells": [{"row": 0, "col": 0, "rowspan": 2, "colspan": 2}],
        }
    )
    assert [words_of(row) for row in table["body"]] == [["甲", "丙"], ["己"]]
    assert 'rowspan="2" colspan="2"' in str(table["body"][0][0]["attributes"])


def test_empty_cells_are_kept_and_empty_rows_at_the_end_are_not():
    table = rows(
        {"data": [["甲", None], [None, "乙"], [None, None]], "cell": [{"row": 0, "col": 0, "className": "htRight"}]}
    )
    assert [words_of(row) for row in table["body"]] == [["甲", ""], ["", "乙"]]
    assert table["body"][0][0]["attributes"] == 'class="number"'


@pytest.mark.parametrize("value", [{}, {"data": None}, {"data": []}, {"data": [[]]}])
def test_a_table_without_cells_is_shown_as_nothing(value):
    assert rows(value) == {"head": [], "body": []}
    assert "<td" not in shown("table", value)
