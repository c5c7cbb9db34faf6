"""The lexicon as plain data: what a line means, and what a term leads to."""

import pytest

from search.lexicon.groups import BASE, LONGEST, MOST, Group, Lexicon, base, parse

LINES = """
# 组织
= 退党，要求退党, 自愿退党
~ 支委会 → 支部委员会会议
> 交多少钱 -> 党费标准
"""


def test_each_kind_of_line_leads_where_it_should():
    groups, mistakes = parse(LINES)
    assert mistakes == []
    assert [str(group) for group in groups] == [
        "= 退党，要求退党，自愿退党", "~ 支委会 → 支部委员会会议", "> 交多少钱 → 党费标准",
    ]  # fmt: skip
    lexicon = Lexicon(groups)
    assert lexicon.leads["退党"] == ("要求退党", "自愿退党")
    assert lexicon.leads["支部委员会会议"] == ("支委会",)
    assert lexicon.leads["交多少钱"] == ("党费标准",)
    assert "党费标准" not in lexicon.leads


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("退党，自愿退党", "行首须为"),
        ("= 退党", "至少要有两个"),
        ("= 退党 → 自愿退党", "不用“→”"),
        ("~ 支委会", "左右两边都要有词"),
        ("> 甲乙 → 丙丁 → 戊己", "左右两边都要有词"),
        ("> → 党费", "左右两边都要有词"),
        ("= 党，党组织", "“党”须为 2 到 40 个字"),
        ("= ，，，…… ，党费", "须为 2 到 40 个字"),
        ("= 党费，" + "长" * (LONGEST + 1), "须为 2 到 40 个字"),
        ("= " + "，".join(f"党费{number}" for number in range(MOST + 1)), f"最多 {MOST} 个词"),
    ],
)
def test_a_line_that_is_no_group_is_told_with_its_number_and_the_reason(line, reason):
    groups, (mistake,) = parse(f"= 甲乙，丙丁\n{line}")
    assert len(groups) == 1
    assert mistake.line == 2
    assert reason in mistake.reason


def test_in_a_question_the_longest_terms_count_and_none_inside_another():
    lexicon = Lexicon(
        [Group("=", ("党员大会", "支部大会")), Group("=", ("党员", "同志")), Group("=", ("大会堂", "礼堂"))]
    )
    assert [term for _start, _end, term in lexicon.inside("党员大会堂里的党员")] == ["党员大会", "大会堂", "党员"]


def test_terms_are_known_by_sound_and_by_initials():
    lexicon = Lexicon([Group("~", ("三会一课",), ("党员大会",))])
    assert lexicon.spelled["san", "hui", "yi", "ke"] == ["三会一课"]
    assert lexicon.shortened["shyk"] == ["三会一课"]


def test_the_base_is_without_mistakes_large_and_says_nothing_twice():
    groups, mistakes = parse(BASE.read_text(encoding="utf-8"))
    assert mistakes == []
    assert list(base()) == groups
    lines = [str(group) for group in groups]
    assert len(lines) == len(set(lines)) >= 300
