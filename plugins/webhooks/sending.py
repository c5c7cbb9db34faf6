"""Sending what is due: at least once, one process at a time for each endpoint, one event after the other for each record.

A process that is killed leaves its lease behind; when that has run out, another goes on. What was sent and not yet noted is sent
again.
"""

import datetime
import logging
import secrets
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.outgoing.calling import SECONDS, Answer, call, unsent
from cms.outgoing.targets import Refused, Target, find

from . import bodies, signing
from .models import Attempt, Delivery, Endpoint, Event

logger = logging.getLogger(__name__)

# How long after each failure; after the last one it has failed for good, until somebody sends it again
WAITS = [datetime.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440)]
# So many failures in a row to reach an endpoint: it is down, and everything for it waits
DOWN = 3
RESTS = [datetime.timedelta(minutes=minutes) for minutes in (1, 2, 5, 10)]
LEASE = datetime.timedelta(seconds=6 * SECONDS)
TURN = 20  # deliveries, before another endpoint has its turn
# What caches answer that do not have the page
NOT_CACHED = (404, 410, 412)


def run() -> int:
    """Send everything that is due, the endpoints taking turns; how many deliveries were taken. For tasks, threads and commands."""
    done = 0
    while tried := [outcome for pk in _due_endpoints() for outcome in _turn(pk)]:
        done += sum(tried)
    return done


def waiting(now: datetime.datetime | None = None) -> QuerySet[Delivery]:
    """The deliveries whose turn it is: those before them of the same page and endpoint were taken (or skipped). With `now`
    only those that are due by then."""
    found = Delivery.objects.filter(~behind(), state=Delivery.WAITING, endpoint__active=True)
    return found if now is None else found.filter(next_try_at__lte=now)


def behind() -> Exists:
    """Whether a delivery waits for one before it."""
    before = Delivery.objects.filter(
        endpoint=OuterRef("endpoint"), page_id=OuterRef("page_id"), pk__lt=OuterRef("pk"), state__in=Delivery.OPEN
    )
    return Exists(before)


def next_due() -> datetime.datetime | None:
    """When there is something to do again; None when nothing waits."""
    rows = waiting().order_by().values_list("endpoint__resting_until", "endpoint__leased_until", "endpoint")
    rows = rows.annotate(first=Min("next_try_at"))
    return min((max(filter(None, (rest, lease, first))) for rest, lease, _pk, first in rows), default=None)


def _due_endpoints() -> list[int]:
    now = timezone.now()
    free = Q(endpoint__leased_until=None) | Q(endpoint__leased_until__lte=now)
    awake = Q(endpoint__resting_until=None) | Q(endpoint__resting_until__lte=now)
    return sorted(waiting(now).filter(free, awake).order_by().values_list("endpoint", flat=True).distinct())


# One endpoint's turn --------------------------------------------------------------------------------------------------------


def _turn(pk: int) -> list[bool]:
    """Send some of what is due at this endpoint: whether each was taken. Nothing when another process is at it."""
    lease = secrets.token_hex(16)
    if not _take(pk, lease):
        return []
    outcomes = []
    try:
        while len(outcomes) < TURN and _extend(pk, lease):
            endpoint = Endpoint.objects.filter(pk=pk).first()
            if endpoint is None or (endpoint.resting_until and endpoint.resting_until > timezone.now()):
                break
            due = waiting(timezone.now()).filter(endpoint=pk).select_related("event").order_by("pk").first()
            if due is None:
                break
            outcomes.append(_send(endpoint, due))
    finally:
        Endpoint.objects.filter(pk=pk, lease=lease).update(lease="", leased_until=None)
    return outcomes


def _take(pk: int, lease: str) -> bool:
    now = timezone.now()
    free = Endpoint.objects.filter(Q(leased_until=None) | Q(leased_until__lte=now), pk=pk, active=True)
    return bool(free.update(lease=lease, leased_until=now + LEASE))


