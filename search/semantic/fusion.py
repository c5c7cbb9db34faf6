"""What a question finds by words and by meaning, in one order.

Reciprocal rank fusion (Cormack, Clarke, Büttcher: Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning
Methods, SIGIR 2009), with a weight on the ranks by meaning: words are the better judge, since members ask in the words of rules.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet

from cms.delivery.models import Document

from ..engine import Found, Hit, Question
from .embedder import EmbedderError, embedder, is_on

if TYPE_CHECKING:
    import numpy as np

__all__ = ["BY_WORDS", "MOST_NEAR", "fused", "search"]

logger = logging.getLogger(__name__)

# All of these were measured: docs/search.md
K = 5
WEIGHT = 0.4  # of a rank by meaning, against one by words
BY_WORDS = 100  # ranks that are fused; what comes after them stays in its order
MOST_NEAR = 20  # documents that are added or moved
# Rows of the matrix whose documents are looked up, and documents of a reader who sees few of those
FIRST_LOOK = 300
SECOND_LOOK = 5000


def search(text: str, question: Question, seen: QuerySet[Document], ask: Callable[[Question], Found]) -> Found:
    """What `ask(question)` finds, and what means the same as `text`; the former alone while the latter cannot be had.

    seen: what the reader may see. Raises what `ask` raises.
    """
    if not is_on():
        return ask(question)
    try:
        made = embedder()
    except EmbedderError as error:
        logger.warning("search: by words only, %s", error)
        return ask(question)
    from .questions import questions  # needs no numpy, but threads

    asked = questions(made, settings.SEARCH_SEMANTIC_MS / 1000)
    since = time.monotonic()
    begun = asked.begin(" ".join(text.split()))
    # While another thread computes the vector
    first = ask(replace(question, limit=BY_WORDS, offset=0))
    vector = asked.vector(begun, since)
    if vector is None:
        return _page(first, question) if _reaches(first, question) else ask(question)
    return _with(first, _near(vector, made, question, seen), question, ask)


def fused(by_words: Iterable[int], by_meaning: Iterable[int]) -> list[tuple[int, float]]:
    """(page, score) by both ranks, best first."""
    scores: dict[int, float] = {}
    for weight, pages in ((1.0, by_words), (WEIGHT, by_meaning)):
        for rank, page in enumerate(pages, 1):
            scores[page] = scores.get(page, 0.0) + weight / (K + rank)
    return sorted(scores.items(), key=lambda item: -item[1])


def _reaches(first: Found, question: Question) -> bool:
    return first.total <= len(first.hits) or question.offset + question.limit <= len(first.hits)


def _page(found: Found, question: Question) -> Found:
    return replace(found, hits=found.hits[question.offset : question.offset + question.limit])


def _with(first: Found, near: list[int], question: Question, ask: Callable[[Question], Found]) -> Found:
    """The wanted page of the fused results; behind what was fused, the others in the engine's order."""
    words = [hit.page_id for hit in first.hits]
    hits = [Hit(page, score) for page, score in fused(words, near)]
    added = frozenset(near).difference(words)
    if first.total <= len(words):
        return _page(Found(first.total + len(added), hits, first.complete), question)
    # Some of what was added may stand further down in what the engine finds: neither shown nor counted twice
    start = max(question.offset, len(hits))
    end = question.offset + question.limit
    rest = ask(
        replace(
            question,
            without=question.without | added,
            offset=start - len(added),
            limit=max(end - start, 1),
        )
    )
    page = hits[question.offset : end] + rest.hits[: max(end - start, 0)]
    return Found(rest.total + len(added), page, first.complete)


# By meaning --------------------------------------------------------------------------------------------------------------


def _near(vector: "np.ndarray", made, question: Question, seen: QuerySet[Document]) -> list[int]:
    """The pages that are nearest, of those within the question that the reader may see as they are now."""
    import numpy as np

    from . import matrix

    held = matrix.current(made.name)
    if held is None or held.rows.shape[1] != len(vector):
        return []
    within = _within(question, seen)
    scores = held.rows @ vector
    rows = _best(scores, np.flatnonzero(scores >= made.least), FIRST_LOOK)
    pages = _allowed(held, rows, within)
    if len(pages) >= MOST_NEAR or len(rows) < FIRST_LOOK:
        return pages[:MOST_NEAR]
    # A reader who sees few documents, or a unit with few: all of them are looked at
    few = list(within.values_list("pk", flat=True)[: SECOND_LOOK + 1])
    if len(few) <= SECOND_LOOK:
        candidates = np.flatnonzero((scores >= made.least) & np.isin(held.pages, few))
    else:
        candidates = np.flatnonzero(scores >= made.least)
    return _allowed(held, _best(scores, candidates, SECOND_LOOK), within)[:MOST_NEAR]


def _within(question: Question, seen: QuerySet[Document]) -> QuerySet[Document]:
    found = seen.filter(module__in=question.modules).exclude(pk__in=question.without).order_by()
    if question.unit_id is not None:
        found = found.filter(unit_id=question.unit_id)
    if question.since:
        found = found.filter(occurred_on__gte=question.since)
    if question.until:
        found = found.filter(occurred_on__lte=question.until)
    return found


def _best(scores: "np.ndarray", rows: "np.ndarray", most: int) -> "np.ndarray":
    """So many of these rows, nearest first."""
    import numpy as np

    if len(rows) > most:
        rows = rows[np.argpartition(-scores[rows], most - 1)[:most]]
    return rows[np.argsort(-scores[rows], kind="stable")]


def _allowed(held, rows: "np.ndarray", within: QuerySet[Document]) -> list[int]:
    """The pages of these rows in their order, those that may be shown and say what the vectors are of."""
    from .matrix import moment

    # A page's place is that of its nearest passage
    built = dict(zip(held.pages[rows[::-1]].tolist(), held.built[rows[::-1]].tolist(), strict=True))
    now = dict(within.filter(pk__in=built).values_list("pk", "built_at"))
    order = dict.fromkeys(held.pages[rows].tolist())
    return [page for page in order if page in now and moment(now[page]) == built[page]]
