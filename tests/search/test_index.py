"""The index follows the documents: after each change, and from nothing."""

import threading
import time

import pytest
from django.core.files import locks

from cms.access import SCOPES, tokens
from cms.delivery import documents, outbox
from cms.delivery.models import Document, OutboxEntry
from cms.moderation.actions import withdraw
from cms.testing import publish
from cms.tree.actions import create_unit, move_unit
from search import embedded, index
from search.engine import Busy, Missing, engine
from tests.cms.samples import featured, meeting
from tests.search.entries import entry, found

WORDS = "焊装钳台"


@pytest.fixture
def searched(world):
    """A function that asks the engine for words, as a viewer with these audiences."""

    def ask(words=WORDS, *audiences, **fields):
        return found(engine(), words, audiences=frozenset(audiences or {"employees"}), **fields)

    return ask


def waiting() -> int:
    return OutboxEntry.objects.filter(consumer="search").count()


# After each change -----------------------------------------------------------------------------------------------------


def test_a_publication_is_found_once_its_transaction_is_committed(world, searched, django_capture_on_commit_callbacks):
    engine().rebuild([])
    page = featured(world, title=f"{WORDS}会")
    with django_capture_on_commit_callbacks(execute=True):
        publish(world, page)
        assert searched() == []
    assert searched() == [page.pk]
    assert waiting() == 0


def test_a_draft_is_never_found(world, indexed, searched):
    indexed()
    page = featured(world, title=f"{WORDS}草稿")
    outbox.drain("search")
    index.rebuild()
    assert page.pk not in searched(WORDS)


def test_a_withdrawn_record_is_found_no_more(world, indexed, searched):
    page = indexed(WORDS)
    assert searched() == [page.pk]
    withdraw(page, world.user("approver"), "有误")
    outbox.drain("search")
    assert searched() == []


def test_a_correction_replaces_what_was_found(world, indexed, searched):
    page = indexed(WORDS)
    page.title = "涂装早班"
    page.save_revision(user=world.user("drafter"))
    publish(world, page)
    outbox.drain("search")
    assert searched() == []
    assert searched("涂装早班") == [page.pk]


def test_a_unit_that_moves_to_another_committee_takes_its_audiences_along(world, indexed, searched):
    page = indexed(WORDS, disclosure_scope="committee")
    other = create_unit(title="江南厂党委", kind="committee", code="jiangnan", parent=world.committee)
    assert searched(WORDS, f"committee:{other.pk}") == []
    move_unit(world.branch, other)
    outbox.drain("search")
    assert searched(WORDS, f"committee:{other.pk}") == [page.pk]
    assert searched(WORDS, f"committee:{world.committee.pk}") == []


def test_a_unit_that_becomes_a_practice_unit_takes_its_records_with_it(world, indexed, searched):
    page = indexed(WORDS)
    world.branch.practice = True
    documents.restamp_unit(world.branch)
    outbox.drain("search")
    assert searched() == []
    assert searched(WORDS, f"inside:{world.branch.pk}") == [page.pk]


@pytest.mark.parametrize("scope", SCOPES)
def test_an_entry_carries_the_audiences_that_access_gives_its_document(published, scope):
    page = published(disclosure_scope=scope)
    document = Document.objects.get(pk=page.pk)
    made = index.entry_of(document)
    assert made.audiences == tokens(scope, document.unit_id, document.committee_id, document.drafter_id)
    assert (made.page_id, made.unit_id, made.module) == (page.pk, page.owning_unit_id, "featured_work")
    assert made.occurred_on == page.occurred_on


def test_what_only_some_readers_of_a_record_may_see_is_not_in_the_index(world, searched):
    absentee = world.person("欧阳缺席")
    page = publish(world, meeting(world, title=WORDS, absent=[(absentee, "住院化疗")]))
    restricted = Document.objects.get(pk=page.pk).restricted
    assert "住院化疗" in str(restricted)
    outbox.drain("search")
    everything = {"employees", "members", f"unit:{world.branch.pk}"}
    assert searched(WORDS, *everything) == [page.pk]
    assert searched("住院化疗", *everything) == searched("欧阳缺席", *everything) == []


def test_the_body_of_an_entry_is_the_text_without_its_title(published):
    page = published(" 党员活动室 ", summary="党员活动室建成")
    made = index.entry_of(Document.objects.get(pk=page.pk))
    assert made.title.strip() == "党员活动室"
    assert made.text.startswith("党员活动室建成")


# From nothing ----------------------------------------------------------------------------------------------------------


def test_a_site_without_an_index_makes_one_with_the_first_change(world, published, searched):
    earlier, later = published(f"{WORDS}一"), published(f"{WORDS}二")
    OutboxEntry.objects.filter(page_id=earlier.pk).delete()
    assert not engine().health().ok
    outbox.drain("search")
    assert sorted(searched()) == sorted([earlier.pk, later.pk])
    assert waiting() == 0


def test_an_index_of_another_version_is_made_anew_by_the_next_change(published, indexed, searched, monkeypatch):
    first = indexed(WORDS)
    monkeypatch.setattr(embedded, "VERSION", "2/next")
    second = published(WORDS)
    outbox.drain("search")
    assert sorted(searched()) == sorted([first.pk, second.pk])


