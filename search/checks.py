from django.conf import settings
from django.core import checks

from .semantic.embedder import EmbedderError, embedder, is_on


def engine_of_choice(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Whoever names an Elasticsearch must not believe that it is asked when it is not."""
    if not settings.ELASTICSEARCH_URL or "elasticsearch" in (settings.SEARCH_ENGINE, settings.SEARCH_ADMIN):
        return []
    return [
        checks.Warning(
            "ELASTICSEARCH_URL is set, but neither SEARCH_ENGINE nor SEARCH_ADMIN is elasticsearch: it is not asked.",
            hint="Set SEARCH_ENGINE=elasticsearch, or remove the variable.",
            id="search.W001",
        )
    ]


def model_of_meanings(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Whoever switches meaning on must not believe that it works while its packages are missing."""
    if not is_on():
        return []
    try:
        embedder()
    except EmbedderError as error:
        return [
            checks.Warning(
                f"SEARCH_SEMANTIC={settings.SEARCH_SEMANTIC}, but search is by words only: {error}",
                hint="Install the packages of the extra `semantic` (docs/search.md), or take the variable away.",
                id="search.W002",
            )
        ]
    return []
