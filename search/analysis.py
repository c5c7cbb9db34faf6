"""The analyzer: one for what is indexed and for what is asked, for every engine and for the admin's search.

A text is folded (full and half width, letter case, accents, traditional characters, invisible characters) and cut into runs.
A run of Chinese characters becomes its overlapping pairs and, last, its last character; a run of letters and digits is one word:

    关于做好黨費收繳工作 (2026)  →  关于 于做 做好 好党 党费 费收 收缴 缴工 工作 作 2026

So every character begins some term, and a single character is asked for by prefix. Folding looks at one character at a time,
never at its neighbours: therefore whatever stands in a text is found by asking for any part of it (a test holds this).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import opencc

__all__ = ["VERSION", "Folded", "Term", "fold", "fold_with_origins", "index_terms", "occurrences", "query_terms"]

# An index made by another version answers this one wrongly and is rebuilt. Raise the first number with any change of the rules.
VERSION = f"1/opencc {opencc.__version__}/unicode {unicodedata.unidata_version}"

# Han, kana, hangul and the marks that count as characters (々〆〇〡…); no punctuation among them.
CHINESE = (
    "\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
RUN = re.compile(rf"(?P<chinese>[{CHINESE}]+)|[^\W_{CHINESE}]+")
IN_CHINESE = re.compile(f"[{CHINESE}]+")
IN_WORD = re.compile(rf"[^\W_{CHINESE}]+")
# No name of anything is longer; what is longer (a key, an encoded file) is cut, in the index and in the query alike.
LONGEST_WORD = 64
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


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is asked for: a term of the index or, when `prefix`, any that begins so."""

    text: str
    prefix: bool = False


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


def _runs(folded: str) -> Iterator[tuple[bool, str]]:
    """(is Chinese, run) in order."""
    for match in RUN.finditer(folded):
        yield match.lastgroup == "chinese", match.group()


def _pairs(run: str) -> list[str]:
    return [first + second for first, second in pairwise(run)]


def index_terms(text: str) -> list[str]:
    """The terms that a text is indexed by, in order, with repetitions."""
    terms = []
    for chinese, run in _runs(fold(text)):
        if chinese:
            terms += _pairs(run)
            terms.append(run[-1])
        else:
            terms.append(run[:LONGEST_WORD])
    return terms


def query_terms(text: str, *, unfinished: bool = False) -> list[Term]:
    """What a question asks for, without repetitions, in order; empty when it holds nothing to search for.

    `unfinished`: somebody is still typing, so that a last word of letters or digits may go on.
    """
    terms = []
    chinese = True
    for chinese, run in _runs(fold(text)):
        if not chinese:
            terms.append(Term(run[:LONGEST_WORD]))
        elif len(run) == 1:
            terms.append(Term(run, prefix=True))
        else:
            terms += map(Term, _pairs(run))
    if unfinished and not chinese:
        terms[-1] = Term(terms[-1].text, prefix=True)
    return list(dict.fromkeys(terms))


def occurrences(terms: Iterable[Term], folded: str) -> list[tuple[int, int, Term]]:
    """Where the terms stand in a folded text: (start, end, term), in order of place; the pairs of one run overlap.

    Words count only as whole words, as they are indexed.
    """
    found = []
    for term in terms:
        chinese = IN_CHINESE.match(term.text)
        start = folded.find(term.text)
        while start >= 0:
            end = start + len(term.text) if chinese else _end_of_word(folded, start, term.text)
            if end:
                found.append((start, end, term))
            start = folded.find(term.text, start + 1)
    return sorted(found, key=lambda one: one[:2])


def _end_of_word(folded: str, start: int, word: str) -> int | None:
    """The end of the word that begins at `start`, or None when what stands there is only a part of a longer word."""
    if start and IN_WORD.match(folded, start - 1):
        return None
    end = IN_WORD.match(folded, start).end()
    return end if folded[start:end][:LONGEST_WORD] == word else None
