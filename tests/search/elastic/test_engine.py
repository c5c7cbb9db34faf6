"""What the Elasticsearch engine promises beyond what all engines do: nobody overwrites anything newer, a rebuild loses nothing."""

import http.server
import threading

import pytest

from search.clues import read
from search.elastic import engine as subject
from search.elastic import generations, lease, schema
from search.elastic.connection import Cluster
from search.elastic.engine import ElasticEngine
from search.elastic.generations import Generations
from search.embedded import EmbeddedEngine
from search.engine import Busy, EngineError, Missing, Question, Unreachable, Unusable
from tests.search.entries import entry, found, put, question
from tools.bench.passages import MODULES, entries, lexicon, questions

WORDS = "焊装钳台"


@pytest.fixture
def made(elastic):
    elastic.rebuild([])
    return elastic


def indexes(made) -> list[str]:
    return [one.name for one in Generations(made.cluster)._found(f"{made.cluster.index}-search-g*")]


# Writing at the same time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("newer", ["党课", None])
def test_what_was_loaded_earlier_does_not_overwrite_what_others_wrote_meanwhile(made, known, newer):
    """A page that is in the index or not yet, and that is changed or withdrawn while somebody else indexes it."""
    if known:
        put(made, entry(1, text="党费"))
    database = {1: entry(1, text=WORDS)}
    loads = []

    def load(ids):
        loads.append(ids)
        loaded = [database[pk] for pk in ids if pk in database]
        if len(loads) == 1:
            database.clear()
            if newer:
                database[1] = entry(1, text=newer)
            made.index([1], lambda ids: list(database.values()))
        return loaded

    made.index([1], load)
    assert loads == [[1], [1]]
    assert found(made, WORDS) == found(made, "党费") == []
    assert found(made, "党课") == ([1] if newer else [])
    assert made.health().documents == (1 if newer else 0)


def test_a_page_that_others_never_leave_alone_is_tried_again_later(made):
    def load(ids):
        put(made, entry(1, text="党课"))
        return [entry(1, text="党费")]

    with pytest.raises(Busy, match="others are writing 1 of the same pages"):
        made.index([1], load)


# Rebuilding ------------------------------------------------------------------------------------------------------------


def test_what_changes_while_an_index_is_rebuilt_is_in_the_old_one_and_in_the_new_one(made):
    put(made, *(entry(number, text=WORDS) for number in (1, 2, 3)))
    (old,) = indexes(made)

    def everything():
        yield entry(1, text=WORDS)
        put(made, entry(1, text="党课"), entry(4, text="党课"))
        made.delete([2])
        assert found(made, WORDS) == [3]
        assert found(made, "党课") == [1, 4]
        yield entry(2, text=WORDS)
        yield entry(3, text=WORDS)

    assert made.rebuild(everything()) == 3
    assert old not in indexes(made)
    assert found(made, WORDS) == [3]
    assert sorted(found(made, "党课")) == [1, 4]
    assert made.health().documents == 3


def test_another_process_finds_the_new_index_with_its_next_question_and_write(made):
    other = ElasticEngine(made.cluster)
    put(made, entry(1, text=WORDS))
    assert found(other, WORDS) == [1]
    made.rebuild([entry(2, text=WORDS)])
    assert found(other, WORDS) == [2]

    loads = []

    def load(ids):
        if not loads:
            made.rebuild([entry(3, text=WORDS)])
        loads.append(ids)
        return [entry(4, text=WORDS)]

    other.index([4], load)
    assert sorted(found(other, WORDS)) == [3, 4]


def test_only_one_rebuilds_at_a_time_and_what_was_left_by_one_that_was_killed_goes(made, monkeypatch):
    other = ElasticEngine(made.cluster)

    def everything():
        with pytest.raises(Busy, match="rebuilds already"):
            other.rebuild([])
        yield entry(1, text=WORDS)

    made.rebuild(everything())
    assert other.rebuild([entry(1, text=WORDS)]) == 1

    def killed():
        yield entry(2, text=WORDS)
        # Longer without a sign of life than anybody waits
        monkeypatch.setattr(lease, "LASTS", 0.0)
        made.cluster.client.update(index=f"{made.cluster.index}-search-lease", id=lease.NOTE, doc={"until": 0})
        assert len(indexes(made)) == 2
        other.rebuild([entry(3, text=WORDS)])
        yield entry(2, text=WORDS)

    with pytest.raises(Busy, match="another process"):
        made.rebuild(killed())
    assert len(indexes(made)) == 1
    assert found(made, WORDS) == [3]


def test_a_long_rebuild_keeps_its_lease(made, monkeypatch):
    other = ElasticEngine(made.cluster)
    monkeypatch.setattr(lease, "LASTS", 1.2)

    def everything():
        for number in range(8):
            threading.Event().wait(0.25)
            yield entry(number, text=WORDS)
        with pytest.raises(Busy):
            other.rebuild([])

    assert made.rebuild(everything()) == 8


def test_an_index_of_another_version_is_noticed_and_replaced(made, monkeypatch):
    put(made, entry(1, text=WORDS))
    assert found(made, WORDS) == [1]
    for module in (schema, generations):
        monkeypatch.setattr(module, "VERSION", "next")
    fresh = ElasticEngine(made.cluster)
    for act in (lambda: fresh.search(question(WORDS)), lambda: put(fresh, entry(1, text=WORDS))):
        with pytest.raises(Unusable, match="made by version .*, this is next"):
            act()
    assert fresh.health().unusable
    assert found(made, WORDS) == [1]  # a process of the old version, as long as its index is there
    fresh.rebuild([entry(2, text=WORDS)])
    assert found(fresh, WORDS) == [2]
    monkeypatch.undo()
    with pytest.raises(Unusable, match="made by version next"):
        made.search(question(WORDS))


