"""Passages and marks: safe HTML, whatever the text holds, and the words that were asked for marked in it."""

import html
import re

from hypothesis import assume, given
from hypothesis import strategies as st

from search.analysis import query_terms
from search.highlight import LEAD, LENGTH, mark, passages
from tests.search.strategies import texts, texts_with_a_part

TAG = re.compile(r"</?mark>")


def words_of(shown: str) -> str:
    """The text behind safe HTML, on one line."""
    return " ".join(html.unescape(TAG.sub("", shown)).split())


def is_safe(shown: str) -> bool:
    """No markup but pairs of <mark>, never one inside another."""
    return (
        "<" not in TAG.sub("", shown) and re.fullmatch(r"([^<]*<mark>[^<]+</mark>)*[^<]*", shown, re.DOTALL) is not None
    )


@given(texts, texts)
def test_marks_are_safe_html_and_change_no_word(text, question):
    shown = mark(text, query_terms(question))
    assert is_safe(shown)
    assert words_of(shown) == " ".join(text.split())


@given(texts, texts)
def test_passages_are_safe_html_out_of_the_text(text, question):
    line = " ".join(text.split())
    for shown in passages(text, query_terms(question)):
        assert is_safe(shown)
        assert words_of(shown).removeprefix("…").removesuffix("…").strip() in line


@given(texts_with_a_part(), st.text(alphabet="甲乙丙。", max_size=400), st.text(alphabet="甲乙丙。", max_size=400))
def test_whatever_is_asked_for_and_stands_in_the_text_is_marked(pair, before, after):
    text, part = pair
    terms = query_terms(part)
    assume(terms)
    shown = passages(f"{before}\n{text}\n{after}", terms)
    assert any("<mark>" in one for one in shown)
    assert "<mark>" in mark(text, terms)


def test_a_phrase_is_marked_as_one():
    assert mark("做好党费收缴工作", query_terms("党费收缴")) == "做好<mark>党费收缴</mark>工作"


def test_what_was_typed_otherwise_is_marked_as_it_stands():
    assert mark("關於黨費的規定", query_terms("党费")) == "關於<mark>黨費</mark>的規定"
    assert mark("ＯＫＲ", query_terms("okr")) == "<mark>ＯＫＲ</mark>"


def test_markup_in_a_text_is_shown_as_it_was_written():
    assert mark("<b>党费</b>&", query_terms("党费")) == "&lt;b&gt;<mark>党费</mark>&lt;/b&gt;&amp;"


def test_a_passage_begins_with_its_sentence_and_is_short():
    text = "第一句与此无关。支部按月收缴党费，并向上级党组织报告。" + "后面还有很长的话，" * 40
    assert passages(text, query_terms("党费")) == ["支部按月收缴<mark>党费</mark>，并向上级党组织报告。"]


def test_a_sentence_without_end_is_cut_and_says_so():
    (shown,) = passages("前言" * 40 + "党费" + "后语" * 400, query_terms("党费"))
    assert shown.startswith("…前言")
    assert shown.endswith("后语…")
    assert len(words_of(shown)) <= LENGTH + LEAD + 2


def test_the_place_with_most_of_the_words_comes_before_those_with_fewer():
    text = "党费。" + "无关。" * 100 + "收缴。" + "无关。" * 100 + "党费收缴标准由上级规定。"
    (shown,) = passages(text, query_terms("党费收缴标准"), most=1)
    assert "<mark>党费收缴标准</mark>" in shown


def test_passages_stand_in_the_order_of_the_text_and_do_not_repeat_it():
    text = "党费一。" + "无关。" * 100 + "党费二。" + "无关。" * 100 + "党费三。" + "无关。" * 100 + "党费四。"
    shown = passages(text, query_terms("党费"))
    assert [re.search("<mark>党费</mark>(.)", one)[1] for one in shown] == ["一", "二", "三"]


def test_a_text_without_the_words_gives_its_beginning():
    assert passages("支部概况。下面是正文。", query_terms("党费")) == ["支部概况。下面是正文。"]
    assert passages("", query_terms("党费")) == []
    assert passages(" \n ", query_terms("党费")) == []


def test_a_book_of_nothing_but_the_words_is_shown_in_time():
    shown = passages("党费收缴" * 50_000, query_terms("党费收缴"))
    assert shown and all("<mark>" in one for one in shown)
