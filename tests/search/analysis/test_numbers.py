"""Numbers are found as they are meant, in whatever characters they were written."""

import pytest

from search.analysis import fold
from search.analysis.numbers import number_pairs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第十三条", "第13条"),
        ("二〇二六年", "2026年"),
        ("二零二六年", "２０２６年"),
        ("两名党员", "2名党员"),
        ("一百零五人", "105人"),
        ("两千三百元", "2300元"),
        ("十二万人", "120000人"),
        ("第〇〇七号", "第7号"),
    ],
)
def test_a_number_is_the_same_in_digits_and_in_characters(one, other):
    assert number_pairs(fold(one)) == number_pairs(fold(other)) != []


def test_a_number_counts_with_its_neighbours():
    assert number_pairs("第十三条") == ["第13", "13条"]
    assert number_pairs("第13章") != number_pairs("第十三条")
    assert number_pairs("13") == []


def test_what_is_too_long_for_a_number_is_none():
    assert number_pairs("号" + "9" * 40 + "码") == []
    assert number_pairs("一" * 40 + "条") == []
