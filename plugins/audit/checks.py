"""System checks: whether the database protects the log."""

from django.core import checks
from django.db import DatabaseError, connection

from . import guard
from .models import Entry


def supported(app_configs=None, **kwargs):
    if connection.vendor in guard.VENDORS:
        return []
    return [
        checks.Warning(
            f"the audit log has no triggers on {connection.vendor}: the database itself does not refuse changes",
            hint="`manage.py audit verify` finds them all the same. Grant the site's database account no UPDATE and DELETE "
            "on audit_entry beyond what docs/audit.md names.",
            id="audit.W001",
        )
    ]


def guarded(app_configs=None, databases=None, **kwargs):
    """Run by `check --database default` and by `migrate`."""
    try:
        if Entry._meta.db_table not in connection.introspection.table_names():
            return []  # before the first migrate
        gone = guard.missing(connection)
    except DatabaseError:
        return []
    return [
        checks.Error(
            f"the audit log's triggers are gone: {', '.join(gone)}",
            hint="Find out who dropped them, run `manage.py audit verify`, then `manage.py audit guard`.",
            id="audit.E002",
        )
        for _once in gone[:1]
    ]
