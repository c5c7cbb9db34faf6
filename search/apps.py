from cms.plugins import Plugin


class SearchConfig(Plugin):
    """Chinese search: the analyzer, the engines, the query, and the admin's search backend."""

    name = "search"
    verbose_name = "检索"
