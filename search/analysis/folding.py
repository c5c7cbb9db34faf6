"""Folding: how a text is compared, one character at a time and never by its neighbours.

Full and half width, letter case, accents, traditional characters and invisible characters make no difference.
"""

import re
import unicodedata
from dataclasses import dataclass

import opencc

__all__ = ["Folded", "fold", "fold_with_origins"]

# Accents and variation selectors: written over or after a character, never searched for.
MARKS = re.compile(
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)

_simplified = opencc.OpenCC("t2s").convert


class _Table(dict):
    """What each character folds to, worked out when it is first met; `irregular` are those that do not fold to exactly one."""

    def __init__(self):
        super().__init__()
        self.irregular: set[str] = set()

    def __missing__(self, codepoint: int) -> str:
        character = chr(codepoint)
        folded = self[codepoint] = _fold_character(character)
        if len(folded) != 1:
            self.irregular.add(character)
        return folded


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # zero-width spaces, soft hyphens, byte order marks: they part nothing
        return ""
    if category in ("Cc", "Cs", "Zl", "Zp", "Zs"):
        return " "
    plain = unicodedata.normalize("NFC", MARKS.sub("", unicodedata.normalize("NFKD", character)))
    # Twice, since what one character simplifies to may itself be the traditional form of a third (薴 → 苧 → 苎)
    return "".join(_simplified(_simplified(part)) for part in plain.casefold())


_table = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that still knows where its characters come from.

    `origins[i]` is the place in the original text that character i comes from; None when all places are the same.
    """

    text: str
    origins: list[int] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that folded to text[start:end] (not empty)."""
        if self.origins is None:
            return start, end
        return self.origins[start], max(self.origins[end], self.origins[end - 1] + 1)


def fold(text: str) -> str:
    """The text as it is compared: simplified, lower case, half width, without accents and invisible characters."""
    return text.translate(_table)


def fold_with_origins(text: str) -> Folded:
    """`fold()` that can lead back to the original text."""
    folded = text.translate(_table)
    if _table.irregular.isdisjoint(text):
        return Folded(folded, None)
    origins = [place for place, character in enumerate(text) for _ in _table[ord(character)]]
    return Folded(folded, [*origins, len(text)])