def test_an_index_that_somebody_deleted_is_missing_and_not_made_by_accident(made):
    put(made, entry(1, text=WORDS))
    made.cluster.client.indices.delete(index=indexes(made)[0])
    with pytest.raises(Missing):
        made.search(question(WORDS))
    with pytest.raises(Missing):
        put(made, entry(1, text=WORDS))
    assert indexes(made) == []


# Beside the embedded engine --------------------------------------------------------------------------------------------


def test_both_engines_find_the_same_in_the_same_order_with_the_same_scores(elastic, tmp_path):
    known, embedded = lexicon(), EmbeddedEngine(tmp_path / "index")
    assert embedded.rebuild(entries(300)) == elastic.rebuild(entries(300)) == 300
    several = 0
    longest = [
        next(entries(1)).text[:200],
        " ".join("党的一是了在人有我他这个们中来上大为和国"),
        "dangfeishoujiao " * 12,
    ]
    for text in [*questions(40, seed=1), "转正", "三会一课怎么开", "dangfei", "shyk", "一", *longest]:
        asked = read(text, known)
        wanted = Question(
            clues=asked.clues,
            also=asked.also,
            hints=asked.hints,
            audiences=frozenset({"employees", "unit:7"}),
            modules=frozenset({*MODULES, ""}) - {"theory_study"},
        )
        ours, theirs = elastic.search(wanted), embedded.search(wanted)
        assert (ours.total, ours.complete) == (theirs.total, theirs.complete), text
        scores = [hit.score for hit in ours.hits]
        assert scores == pytest.approx([hit.score for hit in theirs.hits], rel=1e-4), text
        several += len(set(scores)) > 3
        # Hits of one score may stand in another order, and the last of them on another page
        sure = {hit.page_id for hit in ours.hits if hit.score > scores[-1] * 1.001}
        assert sure <= {hit.page_id for hit in theirs.hits}, text
    assert several > 20


# Failures --------------------------------------------------------------------------------------------------------------


def test_an_entry_that_elasticsearch_refuses_is_an_error_that_says_why(made, monkeypatch):
    monkeypatch.setattr(subject, "document", lambda one: schema.document(one) | {"day": "never"})
    with pytest.raises(EngineError, match="1: .*failed to parse field \\[day\\]"):
        put(made, entry(1))


class Node(http.server.BaseHTTPRequestHandler):
    """What a node, or something before it, says to everything; and what it was asked with."""

    status, asked = 503, None

    def do_GET(self):
        self.asked.append(self.headers.get("Authorization"))
        body = b'{"error": {"type": "down", "reason": "for maintenance"}, "status": %d}' % self.status
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PUT = do_GET

    def log_message(self, *args):
        pass


@pytest.fixture
def refusing():
    """A function that gives the address of a node that answers everything with this status, and what it is asked with."""
    servers = []

    def start(status):
        asked = []
        handler = type("Refusing", (Node,), {"status": status, "asked": asked})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}", asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("status", [500, 503])  # a node that was lost in the middle, and one that is not ready
def test_what_one_node_cannot_do_another_is_asked_for(made, refusing, elasticsearch, status):
    put(made, entry(1, text=WORDS))
    url, asked = refusing(status)
    both = Cluster((url, elasticsearch.url), index=made.cluster.index)
    for _number in range(4):
        assert found(ElasticEngine(both), WORDS) == [1]
    assert asked
    both.client.close()


@pytest.mark.parametrize(
    ("options", "header"),
    [
        ({"api_key": "a-key"}, "ApiKey a-key"),
        ({"user": "hongban", "password": "secret"}, "Basic aG9uZ2JhbjpzZWNyZXQ="),
        ({}, None),
    ],
)
def test_credentials_are_sent_and_never_shown(refusing, options, header):
    url, asked = refusing(401)
    made = ElasticEngine(Cluster((url,), **options))
    with pytest.raises(EngineError, match="answered 401") as caught:
        made.search(question(WORDS))
    assert not isinstance(caught.value, Unusable | Unreachable)
    assert set(asked) == {header}
    assert not {"a-key", "secret"} & set(repr(made.cluster).replace("'", " ").split())
    made.cluster.client.close()


def test_a_server_that_does_not_answer_is_unreachable_and_left_alone_for_a_moment(refusing):
    made = ElasticEngine(Cluster(("http://127.0.0.1:1",)))
    with pytest.raises(Unreachable, match="(?i)connection"):
        made.search(question(WORDS))
    for act in (
        lambda: made.search(question(WORDS)),
        lambda: made.index([1], lambda ids: []),
        lambda: made.delete([1]),
        lambda: made.rebuild([]),
    ):
        with pytest.raises(Unreachable, match="a moment ago"):
            act()
    health = made.health()
    assert (health.ok, health.unusable, health.documents) == (False, False, 0)
    made._silent_until = 0.0
    with pytest.raises(Unreachable, match="(?i)connection"):
        made.search(question(WORDS))


def test_settings_that_no_client_could_use_are_an_engine_error(tmp_path):
    made = ElasticEngine(Cluster(("https://127.0.0.1:1",), ca=str(tmp_path / "missing.pem")))
    with pytest.raises(EngineError):
        made.search(question(WORDS))
    assert not made.health().ok
