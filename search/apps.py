from cms.plugins import Plugin


class SearchConfig(Plugin):
    """Chinese search: the analyzer, the engines, the query, its pages and API, and the admin's search backend."""

    name = "search"
    verbose_name = "检索"
    portal_prefix = "search"

    def ready(self):
        from django.core import checks

        from cms.delivery import outbox

        from . import index
        from .checks import engine_of_choice

        outbox.register(index.CONSUMER, index.handle)
        checks.register(engine_of_choice)