def test_a_damaged_index_is_made_anew_by_the_next_change(published, indexed, searched):
    first = indexed(WORDS)
    for path in (engine().folder).glob("g-*/*"):
        path.write_bytes(b"")
    second = published(WORDS)
    outbox.drain("search")
    assert sorted(searched()) == sorted([first.pk, second.pk])


def test_a_rebuild_settles_what_was_waiting_and_nothing_that_came_later(world, published, monkeypatch):
    published()
    rebuilt = engine().rebuild

    def rebuild_while_somebody_publishes(entries):
        count = rebuilt(entries)
        outbox.add([world.branch.pk])
        return count

    monkeypatch.setattr(engine(), "rebuild", rebuild_while_somebody_publishes)
    before = waiting()
    assert before
    index.rebuild()
    assert list(OutboxEntry.objects.filter(consumer="search").values_list("page_id", flat=True)) == [world.branch.pk]


def test_a_rebuild_reads_all_documents_chunk_by_chunk(published, searched, monkeypatch):
    pages = [published(f"{WORDS}{number}") for number in range(5)]
    monkeypatch.setattr(index, "CHUNK", 2)
    steps = []
    assert index.rebuild(steps.append) == Document.objects.count() == sum(steps)
    assert max(steps) == 2
    assert sorted(searched()) == sorted(page.pk for page in pages)


def test_a_document_without_a_working_engine_is_tried_again_later(published, searched, monkeypatch):
    engine().rebuild([])
    page = published(WORDS)
    monkeypatch.setattr(embedded, "LOCK_WAIT", 0.05)
    with _locked():
        assert outbox.drain("search") == 0
    assert waiting()
    assert "another process" in OutboxEntry.objects.filter(consumer="search").first().error
    OutboxEntry.objects.update(next_try_at=OutboxEntry.objects.first().created_at)
    outbox.drain("search")
    assert searched() == [page.pk]


def test_an_engine_that_cannot_work_fails_no_publication(world, searched, django_capture_on_commit_callbacks, caplog):
    page = featured(world, title=WORDS)
    in_the_way = engine().folder
    in_the_way.parent.mkdir(parents=True, exist_ok=True)
    in_the_way.write_text("a file where the index should be")
    try:
        with django_capture_on_commit_callbacks(execute=True):
            live = publish(world, page)
    finally:
        in_the_way.unlink()
    assert live.live
    assert waiting()
    assert "could not handle" in caplog.text
    OutboxEntry.objects.update(next_try_at=OutboxEntry.objects.first().created_at)
    outbox.drain("search")
    assert searched() == [page.pk]


class _locked:
    """Somebody else holds the engine's lock."""

    def __enter__(self):
        self.file = (engine().folder / "lock").open("ab")
        assert locks.lock(self.file, locks.LOCK_EX | locks.LOCK_NB)

    def __exit__(self, *raised):
        locks.unlock(self.file)
        self.file.close()


# In a serving process --------------------------------------------------------------------------------------------------


def in_a_request(todo) -> list:
    """What `todo()` returns or raises in a thread, as the serving process runs its requests, and how long it took."""
    outcome = []

    def run():
        started = time.monotonic()
        try:
            outcome.append(todo())
        except Exception as error:  # noqa: BLE001 (it is the outcome)
            outcome.append(error)
        outcome.append(time.monotonic() - started)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    return outcome


@pytest.fixture
def rebuilding(monkeypatch):
    """Rebuilding of an empty database, which goes on only when it is told so; and how often it began."""
    go_on, begun = threading.Event(), []

    def rebuild():
        begun.append(threading.current_thread())
        assert go_on.wait(20)
        engine().rebuild([entry(1, text=WORDS)])

    monkeypatch.setattr(index, "rebuild", rebuild)
    monkeypatch.setattr(index, "PATIENCE", 0.1)
    yield go_on, begun
    go_on.set()
    for thread in begun:
        thread.join(20)


def test_a_request_does_not_wait_for_a_rebuild(rebuilding, searched):
    go_on, begun = rebuilding
    for _number in range(2):
        outcome, seconds = in_a_request(lambda: index.handle([1]))
        assert isinstance(outcome, Busy)
        assert seconds < 2
    assert len(begun) == 1
    go_on.set()
    begun[0].join(20)
    assert searched() == [1]


def test_a_request_uses_a_rebuild_that_is_done_in_time(rebuilding, monkeypatch):
    go_on, begun = rebuilding
    go_on.set()
    assert in_a_request(lambda: index.heal(Missing("none yet"), patience=20))[0] is True
    assert len(begun) == 1
    assert engine().health().ok


def test_a_rebuild_that_fails_is_logged_and_begun_again_by_the_next_request(rebuilding, monkeypatch, caplog):
    go_on, begun = rebuilding

    def fail():
        begun.append(threading.current_thread())
        raise OSError("no space left")

    monkeypatch.setattr(index, "rebuild", fail)
    for _number in range(2):
        assert in_a_request(lambda: index.heal(Missing("none yet"), patience=20))[0] is False
    assert len(begun) == 2
    assert "no space left" in caplog.text
