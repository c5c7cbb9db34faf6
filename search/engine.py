"""What the search asks of an engine, and which engine it asks.

An engine knows terms, audiences and page ids. It never sees a `Document` and never answers a reader: `search.index` feeds it,
`search.query` asks it and checks what it says. Its analyzer is `search.analysis`, so that all engines agree.
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
    "Busy",
    "Engine",
    "EngineError",
    "Entry",
    "Found",
    "Health",
    "Hit",
    "Missing",
    "Question",
    "Unreachable",
    "Unusable",
    "engine",
    "fallback",
]


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
class Question:
    """What is asked. Everything but `terms` narrows: an engine counts and returns nothing outside of it.

    `modules`: labels that may be shown ("" for units' homes). `without`: page ids that must not be counted or shown.
    """

    terms: tuple[Term, ...]
    audiences: frozenset[str]
    modules: frozenset[str]
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

    `complete`: how many of them hold all the terms; they come first. `relaxed`: the others hold a part of the terms.
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

        `load` is called only once nobody else can write, so that two processes cannot overwrite newer entries with older.
        """

    def delete(self, page_ids: list[int]) -> None:
        """Forget these pages."""

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Replace the index by one of these entries, and return their number. Readers see the old one until it is done."""

    def search(self, question: Question) -> Found:
        """The documents that hold all the terms, best first; where these are few, after them those that hold a part."""

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
