"""The helpers for query counts and snapshots notice a change, in either direction, and rewrite on request."""

import json

import pytest
from django.contrib.auth.models import User

from tests import baselines, snapshot


@pytest.fixture
def numbers(tmp_path, monkeypatch):
    """A function that reads a baseline file of the test's own."""
    path = tmp_path / "query_baselines.json"
    path.write_text("{}")
    monkeypatch.setattr(baselines, "FILE", path)
    return lambda: json.loads(path.read_text(encoding="utf-8"))


def test_an_entry_is_shared_while_both_databases_agree(numbers):
    baselines.store("首页", "sqlite", 5)
    assert numbers() == {"首页": 5}
    baselines.store("首页", "postgresql", 6)
    assert numbers() == {"首页": {"sqlite": 5, "postgresql": 6}}
    assert (baselines.expected("首页", "sqlite"), baselines.expected("首页", "postgresql")) == (5, 6)
    baselines.store("首页", "sqlite", 6)
    assert numbers() == {"首页": 6}


@pytest.mark.parametrize("queries", [1, 3])
def test_more_and_fewer_queries_than_the_baseline_both_fail(db, numbers, assert_queries, monkeypatch, queries):
    monkeypatch.delenv("UPDATE_BASELINES", raising=False)
    for vendor in baselines.VENDORS:
        baselines.store("users", vendor, 2)
    with assert_queries("users"):
        for _ in range(2):
            User.objects.count()
    with pytest.raises(pytest.fail.Exception, match=f"users: {queries} queries, the baseline is 2"):
        with assert_queries("users"):
            for _ in range(queries):
                User.objects.count()


def test_a_baseline_is_written_on_request(db, numbers, assert_queries, monkeypatch):
    monkeypatch.setenv("UPDATE_BASELINES", "1")
    with assert_queries("users"):
        User.objects.count()
    assert numbers() == {"users": 1}


def test_a_changed_snapshot_fails_with_its_difference_and_is_written_on_request(tmp_path, monkeypatch):
    monkeypatch.setenv("UPDATE_SNAPSHOTS", "1")
    snapshot.compare("api.json", {"标题": 1}, tmp_path)
    monkeypatch.delenv("UPDATE_SNAPSHOTS")
    snapshot.compare("api.json", {"标题": 1}, tmp_path)
    with pytest.raises(pytest.fail.Exception, match='-  "标题": 1'):
        snapshot.compare("api.json", {"标题": 2}, tmp_path)
    with pytest.raises(pytest.fail.Exception):
        snapshot.compare("new.json", {}, tmp_path)
