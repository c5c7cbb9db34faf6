"""Passages of a text that answer a question, with `<mark>` around what matched. Pure functions on plain text; safe HTML out."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .analysis import Folded, Term, fold_with_origins, occurrences

__all__ = ["Passage", "mark", "passages", "places"]

LENGTH = 110  # characters: two to three lines of a result on a screen, five on a phone
LEAD = 24  # a passage may begin this much before its first match, to begin with its sentence
SENTENCE_END = "。！？；\n"
# A book that says nothing else is not read to its end for three passages
MOST_MATCHES = 2000
BEGINNING = -1


@dataclass(frozen=True, slots=True)
class Passage:
    """`start`: where in the text its first match stands; BEGINNING of one without any."""

    start: int
    html: SafeString


@dataclass(frozen=True, slots=True)
class _Window:
    start: int
    end: int
    terms: frozenset[Term]
    weight: float


def mark(text: str, terms: Iterable[Term]) -> SafeString:
    """The whole text, escaped, with every match marked."""
    folded = fold_with_origins(text)
    return _marked(text, 0, len(text), _spans(folded, occurrences(terms, folded.text)))


def passages(text: str, terms: Iterable[Term], most: int = 3) -> list[SafeString]:
    """At most `most` passages, in the order of the text, that hold as many different terms as can be.

    A text without any match gives its beginning, so that a reader still sees what it is about; an empty text gives nothing.
    """
    return [place.html for place in places(text, terms, most)]


def places(text: str, terms: Iterable[Term], most: int = 3, parts: Sequence[int] = ()) -> list[Passage]:
    """The same, and where they stand. parts: where the text's articles begin; no passage is of two of them."""
    folded = fold_with_origins(text)
    matches = occurrences(terms, folded.text)
    if not matches:
        return [Passage(BEGINNING, _marked(text, *_cut(text, 0, 0), []))] if text.strip() else []
    matches = matches[:MOST_MATCHES]
    found = [(*folded.original(start, end), term) for start, end, term in matches]
    spans = _spans(folded, matches)
    chosen = sorted(_best_windows(found, most, parts), key=lambda window: window.start)
    return [
        Passage(window.start, _marked(text, *_cut(text, window.start, window.end, parts), spans)) for window in chosen
    ]


def _best_windows(found: list[tuple[int, int, Term]], most: int, parts: Sequence[int]) -> list[_Window]:
    """Windows that do not touch each other, the first with the most different terms, each next with something to add. A term
    that stands everywhere in the text counts for less: it says least of where the answer is."""
    weights = {term: 1 / (1 + math.log(count)) for term, count in Counter(term for *_place, term in found).items()}
    windows = []
    for number, (start, end, _term) in enumerate(found):
        last = min(start + LENGTH, _part_end(parts, start))
        inside = [place for place in found[number : number + LENGTH] if place[1] <= last]
        held = frozenset(place[2] for place in inside)
        windows.append(
            _Window(start, max([end, *(place[1] for place in inside)]), held, math.fsum(weights[term] for term in held))
        )
    windows.sort(key=lambda window: (-window.weight, window.start))
    chosen: list[_Window] = []
    for window in windows:
        if len(chosen) == most or window.weight * 2 < windows[0].weight:
            break
        if all(window.start >= other.end + LEAD or window.end <= other.start - LEAD for other in chosen):
            chosen.append(window)
    return chosen


def _part_end(parts: Sequence[int], place: int) -> float:
    following = bisect_right(parts, place)
    return parts[following] if following < len(parts) else math.inf


def _cut(text: str, start: int, end: int, parts: Sequence[int] = ()) -> tuple[int, int]:
    """From the beginning of the sentence, if it is near, to the end of the passage's length or of its last sentence."""
    part = bisect_right(parts, start)
    first = max(parts[part - 1] if part else 0, start - LEAD)
    sentence = max(text.rfind(sign, first, start) for sign in SENTENCE_END)
    first = sentence + 1 if sentence >= 0 else first
    last = max(end, int(min(len(text), first + LENGTH, _part_end(parts, start))))
    if last < len(text) and (stop := max(text.rfind(sign, end, last) for sign in SENTENCE_END)) >= 0:
        last = stop + 1
    return first, last


def _spans(folded: Folded, matches: list[tuple[int, int, Term]]) -> list[tuple[int, int]]:
    """The matches as places in the original text; those that touch are one."""
    spans: list[tuple[int, int]] = []
    for start, end in (folded.original(start, end) for start, end, _term in matches):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _marked(text: str, first: int, last: int, spans: list[tuple[int, int]]) -> SafeString:
    """text[first:last] on one line, escaped and marked, with … where it was cut inside a sentence."""
    pieces, place = [], first
    for start, end in spans:
        start, end = max(start, first), min(end, last)
        if start >= end:
            continue
        pieces += [escape(text[place:start]), "<mark>", escape(text[start:end]), "</mark>"]
        place = end
    pieces.append(escape(text[place:last]))
    before = "…" if first and text[first - 1] not in SENTENCE_END else ""
    after = "…" if last < len(text) and text[last - 1] not in SENTENCE_END else ""
    # Safe: every piece is escaped above
    return mark_safe(before + " ".join("".join(pieces).split()) + after)  # noqa: S308
