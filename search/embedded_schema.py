"""The fields of the embedded index, and an entry as a document of it."""

import contextlib
import zlib
from collections.abc import Iterator

import tantivy

from . import analysis
from .engine import EngineError, Entry

__all__ = ["NO_MODULE", "SCHEMA", "SLOTS", "document", "engine_errors"]

NO_MODULE = "-"  # units' homes; tantivy has no empty term
SLOTS = 256  # samples: each document is in one of them, by chance


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
    builder.add_integer_field("slot", indexed=True)
    return builder.build()


SCHEMA = _schema()


def document(entry: Entry) -> tantivy.Document:
    made = tantivy.Document()
    made.add_integer("page_id", entry.page_id)
    # Not the id itself: pages that are made together have neighbouring ids, or every second one
    made.add_integer("slot", zlib.crc32(b"%d" % entry.page_id) % SLOTS)
    for field, terms in analysis.fields(entry.title, entry.text).items():
        made.add_text(field, " ".join(terms))
    made.add_text("module", entry.module or NO_MODULE)
    made.add_integer("unit", entry.unit_id)
    for audience in entry.audiences:
        made.add_text("audience", audience)
    if entry.occurred_on:
        made.add_integer("day", entry.occurred_on.toordinal())
    return made


@contextlib.contextmanager
def engine_errors(kind: type[EngineError]) -> Iterator[None]:
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
