"""Giving entries their numbers and hashes, one sealer at a time.

Acts only insert; whoever committed one seals what waits. So no act holds a lock that another act needs, and what a killed
process left unsealed is sealed by the next.
"""

import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import anchor, chain
from .models import Entry, Head

logger = logging.getLogger(__name__)

BATCH = 200
SEALED = ["sequence", "algorithm", "previous", "hash"]


def seal_later() -> None:
    """When the current transaction commits, seal what waits then: once, however many entries it wrote."""
    hooks = transaction.get_connection().run_on_commit
    if not any(function is seal for _sids, function, _robust in hooks):
        transaction.on_commit(seal, robust=True)  # what fails is logged, and the entries wait for the next sealer


def seal() -> int:
    """Seal everything that waits; how many entries. Raises OSError when the anchor cannot be written: nothing is sealed then."""
    done = 0
    while count := _seal_batch():
        done += count
    return done


@transaction.atomic
def _seal_batch() -> int:
    head, _created = Head.objects.select_for_update().get_or_create(pk=1)
    last = anchor.last()
    if found := pending(head, last):
        _store(head, found)  # its line is written already
        return len(found)
    waiting = list(Entry.objects.filter(sequence=None).order_by("pk")[:BATCH])
    if not waiting:
        return 0
    if (last or {"sequence": 0, "hash": ""})["hash"] != head.hash:
        # Sealed all the same: the break stays in the file, for `verify` to find
        logger.error(
            "audit: the log in the database does not continue %s: manage.py audit verify", settings.AUDIT_ANCHOR
        )
    line = {"after": head.sequence, "previous": head.hash, "ids": [entry.pk for entry in waiting]}
    link(waiting, head.sequence, head.hash)
    newest = waiting[-1]
    line |= {"sequence": newest.sequence, "hash": newest.hash, "count": head.count + len(waiting)}
    anchor.append(line | {"time": chain.moment(timezone.now())})
    _store(head, waiting)
    return len(waiting)


def link(entries: list[Entry], sequence: int, previous: str) -> None:
    """Number these entries after that one, and chain them; in memory."""
    for entry in entries:
        sequence += 1
        entry.sequence, entry.previous, entry.algorithm = sequence, previous, settings.AUDIT_DIGEST
        entry.hash = previous = chain.digest(entry.plain())


def pending(head: Head, last: dict | None) -> list[Entry]:
    """The entries of a seal whose line was written and whose commit never came, linked as the line says; or none."""
    if last is None or (last["after"], last["previous"]) != (head.sequence, head.hash):
        return []
    found = Entry.objects.filter(sequence=None).in_bulk([pk for pk in last["ids"] if isinstance(pk, int)])
    entries = [found[pk] for pk in last["ids"] if pk in found]
    link(entries, head.sequence, head.hash)
    return entries if entries and (entries[-1].sequence, entries[-1].hash) == (last["sequence"], last["hash"]) else []


def _store(head: Head, entries: list[Entry]) -> None:
    Entry.objects.bulk_update(entries, SEALED, batch_size=50)
    newest = entries[-1]
    head.sequence, head.hash, head.count = newest.sequence, newest.hash, head.count + len(entries)
    head.time = timezone.now()
    head.save()
