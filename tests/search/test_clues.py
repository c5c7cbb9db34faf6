"""What a question asks for."""

import pytest
from hypothesis import given

from search import clues
from search.analysis import FIELDS, INITIALS, SOUND, WORD, Term, fields
from search.clues import read
from search.engine import Clue, Option
from search.lexicon.groups import Lexicon, parse
from tests.search.strategies import texts_with_a_part

LEXICON = Lexicon(
    parse(
        """
        = 三会一课，支部会议制度
        ~ 转正 → 转为正式党员
        > 交多少钱 → 党费标准
        """
    )[0]
)
NONE = Lexicon([])


def typed(text: str) -> list[str]:
    return [clue.options[0].terms[0].text for clue in read(text, NONE).clues]


def otherwise(text: str) -> set[str]:
    """The names of the lexicon that a question leads to, put together again from their pairs."""
    names = set()
    for clue in read(text, LEXICON).also:
        for option in clue.options:
            first, *rest = (term.text for term in option.terms)
            names.add(first + "".join(pair[1:] for pair in rest))
    return names


@given(texts_with_a_part())
def test_every_clue_of_a_part_is_held_by_the_text(pair):
    text, part = pair
    held = fields("", text)
    for clue in (*read(part, NONE).clues, *read(part, NONE).hints):
        (term,) = clue.options[0].terms
        if term.by == SOUND:
            continue  # letters that may be pinyin: their second option is the word itself
        assert any(one.startswith(term.text) if term.prefix else one == term.text for one in held[FIELDS[WORD][1]])


def test_a_pair_may_be_held_by_its_sound_for_less():
    (clue,) = read("党非", NONE).clues
    assert clue.options == (Option((Term("党非"),)), Option((Term("dang'fei", by=SOUND),), clues.SOUND_WEIGHT))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("党费收缴", ["党费", "费收", "收缴"]),
        ("怎么交党费", ["交党", "党费"]),
        ("什么", ["什么"]),
        ("重要事项", ["重要", "要事", "事项"]),
        ("能力", ["能力"]),
        ("第13条", ["第", "13", "条", "第13", "13条"]),
        ("党 党 费", ["党", "费"]),
        ("，。", []),
    ],
)
def test_the_clues_of_a_question(text, terms):
    assert typed(text) == terms


def test_words_that_only_ask_are_hints_and_weigh_less():
    asked = read("怎么交", NONE)
    assert [clue.options[0].weight for clue in asked.hints] == []  # nothing else was asked for
    asked = read("党费怎么交", NONE)
    assert {clue.options[0].terms[0].text for clue in asked.hints} == {"费怎", "怎么", "么交"}
    assert all(clue.options[0].weight == clues.HINT_WEIGHT for clue in asked.hints)


def test_pinyin_is_asked_by_sound_in_one_word_in_several_and_beside_characters():
    dangfei = Option((Term("dang'fei", by=SOUND),))
    assert read("dangfei", NONE).clues == (Clue((dangfei, Option((Term("dangfei"),)))),)
    for text in ("dang fei", "党fei", "dang费"):
        assert any(clue.options == (dangfei,) for clue in read(text, NONE).clues), text


def test_letters_that_are_no_pinyin_are_a_word_or_initials():
    (clue,) = read("shyk", NONE).clues
    assert clue.options == (
        Option((Term("shyk"),)),
        Option((Term("shy", by=INITIALS), Term("hyk", by=INITIALS))),
    )


@pytest.mark.parametrize("text", ["三会一课", "sanhuiyike", "shyk", "三回一课", "三會一課"])
def test_the_lexicon_knows_a_term_however_it_was_typed(text):
    assert "支部会议制度" in otherwise(text)


def test_the_lexicon_leads_from_everyday_words_to_official_ones_only():
    assert otherwise("交多少钱") == {"党费标准"}
    assert otherwise("党费标准") == set()
    assert otherwise("转正") == {"转为正式党员"}
    assert otherwise("转为正式党员") == {"转正"}


def test_a_long_name_says_no_more_than_a_short_one():
    (clue,) = read("转正", LEXICON).also
    (option,) = clue.options
    assert option.weight * len(option.terms) ** 0.5 == pytest.approx(clues.ALSO_WEIGHT)


def test_of_a_long_question_the_beginning_counts():
    sentence = "".join(chr(0x4E00 + number) for number in range(200))
    found = typed(sentence)
    assert found[:2] == [sentence[:2], sentence[1:3]]
    assert len(found) <= clues.MOST_CLUES
    assert typed("党 费 收 缴 工 作 会 议 okr 党费") == [*"党费收缴工作", "okr", "党费"]
    assert len(read("转正三会一课交多少钱" * 20, LEXICON).also) <= clues.MOST_ALSO
