"""Many rows into one table at once, with keys that are known beforehand: COPY on PostgreSQL, plain inserts elsewhere.

Django's own bulk_create refuses models that inherit a table, and on PostgreSQL it quotes every JSON value character by
character; COPY takes a third of the time. No signals are sent: what they would do is the caller's to do.
Call it inside a transaction.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from django.db import connection, models
from django.db.models import Field, Max, Model, QuerySet
from modelcluster.fields import ParentalKey

# Fields whose Python values the driver takes as they are
AS_THEY_ARE = {
    models.AutoField,
    models.BigAutoField,
    models.BigIntegerField,
    models.BooleanField,
    models.CharField,
    models.DateField,
    models.DateTimeField,
    models.ForeignKey,
    models.IntegerField,
    models.OneToOneField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.SlugField,
    models.TextField,
    models.UUIDField,
    ParentalKey,
}


def keys(model: type[Model], count: int) -> list[int]:
    """`count` primary keys of this table that nobody else will take."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            sequence = [model._meta.db_table, model._meta.pk.column, count]
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", sequence)
            return [key for (key,) in cursor.fetchall()]
    # SQLite has one writer, and that is this transaction
    last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
    return list(range(last + 1, last + 1 + count))


def insert(model: type[Model], objects: Iterable[Model]) -> None:
    """The rows of this model's own table alone, of inherited ones too; objects without a key are given one.

    Values are written as they are: a time that Django would set to now (`auto_now_add`) is the caller's to give.
    """
    objects = list(objects)
    if not objects:
        return
    fields = model._meta.local_concrete_fields
    without = [instance for instance in objects if instance._meta.pk.value_from_object(instance) is None]
    if without:
        for instance, key in zip(without, keys(model, len(without)), strict=True):
            instance.pk = key
    if connection.vendor == "postgresql":
        _copy(model, fields, objects)
    else:
        size = connection.ops.bulk_batch_size(fields, objects)
        for start in range(0, len(objects), size):
            QuerySet(model)._insert(objects[start : start + size], fields=fields, using=connection.alias, raw=True)
    for instance in objects:
        instance._state.adding = False
        instance._state.db = connection.alias


def _copy(model: type[Model], fields: Sequence, objects: list[Model]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    values = [_reader(field) for field in fields]
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN") as copy,
    ):
        for instance in objects:
            copy.write_row([value(instance) for value in values])


def _reader(field: Field) -> Callable[[Model], object]:
    """What gives the value that the driver is to write; most fields hold it as it is."""
    if type(field) in AS_THEY_ARE:
        return attrgetter(field.attname)
    return lambda instance: field.get_db_prep_save(getattr(instance, field.attname), connection)
