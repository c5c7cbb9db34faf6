"""The embedded engine: a tantivy index in the data folder, shared by all processes of one machine.

    <folder>/current      which index is in use and which version made it; replaced in one step
    <folder>/g-…/         an index
    <folder>/lock         held by whoever writes, for one batch; by a rebuild, for all its time

Readers take no lock: they notice by two `stat` calls that `current` or the index's own `meta.json` is another one than before.
"""

import contextlib
import json
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import tantivy
from django.core.files import locks
from tantivy import Query

from . import analysis
from .embedded_question import Asking
from .embedded_schema import SCHEMA, document, engine_errors
from .engine import Busy, EngineError, Entry, Found, Health, Load, Missing, Question, Unusable

__all__ = ["EmbeddedEngine"]

# Raise the number with any change of the schema or of what is written into a field.
VERSION = f"3/analysis {analysis.VERSION}/tantivy {tantivy.__version__}"
LOCK_WAIT = 0.4  # seconds: whoever publishes waits no longer, the outbox tries again
BATCH_MEMORY = 32_000_000  # bytes, of one writing thread
REBUILD_MEMORY = 128_000_000


@dataclass(frozen=True)
class _Opened:
    """An index as this process has it open."""

    process: int
    pointer: tuple[int, int]
    folder: Path
    meta: tuple[int, int]
    index: tantivy.Index


class EmbeddedEngine:
    """One index folder. Safe to share between threads; each process has its own."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._opening = threading.Lock()
        self._opened: _Opened | None = None

    # Writing -------------------------------------------------------------------------------------------------------

    def index(self, page_ids: list[int], load: Load) -> None:
        """See `Engine`. Raises Busy when another process writes for longer than LOCK_WAIT."""
        with self._locked(LOCK_WAIT), self._writer(self._current(), BATCH_MEMORY, threads=1) as writer:
            _forget(writer, page_ids)
            for entry in load(page_ids):
                writer.add_document(document(entry))

    def delete(self, page_ids: list[int]) -> None:
        with self._locked(LOCK_WAIT), self._writer(self._current(), BATCH_MEMORY, threads=1) as writer:
            _forget(writer, page_ids)

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """See `Engine`. Raises Busy when another process rebuilds already; whoever else writes meanwhile is told Busy."""
        with self._locked(LOCK_WAIT):
            self._remove_all_but_current()
            fresh = Path(tempfile.mkdtemp(prefix="g-", dir=self.folder))
            count = 0
            try:
                with engine_errors(EngineError):
                    tantivy.Index(SCHEMA, path=str(fresh))
                with self._writer(fresh, REBUILD_MEMORY, threads=2) as writer:
                    for entry in entries:
                        writer.add_document(document(entry))
                        count += 1
                self._point_to(fresh)
            except BaseException:
                shutil.rmtree(fresh, ignore_errors=True)
                raise
            self._remove_all_but_current()
            return count

    @contextlib.contextmanager
    def _locked(self, patience: float) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = (self.folder / "lock").open("ab")
        except OSError as error:
            raise EngineError(f"{self.folder}: {error}") from error
        with file:
            give_up = time.monotonic() + patience
            while not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
                if time.monotonic() > give_up:
                    raise Busy(f"{self.folder}: another process is writing")
                time.sleep(0.05)
            try:
                yield
            finally:
                locks.unlock(file)

    @contextlib.contextmanager
    def _writer(self, folder: Path, memory: int, threads: int) -> Iterator[tantivy.IndexWriter]:
        with engine_errors(Unusable):
            index = tantivy.Index.open(str(folder))
        with engine_errors(EngineError):
            writer = index.writer(memory, threads)
        try:
            yield writer
            with engine_errors(EngineError):
                writer.commit()
        finally:
            # Lets merges finish, without which every batch would leave a segment more; and gives tantivy's own lock back
            with engine_errors(EngineError):
                writer.wait_merging_threads()

    def _point_to(self, folder: Path) -> None:
        note = self.folder / f".current.{os.getpid()}"
        try:
            note.write_text(json.dumps({"folder": folder.name, "version": VERSION}), encoding="utf-8")
            os.replace(note, self.folder / "current")
        except OSError as error:
            raise EngineError(f"{self.folder}: {error}") from error

    def _remove_all_but_current(self) -> None:
        # Readers of a removed index keep what they have mapped, and turn to the current one with their next question
        with contextlib.suppress(Unusable):
            keep = self._current().name
            for old in self.folder.glob("g-*"):
                if old.name != keep:
                    shutil.rmtree(old, ignore_errors=True)

    def _current(self) -> Path:
        """The index in use. Raises Unusable when there is none or another version made it."""
        pointer = self.folder / "current"
        try:
            note = json.loads(pointer.read_text(encoding="utf-8"))
            folder, version = self.folder / note["folder"], note["version"]
        except FileNotFoundError as error:
            raise Missing(f"{self.folder}: there is no index yet") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Unusable(f"{pointer}: {error}") from error
        if version != VERSION:
            raise Unusable(f"{folder}: made by version {version}, this is {VERSION}")
        return folder

    # Reading -------------------------------------------------------------------------------------------------------

    def search(self, question: Question) -> Found:
        """See `Engine`. Raises Unusable when the index must be rebuilt."""
        return Asking(self._searcher(), question).found()

    def health(self) -> Health:
        try:
            documents = self._searcher().num_docs
        except EngineError as error:
            return Health(False, "embedded", 0, str(error), unusable=isinstance(error, Unusable))
        return Health(True, "embedded", documents)

    def _searcher(self) -> tantivy.Searcher:
        opened = self._opened
        if opened is None or not self._is_fresh(opened):
            with self._opening:
                opened = self._opened = self._open()
        with engine_errors(Unusable):
            return opened.index.searcher()

    def _is_fresh(self, opened: _Opened) -> bool:
        try:
            pointer, meta = _mark(self.folder / "current"), _mark(opened.folder / "meta.json")
        except OSError:
            return False
        return (opened.process, opened.pointer, opened.meta) == (os.getpid(), pointer, meta)

    def _open(self) -> _Opened:
        for attempt in range(3):
            try:
                # Marks first: a change between the mark and the opening is then noticed by the next question
                pointer = _mark(self.folder / "current")
                folder = self._current()
                meta = _mark(folder / "meta.json")
                with engine_errors(Unusable):
                    index = tantivy.Index.open(str(folder))
                    index.config_reader("manual")
                    index.reload()
                return _Opened(os.getpid(), pointer, folder, meta, index)
            except FileNotFoundError:
                problem = Missing(f"{self.folder}: there is no index yet")
            except OSError as error:
                problem = Unusable(f"{self.folder}: {error}")
            except Unusable as error:
                problem = error
            # A rebuild may have replaced the index between reading its name and opening it
            time.sleep(0.01 * attempt)
        raise problem


def _mark(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


def _forget(writer: tantivy.IndexWriter, page_ids: list[int]) -> None:
    with engine_errors(EngineError):
        writer.delete_documents_by_query(Query.term_set_query(SCHEMA, "page_id", page_ids))
