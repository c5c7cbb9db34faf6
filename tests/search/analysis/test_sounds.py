"""Sounds: pinyin as people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.sounds import initials, sound_pairs, syllables


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("dangfei", [("dang", "fei")]),
        ("xian", [("xian",), ("xi", "an")]),
        ("sanhuiyike", [("san", "hui", "yi", "ke")]),
        ("lvshi", [("lv", "shi")]),
        ("shyk", []),
        ("okr", []),
        ("", [()]),
    ],
)
def test_a_word_of_letters_is_read_as_syllables(word, ways):
    assert syllables(word) == ways


@given(st.lists(st.sampled_from(["an", "na", "nan", "q", "xi", "ian"]), max_size=40).map("".join))
def test_every_way_to_read_a_word_is_all_of_it(word):
    ways = syllables(word)
    assert len(ways) <= 4
    assert all("".join(way) == word for way in ways)


def test_characters_that_sound_alike_have_the_same_pairs():
    assert sound_pairs("党费") == sound_pairs("党非") == ["dang'fei"]


def test_a_character_of_several_readings_has_a_pair_for_each():
    assert set(sound_pairs("成长")) == {"cheng'zhang", "cheng'chang"}


def test_initials_are_those_of_three_characters_in_a_row():
    assert initials("三会一课") == ["shy", "hyk"]
    assert initials("党费") == []
