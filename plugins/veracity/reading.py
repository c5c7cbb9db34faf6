"""Reading numbers and sentences in Chinese texts, for the checks."""

import re

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
# A whole number, in figures or in Chinese numerals
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,9}|[零〇一二两三四五六七八九十百千]{1,7})(?![\d.%％])"
SENTENCE = re.compile(r"[^。！？!?；;\n]+")
PARAGRAPH = re.compile(r"[^\n]+")


def number(text: str) -> int:
    """The value of what NUMBER matched; 0 for what only looks like a number."""
    if text[0].isdigit():
        return int(text.replace(",", ""))
    if not any(char in UNITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        else:
            total += (digit or (1 if char == "十" else 0)) * UNITS[char]
            digit = 0
    return total + digit


def around(text: str, start: int, end: int, most: int = 60) -> str:
    """The passage of a match, with a little of what stands around it."""
    before = max(start - 12, 0)
    passage = " ".join(text[before : min(end + 12, before + most + (end - start))].split())
    return passage[: most + 60]
