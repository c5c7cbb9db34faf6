"""A site whose Elasticsearch is killed while it publishes and searches: the real server, ended as by a power cut."""

import datetime
import threading
import time

import pytest
from django.utils import timezone

from cms.delivery import outbox
from cms.delivery.models import Document, OutboxEntry
from cms.testing import publish
from search import index, query
from search.engine import EngineError, engine
from tests.cms.samples import featured
from tests.search.entries import entry, found
from tools.elasticsearch.nodes import cluster

WORDS = "焊装钳台"


@pytest.fixture
def on_elastic(settings, own_cluster):
    """A function that has the site search with the nodes of these addresses."""

    def use(*urls, shards=1, replicas=0):
        settings.SEARCH_ENGINE = "elasticsearch"
        settings.ELASTICSEARCH_URL = list(urls) or list(own_cluster.urls)
        settings.ELASTICSEARCH_INDEX = own_cluster.index
        settings.ELASTICSEARCH_SHARDS, settings.ELASTICSEARCH_REPLICAS = shards, replicas
        return engine()

    return use


@pytest.fixture
def search(world, client):
    """A function that searches by the API as an employee."""
    client.force_login(world.user("employee", world.other))
    return lambda **asked: client.get("/api/v1/search", {"q": WORDS, "limit": 100} | asked)


def ids(response) -> list[int]:
    assert response.status_code == 200, response.content
    return sorted(result["id"] for result in response.json()["results"])


def waiting() -> set[int]:
    return set(index.waiting().values_list("page_id", flat=True))


def later(seconds=60) -> None:
    """As if so much time had passed."""
    OutboxEntry.objects.update(next_try_at=timezone.now() - datetime.timedelta(seconds=seconds))
    engine()._silent_until = 0.0


def test_nothing_is_lost_while_the_server_is_down(
    world, settings, on_elastic, elasticsearch, published, search, client, caplog
):
    settings.SEARCH_FALLBACK = True
    on_elastic()
    before = published(f"{WORDS}一")
    outbox.drain("search")
    assert ids(search()) == [before.pk]

    def well() -> str:
        return client.get("/healthz").json()["checks"]["search"]

    elasticsearch.kill()
    try:
        while_down = published(f"{WORDS}二")
        outbox.drain("search")
        assert while_down.live
        assert while_down.pk in waiting()
        # No entry is to blame, and all of them are due again soon
        entries = OutboxEntry.objects.filter(consumer="search")
        assert set(entries.values_list("tries", flat=True)) == {0}
        assert all(one.next_try_at < timezone.now() + outbox.DOWN_WAIT for one in entries)
        # The embedded engine answers, of what was published meanwhile as well
        assert ids(search()) == [before.pk, while_down.pk]
        assert well() == "ok"
        # Where it is not kept, readers are told
        settings.SEARCH_FALLBACK = False
        answer = search()
        assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
        assert int(answer["Retry-After"]) > 0
        assert answer.json()["detail"] == str(query.UNAVAILABLE)
        page = client.get("/search/", {"q": WORDS})
        assert page.status_code == 503
        assert str(query.UNAVAILABLE) in page.content.decode()
        assert well() == "unwell"
        assert "is down" in caplog.text
        assert "Traceback" not in caplog.text
    finally:
        elasticsearch.start()
        elasticsearch.wait()

    later()
    outbox.drain("search")
    assert waiting() == set()
    assert ids(search()) == [before.pk, while_down.pk]
    assert engine().health().documents == Document.objects.count()
    assert well() == "ok"


def test_an_engine_that_is_down_from_the_beginning_is_filled_when_it_comes(
    world, on_elastic, elasticsearch, published, search
):
    on_elastic("http://127.0.0.1:1")
    page = published(WORDS)
    outbox.drain("search")
    assert page.pk in waiting()
    assert search().status_code == 503
    on_elastic()
    later()
    outbox.drain("search")
    assert ids(search()) == [page.pk]
    assert engine().health().documents == Document.objects.count()


class Hammer(threading.Thread):
    """Writes pages one after the other and searches all the time, until it is told to stop."""

    def __init__(self, made):
        super().__init__(daemon=True)
        self.made, self.enough, self.written, self.problems = made, threading.Event(), [], []

    def run(self):
        number = 10_000_000
        while not self.enough.is_set():
            number += 1
            try:
                self.made.index([number], lambda ids: [entry(one, text="涂装早班") for one in ids])
                self.written.append(number)
                found(self.made, "涂装早班")
            except EngineError as error:
                self.problems.append(error)


def test_of_three_nodes_one_may_be_killed_while_the_site_publishes_and_searches(world, installed, on_elastic, search):
    with cluster(3) as nodes:
        made = on_elastic(*(node.url for node in nodes), shards=3, replicas=1)
        index.rebuild()
        (master,) = nodes[0].ask("/_cat/master?format=json")
        victim = next(node for node in nodes if node.name == master["node"])
        hammer = Hammer(made)
        hammer.start()
        pages = []
        for number in range(9):
            if number == 3:
                threading.Timer(0.05, victim.kill).start()
            pages.append(publish(world, featured(world, title=f"{WORDS}{number}")).pk)
            outbox.drain("search")
            assert search().status_code == 200
        until = time.monotonic() + 20
        while waiting() and time.monotonic() < until:
            later()
            outbox.drain("search")
            assert search().status_code == 200
        hammer.enough.set()
        hammer.join(60)
        assert victim.process is None
        assert hammer.problems == []
        assert ids(search()) == sorted(pages)
        held = {pk for offset in range(0, 10_000, 100) for pk in found(made, "涂装早班", limit=100, offset=offset)}
        assert held == set(hammer.written)
        assert len(held) > 20
        made.cluster.client.close()
