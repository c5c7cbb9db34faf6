"""The outbox's consumer: compares pages with what was told of them, and writes what happened as events.

An event says what is so now and was not when last told. Whatever happens between two hand-overs is one event; what was undone
in between is none.
"""

from django.conf import settings
from django.db import transaction

from cms.delivery import keeper
from cms.delivery.models import Document

from . import paths, states
from .models import Delivery, Endpoint, Event, Known

CONSUMER = "webhooks"  # in the outbox


@transaction.atomic
def handle(page_ids: list[int], quiet: bool = False) -> int:
    """Write the events of these pages and a delivery for each endpoint that wants one; how many events. `quiet`: only remember.

    Called twice for the same change it writes it once: what is known is compared and renewed under one lock.
    """
    pks = sorted(page_ids)
    Known.objects.bulk_create([Known(page_id=pk) for pk in pks], ignore_conflicts=True)
    known = list(Known.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    now = states.states(pks)  # after the lock: whoever waited for it sees what the one before saw, or newer
    endpoints = [] if quiet else list(Endpoint.objects.filter(active=True).select_related("committee"))
    wanted = paths_of_units(endpoints)
    events, deliveries, renewed = [], [], []
    for row in known:
        before, after = row.told, now.get(row.pk, {})
        if before == after:
            continue
        row.told = after
        renewed.append(row)
        event = _event(row.pk, before, after)
        takers = [one for one in endpoints if event and _wants(one, event, [before, after], wanted)]
        if takers:
            events.append(event)
            deliveries += [Delivery(event=event, endpoint=one, page_id=row.pk) for one in takers]
    Known.objects.bulk_update(renewed, ["told"], batch_size=100)
    Event.objects.bulk_create(events, batch_size=100)
    Delivery.objects.bulk_create(deliveries, batch_size=100)
    if deliveries:
        send_later()
    return len(events)


def send_later() -> None:
    """When the current transaction commits, what is due is sent."""
    from .tasks import deliver_webhooks

    if settings.TASKS_MODE == "database":
        deliver_webhooks.enqueue()  # a row of this transaction as well
    else:
        # In the serving process's own thread: nobody who publishes waits for a receiver
        transaction.on_commit(lambda: keeper.wake(CONSUMER), robust=True)


def _event(pk: int, before: dict, after: dict) -> Event | None:
    state = after or before
    is_unit = state["kind"] == Document.UNIT
    changed = states.changed(before, after) if before and after else []
    if before and after and not changed:
        return None  # only what nobody outside sees
    if is_unit:
        kind = Event.UNIT
    elif not before:
        kind = Event.PUBLISHED
    else:
        kind = Event.CHANGED if after else Event.WITHDRAWN
    return Event(
        type=kind,
        page_id=pk,
        unit_id=state["unit"],
        section_id=state["section"],
        module=state["module"],
        changed=changed,
        paths=paths.affected(pk, [one for one in (before, after) if one]),
    )


def paths_of_units(endpoints: list[Endpoint]) -> dict[int, str]:
    """{unit's id: its path in the tree}, of the units that endpoints name."""
    from cms.tree import Unit

    named = {pk for one in endpoints for pk in one.units}
    return dict(Unit.objects.filter(pk__in=named).values_list("pk", "path")) if named else {}


def _wants(endpoint: Endpoint, event: Event, around: list[dict], paths_: dict[int, str]) -> bool:
    """Whether the endpoint is told: by type, module, and the unit that the page was or is in."""
    if event.type not in endpoint.events:
        return False
    if endpoint.modules and event.module and event.module not in endpoint.modules:
        return False
    named = tuple(paths_[pk] for pk in endpoint.units if pk in paths_)
    within = [state["unit_path"] for state in around if state]
    return any(
        path.startswith(endpoint.committee.path) and (not endpoint.units or path.startswith(named)) for path in within
    )
