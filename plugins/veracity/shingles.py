"""Text as marks: hashes of a fixed share of its runs of a few characters. Two texts share as many of them as they share of
their words, whatever stands around; one indexed look-up finds who else has them."""

import re
import unicodedata
from functools import cache
from zlib import crc32

from .wordlists import read

SHINGLE = 5
# One run in so many is kept, always the same ones
SAMPLED = 4
# Characters that must remain for a text to be compared: what is shorter is alike by chance
SHORTEST = 90
QUOTED = re.compile(r"《[^》]{1,80}》|“[^”]{4,}”|「[^」]{4,}」")
# What is different in every copy, and is no word: digits, Latin letters, blanks and punctuation
NO_WORDS = re.compile(r"[^\u3400-\u9fff]+")


def core(text: str) -> str:
    """The words that count: without quotations, titles of documents, set phrases, digits and punctuation."""
    plain = unicodedata.normalize("NFKC", text)
    plain = _set_phrases().sub("。", QUOTED.sub("。", plain))
    return NO_WORDS.sub("", plain)


@cache
def _set_phrases() -> re.Pattern:
    """Forms and rules that every unit writes in the same words (`data/set_phrases.json`), the longest first."""
    phrases = sorted(read("set_phrases")["phrases"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, phrases)))


def marks(words: str) -> set[int]:
    """The marks of what `core()` left; none when that is too short."""
    if len(words) < SHORTEST:
        return set()
    data = words.encode("utf-16-le")
    hashes = (crc32(data[start : start + 2 * SHINGLE]) for start in range(0, len(data) - 2 * SHINGLE + 1, 2))
    return {value for value in hashes if value % SAMPLED == 0}
