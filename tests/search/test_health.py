"""What /healthz says of search."""

from search import health, index
from search.engine import EngineError, engine
from tests.search.entries import entry


def searched(client) -> str:
    return client.get("/healthz").json()["checks"]["search"]


def test_a_site_without_any_document_needs_no_index(db, client):
    assert searched(client) == "ok"
    assert not engine().folder.exists()


def test_an_index_that_answers_is_well(indexed, client):
    indexed()
    assert searched(client) == "ok"


def test_a_lost_index_is_made_anew_by_whoever_asks_for_health(published, client):
    published("焊装钳台")
    assert searched(client) == "ok"
    assert engine().health().ok


def test_an_index_that_is_still_being_made_is_unwell(published, client, monkeypatch):
    published()
    monkeypatch.setattr(index, "heal", lambda error, patience: False)
    assert searched(client) == "unwell"
    assert client.get("/healthz").status_code == 503


def test_an_engine_that_fails_is_unwell(published, client, monkeypatch):
    published()

    def fail(entries):
        raise EngineError("no space left")

    monkeypatch.setattr(engine(), "rebuild", fail)
    assert searched(client) == "unwell"


def test_an_index_of_documents_that_are_gone_is_well(db):
    engine().rebuild([entry(1)])
    assert health.check() is True
