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
VERSION = f"2/opencc {opencc.__version__}/unicode {unicodedata.unidata_version}/pypinyin {pypinyin.__version__}"
# By what a term is found → the fields that hold such terms: that of the title, which counts more, and that of the text
FIELDS = {
    WORD: ("title", "text"),
    SOUND: ("title_sound", "text_sound"),
    INITIALS: ("title_initials", None),
}


def fields(title: str, text: str) -> dict[str, list[str]]:
    """What each field of a document holds: terms, in order, with repetitions."""
    made: dict[str, list[str]] = {}
    for place, part in enumerate((fold(title), fold(text))):
        chinese = [run for is_chinese, run in runs(part) if is_chinese]
        made[FIELDS[WORD][place]] = [*index_terms(part), *number_pairs(part)]
        made[FIELDS[SOUND][place]] = [pair for run in chinese for pair in sound_pairs(run)]
        if field := FIELDS[INITIALS][place]:
            made[field] = [three for run in chinese for three in initials(run)]
    return made
