"""`GET /healthz`: each thing that may be unwell says so, and nothing else is told."""

import datetime

import pytest
from django.utils import timezone

from cms import health, plugins
from cms.delivery import outbox
from cms.delivery.models import OutboxEntry


@pytest.fixture(autouse=True)
def own_checks_only(monkeypatch):
    """Without the plugins' checks, which are tested where they are written, and with one consumer."""
    monkeypatch.setattr(plugins, "offers", lambda what: [])
    monkeypatch.setattr(outbox, "_handlers", {"search": lambda pages: None})


@pytest.fixture
def ask(db, client):
    def get():
        response = client.get("/healthz")
        return response.status_code, response.json()

    return get


def test_all_is_well(ask, client):
    assert ask() == (200, {"status": "ok", "checks": {"database": "ok", "workers": "ok"}})
    response = client.get("/healthz")
    assert response["Cache-Control"] == "no-store"
    assert response.cookies == {}


@pytest.mark.parametrize(("age", "status"), [(299, 200), (301, 503)])
def test_workers_are_unwell_when_something_waits_too_long(ask, age, status):
    since = timezone.now() - datetime.timedelta(seconds=age)
    OutboxEntry.objects.create(consumer="search", page_id=1, created_at=since)
    code, answer = ask()
    assert code == status
    assert answer["checks"] == {"database": "ok", "workers": "ok" if status == 200 else "unwell"}


def test_what_waits_for_a_consumer_that_is_no_more_does_not_count(ask):
    long_ago = timezone.now() - datetime.timedelta(days=9)
    OutboxEntry.objects.create(consumer="gone", page_id=1, created_at=long_ago)
    assert ask()[0] == 200


def test_the_database_is_unwell_when_it_does_not_answer(ask, monkeypatch):
    from django.db import OperationalError

    class Gone:
        def cursor(self):
            raise OperationalError("connection refused: hongban@db.example.cn")

    monkeypatch.setattr(health, "connection", Gone())
    code, answer = ask()
    assert code == 503
    assert answer == {"status": "unwell", "checks": {"database": "unwell", "workers": "ok"}}


@pytest.mark.parametrize(("answers", "found"), [(True, "ok"), (False, "unwell"), (ZeroDivisionError, "unwell")])
def test_a_plugin_s_check_counts_and_its_failure_is_an_answer(ask, monkeypatch, answers, found):
    def check():
        if answers is ZeroDivisionError:
            raise answers
        return answers

    monkeypatch.setattr(plugins, "offers", lambda what: [(plugins.find_module("work_guide"), check)])
    code, answer = ask()
    assert answer["checks"]["work_guide"] == found
    assert code == (200 if found == "ok" else 503)


def test_the_real_plugins_are_well(ask, monkeypatch):
    monkeypatch.undo()
    code, answer = ask()
    assert code == 200, answer


def test_it_is_answered_without_https_where_the_site_speaks_it(ask, settings, client):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/units/").status_code == 301
