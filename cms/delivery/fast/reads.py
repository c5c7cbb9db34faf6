"""The two reads: one record in full, one page of a list. Each is one statement."""

import datetime
import json
import re
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from types import SimpleNamespace

from django.db.models import BooleanField, Subquery, Value

from cms.access import PLACE, reaches
from cms.delivery import reading, versions
from cms.delivery.api import pieces
from cms.delivery.api.params import LARGEST_ID
from cms.delivery.models import Document

from .readers import Reader, proof, proof_slots, proof_values
from .statements import Slot, Statement

__all__ = ["LEFT_TO_DJANGO", "Page", "Stale", "are_current", "detail", "page"]

LEFT_TO_DJANGO = None
MOST_STATEMENTS = 2_000


class Stale(Exception):
    """The reader's facts are not those of the database any more. `good`: whether the credentials still are."""

    def __init__(self, good: bool):
        super().__init__(good)
        self.good = good


_statements: OrderedDict[tuple, Statement] = OrderedDict()
_lock = Lock()


def _statement(key: tuple, make) -> Statement:
    found = _statements.get(key)
    if found is None:
        found = make()
        with _lock:
            _statements[key] = found
            while len(_statements) > MOST_STATEMENTS:
                _statements.popitem(last=False)
    return found


# Whether it is still so ---------------------------------------------------------------------------------------------------


def _good(kind: str, slots: list[Slot]):
    return proof(kind, slots) or Value(True, output_field=BooleanField())


def _proved(queryset, kind: str, slots: list[Slot], *columns: str):
    """Rows that begin with the versions and whether the credentials are good."""
    totals = versions.totals()
    return queryset.annotate(
        _documents=Subquery(totals.values("_documents")),
        _access=Subquery(totals.values("_access")),
        _good=_good(kind, slots),
    ).values_list("_documents", "_access", "_good", *columns)


def _check(reader: Reader, rows: list[tuple]) -> tuple[int, int]:
    """The versions that these rows are of. Raises Stale."""
    documents, access, good = rows[0][:3]
    if not good or access != reader.access:
        raise Stale(bool(good))
    return documents, access


def are_current(reader: Reader, at: tuple[int, int]) -> bool:
    """Whether this reader, whose credentials are asked as well, would read at this moment what was read at these versions."""

    def make():
        slots = proof_slots(reader.kind)
        asked = versions.totals().annotate(_good=_good(reader.kind, slots))
        return Statement(asked.values_list("_documents", "_access", "_good"), slots)

    documents, access, good = _statement(("current", reader.kind), make).numbers(proof_values(reader))
    return good == 1 and (documents, access) == at and access == reader.access


# The reads ----------------------------------------------------------------------------------------------------------------

WHOLE = ("page_id", "etag", "piece__item", "piece__detail", "piece__depends_on", *PLACE)
CARD = ("page_id", "piece__item")


def detail(reader: Reader, pk: int) -> tuple[str, tuple[int, int]] | None:
    """The record's JSON and the versions that it is of; None where Django must answer: not there, not theirs, withdrawn.

    Raises Stale.
    """

    def make():
        slots, place = proof_slots(reader.kind), Slot(int)
        found = reading.documents(reader.viewer).filter(pk=place.value, kind=Document.RECORD).order_by()
        return Statement(_proved(found, reader.kind, slots, *WHOLE), [*slots, place])

    rows = _statement(("detail", reader.kind, *reader.circle), make).rows((*proof_values(reader), pk))
    if not rows:
        return LEFT_TO_DJANGO
    at = _check(reader, rows)
    found = _in_full(reader, *rows[0][3:])
    return (found, at) if found else LEFT_TO_DJANGO


def _in_full(reader: Reader, pk: int, etag: str, item: str, shared: str, depends_on: str, *place) -> str | None:
    if shared or not depends_on:
        return shared or LEFT_TO_DJANGO
    placed = SimpleNamespace(**dict(zip(PLACE, place, strict=True)))
    if isinstance(placed.until, str):  # SQLite has no dates
        placed.until = datetime.date.fromisoformat(placed.until)
    return _own_detail(reader, pk, etag, item, depends_on, placed)


