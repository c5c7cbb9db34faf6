import datetime

from cms.plugins import Plugin


class SearchConfig(Plugin):
    """Chinese search: the analyzer, the engines, the query, its pages and API, and the admin's search backend."""

    name = "search"
    verbose_name = "检索"
    portal_prefix = "search"

    def ready(self):
        from django.core import checks
        from django.db.models.signals import post_migrate, post_save

        from cms import clock
        from cms.delivery import outbox
        from cms.delivery.models import Document

        from . import asked, facets, index
        from .checks import engine_of_choice, model_of_meanings
        from .semantic import embedder

        outbox.register(index.CONSUMER, index.handle)
        checks.register(engine_of_choice)
        checks.register(model_of_meanings)
        if embedder.is_on():
            clock.register("search.vectors", _compute_vectors, every=datetime.timedelta(minutes=1))
        clock.register("search.forget", asked.forget, at=datetime.time(3, 40))
        post_save.connect(facets.keep, sender=Document, dispatch_uid="search.facets")
        post_migrate.connect(_load_lexicon, sender=self, dispatch_uid="search.lexicon")


def _compute_vectors():
    from .semantic.embedder import EmbedderError, embedder

    try:
        embedder()
    except EmbedderError:
        return  # without its packages there is nothing to import; `manage.py check` says so
    from .semantic import vectors

    vectors.work()


def _load_lexicon(sender, using="default", **kwargs):
    from django.db import connection

    from .lexicon import loading
    from .models import LexiconGroup

    # `migrate` may have stopped before the table was made, or taken it away
    if using == connection.alias and LexiconGroup._meta.db_table in connection.introspection.table_names():
        loading.load()
