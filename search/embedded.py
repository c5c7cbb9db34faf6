"""The embedded engine: a tantivy index in the data folder, shared by all processes of one machine.

    <folder>/current      which index is in use and which version made it; replaced in one step
    <folder>/g-…/         an index
    <folder>/lock         held by whoever writes, for one batch; by a rebuild, for all its time

Readers take no lock: they notice by two `stat` calls that `current` or the index's own `meta.json` is another one than before.
"""

import contextlib
import json
import math
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
from tantivy import FieldType, Occur, Query

from . import analysis
from .engine import (
    ALL_HELD,
    ENOUGH,
    PART,
    TIE,
    TITLE_BOOST,
    Busy,
    Clue,
    EngineError,
    Entry,
    Found,
    Health,
    Hit,
    Load,
    Missing,
    Option,
    Question,
    Unusable,
)

__all__ = ["EmbeddedEngine"]

# Raise the number with any change of the schema or of what is written into a field.
VERSION = f"2/analysis {analysis.VERSION}/tantivy {tantivy.__version__}"
LOCK_WAIT = 0.4  # seconds: whoever publishes waits no longer, the outbox tries again
BATCH_MEMORY = 32_000_000  # bytes, of one writing thread
REBUILD_MEMORY = 128_000_000
NO_MODULE = "-"  # units' homes; tantivy has no empty term


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Signed, because tantivy-py deletes nothing by the term of an unsigned field and does not say so
    builder.add_integer_field("page_id", indexed=True, fast=True)
    for pair in analysis.FIELDS.values():
        for field in filter(None, pair):
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("module", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("audience", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("unit", indexed=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    return builder.build()


SCHEMA = _schema()


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
                writer.add_document(_document(entry))

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
                with _engine_errors(EngineError):
                    tantivy.Index(SCHEMA, path=str(fresh))
                with self._writer(fresh, REBUILD_MEMORY, threads=2) as writer:
                    for entry in entries:
                        writer.add_document(_document(entry))
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
        with _engine_errors(Unusable):
            index = tantivy.Index.open(str(folder))
        with _engine_errors(EngineError):
            writer = index.writer(memory, threads)
        try:
            yield writer
            with _engine_errors(EngineError):
                writer.commit()
        finally:
            # Lets merges finish, without which every batch would leave a segment more; and gives tantivy's own lock back
            with _engine_errors(EngineError):
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
        searcher = self._searcher()
        asked = _Asked(question)
        complete = asked.complete(searcher)
        total, hits = asked.of(searcher, every=complete >= ENOUGH)
        return Found(total, hits, complete)

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
        with _engine_errors(Unusable):
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
                with _engine_errors(Unusable):
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


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer("page_id", entry.page_id)
    for field, terms in analysis.fields(entry.title, entry.text).items():
        document.add_text(field, " ".join(terms))
    document.add_text("module", entry.module or NO_MODULE)
    document.add_integer("unit", entry.unit_id)
    for audience in entry.audiences:
        document.add_text("audience", audience)
    if entry.occurred_on:
        document.add_integer("day", entry.occurred_on.toordinal())
    return document


def _forget(writer: tantivy.IndexWriter, page_ids: list[int]) -> None:
    with _engine_errors(EngineError):
        writer.delete_documents_by_query(Query.term_set_query(SCHEMA, "page_id", page_ids))


class _Asked:
    """A question in tantivy's words."""

    def __init__(self, question: Question):
        self.question = question
        self.narrowed = _narrowed(question)
        self.clues = [(Occur.Should, _clue(clue)) for clue in question.clues]
        whole = [(Occur.Must, _clue(clue.as_typed())) for clue in question.clues]
        self.whole = Query.const_score_query(Query.boolean_query(whole), ALL_HELD)

    def complete(self, searcher: tantivy.Searcher) -> int:
        """How many documents hold every clue as it was typed."""
        with _engine_errors(Unusable):
            return searcher.search(Query.boolean_query([*self.narrowed, (Occur.Must, self.whole)]), limit=1).count

    def of(self, searcher: tantivy.Searcher, *, every: bool) -> tuple[int, list[Hit]]:
        """How many documents answer, and the wanted ones of them. every: only those that hold every clue, or any of `also`."""
        question = self.question
        least = len(self.clues) if every else math.ceil(len(self.clues) * PART)
        found = [(Occur.Should, Query.boolean_query(self.clues, minimum_number_should_match=least))]
        found += [(Occur.Should, _clue(clue)) for clue in question.also]
        parts = [*self.narrowed, (Occur.Must, Query.boolean_query(found)), (Occur.Should, self.whole)]
        parts += [(Occur.Should, _clue(clue)) for clue in question.hints]
        with _engine_errors(Unusable):
            result = searcher.search(Query.boolean_query(parts), limit=question.limit, offset=question.offset)
            pages = searcher.fast_field_values("page_id", [address for _score, address in result.hits])
        hits = [Hit(page, score) for page, (score, _address) in zip(pages, result.hits, strict=True)]
        return result.count, hits


def _clue(clue: Clue) -> Query:
    options = [_option(option) for option in clue.options]
    return options[0] if len(options) == 1 else Query.disjunction_max_query(options, TIE)


def _option(option: Option) -> Query:
    terms = [_holds(term) for term in option.terms]
    whole = terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Must, term) for term in terms])
    return whole if option.weight == 1 else Query.boost_query(whole, option.weight)


def _holds(term: analysis.Term) -> Query:
    def in_field(name: str) -> Query:
        if term.prefix:
            return Query.regex_query(SCHEMA, name, f"{term.text}.*")  # letters and ' only: nothing to escape
        return Query.term_query(SCHEMA, name, term.text, index_option="freq")

    title, text = analysis.FIELDS[term.by]
    held = Query.boost_query(in_field(title), TITLE_BOOST)
    return Query.boolean_query([(Occur.Should, held), (Occur.Should, in_field(text))]) if text else held


def _narrowed(question: Question) -> list[tuple[Occur, Query]]:
    """The conditions that count for nothing in the score."""
    modules = [label or NO_MODULE for label in question.modules]
    required = [
        Query.term_set_query(SCHEMA, "audience", sorted(question.audiences)),
        Query.term_set_query(SCHEMA, "module", sorted(modules)),
    ]
    if question.unit_id is not None:
        required.append(Query.term_query(SCHEMA, "unit", question.unit_id))
    if question.since or question.until:
        first, last = (day and day.toordinal() for day in (question.since, question.until))
        required.append(Query.range_query(SCHEMA, "day", FieldType.Integer, first, last))
    conditions = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in required]
    if question.without:
        conditions.append((Occur.MustNot, Query.term_set_query(SCHEMA, "page_id", sorted(question.without))))
    return conditions


@contextlib.contextmanager
def _engine_errors(kind: type[EngineError]) -> Iterator[None]:
    """Turn what tantivy raises into `kind`: ValueError and OSError for most faults, a panic for some damaged files."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise kind(str(error)) from error
    except BaseException as error:
        # A Rust panic arrives as a class of pyo3's own that is no Exception and cannot be imported
        if type(error).__name__ != "PanicException":
            raise
        raise kind(str(error)) from error
