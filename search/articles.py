"""The right article (第×条) of a long rule: where in a document's text its headings and articles stand, and their anchors."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from cms.anchors import Anchor, last_words, outline

from . import highlight
from .analysis import Term

__all__ = ["Place", "places"]

BLANKS = " \t\u3000"
LEADS_BY = 24  # characters of a paragraph by which it is found again in the text


@dataclass(frozen=True)
class Place:
    """A passage of a document. `anchor` and `label` of the heading or article that it stands below, or ''."""

    html: SafeString
    anchor: str = ""
    label: str = ""


def places(text: str, body: list[dict], terms: tuple[Term, ...], most: int) -> list[Place]:
    """The passages of a document's text that answer. `body`: the document's, of which the text is."""
    parts = list(_parts(text, body))
    starts = [start for start, _anchor in parts]
    found = []
    for passage in highlight.places(text, terms, most, starts):
        number = bisect_right(starts, passage.start)
        anchor = parts[number - 1][1] if number else None
        if anchor is None:
            found.append(Place(passage.html))
        else:
            found.append(Place(_without(passage.html, anchor.label), anchor.id, anchor.label))
    return found


def _without(passage: SafeString, label: str) -> SafeString:
    """What the result says before the passage is not said again; a label that is marked or escaped stays."""
    if passage.startswith(label) and len(passage) > len(label):
        return mark_safe(passage[len(label) :].lstrip(BLANKS))  # noqa: S308 (a part of what is safe, no tag cut)
    return passage


def _parts(text: str, body: list[dict]) -> Iterator[tuple[int, Anchor | None]]:
    """(where its words begin, anchor) of what is found, in the order of the text; None of what follows the body."""
    anchors, place = outline(body), 0
    for anchor in anchors:
        # The text keeps the words' own blanks, the anchor has one for each run of them: the beginning tells them apart well enough
        start = _line(text, anchor.words.split(" ")[0][:LEADS_BY], place)
        if start >= 0:
            place = start + 1
            yield start, anchor
    if place:
        words = last_words(body)
        end = text.find(words.split(" ")[-1][-LEADS_BY:], place - 1) if words else -1
        line = text.find("\n", end) if end >= 0 else -1
        if line >= 0:
            yield line + 1, None


def _line(text: str, beginning: str, place: int) -> int:
    """Where a line begins so, from `place` on; -1 when none does."""
    found = text.find(beginning, place)
    while found > 0:
        before = found - 1
        while before >= 0 and text[before] in BLANKS:
            before -= 1
        if before < 0 or text[before] == "\n":
            break
        found = text.find(beginning, found + 1)
    return found
