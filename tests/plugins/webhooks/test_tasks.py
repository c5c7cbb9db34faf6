"""With workers (TASKS=database) and without."""

import threading

import pytest
from django_tasks import default_task_backend

from cms.delivery import keeper, outbox
from cms.testing import publish
from plugins.webhooks import sending, tasks
from plugins.webhooks.models import Delivery
from tests.cms.samples import featured


@pytest.fixture
def workers(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    settings.TASKS_MODE = "database"
    default_task_backend.clear()

    def planned() -> list:
        return [one.task for one in default_task_backend.results if one.task.name == "deliver_webhooks"]

    return planned


def test_with_workers_sending_is_a_task_of_the_same_transaction(world, endpoint, receiver, workers):
    endpoint()
    publish(world, featured(world))
    outbox.drain("webhooks")
    (task,) = workers()
    assert task.run_after is None and receiver.received == []
    assert tasks.deliver_webhooks.call() == 1
    assert len(receiver.received) == 1


def test_a_worker_comes_back_when_the_next_try_is_due_and_not_when_nothing_waits(world, endpoint, receiver, workers):
    receiver.answers = [400]
    endpoint()
    publish(world, featured(world))
    outbox.drain("webhooks")
    default_task_backend.clear()
    tasks.deliver_webhooks.call()
    (task,) = workers()
    assert task.run_after == Delivery.objects.get().next_try_at == sending.next_due()
    default_task_backend.clear()
    Delivery.objects.update(state=Delivery.DONE)
    tasks.deliver_webhooks.call()
    assert workers() == []


def test_without_workers_the_serving_process_is_woken_and_nobody_who_publishes_waits(
    world, endpoint, receiver, django_capture_on_commit_callbacks
):
    _run, called = keeper._tended["webhooks"]
    endpoint()
    called.clear()
    with django_capture_on_commit_callbacks(execute=True):
        publish(world, featured(world))
        outbox.drain("webhooks")
        assert not called.is_set()
    assert called.is_set() and receiver.received == []
    called.clear()


def test_the_keepers_thread_comes_when_it_is_woken_and_survives_whatever_happens(monkeypatch):
    came = threading.Semaphore(0)

    def look_after():
        came.release()
        raise RuntimeError("the database is away")

    monkeypatch.setattr(keeper, "_tended", {})
    monkeypatch.setattr(keeper, "EVERY", 3600)
    keeper.tend("trial", look_after)
    threading.Thread(target=keeper._tend, args=["trial"], daemon=True).start()
    for _ in range(3):
        keeper.wake("trial")
        assert came.acquire(timeout=30)
