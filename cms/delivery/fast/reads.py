"""The two reads: one record in full, one page of a list. Each is one statement."""

import datetime
import json
import re
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from types import SimpleNamespace

from django.db.models import BooleanField, Subquery, Value
from django.db.models.fields import BigIntegerField

from cms.access import reaches
from cms.delivery import reading
from cms.delivery.api import pieces
from cms.delivery.api.params import LARGEST_ID
from cms.delivery.models import AccessVersion, Document

from .readers import Reader, proof, proof_slots, proof_values
from .statements import Slot, Statement

__all__ = ["LEFT_TO_DJANGO", "Stale", "detail", "page"]

LEFT_TO_DJANGO = None
MOST_STATEMENTS = 2_000


class Stale(Exception):
    """The reader's facts are not those of the database any more. `good`: whether the credentials still are."""

    def __init__(self, good: bool):
        super().__init__(good)
        self.good = good


_statements: OrderedDict[tuple, tuple[Statement, list]] = OrderedDict()
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


def _proved(queryset, kind: str, slots: list[Slot], *columns: str):
    """Rows that also say the access version and whether the credentials are good."""
    good = proof(kind, slots)
    return queryset.annotate(
        _access=Subquery(AccessVersion.objects.values("number")[:1], output_field=BigIntegerField()),
        _good=Value(True, output_field=BooleanField()) if good is None else good,
    ).values_list("_access", "_good", *columns)


def _check(reader: Reader, rows: list[tuple]) -> None:
    access, good = rows[0][:2]
    if not good or access != reader.access:
        raise Stale(bool(good))


# What `access.reaches()` asks of a document
PLACE = ("unit_id", "committee_id", "drafter_id", "practice")
PIECE = ("piece__item", "piece__detail", "piece__depends_on")


def detail(reader: Reader, pk: int) -> str | None:
    """The record's JSON; None where Django must answer: not there, not theirs, withdrawn. Raises Stale."""

    def make():
        slots, place = proof_slots(reader.kind), Slot(int)
        found = reading.documents(reader.viewer).filter(pk=place.value, kind=Document.RECORD).order_by()
        return Statement(_proved(found, reader.kind, slots, "etag", *PIECE, *PLACE), [*slots, place])

    statement = _statement(("detail", reader.kind, reader.viewer.audiences, reader.viewer.person_id, reader.day), make)
    rows = statement.rows((*proof_values(reader), pk))
    if not rows:
        return LEFT_TO_DJANGO
    _check(reader, rows)
    etag, item, shared, depends_on, *place = rows[0][2:]
    if shared or not depends_on:
        return shared or LEFT_TO_DJANGO
    return _own_detail(
        reader, pk, etag, item, depends_on, SimpleNamespace(until=None, **dict(zip(PLACE, place, strict=True)))
    )


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

    key = ("seen", len(pks), reader.viewer.audiences, reader.viewer.person_id, reader.day)
    return tuple(sorted(pk for (pk,) in _statement(key, make).rows(pks)))


@dataclass(frozen=True)
class Page:
    items: list[str]
    next: str


FILTERS = {"section": "section_id", "module": "module"}


def page(reader: Reader, *, limit: int = 20, after: str = "", **filters) -> Page | None:
    """One page of the records that the reader may see, newest fact first; None where Django must answer. Raises Stale.

    filters: `section` (an id that the reader may know of) and `module` (a label).
    """
    cursor = ()
    if after:
        parts = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]{1,18})", after)
        try:
            cursor = (datetime.date(*map(int, parts.groups()[:3])), int(parts[4])) if parts else ()
        except ValueError:
            cursor = ()
        if not cursor or cursor[1] > LARGEST_ID:
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
        return Statement(_proved(found, reader.kind, slots, "piece__item", "occurred_on", "page_id")[: limit + 1], more)

    viewer = reader.viewer
    statement = _statement(
        ("page", reader.kind, viewer.audiences, viewer.person_id, reader.day, names, limit, bool(cursor)), make
    )
    rows = statement.rows((*proof_values(reader), *(filters[name] for name in names), *cursor))
    if not rows:
        return LEFT_TO_DJANGO
    _check(reader, rows)
    shown = rows[:limit]
    if not all(row[2] for row in shown):
        return LEFT_TO_DJANGO
    last = shown[-1]
    more = f"{str(last[3]).replace('-', '')}-{last[4]}" if len(rows) > limit else ""
    return Page([row[2] for row in shown], more)
