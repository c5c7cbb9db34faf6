"""Endpoints that lead to a receiver (tests/receiver.py)."""

import datetime

import pytest
from django.db.models import F
from django.utils import timezone

from cms.delivery import outbox
from cms.testing import publish
from plugins.webhooks import sending
from plugins.webhooks.models import Delivery, Endpoint, Event


@pytest.fixture
def endpoint(world, receiver):
    """Makes an endpoint of the committee that leads to the receiver; what happened before it was made is remembered, not told."""

    def make(**fields) -> Endpoint:
        for unit in (world.branch, world.other):
            world.section("featured_work", unit)
        outbox.drain("webhooks")
        defaults = {
            "committee": world.committee,
            "name": "统一门户",
            "url": f"{receiver.url}/hook",
            "events": [name for name, _label in Event.TYPES],
        }
        return Endpoint.objects.create(**(defaults | fields))

    return make


@pytest.fixture
def tell():
    """What happens after a commit: events are found and sent. The number that was taken."""

    def run() -> int:
        outbox.drain("webhooks")
        return sending.run()

    return run


@pytest.fixture
def correct(world):
    """Publish a correction of a published record."""

    def run(page, **fields):
        draft = page.get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.correction_note = f"更正：{'、'.join(fields)}"
        draft.save_revision(user=world.user("drafter", page.owning_unit))
        return publish(world, type(page).objects.get(pk=page.pk))

    return run


@pytest.fixture
def wait_over():
    """As if so much time had passed: what waits is due, what rests is awake, leases have run out."""

    def run(**time) -> None:
        past = datetime.timedelta(**(time or {"days": 2}))
        Delivery.objects.filter(state=Delivery.WAITING).update(next_try_at=F("next_try_at") - past)
        Endpoint.objects.update(resting_until=None, leased_until=timezone.now() - datetime.timedelta(seconds=1))

    return run
