"""What an action did to the database, remembered as statements: hundreds of queries the first time, a few dozen afterwards.

The statements hold every value as the database keeps it, ids and times too; only in a database that is otherwise as it was
do they stand for the action itself.
"""

# Imports of models are local: pytest loads this file before Django's apps are ready.
from collections.abc import Callable

__all__ = ["remember", "repeat"]

Statements = list[tuple[str, tuple | None]]


def remember(action: Callable[[], object]) -> tuple[object, Statements]:
    """Run `action` and undo it; what it gave, and the statements that lead to the rows it left."""
    from django.db import transaction

    with transaction.atomic():
        before = _tables()
        result = action()
        after = _tables()
        transaction.set_rollback(True)
    statements = [part for model, rows in after.items() for part in _changes(model, before[model], rows)]
    return result, statements + _next_ids([model for model in after if len(after[model]) > len(before[model])])


def repeat(statements: Statements) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values)


def _tables() -> dict[type, dict]:
    """{model: {primary key: {column: value}}} of every table that is a model's."""
    from django.apps import apps
    from django.db import connection

    there = set(connection.introspection.table_names())
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        # SQLite's full text of modelsearch is filled by triggers of the table beside it
        if model._meta.db_table in there and not model._meta.proxy and not model._meta.db_table.endswith("_fts")
    ]
    return {model: {row[model._meta.pk.attname]: row for row in _rows(model)} for model in models}


def _rows(model):
    from django.db.models import QuerySet

    return QuerySet(model).order_by("pk").values(*(field.attname for field in model._meta.local_concrete_fields))


def _changes(model, before: dict, after: dict) -> Statements:
    from django.db import connection
    from django.db.models import sql

    if lost := before.keys() - after.keys():
        raise ValueError(f"{model._meta.db_table}: what deletes rows cannot be repeated ({sorted(lost)})")
    found = []
    fields = model._meta.local_concrete_fields
    if added := [row for key, row in after.items() if key not in before]:
        query = sql.InsertQuery(model)
        query.insert_values(fields, [_Row(row) for row in added], raw=True)
        found += query.get_compiler(connection=connection).as_sql()
    for key, row in after.items():
        if key in before and row != before[key]:
            query = sql.UpdateQuery(model)
            query.add_filter("pk", key)
            changed = [field for field in fields if row[field.attname] != before[key][field.attname]]
            query.add_update_fields([(field, None, row[field.attname]) for field in changed])
            found.append(query.get_compiler(connection=connection).as_sql())
    return found


def _next_ids(models: list) -> Statements:
    """PostgreSQL counts ids apart from the rows: after rows that brought their own the next one is the next free one."""
    from django.core.management.color import no_style
    from django.db import connection

    statements = connection.ops.sequence_reset_sql(no_style(), models)
    return [(" ".join(statements), None)] if statements else []


class _Row:
    """A row as an insertion takes it: an object with the fields' values."""

    def __init__(self, values: dict):
        self.__dict__.update(values)
