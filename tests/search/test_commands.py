"""manage.py search status|rebuild."""

import pytest
from django.core.management import CommandError, call_command

from cms.delivery.models import Document, OutboxEntry
from search import embedded
from search.engine import EngineError, engine
from tests.search.entries import entry, found


@pytest.fixture
def run(db, capsys):
    def call(*args):
        call_command("search", *args)
        return capsys.readouterr().out

    return call


def test_rebuild_makes_the_index_and_says_how_large_it_is(published, run):
    page = published("焊装钳台")
    assert f"共 {Document.objects.count()} 份发布件" in run("rebuild")
    assert found(engine(), "焊装钳台") == [page.pk]
    assert not OutboxEntry.objects.filter(consumer="search").exists()


def test_status_says_what_the_index_holds_and_what_it_lacks(indexed, published, run):
    indexed()
    held = Document.objects.count()
    published()
    said = run("status")
    assert f"索引中的发布件：{held}" in said
    assert f"数据库中的发布件：{Document.objects.count()}" in said
    assert "待更新：" in said
    assert "待更新：0" not in said


def test_status_fails_and_gives_the_remedy_without_an_index(run):
    with pytest.raises(CommandError, match="there is no index yet.*manage.py search rebuild"):
        run("status")


def test_status_names_both_engines_and_says_that_one_does_not_answer(settings, indexed, run, capsys):
    indexed()
    settings.SEARCH_ENGINE, settings.SEARCH_FALLBACK = "elasticsearch", True
    settings.ELASTICSEARCH_URL = ["http://127.0.0.1:1"]
    with pytest.raises(CommandError, match="检索引擎没有应答：.*[Cc]onnection"):
        run("status")
    said = capsys.readouterr().out
    assert said.index("引擎：embedded") < said.index("引擎：elasticsearch")
    assert f"索引中的发布件：{Document.objects.count()}" in said
    with pytest.raises(CommandError, match="原有索引不受影响"):
        run("rebuild")


def test_status_fails_when_index_and_database_differ_for_no_reason(indexed, run):
    indexed()
    run("status")
    engine().index([999], lambda ids: [entry(999)])
    with pytest.raises(CommandError, match="不符.*manage.py search rebuild"):
        run("status")


def test_rebuild_says_that_somebody_else_is_writing(published, run, monkeypatch):
    published()
    monkeypatch.setattr(embedded, "LOCK_WAIT", 0.05)
    with embedded.EmbeddedEngine(engine().folder)._locked(0):
        with pytest.raises(CommandError, match="请稍后再试"):
            run("rebuild")
    assert OutboxEntry.objects.filter(consumer="search").exists()


def test_rebuild_says_why_it_failed(run, monkeypatch):
    def fail(entries):
        raise EngineError("no space left")

    monkeypatch.setattr(engine(), "rebuild", fail)
    with pytest.raises(CommandError, match="no space left"):
        run("rebuild")


def test_the_command_wants_to_know_what_to_do(run):
    with pytest.raises(CommandError, match="status|rebuild"):
        run()