def _extend(pk: int, lease: str) -> bool:
    """Renew the lease just before something is sent. False when it was lost, or the endpoint was switched off."""
    now = timezone.now()
    held = Endpoint.objects.filter(pk=pk, lease=lease, leased_until__gt=now, active=True)
    return bool(held.update(leased_until=now + LEASE))


def _send(endpoint: Endpoint, delivery: Delivery) -> bool:
    started = time.monotonic()
    with translation.override(settings.LANGUAGE_CODE):
        answer = _request(endpoint, delivery.event)
    took = round((time.monotonic() - started) * 1000)
    return _note(endpoint, delivery, answer, took)


def _request(endpoint: Endpoint, event: Event) -> Answer:
    try:
        target = find(endpoint.url)
    except (Refused, OSError, UnicodeError) as error:
        return unsent(error)
    if endpoint.kind == Endpoint.PURGE and endpoint.method != "POST":
        return _purge(endpoint, event, target)
    body = bodies.as_bytes(bodies.purge_of(event) if endpoint.kind == Endpoint.PURGE else bodies.body_of(event))
    headers = {
        "Content-Type": "application/json",
        "X-Hongban-Event": str(event.pk),
        "X-Hongban-Type": event.type,
        signing.HEADER: signing.signature(body, signing.secrets_of(endpoint), int(time.time())),
    }
    return call(target, "POST", target.path, headers, body)


def _purge(endpoint: Endpoint, event: Event, target: Target) -> Answer:
    """One request for each path, as the cache knows it: below the site's own name. All must be taken, within one request's time."""
    host, until = urlsplit(bodies.site()).netloc, time.monotonic() + SECONDS
    headers = {"Host": host, "X-Hongban-Event": str(event.pk)}
    answer = Answer()
    paths = bodies.paths_of(event)
    for number, path in enumerate(paths, 1):
        left = until - time.monotonic()
        if left <= 0:
            words = _("超时：%(count)s 个地址中只清除了 %(done)s 个。")
            return Answer(error=words % {"count": len(paths), "done": number - 1})
        answer = call(target, endpoint.method, target.path.rstrip("/") + path, headers, seconds=left)
        if answer.error and answer.status not in NOT_CACHED:
            return answer
    return Answer(200, _("已清除 %(count)s 个地址。") % {"count": len(paths)})


@transaction.atomic
def _note(endpoint: Endpoint, delivery: Delivery, answer: Answer, milliseconds: int) -> bool:
    """Keep what came of it, and when it is tried again."""
    now, taken = timezone.now(), not answer.error
    # Somebody may have skipped it or removed the endpoint meanwhile
    held = Delivery.objects.select_for_update().filter(pk=delivery.pk).first()
    if held is None:
        return taken
    Attempt.objects.create(
        delivery=held,
        status=answer.status,
        error=answer.error[:300],
        answer=answer.text,
        milliseconds=milliseconds,
    )
    held.tries += 1
    if taken:
        held.state, held.ended_at = Delivery.DONE, now
    elif held.state == Delivery.WAITING and held.tries > len(WAITS):
        held.state, held.ended_at = Delivery.FAILED, now
    elif held.state == Delivery.WAITING:
        asked = min(datetime.timedelta(seconds=answer.retry_after), WAITS[-1])
        held.next_try_at = now + max(WAITS[held.tries - 1], asked)
    held.save(update_fields=["state", "tries", "ended_at", "next_try_at"])
    _note_reach(endpoint, answer, now)
    return taken


def _note_reach(endpoint: Endpoint, answer: Answer, now: datetime.datetime) -> None:
    found = Endpoint.objects.filter(pk=endpoint.pk)
    if answer.reached:
        if endpoint.failures or endpoint.resting_until:
            found.update(failures=0, resting_until=None)
        return
    logger.warning("webhooks: endpoint %s cannot be reached: %s", endpoint.pk, answer.error)
    failures = endpoint.failures + 1
    rest = None
    if failures >= DOWN:
        rest = now + RESTS[min(failures - DOWN, len(RESTS) - 1)]
    found.update(failures=F("failures") + 1, resting_until=rest)
