"""What the search asks of an engine, and which engine it asks.

An engine knows terms, audiences and page ids. It never sees a `Document` and never answers a reader: `search.index` feeds it,
`search.query` asks it and checks what it says. What is indexed (`analysis.fields`), what is asked (`Question`) and how the
answer is ordered (`Engine.search`) is said here, so that all engines agree.
"""

import datetime
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from django.conf import settings

from .analysis import Term

__all__ = [
    "ALL_HELD",
    "ENOUGH",
    "MOST_COUNTED",
    "MOST_OTHERS",
    "PART",
    "TIE",
    "TITLE_BOOST",
    "Busy",
    "Clue",
    "Engine",
    "EngineError",
    "Entry",
    "Found",
    "Health",
    "Hit",
    "Missing",
    "Option",
    "Question",
    "Unreachable",
    "Unusable",
    "engine",
    "fallback",
]


# How every engine ranks. All of these were measured: docs/search.md
TITLE_BOOST = 0.7  # what a term of the title counts beside what it counts as one of the whole
TIE = 0.4  # of the names that a clue of `also` has the best counts whole, the others so much
# Where fewer documents than a page of results hold all the clues, so many others follow, the best of those that hold at least
# this part of them.
ENOUGH = 10
MOST_OTHERS = 100
PART = 0.3
ALL_HELD = 5.0  # added to the score of a document that holds all the clues
MOST_COUNTED = 10_000  # who has so many results asks otherwise, and need not know how many more there are


class EngineError(Exception):
    """The engine could not do it; what was asked of it may be asked again."""


class Busy(EngineError):
    """Somebody else is writing: try again later."""


class Unreachable(EngineError):
    """Its server does not answer; the index is, as far as anybody knows, as it was."""


class Unusable(EngineError):
    """There is no index, it is damaged, or another version of the analyzer made it: it must be rebuilt."""


class Missing(Unusable):
    """There is no index yet: nothing is wrong, it is only to be made."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an engine is told about one document."""

    page_id: int
    title: str
    text: str
    module: str
    unit_id: int
    occurred_on: datetime.date | None
    audiences: frozenset[str]


@dataclass(frozen=True, slots=True)
class Option:
    """One way to hold a clue: all of its terms are held. `weight`: what their scores are multiplied with."""

    terms: tuple[Term, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that is asked for; held by any of its options, the first of which is what was typed. Of a clue that is asked
    for and not of `also`, what sounds like a pair of characters stands beside that pair (`ranking.holders`)."""

    options: tuple[Option, ...]

    def as_typed(self) -> "Clue":
        """Without what only sounds alike and the like."""
        return Clue(tuple(option for option in self.options if option.weight >= 1) or self.options)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and within what: an engine counts and returns nothing outside of the latter.

    `clues`: what was typed. `also`: what it may be called otherwise (the lexicon). `hints`: question words and such, which
    only add to the score of what is found without them.
    `modules`: labels that may be shown ("" for units' homes). `without`: page ids that must not be counted or shown.
    """

    clues: tuple[Clue, ...]
    audiences: frozenset[str]
    modules: frozenset[str]
    also: tuple[Clue, ...] = ()
    hints: tuple[Clue, ...] = ()
    unit_id: int | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    without: frozenset[int] = frozenset()
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    page_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits of the wanted page of results and how many there are in all.

    `complete`: how many of them hold all that was typed. `relaxed`: the others hold a part of it, or say it otherwise. Both are
    counted up to MOST_COUNTED: so many may be more.
    """

    total: int
    hits: list[Hit] = field(default_factory=list)
    complete: int = 0

    @property
    def relaxed(self) -> bool:
        return self.complete < self.total


@dataclass(frozen=True, slots=True)
class Health:
    """`unusable`: the index must be rebuilt, or there is none yet; otherwise what is not ok may pass by itself."""

    ok: bool
    engine: str
    documents: int
    detail: str = ""
    unusable: bool = False


Load = Callable[[list[int]], Iterable[Entry]]


class Engine(Protocol):
    """Every method raises EngineError or a kind of it, and nothing else, when the engine fails."""

    def index(self, page_ids: list[int], load: Load) -> None:
        """Make the index hold of these pages what `load(page_ids)` yields, no more and no less.

        Two processes cannot overwrite newer entries with older: `load` is called only once nobody else can write, or again
        for the pages that somebody else wrote meanwhile.
        """

    def delete(self, page_ids: list[int]) -> None:
        """Forget these pages."""

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Replace the index by one of these entries, and return their number. Readers see the old one until it is done."""

    def search(self, question: Question) -> Found:
        """The documents that answer, best first.

        A term is held by the field of `analysis.FIELDS` that says so, a `prefix` by any term that begins so. Found is
        - what holds every clue or a name of `also`, or
        - where fewer than ENOUGH documents hold every clue as it was typed, the MOST_OTHERS best of what holds at least PART of
          them (rounded up) or a name of `also`. A large index need not look for more than fill the page.

        The score of a term is its BM25 (k1 1.2, b 0.75) in the field of all terms, and TITLE_BOOST times that in the title's. A
        document's is the sum of all terms of all clues and hints, each with its option's weight (`ranking`), held or not; and of
        `also`: of each clue that of the best name that is held, and TIE times those of the others. ALL_HELD honours, and
        `Found.complete` counts, what holds each clue by an option of at least the weight 1: as it was typed.
        """

    def health(self) -> Health:
        """How the index is; never raises."""


def engine() -> Engine:
    """The engine of this installation (SEARCH_ENGINE)."""
    if settings.SEARCH_ENGINE == "elasticsearch":
        from .elastic.connection import Cluster

        return _elastic(Cluster.configured())
    return _embedded(Path(settings.HONGBAN_DATA) / "search")


def fallback() -> Engine | None:
    """The engine that answers while the other does not: the embedded one beside Elasticsearch, if it is kept (SEARCH_FALLBACK)."""
    if settings.SEARCH_ENGINE == "elasticsearch" and settings.SEARCH_FALLBACK:
        return _embedded(Path(settings.HONGBAN_DATA) / "search")
    return None


@functools.cache
def _elastic(cluster) -> Engine:
    from .elastic.engine import ElasticEngine

    return ElasticEngine(cluster)


@functools.cache
def _embedded(folder: Path) -> Engine:
    from .embedded import EmbeddedEngine

    return EmbeddedEngine(folder)
