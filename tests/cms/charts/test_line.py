"""A chart says in words and figures what it draws, and draws nothing that is not known."""

import re
from decimal import Decimal

from django.template import Context, Template

from cms.charts import Series, sparkline, trend

LABELS = ["1月", "2月", "3月", "4月"]
D = Decimal


def html(template: str, **context) -> str:
    return Template("{% load charts %}" + template).render(Context(context))


def test_a_line_breaks_where_there_is_no_figure():
    line = trend("合格率", LABELS, [Series("实绩", [D(97), D(98), None, D(99)])]).lines[0]
    assert [len(path.split()) for path in line.paths] == [2]
    assert [(point.label, point.words) for point in line.points] == [("1月", "97"), ("2月", "98"), ("4月", "99")]


def test_larger_figures_lie_higher_and_every_figure_between_the_first_and_the_last_tick():
    chart = trend("合格率", LABELS, [Series("实绩", [D("96.6"), D("98.1"), D("97.2"), D("-3")])])
    heights = [point.y for point in chart.lines[0].points]
    assert heights[1] < heights[2] < heights[0] < heights[3]
    ticks = {words: y for y, words in chart.ticks}
    assert min(ticks.values()) <= min(heights)
    assert max(heights) <= max(ticks.values())
    assert "0" in ticks


def test_figures_that_are_all_the_same_are_drawn_too():
    chart = trend("合格率", LABELS, [Series("实绩", [D(0), D(0), None, None])])
    assert len({point.y for point in chart.lines[0].points}) == 1
    assert sparkline(LABELS, [D(5), D(5), D(5), D(5)], D(5)).level == sparkline(LABELS, [D(5)] * 4).last.y


def test_without_any_figure_there_is_no_chart():
    assert trend("合格率", LABELS, [Series("实绩", [None] * 4)]) is None
    assert sparkline(LABELS, [None] * 4, D(3)) is None
    assert html("{% trend_chart chart %}{% sparkline_svg chart %}", chart=None).strip() == ""


def test_the_table_behind_has_every_series_and_every_period():
    series = [
        Series("实绩", [D("97.50"), None, D(98), None]),
        Series("计划", [D(97)] * 4, ["97.0"] * 4),
        Series("空", [None] * 4),
    ]
    text = html("{% trend_chart chart %}", chart=trend("合格率", LABELS, series, "%"))
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", text)
    assert cells == ["97.5", "97.0", "—", "—", "97.0", "—", "98", "97.0", "—", "—", "97.0", "—"]
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', text)[1:] == ["实绩", "计划", "空"]


def test_it_is_told_to_who_does_not_see_it_and_lines_differ_by_more_than_colour():
    chart = trend("合格率", LABELS, [Series("实绩", [D(97), D(98), None, None]), Series("计划", [D(97)] * 4)])
    text = html("{% trend_chart chart %}", chart=chart)
    assert 'aria-label="合格率：实绩从1月的97到2月的98。"' in text
    assert {line.stroke for line in chart.lines} == {"solid", "dashed"}
    assert "走势：1月 97，3月 99" in html(
        "{% sparkline_svg line %}", line=sparkline(LABELS, [D(97), None, D(99), None])
    )


def test_words_are_escaped_and_nothing_needs_a_script_or_a_style():
    text = html("{% trend_chart chart %}", chart=trend("<b>", LABELS, [Series("<i>", [D(1), D(2), None, None])], "<u>"))
    assert not re.search(r"<(b|i|u|script|style)>|style=|onclick", text)
