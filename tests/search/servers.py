"""The real Elasticsearch: one node for the whole run, and an engine with indexes of its own for each test."""

import os

import pytest
from django.utils.crypto import get_random_string

from search.elastic.connection import Cluster
from search.elastic.engine import ElasticEngine
from tools.elasticsearch.nodes import cluster
from tools.elasticsearch.prepared import lacking

__all__ = ["GROUP", "elastic", "elasticsearch", "installed", "own_cluster"]

# One worker, so that one server does for the run
GROUP = pytest.mark.xdist_group("elasticsearch")


@pytest.fixture(scope="session")
def installed():
    """Skips where Java or Maven is missing; with CI=true that is a failure."""
    if missing := lacking():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"Elasticsearch: {missing}")


@pytest.fixture(scope="session")
def elasticsearch(installed):
    """A running node that no test may stop."""
    with cluster() as (node,):
        yield node


@pytest.fixture
def own_cluster(elasticsearch):
    """Where indexes of this test alone are; they are removed with it."""
    made = Cluster((elasticsearch.url,), index=f"t{get_random_string(8).lower()}", replicas=0)
    yield made
    indices = made.client.indices
    if left := list(indices.get(index=f"{made.index}-*", filter_path="*.aliases")):
        indices.delete(index=left)
    made.client.options(ignore_status=404).indices.delete_index_template(name=f"{made.index}-search")
    made.client.close()


@pytest.fixture
def elastic(own_cluster):
    """An engine that has no index yet."""
    return ElasticEngine(own_cluster)
