from django.conf import settings
from django.core import checks


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
