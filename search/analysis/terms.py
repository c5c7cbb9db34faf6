"""The terms that a text is indexed by and that a question asks for.

A text is folded (`folding`) and cut into runs. A run of Chinese characters becomes its overlapping pairs and, last, its last
character; a run of letters and digits is one word:

    关于做好黨費收繳工作 (2026)  →  关于 于做 做好 好党 党费 费收 收缴 缴工 工作 作 2026

So every character begins some term, and a single character is asked for by prefix. Folding looks at one character at a time,
never at its neighbours: therefore whatever stands in a text is found by asking for any part of it (a test holds this).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .folding import fold

__all__ = ["INITIALS", "SOUND", "WORD", "Term", "index_terms", "query_terms"]

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
WORD, SOUND, INITIALS = "word", "sound", "initials"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is asked for: a term of the index or, when `prefix`, any that begins so.

    `by`: by what it is found, WORD, SOUND or INITIALS.
    """

    text: str
    prefix: bool = False
    by: str = WORD


def runs(folded: str) -> Iterator[tuple[bool, str]]:
    """(is Chinese, run) in order."""
    for match in RUN.finditer(folded):
        yield match.lastgroup == "chinese", match.group()


def pairs(run: str) -> list[str]:
    """Its overlapping pairs of characters."""
    return [first + second for first, second in pairwise(run)]


def index_terms(text: str) -> list[str]:
    """The terms that a text is indexed by, in order, with repetitions."""
    terms = []
    for chinese, run in runs(fold(text)):
        if chinese:
            terms += pairs(run)
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
    for chinese, run in runs(fold(text)):
        if not chinese:
            terms.append(Term(run[:LONGEST_WORD]))
        elif len(run) == 1:
            terms.append(Term(run, prefix=True))
        else:
            terms += map(Term, pairs(run))
    if unfinished and not chinese:
        terms[-1] = Term(terms[-1].text, prefix=True)
    return list(dict.fromkeys(terms))
