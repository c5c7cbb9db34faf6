"""A process is killed (SIGKILL) while it finds events and sends them: afterwards everything arrives all the same, in order.

On the database that the tests run on. `CRASH_EVERY=1` kills before every single statement.
"""

import json
import os
import subprocess
import sys

import pytest

from cms.delivery import outbox
from cms.delivery.models import OutboxEntry
from cms.moderation import actions
from cms.testing import publish
from plugins.webhooks import sending
from plugins.webhooks.models import Delivery, Event
from tests.cms.moderation.test_crash import address, empty_log
from tests.cms.samples import featured
from tools.console import ROOT, environment

__all__ = ["empty_log"]

EVERY = int(os.environ.get("CRASH_EVERY", "6"))


@pytest.fixture
def world(empty_log, real_world):
    return real_world


@pytest.fixture
def victim(world, receiver, settings):
    """Has a process find and send, and be killed before its so-manieth statement; how it ended."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.plugins.webhooks.killed"],
        cwd=ROOT,
        env=environment(DATABASE_URL=address()),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def order(at: int) -> int:
        process.stdin.write(json.dumps({"at": at, "allow": settings.WEBHOOKS_ALLOW}) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield order
    process.stdin.close()
    assert process.wait(timeout=30) == 0
    process.stdout.close()


def test_killed_anywhere_nothing_is_lost_and_nothing_overtakes(
    world, endpoint, receiver, victim, tell, wait_over, monkeypatch
):
    endpoint()
    drain = outbox.drain
    monkeypatch.setattr(outbox, "drain", lambda *args: 0)  # nobody hands over when a publication is committed
    page = publish(world, featured(world))
    at, ended, again = 1, -9, 0
    while ended == -9:
        before = len(receiver.received)
        assert OutboxEntry.objects.filter(consumer="webhooks", page_id=page.pk).exists()
        ended = victim(at)
        # what happens next to the same record, while whoever was at it is dead
        drain("webhooks")
        actions.withdraw(page, world.user("party_office"), "数字有误")
        drain("webhooks")
        wait_over()
        sending.run()
        got = [(one.json["id"], one.json["type"]) for one in receiver.received[before:]]
        events = Event.objects.filter(page_id=page.pk).order_by("deliveries__pk")
        told = [(str(event.pk), event.type) for event in events]
        assert [kind for _pk, kind in told] == ["record.published", "record.withdrawn"], f"killed before statement {at}"
        assert list(dict.fromkeys(got)) == told, f"killed before statement {at}"
        # between the answer and its note: sent twice, with the same id
        assert len(got) - len(told) in (0, 1), f"killed before statement {at}"
        again += len(got) - len(told)
        assert not Delivery.objects.exclude(state=Delivery.DONE).exists()
        page = publish(world, featured(world))
        at += EVERY
    assert ended == 0 and at > 3 * EVERY
    assert again or EVERY > 1, "it was never killed between the answer and its note"
