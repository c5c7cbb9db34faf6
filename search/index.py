"""Keeping the engine's index what the published documents say: after each change, and from nothing.

The database is the truth and the index a copy of it: what is lost, damaged or made by another version is made anew.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator

from django.db import connection
from django.db.models import QuerySet

from cms.access import in_date, tokens
from cms.delivery import outbox
from cms.delivery.models import Document, OutboxEntry

from .engine import Busy, Engine, EngineError, Entry, Missing, Unreachable, Unusable, engine, fallback

__all__ = ["CONSUMER", "body_of", "handle", "heal", "kept", "rebuild", "waiting"]

logger = logging.getLogger(__name__)

CONSUMER = "search"  # in the outbox
CHUNK = 500
# Seconds that a request waits for a rebuild that it set off: enough for a small site to answer at once
PATIENCE = 0.7

FIELDS = (
    "page_id", "title", "text", "module", "unit_id", "committee_id", "drafter_id", "occurred_on", "scope", "practice",
)  # fmt: skip


def kept() -> list[Engine]:
    """All engines that are told of what changes: the installation's own, and its fallback if there is one."""
    return [one for one in (engine(), fallback()) if one is not None]


def handle(page_ids: list[int]) -> None:
    """The outbox's consumer: make each index hold what the documents of these pages say now.

    Raises EngineError when that failed for one of them, so that the outbox tries again; `outbox.Down` when its server does
    not answer.
    """
    problems = [problem for one in kept() if (problem := _told(one, page_ids))]
    for problem in problems:
        if isinstance(problem, Unreachable):
            raise outbox.Down(str(problem)) from problem
    if problems:
        raise problems[0]


def _told(one: Engine, page_ids: list[int]) -> EngineError | None:
    """Tell one engine; why that failed. The others are told all the same."""
    try:
        try:
            one.index(page_ids, entries_of)
        except Unusable as error:
            if not heal(error, which=one):
                raise Busy("the index is being made anew") from error
    except EngineError as error:
        return error
    return None


def heal(error: Unusable, patience: float = PATIENCE, which: Engine | None = None) -> bool:
    """Make an index anew that is unusable because of `error`, the engine's own or that of `which`; whether that is done.

    A command or a worker, which nobody waits for, does it at once and raises EngineError when it cannot. A request waits
    for `patience` seconds at most; a thread of its process goes on.
    """
    logger.log(logging.INFO if isinstance(error, Missing) else logging.WARNING, "search: %s; it is made anew", error)
    which = which or engine()
    if threading.current_thread() is threading.main_thread():
        _make_anew(which)
        return True
    return _healers.setdefault(which, _Healer(which)).run(patience)


def _make_anew(which: Engine) -> None:
    rebuild() if fallback() is None else rebuild(which=which)


class _Healer:
    """At most one thread of this process rebuilds the index of one engine."""

    def __init__(self, which: Engine):
        self._which = which
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._succeeded = False

    def run(self, patience: float) -> bool:
        with self._starting:
            thread = self._thread
            if thread is None or not thread.is_alive():
                thread = self._thread = threading.Thread(target=self._rebuild, name="search rebuild", daemon=True)
                self._succeeded = False
                thread.start()
        thread.join(patience)
        return not thread.is_alive() and self._succeeded

    def _rebuild(self) -> None:
        try:
            _make_anew(self._which)
            self._succeeded = True
        except Busy:
            logger.info("search: another process rebuilds the index already")
        except Unreachable as error:
            logger.warning("search: the index could not be rebuilt: %s", error)
        except Exception:
            logger.exception("search: the index could not be rebuilt")
        finally:
            connection.close()


_healers: dict[Engine, _Healer] = {}


def rebuild(advance: Callable[[int], object] | None = None, which: Engine | None = None) -> int:
    """Replace each index, or that of `which`, by one of all documents, and return their number; readers use the old one
    until it is done.

    advance: called with the number of entries of each chunk, for whoever shows progress.
    Raises Busy when somebody else is writing, EngineError when it cannot be done.
    """
    # Each of these changes is in the database by now, and so in the new index
    settled = list(waiting().values_list("pk", flat=True))
    for one in kept() if which is None else [which]:
        count = one.rebuild(_everything(advance))
    if which is not None:
        return count  # another index may lack what waits
    for start in range(0, len(settled), CHUNK):
        OutboxEntry.objects.filter(pk__in=settled[start : start + CHUNK]).delete()
    return count


def waiting() -> QuerySet[OutboxEntry]:
    """The changes that the index does not hold yet."""
    return OutboxEntry.objects.filter(consumer=CONSUMER)


def _everything(advance: Callable[[int], object] | None) -> Iterator[Entry]:
    # By key rather than with one cursor: no long transaction, and what changes meanwhile comes through the outbox
    last = 0
    while chunk := list(_documents().filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield from map(entry_of, chunk)
        last = chunk[-1].pk
        if advance:
            advance(len(chunk))


def entries_of(page_ids: Iterable[int]) -> Iterator[Entry]:
    """The entries of those of these pages that have a document."""
    return map(entry_of, _documents().filter(pk__in=page_ids))


def _documents() -> QuerySet[Document]:
    return Document.objects.filter(in_date()).only(*FIELDS)


def entry_of(document: Document) -> Entry:
    audiences = tokens(document.scope, document.unit_id, document.committee_id, document.drafter_id, document.practice)
    return Entry(
        page_id=document.pk,
        title=document.title,
        text=body_of(document),
        module=document.module,
        unit_id=document.unit_id,
        occurred_on=document.occurred_on,
        audiences=frozenset(audiences),
    )


def body_of(document: Document) -> str:
    """The document's text without its title, with which it begins."""
    return document.text.removeprefix(document.title.strip()).lstrip()
