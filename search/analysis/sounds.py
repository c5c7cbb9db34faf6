"""How Chinese sounds: pinyin without tones, for who types pinyin, and for who types another character of the same sound.

    党费收缴   sound_pairs: dang'fei fei'shou shou'jiao   initials: dfs fsj

A character that is read in several ways (长: chang, zhang) gives a pair for each. The readings are pypinyin's; of a rare
reading nobody thinks in this field.
"""

import functools
import re
from itertools import pairwise, product

from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

__all__ = ["initials", "readings", "sound_pairs", "syllables"]

# Characters whose second reading people type: pypinyin gives the first of them only when it is told nothing else
SEVERAL = {
    character: tuple(sounds.split())
    for character, sounds in re.findall(
        r"(\S)=([a-z ]+)",
        """长=chang zhang, 重=zhong chong, 行=xing hang, 调=diao tiao, 率=lv shuai, 传=chuan zhuan, 还=huan hai, 乐=le yue,
        觉=jue jiao, 降=jiang xiang, 校=xiao jiao, 省=sheng xing, 称=cheng chen, 给=gei ji, 都=dou du, 得=de dei, 了=le liao,
        地=di de, 的=de di, 朝=chao zhao, 藏=cang zang, 系=xi ji, 角=jiao jue, 模=mo mu, 弹=tan dan, 着=zhe zhao, 没=mei mo,
        差=cha chai, 露=lu lou, 度=du duo, 会=hui kuai, 参=can shen, 解=jie xie, 单=dan shan, 曾=ceng zeng, 乘=cheng sheng""",
    )
}
LONGEST_SYLLABLE = 6  # zhuang
INITIALS_LENGTH = 3
SYLLABLE = re.compile(r"(?=[a-z]*[aeiouv])[a-z]{2,6}|[aeo]")


@functools.cache
def readings(character: str) -> tuple[str, ...]:
    """How a folded character is read, the commonest first; nothing for what is no Chinese character."""
    if found := SEVERAL.get(character):
        return found
    known = PINYIN_DICT.get(ord(character))
    return (to_normal(known.split(",")[0], v_to_u=False),) if known else ()


def sound_pairs(run: str) -> list[str]:
    """The sounds of a run's overlapping pairs of characters."""
    return [
        f"{first}'{second}"
        for one, other in pairwise(map(readings, run))
        if one and other
        for first, second in product(one, other)
    ]


def initials(run: str) -> list[str]:
    """The first letters of each three characters in a row."""
    letters = "".join(found[0][0] if (found := readings(character)) else " " for character in run)
    parts = (letters[start : start + INITIALS_LENGTH] for start in range(len(letters) - INITIALS_LENGTH + 1))
    return [part for part in parts if " " not in part]


@functools.cache
def _known() -> frozenset[str]:
    """All syllables: of the characters that are in use, each by its commonest reading."""
    points = (point for point in range(0x4E00, 0xA000) if point in PINYIN_DICT)
    common = (to_normal(PINYIN_DICT[point].split(",")[0], v_to_u=False) for point in points)
    several = (sound for sounds in SEVERAL.values() for sound in sounds)
    return frozenset(sound for sound in {*common, *several} if SYLLABLE.fullmatch(sound))


def syllables(word: str, most: int = 4) -> list[tuple[str, ...]]:
    """The ways to read a word of letters as pinyin, those of fewest syllables first; none when it is no pinyin.

    xian → (xian), (xi, an)
    """
    lengths: list[list[int]] = [[] for _place in word]
    ends = {len(word)}
    for start in reversed(range(len(word))):
        lengths[start] = [
            length
            for length in range(min(LONGEST_SYLLABLE, len(word) - start), 0, -1)
            if start + length in ends and word[start : start + length] in _known()
        ]
        if lengths[start]:
            ends.add(start)
    found: list[tuple[str, ...]] = []

    def read(start: int, before: tuple[str, ...]) -> None:
        if start == len(word):
            found.append(before)
        for length in lengths[start] if start < len(word) else ():
            if len(found) < most:
                read(start + length, (*before, word[start : start + length]))

    read(0, ())
    return sorted(found, key=len)