# {(page, etag, piece, what is reached, what is seen): JSON}: what differs between readers, who mostly differ in no more than this
_variants: OrderedDict[tuple, str] = OrderedDict()
MOST_VARIANTS = 5_000


def _own_detail(reader: Reader, pk: int, etag: str, item: str, depends_on: str, place) -> str | None:
    """What this reader reads of it; `place`: whose it is, as `access.reaches()` asks."""
    depends = json.loads(depends_on)
    reached = tuple(reaches(reader.viewer, scope, place) for scope in depends["privacies"])
    key = (pk, etag, item, reached, _seen(reader, depends["refers"]) if depends["refers"] else ())
    found = _variants.get(key)
    if found is None:
        whole = Document.objects.select_related("unit", "section").filter(pk=pk, etag=etag).first()
        if whole is None:
            return LEFT_TO_DJANGO  # another version was published in between
        found = pieces.detail_for(whole, reader.viewer)
        with _lock:
            _variants[key] = found
            while len(_variants) > MOST_VARIANTS:
                _variants.popitem(last=False)
    return found


def _seen(reader: Reader, pks: list[int]) -> tuple[int, ...]:
    """Which of these records the reader may see."""

    def make():
        places = [Slot(int) for _pk in pks]
        found = reading.documents(reader.viewer).filter(pk__in=[slot.value for slot in places]).order_by()
        return Statement(found.values_list("pk"), places)

    return tuple(sorted(pk for (pk,) in _statement(("seen", len(pks), *reader.circle), make).rows(pks)))


@dataclass(frozen=True)
class Page:
    """`items`: JSON of each. `next`: the cursor of the following page, '' on the last. `at`: the versions."""

    items: list[str]
    next: str
    at: tuple[int, int]


FILTERS = {"section": "section_id", "module": "module"}


def page(reader: Reader, *, limit: int = 20, after: str = "", whole: bool = False, **filters) -> Page | None:
    """One page of the records that the reader may see, newest fact first; None where Django must answer. Raises Stale.

    whole: each in full. filters: `section` (an id that the reader may know of) and `module` (a label).
    """
    cursor = _cursor(after) if after else ()
    if cursor is None:
        return LEFT_TO_DJANGO
    names = tuple(sorted(filters))

    def make():
        slots = proof_slots(reader.kind)
        places = {name: Slot(str if name == "module" else int) for name in names}
        found = reading.documents(reader.viewer).filter(kind=Document.RECORD)
        found = found.filter(**{FILTERS[name]: slot.value for name, slot in places.items()})
        more = [*slots, *places.values()]
        if cursor:
            day, pk = Slot(datetime.date), Slot(int)
            found = reading.behind(found, day.value, pk.value)
            more += [day, pk]
        columns = ("occurred_on", *(WHOLE if whole else CARD))
        return Statement(_proved(found, reader.kind, slots, *columns)[: limit + 1], more)

    statement = _statement(("page", reader.kind, *reader.circle, names, limit, bool(cursor), whole), make)
    rows = statement.rows((*proof_values(reader), *(filters[name] for name in names), *cursor))
    if not rows:
        return LEFT_TO_DJANGO
    at = _check(reader, rows)
    shown = [row[3:] for row in rows[:limit]]
    items = [_in_full(reader, *columns) if whole else columns[1] for _day, *columns in shown]
    if not all(items):
        return LEFT_TO_DJANGO
    day, pk = shown[-1][:2]
    return Page(items, f"{str(day).replace('-', '')}-{pk}" if len(rows) > limit else "", at)


def _cursor(after: str) -> tuple[datetime.date, int] | None:
    parts = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]{1,18})", after)
    try:
        cursor = (datetime.date(*map(int, parts.groups()[:3])), int(parts[4])) if parts else None
    except ValueError:
        return None
    return cursor if cursor and cursor[1] <= LARGEST_ID else None
