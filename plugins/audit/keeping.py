"""Taking the log out, and taking its oldest part away."""

import datetime
import json
from collections.abc import Iterator

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from cms.signals import exported

from . import anchor, chain, guard
from .actions import GUARD, PRUNE, RENEW
from .models import Entry, Head
from .noting import note
from .sealing import seal
from .verifying import verify

CHUNK = 1000


class Refused(Exception):
    """Not done; the reason is for the person who asked."""


def export(since: datetime.datetime | None = None, until: datetime.datetime | None = None, by=None) -> Iterator[str]:
    """The sealed entries from the first to the last of this time, without a gap, as lines of JSON; the last line says what came.

    The export is itself an entry, and stands in what is exported when its time does. Raises what noting it raises, before the
    first line.
    """
    details = {"since": since, "until": until}
    exported.send(sender=Entry, what="audit.entry", by=by, details={name: at for name, at in details.items() if at})
    seal()
    sealed = Entry.objects.filter(sequence__isnull=False)
    wanted = sealed.filter(**({"time__gte": since} if since else {}), **({"time__lt": until} if until else {}))
    first = wanted.order_by("sequence").values_list("sequence", flat=True).first()
    last = wanted.order_by("-sequence").values_list("sequence", flat=True).first()
    return _lines(sealed, first, last)


def _lines(sealed, first, last) -> Iterator[str]:
    count, digest = 0, ""
    for start in range(first, last + 1, CHUNK) if first else ():
        for entry in sealed.filter(sequence__range=(start, min(start + CHUNK - 1, last))).order_by("sequence"):
            count, digest = count + 1, entry.hash
            yield json.dumps(entry.plain(), ensure_ascii=False)
    yield json.dumps({"export": {"first": first, "last": last, "count": count, "hash": digest}})


def prunable(now: datetime.datetime | None = None) -> Entry | None:
    """The newest entry that may go with all before it: everything up to it is older than AUDIT_RETENTION_DAYS."""
    cut = (now or timezone.now()) - datetime.timedelta(days=settings.AUDIT_RETENTION_DAYS)
    sealed = Entry.objects.filter(sequence__isnull=False)
    kept = sealed.filter(time__gte=cut).order_by("sequence").values_list("sequence", flat=True).first()
    old = sealed.filter(time__lt=cut)
    if kept is not None:
        old = old.filter(sequence__lt=kept)
    return old.order_by("-sequence").first()


def prune(by=None) -> int:
    """Take away what is older than the retention, leaving a sealed checkpoint that the chain continues from; how many entries.

    Raises Refused when the log does not verify: what is wrong with it must not be pruned away.
    """
    seal()
    if not verify().ok:
        raise Refused
    newest = prunable()
    if newest is None:
        return 0
    going = Entry.objects.filter(sequence__lte=newest.sequence)
    details = {"hash": newest.hash, "count": going.count(), "until": chain.moment(newest.time)}
    note(PRUNE, by=by, kind="audit.entry", pk=newest.sequence, details=details)
    seal()
    # The trigger lets these go, and no others, because of the checkpoint that is sealed now
    with transaction.atomic():
        head = Head.objects.select_for_update().get(pk=1)
        count = going._raw_delete(going.db)
        head.count -= count
        head.save(update_fields=["count"])
    return count


def renew_anchor(reason: str, by=None) -> str:
    """Begin a new anchor file, after a restore or on another machine; the name under which the old one was put aside, or ''.

    Who did it and why is the first entry that the new file vouches for.
    """
    with transaction.atomic():
        Head.objects.select_for_update().get_or_create(pk=1)  # no seal meanwhile
        path, aside = settings.AUDIT_ANCHOR, ""
        if path.exists():
            aside = f"{path.name}.{timezone.now():%Y%m%dT%H%M%S%f}"
            path.rename(path.with_name(aside))
        last = anchor.last(path.with_name(aside)) if aside else None
        details = {"reason": reason, "aside": aside, "ended": last["sequence"] if last else None}
        note(RENEW, by=by, kind="audit.anchor", details=details)
    seal()
    return aside


def guard_again(by=None) -> list[str]:
    """Set the triggers anew; the names of those that were gone."""
    gone = guard.missing(connection)
    if gone:
        guard.install(connection)
        note(GUARD, by=by, kind="audit.entry", details={"gone": gone})
        seal()
    return gone
