"""The outbox: at least once, never lost, and nobody waits for a consumer that fails."""

import datetime
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cms.delivery import keeper, outbox
from cms.delivery.models import OutboxEntry
from cms.tasks import drain_outbox
from cms.testing import publish
from tests.cms.samples import featured


class Consumer:
    """Takes what it is given; refuses the pages in `poison`, or everything while it is `down` or `silent`."""

    def __init__(self, poison=(), down=False, silent=False):
        self.calls, self.poison, self.down, self.silent = [], set(poison), down, silent

    def __call__(self, pages):
        self.calls.append(pages)
        if self.down:
            raise ConnectionError("nobody answers")
        if self.silent:
            raise outbox.Down("nobody answers")
        if bad := self.poison & set(pages):
            raise ValueError(f"cannot digest {bad}")

    @property
    def done(self) -> set[int]:
        return {page for pages in self.calls if not self.poison & set(pages) for page in pages}


@pytest.fixture
def consume(monkeypatch):
    """A function that registers a consumer under a name; these are the only ones."""
    monkeypatch.setattr(outbox, "_handlers", {})

    def register(name="first", consumer=None, **kwargs):
        consumer = consumer or Consumer(**kwargs)
        outbox.register(name, consumer)
        return consumer

    return register


def wait_over() -> None:
    """As if the waiting time of all entries had passed."""
    OutboxEntry.objects.update(next_try_at=timezone.now() - datetime.timedelta(seconds=1))


# Written in the transaction -------------------------------------------------------------------------------------------


def test_a_publication_is_handed_over_when_it_is_committed_and_not_before(
    world, consume, django_capture_on_commit_callbacks
):
    consumer = consume()
    page = featured(world)
    with django_capture_on_commit_callbacks(execute=True):
        publish(world, page)
        assert consumer.calls == []
        assert OutboxEntry.objects.filter(page_id=page.pk).exists()
    assert consumer.done == {page.pk}
    assert not OutboxEntry.objects.filter(page_id=page.pk).exists()


def test_what_is_rolled_back_was_never_in_it(db, consume):
    consume()
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.add([1])
        raise RuntimeError
    assert not OutboxEntry.objects.exists()


def test_a_consumer_that_fails_does_not_stop_the_publication(world, consume, django_capture_on_commit_callbacks):
    consume(down=True)
    page = featured(world)
    with django_capture_on_commit_callbacks(execute=True):
        publish(world, page)
    assert type(page).objects.get(pk=page.pk).live
    entry = OutboxEntry.objects.get(page_id=page.pk)
    assert (entry.tries, entry.error) == (1, "ConnectionError: nobody answers")


def test_without_consumers_nothing_is_noted(db, consume):
    outbox.add([1, 2])
    assert not OutboxEntry.objects.exists()


