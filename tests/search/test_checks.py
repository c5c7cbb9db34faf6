"""What `manage.py check` says of search."""

from django.core.checks.registry import registry

from search.checks import engine_of_choice


def test_an_elasticsearch_that_is_named_and_not_asked_is_told(settings):
    assert engine_of_choice in registry.registered_checks
    assert engine_of_choice(None) == []
    settings.ELASTICSEARCH_URL = ["http://127.0.0.1:9200"]
    assert [message.id for message in engine_of_choice(None)] == ["search.W001"]
    settings.SEARCH_ENGINE = "elasticsearch"
    assert engine_of_choice(None) == []
