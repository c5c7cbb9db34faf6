"""Where in a text stands what was asked for, by its characters, its sound or its number."""

from collections.abc import Iterable, Iterator
from itertools import product

from .numbers import NUMBER_PAIR, number_places
from .sounds import INITIALS_LENGTH, initials, readings
from .terms import IN_CHINESE, IN_WORD, INITIALS, LONGEST_WORD, SOUND, WORD, Term

__all__ = ["occurrences"]


def occurrences(terms: Iterable[Term], folded: str) -> list[tuple[int, int, Term]]:
    """Where the terms stand in a folded text: (start, end, term), in order of place; the pairs of one run overlap.

    Words count only as whole words, as they are indexed. A term of Chinese may be longer than a pair: a phrase.
    """
    terms = list(dict.fromkeys(terms))
    found: list[tuple[int, int, Term]] = []
    for term in terms:
        if term.by == WORD:
            found += _written(term, folded)
    numbers = {term.text: term for term in terms if term.by == WORD and NUMBER_PAIR.fullmatch(term.text)}
    if numbers:
        found += [(start, end, numbers[pair]) for start, end, pair in number_places(folded) if pair in numbers]
    found += _sounding({term.text: term for term in terms if term.by == SOUND}, folded)
    found += _abbreviated({term.text: term for term in terms if term.by == INITIALS}, folded)
    return sorted(set(found), key=lambda one: one[:2])


def _written(term: Term, folded: str) -> Iterator[tuple[int, int, Term]]:
    chinese = IN_CHINESE.match(term.text)
    start = folded.find(term.text)
    while start >= 0:
        end = start + len(term.text) if chinese else _end_of_word(folded, start, term.text)
        if end:
            yield start, end, term
        start = folded.find(term.text, start + 1)


def _end_of_word(folded: str, start: int, word: str) -> int | None:
    """The end of the word that begins at `start`, or None when what stands there is only a part of a longer word."""
    if start and IN_WORD.match(folded, start - 1):
        return None
    end = IN_WORD.match(folded, start).end()
    return end if folded[start:end][:LONGEST_WORD] == word else None


def _sounding(wanted: dict[str, Term], folded: str) -> Iterator[tuple[int, int, Term]]:
    if not wanted:
        return
    whole = {text: term for text, term in wanted.items() if not term.prefix}
    begun = [term for term in wanted.values() if term.prefix]
    for run in IN_CHINESE.finditer(folded):
        for place in range(run.start(), run.end() - 1):
            for one, other in product(readings(folded[place]), readings(folded[place + 1])):
                sound = f"{one}'{other}"
                if term := whole.get(sound):
                    yield place, place + 2, term
                for term in begun:
                    if sound.startswith(term.text):
                        yield place, place + 1, term


def _abbreviated(wanted: dict[str, Term], folded: str) -> Iterator[tuple[int, int, Term]]:
    if not wanted:
        return
    for run in IN_CHINESE.finditer(folded):
        for place in range(run.start(), run.end() - INITIALS_LENGTH + 1):
            for part in initials(folded[place : place + INITIALS_LENGTH]):
                if term := wanted.get(part):
                    yield place, place + INITIALS_LENGTH, term
