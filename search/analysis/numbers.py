"""Numbers as they are meant: 第十三条 and 第13条, 二〇二六年 and 2026年, 两名 and 2名 are the same.

A number counts together with the character before and the one after it. These pairs are further terms of a text; what is
written with the digits is found by itself as well (`terms`).
"""

import re
from collections.abc import Iterator

from .terms import IN_CHINESE

__all__ = ["NUMBER_PAIR", "number_pairs", "number_places"]

DIGITS = {character: str(digit) for digit, character in enumerate("零一二三四五六七八九")} | {"〇": "0", "两": "2"}
UNITS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = "".join((*DIGITS, *UNITS, *MYRIADS))
# Longer ones are keys of something, no numbers; a text of nothing but 一 is no number either
NUMBER = re.compile(rf"(?<![0-9])[0-9]{{1,12}}(?![0-9])|(?<![{CHARACTERS}])[{CHARACTERS}]{{1,12}}(?![{CHARACTERS}])")
# What a term looks like that `number_pairs` made: nothing else has both kinds of characters
NUMBER_PAIR = re.compile(rf"{IN_CHINESE.pattern[:-1]}[0-9]+|[0-9]+{IN_CHINESE.pattern[:-1]}")


def number_pairs(folded: str) -> list[str]:
    """The numbers of a folded text, each with its neighbour on either side: 第十三条 → 第13, 13条."""
    return [pair for _start, _end, pair in number_places(folded)]


def number_places(folded: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, pair) in order."""
    for match in NUMBER.finditer(folded):
        start, end = match.span()
        value = _value(match.group())
        if start and IN_CHINESE.match(folded, start - 1):
            yield start - 1, end, folded[start - 1] + value
        if IN_CHINESE.match(folded, end):
            yield start, end + 1, value + folded[end]


def _value(number: str) -> str:
    if number.isascii():
        return number.lstrip("0") or "0"
    if all(character in DIGITS for character in number):  # 二〇二六
        return "".join(DIGITS[character] for character in number).lstrip("0") or "0"
    total = section = digit = 0
    for character in number:
        if character in DIGITS:
            digit = int(DIGITS[character])
        elif character in UNITS:
            section += (digit or 1) * UNITS[character]
            digit = 0
        else:
            total += ((section + digit) or 1) * MYRIADS[character]
            section = digit = 0
    return str(total + section + digit)
