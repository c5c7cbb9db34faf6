"""The admin's search: modelsearch's own database backends, with the terms of `search.analysis` in the index and in the question.

    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}

Tables, indexes, ranking, filters and rebuilding (`manage.py update_index`) are modelsearch's. Nothing else is needed for them,
but `manage.py update_index` after `search.analysis.VERSION` changed.
"""

from django.db import connection

__all__ = ["SearchBackend"]


def SearchBackend(params: dict):
    """The backend for the default database; modelsearch's own choice where it is neither PostgreSQL nor SQLite with FTS5."""
    from modelsearch.backends import database

    plain = database.SearchBackend(params)
    if connection.vendor == "postgresql":
        from .postgres import AnalysedPostgresBackend

        return AnalysedPostgresBackend(params)
    if connection.vendor == "sqlite" and database.USE_SQLITE_FTS:
        from .sqlite import AnalysedSQLiteBackend

        return AnalysedSQLiteBackend(params)
    return plain
