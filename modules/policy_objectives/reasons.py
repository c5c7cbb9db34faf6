"""未达成原因 by month: the record's one text, in which a line that begins with a month (`10月：设备大修`) speaks of that month."""

import re

__all__ = ["by_month", "of_month", "with_month"]

LINE = re.compile(r"^\s*(1[0-2]|[1-9])月[：:]\s*(.*)$")


def by_month(text: str) -> dict[int, str]:
    """{month, 0 for what names none: words}; lines that follow a month's belong to it."""
    found: dict[int, list[str]] = {}
    month = 0
    for line in text.splitlines():
        if begun := LINE.match(line):
            month, line = int(begun[1]), begun[2]
        if line.strip():
            found.setdefault(month, []).append(line.strip())
    return {number: "\n".join(lines) for number, lines in found.items()}


def of_month(text: str, month: int) -> str:
    return by_month(text).get(month, "")


def with_month(text: str, month: int, words: str) -> str:
    """The text in which this month has these words; without words it is not spoken of."""
    found = by_month(text)
    found.pop(month, None)
    if words.strip():
        found[month] = "\n".join(line.strip() for line in words.splitlines() if line.strip())
    parts = [found.pop(0)] if 0 in found else []
    return "\n".join([*parts, *(f"{number}月：{found[number]}" for number in sorted(found))])
