"""The analyzer: one for what is indexed and for what is asked, for every engine and for the admin's search.

    folding   full and half width, letter case, accents, traditional characters: the text as it is compared
    terms     pairs of characters, words of letters and digits
    numbers   第十三条 and 第13条
    sounds    pinyin
    places    where in a text stands what was asked for

A document is indexed in five fields, of which an engine knows nothing but the names: they hold terms, parted by blanks.
"""

import unicodedata

import opencc
import pypinyin

from .folding import Folded, fold, fold_with_origins
from .numbers import number_pairs
from .places import occurrences
from .sounds import initials, sound_pairs
from .terms import CHINESE, INITIALS, SOUND, WORD, Term, index_terms, query_terms, runs

__all__ = [
    "CHINESE",
    "FIELDS",
    "INITIALS",
    "SOUND",
    "VERSION",
    "WORD",
    "Folded",
    "Term",
    "fields",
    "fold",
    "fold_with_origins",
    "index_terms",
    "occurrences",
    "query_terms",
]

# An index made by another version answers this one wrongly and is rebuilt. Raise the first number with any change of the rules.
VERSION = f"3/opencc {opencc.__version__}/unicode {unicodedata.unidata_version}/pypinyin {pypinyin.__version__}"
# By what a term is found → the field of the terms of titles, which count more, and that of the terms of titles and texts together,
# which says alone whether a document holds a term; initials are those of titles only
FIELDS = {
    WORD: ("title", "all"),
    SOUND: ("title_sound", "all_sound"),
    INITIALS: ("title_initials", None),
}


def fields(title: str, text: str) -> dict[str, list[str]]:
    """What each field of a document holds: terms, in order, with repetitions."""
    title, text = fold(title), fold(text)
    title_chinese, text_chinese = _chinese(title), _chinese(text)
    made = {}
    for by, of_title, of_text in (
        (WORD, _words(title), _words(text)),
        (SOUND, _sounds(title_chinese), _sounds(text_chinese)),
    ):
        first, all_ = FIELDS[by]
        made |= {first: of_title, all_: of_title + of_text}
    made[FIELDS[INITIALS][0]] = [three for run in title_chinese for three in initials(run)]
    return made


def _chinese(folded: str) -> list[str]:
    return [run for is_chinese, run in runs(folded) if is_chinese]


def _words(folded: str) -> list[str]:
    return [*index_terms(folded), *number_pairs(folded)]


def _sounds(chinese: list[str]) -> list[str]:
    return [pair for run in chinese for pair in sound_pairs(run)]
