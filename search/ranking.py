"""How `engine.Engine.search` finds and scores, as far as it is the same for every engine: by which terms a clue is held, and what
each term counts in each field.

党费收缴 → all 党费 1, title 党费 0.7, all_sound dang'fei 0.44, title_sound dang'fei 0.31; all 费收 1, …
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from .analysis import FIELDS, SOUND, WORD, Term
from .analysis.sounds import sound_pairs
from .engine import PART, TITLE_BOOST, Clue, Option

__all__ = ["Leaf", "holders", "least_held", "leaves", "of_clues", "whole"]


class Leaf(NamedTuple):
    """A term in one field; `prefix`: whatever begins so."""

    field: str
    text: str
    prefix: bool = False


def whole(term: Term) -> Leaf:
    """What says whether a document holds the term."""
    title, everything = FIELDS[term.by]
    return Leaf(everything or title, term.text, term.prefix)


def leaves(term: Term, weight: float = 1.0) -> dict[Leaf, float]:
    """What the term counts in each field."""
    title = Leaf(FIELDS[term.by][0], term.text, term.prefix)
    return {whole(term): weight, title: TITLE_BOOST * weight}


def of_clues(clues: Iterable[Clue]) -> dict[Leaf, float]:
    """What the terms of all options count; one that stands in several, for each."""
    total: dict[Leaf, float] = {}
    for option in (option for clue in clues for option in clue.options):
        for term in option.terms:
            for leaf, weight in leaves(term, option.weight).items():
                total[leaf] = total.get(leaf, 0.0) + weight
    return total


def holders(clue: Clue) -> list[list[Leaf]]:
    """A document holds the clue when it holds all of one of these. What sounds like a pair of characters holds the pair too."""
    sounds = {term.text for option in clue.options for term in option.terms if term.by == SOUND}
    return [[whole(term) for term in option.terms] for option in clue.options if not _sounds_so(option, sounds)]


def _sounds_so(option: Option, sounds: set[str]) -> bool:
    term = option.terms[0]
    if len(option.terms) > 1 or term.by != WORD or term.prefix:
        return False
    own = sound_pairs(term.text) if len(term.text) == 2 else []
    return bool(own) and sounds.issuperset(own)


def least_held(clues: tuple[Clue, ...]) -> int:
    """How many of the clues what is found must hold where little holds them all."""
    return math.ceil(len(clues) * PART)
