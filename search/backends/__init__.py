"""The admin's search: modelsearch's own backends, with the terms of `search.analysis` in the index and in the question.

    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}

Tables, indexes, ranking, filters and rebuilding (`manage.py update_index`) are modelsearch's. Nothing else is needed for them,
but `manage.py update_index` after `search.analysis.VERSION` changed.
"""

from django.conf import settings
from django.db import connection

__all__ = ["SearchBackend"]


def SearchBackend(params: dict):
    """The backend for the default database, or Elasticsearch where SEARCH_ADMIN says so; modelsearch's own choice where the
    database is neither PostgreSQL nor SQLite with FTS5."""
    if settings.SEARCH_ADMIN == "elasticsearch":
        return _on_elasticsearch(params)
    from modelsearch.backends import database

    plain = database.SearchBackend(params)
    if connection.vendor == "postgresql":
        from .postgres import AnalysedPostgresBackend

        return AnalysedPostgresBackend(params)
    if connection.vendor == "sqlite" and database.USE_SQLITE_FTS:
        from .sqlite import AnalysedSQLiteBackend

        return AnalysedSQLiteBackend(params)
    return plain


def _on_elasticsearch(params: dict):
    from search.elastic.connection import Cluster

    from .elasticsearch import AnalysedElasticsearchBackend

    cluster = Cluster.configured()
    copies = {"settings": {"number_of_shards": cluster.shards, "number_of_replicas": cluster.replicas}}
    defaults = {"INDEX_PREFIX": f"{cluster.index}-admin-", "INDEX_SETTINGS": copies}
    return AnalysedElasticsearchBackend(defaults | params)
