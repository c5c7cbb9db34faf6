"""The outbox: what must happen outside the transaction, written inside it. At least once, in any order, never lost.

A consumer registers a handler; a handler gets page ids, looks at the documents as they are now, and raises when it could not:
`Down` when that is nothing about these pages.
"""

import datetime
import logging
from collections.abc import Callable, Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone

from .models import OutboxEntry

logger = logging.getLogger(__name__)

BATCH = 200
# After so many failures in a row the consumer is taken to be down, and the rest waits for the next drain
FAILURES = 3
LONGEST_WAIT = datetime.timedelta(hours=1)

# When a consumer that is down is asked again: whatever waited meanwhile is then due at once
DOWN_WAIT = datetime.timedelta(seconds=15)


class Down(Exception):
    """Raised by a handler whose other side does not answer at all: no entry is at fault, none waits longer than the others."""


_handlers: dict[str, Callable[[list[int]], None]] = {}


def register(consumer: str, handler: Callable[[list[int]], None]) -> None:
    """Have `handler(page_ids)` called for every published, changed or withdrawn page; for an AppConfig's `ready()`."""
    _handlers[consumer] = handler


def consumers() -> list[str]:
    return sorted(_handlers)


def add(page_ids: Iterable[int], consumer: str = "") -> None:
    """Note, in the current transaction, that these pages changed; draining starts when it commits.

    consumer: for this one alone, of something that it knows of and documents do not show.
    """
    from cms.tasks import drain_outbox

    from .versions import documents_changed

    page_ids = list(page_ids)
    if page_ids and not consumer:
        documents_changed()
    told = [consumer] if consumer else consumers()
    entries = [OutboxEntry(consumer=name, page_id=pk) for name in told for pk in page_ids]
    if entries:
        OutboxEntry.objects.bulk_create(entries, batch_size=1000)
        if settings.TASKS_MODE == "database":
            drain_outbox.enqueue()  # a row of this transaction as well: no crash comes between
        else:
            transaction.on_commit(drain_outbox.enqueue, robust=True)


def drain(consumer: str | None = None, advance: Callable[[int], object] | None = None) -> int:
    """Hand over what is due, batch by batch; the number of entries done. An error delays its entries and is logged, never raised.

    advance: called with the number of each batch, for whoever shows progress.
    """
    return sum(_drain(name, advance) for name in ([consumer] if consumer else consumers()))


def _drain(consumer: str, advance: Callable[[int], object] | None) -> int:
    done = failures = 0
    while failures < FAILURES and (batch := _due(consumer)):
        ids, pages, tries = [pk for pk, _page, _tries in batch], {page for _pk, page, _tries in batch}, batch[0][2]
        try:
            _handlers[consumer](sorted(pages))
        except Down as error:
            logger.warning("outbox: %s is down: %s", consumer, error)
            now = timezone.now()
            due = OutboxEntry.objects.filter(consumer=consumer, next_try_at__lte=now)
            due.update(next_try_at=now + DOWN_WAIT, error=f"{error}"[:1000])
            break
        except Exception as error:
            logger.exception("outbox: %s could not handle %d entries", consumer, len(batch))
            failures += 1
            wait = min(datetime.timedelta(seconds=2 ** min(tries + 1, 12)), LONGEST_WAIT)
            OutboxEntry.objects.filter(id__in=ids).update(
                tries=tries + 1, next_try_at=timezone.now() + wait, error=f"{type(error).__name__}: {error}"[:1000]
            )
            continue
        OutboxEntry.objects.filter(id__in=ids).delete()
        failures = 0
        done += len(batch)
        if advance:
            advance(len(batch))
    return done


def _due(consumer: str) -> list[tuple[int, int, int]]:
    """The next batch, (id, page, tries) each: what was never tried comes first, and the more often entries failed the fewer
    are tried together, so that one page that a consumer cannot digest ends up alone and holds nobody up."""
    due = (
        OutboxEntry.objects.filter(consumer=consumer, next_try_at__lte=timezone.now())
        .order_by("tries", "next_try_at", "id")
        .values_list("id", "page_id", "tries")
    )
    batch = list(due[:BATCH])
    tries = batch[0][2] if batch else 0
    size = max(BATCH >> min(3 * tries, 30), 1)
    return [entry for entry in batch if entry[2] == tries][:size]


def next_retry() -> datetime.datetime | None:
    """When the next entry that failed is due again; None when nothing waits."""
    return OutboxEntry.objects.filter(consumer__in=consumers()).aggregate(first=Min("next_try_at"))["first"]


def backlog() -> dict[str, tuple[int, datetime.datetime | None]]:
    """What still waits: {consumer: (count, when the oldest was written)}."""
    waiting = {
        row["consumer"]: (row["count"], row["oldest"])
        for row in OutboxEntry.objects.values("consumer")
        .annotate(count=Count("id"), oldest=Min("created_at"))
        .order_by()
    }
    return {consumer: waiting.get(consumer, (0, None)) for consumer in consumers()}
