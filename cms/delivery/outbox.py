"""The outbox: what must happen outside the transaction, written inside it. At least once, in any order, never lost.

A consumer registers a handler; a handler gets page ids, looks at the documents as they are now, and raises when it could not.
"""

import datetime
import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone

from .models import OutboxEntry

logger = logging.getLogger(__name__)

BATCH = 200
LONGEST_WAIT = datetime.timedelta(hours=1)

_handlers: dict[str, Callable[[list[int]], None]] = {}


def register(consumer: str, handler: Callable[[list[int]], None]) -> None:
    """Have `handler(page_ids)` called for every published, changed or withdrawn page; for an AppConfig's `ready()`."""
    _handlers[consumer] = handler


def consumers() -> list[str]:
    return sorted(_handlers)


def add(page_ids: Iterable[int]) -> None:
    """Note, in the current transaction, that these pages changed; draining starts when it commits."""
    page_ids = list(page_ids)
    entries = [OutboxEntry(consumer=consumer, page_id=pk) for consumer in consumers() for pk in page_ids]
    if entries:
        OutboxEntry.objects.bulk_create(entries, batch_size=1000)
        transaction.on_commit(_start_draining, robust=True)


def _start_draining() -> None:
    from cms.tasks import drain_outbox

    drain_outbox.enqueue()


def drain(consumer: str | None = None, advance: Callable[[int], object] | None = None) -> int:
    """Hand over what is due, batch by batch; the number of entries done. An error delays its entries and is logged, never raised.

    advance: called with the number of each batch, for whoever shows progress.
    """
    return sum(_drain(name, advance) for name in ([consumer] if consumer else consumers()))


def _drain(consumer: str, advance: Callable[[int], object] | None) -> int:
    done = 0
    while True:
        due = list(
            OutboxEntry.objects.filter(consumer=consumer, next_try_at__lte=timezone.now())
            .order_by("next_try_at", "id")[:BATCH]
            .values_list("id", "page_id", "tries")
        )
        if not due:
            return done
        ids = [entry for entry, _page, _tries in due]
        try:
            _handlers[consumer](sorted({page for _entry, page, _tries in due}))
        except Exception as error:
            logger.exception("outbox: %s could not handle %d entries", consumer, len(due))
            tries = 1 + max(tries for _entry, _page, tries in due)
            wait = min(datetime.timedelta(seconds=2**min(tries, 12)), LONGEST_WAIT)
            OutboxEntry.objects.filter(id__in=ids).update(
                tries=tries, next_try_at=timezone.now() + wait, error=f"{type(error).__name__}: {error}"[:1000]
            )
            return done
        OutboxEntry.objects.filter(id__in=ids).delete()
        done += len(due)
        if advance:
            advance(len(due))


def backlog() -> dict[str, tuple[int, datetime.datetime | None]]:
    """What still waits: {consumer: (count, when the oldest was written)}."""
    waiting = {
        row["consumer"]: (row["count"], row["oldest"])
        for row in OutboxEntry.objects.values("consumer").annotate(count=Count("id"), oldest=Min("created_at")).order_by()
    }
    return {consumer: waiting.get(consumer, (0, None)) for consumer in consumers()}
