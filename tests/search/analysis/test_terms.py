"""The analyzer: whatever stands in a text is found by asking for any part of it, however it was typed."""

import unicodedata

import pytest
from hypothesis import example, given

from search import analysis
from search.analysis import Term, fold, fold_with_origins, index_terms, occurrences, query_terms
from search.analysis.terms import LONGEST_WORD
from tests.search.strategies import texts, texts_with_a_part


def finds(terms: list[Term], indexed: list[str]) -> bool:
    whole = set(indexed)
    return all(any(one.startswith(term.text) for one in whole) if term.prefix else term.text in whole for term in terms)


@given(texts_with_a_part())
@example(("关于做好黨費收繳工作", "费收"))
@example(("党费", "费"))
@example(("abc" * 40, "abc" * 40))
def test_whatever_stands_in_a_text_is_found_by_asking_for_any_part_of_it(pair):
    text, part = pair
    assert finds(query_terms(part), index_terms(text))


@given(texts_with_a_part())
def test_every_part_that_is_asked_for_is_seen_in_the_text(pair):
    text, part = pair
    folded = fold(text)
    seen = {term for _start, _end, term in occurrences(query_terms(part), folded)}
    assert seen == set(query_terms(part))


@given(texts)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(texts, texts)
def test_folding_looks_at_one_character_at_a_time(first, second):
    assert fold(first + second) == fold(first) + fold(second)


@given(texts)
def test_every_place_of_a_folded_text_leads_back_to_the_character_it_comes_from(text):
    folded = fold_with_origins(text)
    assert folded.text == fold(text)
    for place, character in enumerate(folded.text):
        first, last = folded.original(place, place + 1)
        assert character in fold(text[first:last])


@given(texts)
def test_terms_hold_nothing_but_what_words_are_made_of(text):
    """The engines rely on it: nothing in a term needs escaping, and no term has a blank."""
    for term in index_terms(text):
        assert term
        kinds = {unicodedata.category(character) for character in term}
        # Cn: Chinese characters that this Python's Unicode does not know yet
        assert {kind for kind in kinds if kind[0] not in "LNM"} <= {"Cn"}, term


@given(texts)
def test_asking_for_a_whole_text_asks_for_nothing_twice(text):
    terms = query_terms(text)
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("关于做好黨費收繳工作 (2026)", "关于 于做 做好 好党 党费 费收 收缴 缴工 工作 作 2026"),
        ("ＯＫＲ考核", "okr 考核 核"),
        ("三会一课，党日", "三会 会一 一课 课 党日 日"),
        ("", ""),
        ("，。 —— …", ""),
        ("党", "党"),
        ("王\u200b建国", "王建 建国 国"),
        ("Café Straße", "cafe strasse"),
        ("a_b-c.d", "a b c d"),
        ("5S管理", "5s 管理 理"),
    ],
)
def test_the_terms_of_a_text(text, terms):
    assert " ".join(index_terms(text)) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("党费", [Term("党费")]),
        ("党费收缴", [Term("党费"), Term("费收"), Term("收缴")]),
        ("课", [Term("课", prefix=True)]),
        ("党费 党费", [Term("党费")]),
        ("okr考核", [Term("okr"), Term("考核")]),
        ("。。", []),
    ],
)
def test_the_terms_of_a_question(text, terms):
    assert query_terms(text) == terms


def test_somebody_who_is_still_typing_asks_for_words_that_begin_so():
    assert query_terms("OK", unfinished=True) == [Term("ok", prefix=True)]
    assert query_terms("党费 202", unfinished=True) == [Term("党费"), Term("202", prefix=True)]
    assert query_terms("OKR考核", unfinished=True) == [Term("okr"), Term("考核")]


def test_a_word_of_letters_is_not_found_inside_a_longer_one():
    assert not occurrences(query_terms("art"), fold("party start"))
    assert [found[:2] for found in occurrences(query_terms("art"), fold("art, ART"))] == [(0, 3), (5, 8)]


def test_an_endless_word_is_cut_alike_in_text_and_question():
    endless = "x" * (LONGEST_WORD * 3)
    assert index_terms(endless) == [endless[:LONGEST_WORD]]
    assert finds(query_terms(endless), index_terms(endless))


def test_the_version_names_the_libraries_that_the_terms_follow_from():
    assert "opencc" in analysis.VERSION
    assert unicodedata.unidata_version in analysis.VERSION
