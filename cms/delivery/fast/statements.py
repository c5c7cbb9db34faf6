"""Statements made once by the ORM and run many times: building SQL is what costs, not running it.

A place in a queryset that differs from run to run is filled by a `Slot`'s value, which is then looked for among the parameters.
"""

import datetime
import itertools
from collections.abc import Sequence

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg.pq import ExecStatus

__all__ = ["Slot", "Statement"]

_numbers = itertools.count(1)


class Slot:
    """A place to be filled. `value`: what the queryset is built with, of the right type and nowhere else in it."""

    def __init__(self, kind: type):
        number = next(_numbers)
        self.value = {
            # within what the smallest of the integer columns holds: beyond it Django knows that nothing is there
            int: 2_000_000_000 + number % 147_000_000,
            str: f"\x01slot{number}",
            datetime.date: datetime.date(1, 1, 1) + datetime.timedelta(days=number % 3_000_000),
            datetime.datetime: datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)
            + datetime.timedelta(days=400, seconds=number),
        }[kind]
        self.kind = kind


class Statement:
    """A queryset as SQL with places; `rows(values)` runs it, the values in the order of the slots."""

    def __init__(self, queryset, slots: Sequence[Slot]):
        sql, params = queryset.query.get_compiler(connection=connection).as_sql()
        places = []
        for slot in slots:
            adapted = _adapted(slot.kind, slot.value)
            found = [place for place, value in enumerate(params) if type(value) is type(adapted) and value == adapted]
            if not found:
                raise LookupError(f"no parameter of the statement is this slot's: {slot.value!r}")
            places.append((slot.kind, found))
        self.params, self.places = list(params), places
        self.sql = sql.replace("%s", "?").replace("%%", "%") if connection.vendor == "sqlite" else sql
        self.prepared = _Prepared(sql, len(params)) if connection.vendor == "postgresql" else None

    def rows(self, values: Sequence) -> list[tuple]:
        """Every row, each value as the driver has it."""
        params, database = self._filled(values), _connected()
        with database.wrap_database_errors:
            if database.vendor == "postgresql":
                # the driver's own cursor: Django's bind on the client, and prepare nothing
                return psycopg.Cursor(database.connection).execute(self.sql, params, prepare=True).fetchall()
            if database.vendor == "sqlite":
                return database.connection.execute(self.sql, params).fetchall()
            with database.cursor() as cursor:
                cursor.execute(self.sql, params)
                return cursor.fetchall()

    def numbers(self, values: Sequence) -> tuple[int, ...]:
        """The one row of a statement whose columns are whole numbers and truths (1 or 0), as cheaply as the driver can."""
        if self.prepared is None:
            return tuple(map(int, self.rows(values)[0]))
        database = _connected()
        with database.wrap_database_errors:
            return self.prepared.numbers(database, self._filled(values))

    def _filled(self, values: Sequence) -> list:
        params = self.params.copy()
        for value, (kind, places) in zip(values, self.places, strict=True):
            adapted = _adapted(kind, value)
            for place in places:
                params[place] = adapted
        return params


class _Prepared:
    """A statement past psycopg's cursors, by its wrapper of libpq: half of what such a small question costs is adapting types."""

    def __init__(self, sql: str, places: int):
        for place in range(places):
            sql = sql.replace("%s", f"${place + 1}", 1)
        self.sql, self.name = sql.replace("%%", "%").encode(), f"hongban_{next(_numbers)}".encode()

    def numbers(self, database, params: list) -> tuple[int, ...]:
        raw, names = _names(database)
        if self.name not in names:
            _done(raw, raw.prepare(self.name, self.sql, None))
            names.add(self.name)
        found = _done(raw, raw.exec_prepared(self.name, [str(value).encode() for value in params], None, 0))
        cells = (found.get_value(0, place) for place in range(found.nfields))
        return tuple(1 if cell == b"t" else 0 if cell == b"f" else int(cell) for cell in cells)


def _names(database):
    """(libpq's connection, the names prepared on it)."""
    held = getattr(database, "_hongban_prepared", None)
    if held is None or held[0] is not database.connection:
        held = database._hongban_prepared = (database.connection, set())
    return database.connection.pgconn, held[1]


def _done(raw, result):
    if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        raise psycopg.OperationalError(raw.get_error_message())
    return result


def _connected():
    database = connections[DEFAULT_DB_ALIAS]  # looked up once: the proxy asks for it at every name
    if database.connection is None:
        database.connect()
    return database


def _adapted(kind: type, value):
    if kind is datetime.datetime:
        return connection.ops.adapt_datetimefield_value(value)
    if kind is datetime.date:
        return connection.ops.adapt_datefield_value(value)
    return value
