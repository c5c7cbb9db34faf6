import threading

import pytest

from cms.delivery import outbox
from search.semantic import embedder
from tests.search.conftest import indexed, published
from tests.search.semantic.server import Endpoint

__all__ = ["indexed", "published"]


@pytest.fixture
def endpoint(settings):
    """A server of vectors, which search asks by meaning."""
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        settings.SEARCH_SEMANTIC = "endpoint"
        settings.SEARCH_SEMANTIC_URL = server.url
        settings.SEARCH_SEMANTIC_MODEL = "handful"
        settings.SEARCH_SEMANTIC_KEY = "sesame"
        settings.SEARCH_SEMANTIC_QUERY_PREFIX = "query: "
        settings.SEARCH_SEMANTIC_PASSAGE_PREFIX = "passage: "
        settings.SEARCH_SEMANTIC_LEAST = 50
        # So long that a busy machine is not taken for a slow model; tests of slowness set their own
        settings.SEARCH_SEMANTIC_MS = 20_000
        yield server
        server.go.set()
        server.shutdown()
        thread.join(30)
        embedder._endpoint.cache_clear()


@pytest.fixture
def computed(published, endpoint):
    """A function like `published`; words and vectors know of it at once."""
    from search.semantic import vectors

    def make(*args, **fields):
        page = published(*args, **fields)
        outbox.drain("search")
        vectors.compute()
        return page

    return make
