"""What `manage.py check` says of search."""

from django.core import checks


def messages() -> list[str]:
    return [message.id for message in checks.run_checks() if (message.id or "").startswith("search.")]


def test_an_elasticsearch_that_is_named_and_not_asked_is_told(settings):
    assert messages() == []
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9200"
    assert messages() == ["search.W001"]
