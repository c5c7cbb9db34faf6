from django.conf import settings
from django.core import checks


def engine_of_choice(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Whoever names an Elasticsearch must not believe that it is asked."""
    if not settings.ELASTICSEARCH_URL:
        return []
    return [
        checks.Warning(
            "ELASTICSEARCH_URL is set, but this version searches with the embedded engine only.",
            hint="Remove the variable; the embedded engine needs none.",
            id="search.W001",
        )
    ]