def test_with_workers_the_task_is_a_row_of_the_same_transaction(db, consume, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    settings.TASKS_MODE = "database"
    from django_tasks import default_task_backend

    default_task_backend.clear()
    consume()
    with transaction.atomic():
        outbox.add([1])
        assert [result.task.name for result in default_task_backend.results] == ["drain_outbox"]


def test_a_worker_comes_back_when_the_next_try_is_due(db, consume, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    settings.TASKS_MODE = "database"
    from django_tasks import default_task_backend

    consume(down=True)
    outbox.add([1])
    default_task_backend.clear()
    drain_outbox.call()
    assert default_task_backend.results[0].task.run_after == OutboxEntry.objects.get().next_try_at
    default_task_backend.clear()
    OutboxEntry.objects.all().delete()
    drain_outbox.call()
    assert default_task_backend.results == []


# At least once --------------------------------------------------------------------------------------------------------


def test_each_consumer_gets_every_page_and_one_that_fails_does_not_hold_up_the_other(db, consume):
    down, well = consume("a_down", down=True), consume("b_well")
    outbox.add([3, 1, 2])
    assert outbox.drain() == 3
    assert well.done == {1, 2, 3}
    assert set(OutboxEntry.objects.values_list("consumer", "page_id")) == {("a_down", page) for page in (1, 2, 3)}
    down.down = False
    wait_over()
    assert outbox.drain() == 3
    assert down.done == {1, 2, 3}
    assert not OutboxEntry.objects.exists()


def test_a_page_changed_twice_is_handed_over_once_a_batch(db, consume):
    consumer = consume()
    outbox.add([1])
    outbox.add([1, 2])
    assert outbox.drain() == 3
    assert consumer.calls == [[1, 2]]


def test_what_was_done_before_a_crash_is_done_again(db, consume, monkeypatch):
    consumer = consume()
    outbox.add([1])

    def crash(*args, **kwargs):
        raise SystemExit

    with monkeypatch.context() as context, pytest.raises(SystemExit):
        context.setattr(OutboxEntry.objects.__class__, "filter", _crash_on_delete(crash))
        outbox.drain()
    assert OutboxEntry.objects.count() == 1
    outbox.drain()
    assert consumer.calls == [[1], [1]]


def _crash_on_delete(crash):
    """`filter()` whose result, asked to delete by id, ends the process: after the hand-over, before it is noted."""
    original = type(OutboxEntry.objects).filter

    def filter_(self, *args, **kwargs):
        found = original(self, *args, **kwargs)
        if "id__in" in kwargs:
            found.delete = crash
        return found

    return filter_


def test_what_is_added_while_it_drains_is_not_lost(db, consume):
    consumer = Consumer()

    def handler(pages):
        if not consumer.calls:
            outbox.add([1, 9])  # the page changes again while it is handed over
        consumer(pages)

    consume("first", handler)
    outbox.add([1])
    assert outbox.drain() == 3
    assert consumer.calls == [[1], [1, 9]]


def test_large_backlogs_are_handed_over_in_batches(db, consume, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 10)
    consumer, seen = consume(), []
    outbox.add(range(25))
    assert outbox.drain(advance=seen.append) == 25
    assert seen == [10, 10, 5]
    assert [len(pages) for pages in consumer.calls] == [10, 10, 5]


def test_one_consumer_may_be_drained_alone(db, consume):
    first, second = consume("first"), consume("second")
    outbox.add([1])
    assert outbox.drain("second") == 1
    assert (first.calls, second.calls) == ([], [[1]])


# When it fails --------------------------------------------------------------------------------------------------------


def test_each_failure_waits_longer_and_never_more_than_an_hour(db, consume):
    consume(down=True)
    outbox.add([1])
    waits = []
    for _ in range(14):
        before = timezone.now()
        outbox.drain()
        entry = OutboxEntry.objects.get()
        waits.append(round((entry.next_try_at - before).total_seconds()))
        wait_over()
    assert waits[:4] == [2, 4, 8, 16]
    assert waits[-1] == 3600
    assert OutboxEntry.objects.get().tries == 14


def test_an_entry_that_waits_is_left_alone_until_its_time(db, consume):
    consumer = consume(down=True)
    outbox.add([1])
    outbox.drain()
    consumer.down = False
    assert outbox.drain() == 0
    assert len(consumer.calls) == 1


def test_a_page_that_cannot_be_digested_ends_up_alone_and_the_others_get_through(db, consume):
    consumer = consume(poison=[150])
    outbox.add(range(200))
    for _ in range(5):
        outbox.drain()
        wait_over()
    assert consumer.done == set(range(200)) - {150}
    assert list(OutboxEntry.objects.values_list("page_id", flat=True)) == [150]


def test_new_pages_do_not_queue_behind_those_that_failed(db, consume):
    consumer = consume(poison=[1])
    outbox.add([1])
    outbox.drain()
    wait_over()
    outbox.add([2])
    outbox.drain()
    assert consumer.calls == [[1], [2], [1]]


def test_a_consumer_that_is_down_is_not_asked_for_every_batch(db, consume, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 2)
    consumer = consume(down=True)
    outbox.add(range(20))
    assert outbox.drain() == 0
    assert len(consumer.calls) == outbox.FAILURES
    assert OutboxEntry.objects.filter(tries=0).count() == 20 - 2 * outbox.FAILURES


def test_a_consumer_that_says_it_is_down_is_asked_once_and_no_entry_is_blamed(db, consume, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 2)
    consumer, other = consume("a_silent", silent=True), consume("b_well")
    outbox.add(range(7))
    for round_ in range(1, 6):
        outbox.drain()
        assert len(consumer.calls) == round_
        entries = OutboxEntry.objects.filter(consumer="a_silent")
        assert {(entry.tries, entry.error) for entry in entries} == {(0, "nobody answers")}
        # After any number of failures all are due again within seconds
        assert all(entry.next_try_at - timezone.now() <= outbox.DOWN_WAIT for entry in entries)
        wait_over()
    assert other.done == set(range(7))
    consumer.silent = False
    assert outbox.drain() == 7


def test_a_long_error_is_cut(db, consume):
    def handler(pages):
        raise ValueError("x" * 5000)

    consume("first", handler)
    outbox.add([1])
    outbox.drain()
    assert len(OutboxEntry.objects.get().error) == 1000


# What waits -----------------------------------------------------------------------------------------------------------


def test_the_backlog_counts_what_waits_for_each_consumer_that_there_is(db, consume):
    consume("busy", down=True), consume("idle")
    outbox.add([1, 2])
    outbox.drain("idle")
    OutboxEntry.objects.create(consumer="gone", page_id=1)
    backlog = outbox.backlog()
    assert set(backlog) == {"busy", "idle"}
    assert backlog["busy"] == (2, OutboxEntry.objects.filter(consumer="busy").earliest("created_at").created_at)
    assert backlog["idle"] == (0, None)


def test_the_keeper_hands_over_what_is_due_and_lets_the_rest_wait(db, consume):
    consumer = consume(down=True)
    assert keeper.look_after() == 0
    outbox.add([1])  # and the process ended before it was drained
    assert keeper.look_after() == 0
    assert len(consumer.calls) == 1
    consumer.down = False
    assert keeper.look_after() == 0  # its time has not come
    wait_over()
    assert keeper.look_after() == 1


def test_the_keeper_survives_whatever_happens(db, consume, monkeypatch):
    def fail():
        raise RuntimeError("the database is away")

    monkeypatch.setattr(outbox, "next_retry", fail)
    assert keeper.look_after() == 0


def test_the_outbox_is_tended_like_the_rest_and_by_nobody_where_workers_do_the_work(settings, monkeypatch):
    assert keeper._tended["outbox"][0] is keeper.look_after
    came = threading.Event()
    monkeypatch.setattr(keeper, "_tended", {})
    keeper.tend("trial", came.set)
    settings.TASKS_MODE = "database"
    assert keeper.start() == []
    settings.TASKS_MODE = "immediate"
    (thread,) = keeper.start()
    keeper.wake("trial")
    assert came.wait(timeout=30) and thread.daemon and thread.name == "trial keeper"


# Two at once ----------------------------------------------------------------------------------------------------------


def test_two_who_drain_at_once_lose_nothing(_ground, transactional_db, consume):
    consumer = consume()
    outbox.add(range(500))
    faults = []

    def drain():
        try:
            outbox.drain()
        except Exception as fault:  # noqa: BLE001 (looked at where the test runs)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=drain) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert faults == []
    assert consumer.done == set(range(500))
    assert not OutboxEntry.objects.exists()
