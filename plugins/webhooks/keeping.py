"""What people do with deliveries: send again, skip, try an endpoint out; and how long they are kept."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.delivery.models import Document

from .events import handle, send_later
from .models import Delivery, Endpoint, Event, Known

BATCH = 200


@transaction.atomic
def send_again(deliveries: QuerySet[Delivery]) -> int:
    """Have these sent anew, with all their tries before them; how many. What still waits is tried at once.

    Those of one record keep their order, and what comes after them waits for them again.
    """
    found = deliveries.filter(endpoint__active=True)
    endpoints = set(found.values_list("endpoint", flat=True))
    count = Delivery.objects.filter(pk__in=list(found.values_list("pk", flat=True))).update(
        state=Delivery.WAITING, tries=0, next_try_at=timezone.now(), ended_at=None
    )
    Endpoint.objects.filter(pk__in=endpoints).update(failures=0, resting_until=None)
    if count:
        send_later()
    return count


@transaction.atomic
def skip(deliveries: QuerySet[Delivery]) -> int:
    """Give these up, so that what waits behind them is sent; how many."""
    count = deliveries.filter(state__in=Delivery.OPEN).update(state=Delivery.SKIPPED, ended_at=timezone.now())
    if count:
        send_later()
    return count


@transaction.atomic
def try_out(endpoint: Endpoint) -> Delivery:
    """Send an event that says nothing, to see whether it arrives. It goes the way of all others."""
    delivery = Delivery.objects.create(event=Event.objects.create(type=Event.PING), endpoint=endpoint)
    send_later()
    return delivery


@transaction.atomic
def renew_secret(endpoint: Endpoint) -> None:
    """A new secret; the one before signs as well for another day."""
    from .signing import new_seed

    found = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    found.previous_seed, found.previous_until = found.seed, timezone.now() + datetime.timedelta(days=1)
    found.seed = new_seed()
    found.save(update_fields=["seed", "previous_seed", "previous_until"])


def prune(days: int | None = None) -> int:
    """Forget deliveries that ended, and those that failed, more than WEBHOOKS_RETENTION_DAYS ago; how many."""
    before = timezone.now() - datetime.timedelta(days=days or settings.WEBHOOKS_RETENTION_DAYS)
    ended = (Delivery.DONE, Delivery.FAILED, Delivery.SKIPPED)
    count = 0
    while pks := list(
        Delivery.objects.filter(state__in=ended, ended_at__lt=before).values_list("pk", flat=True)[:BATCH]
    ):
        with transaction.atomic():
            Delivery.objects.filter(pk__in=pks).delete()
        count += len(pks)
    Event.objects.filter(deliveries=None, time__lt=before).delete()
    return count


def catch_up(quiet: bool = False) -> int:
    """Compare every page with what was told of it, as after a time without this plugin; how many events. `quiet`: only remember
    how it is now."""
    known = Known.objects.exclude(told={}).values_list("page_id", flat=True)
    pages = sorted({*known, *Document.objects.values_list("pk", flat=True)})
    return sum(handle(part, quiet=quiet) for part in _parts(pages))


def _parts(items: list[int]) -> Iterable[list[int]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))
