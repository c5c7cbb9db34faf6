"""Comes back to what the outbox still holds, where the serving process does its own background work (TASKS=immediate).

Draining normally starts when a transaction commits. This is for the rest: entries that failed and wait for their next try, and
those of a process that ended between its commit and the drain.
"""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.utils import timezone

from . import outbox

logger = logging.getLogger(__name__)

EVERY = 30  # seconds

_tended: dict[str, tuple[Callable[[], object], threading.Event]] = {}


def tend(name: str, look_after: Callable[[], object]) -> None:
    """Have `look_after()` called every so often in a thread of its own, where this process keeps things; for an AppConfig's
    `ready()`. For what waits on other machines and must hold up neither a request nor the outbox."""
    _tended[name] = (look_after, threading.Event())


def wake(name: str) -> None:
    """Come back to it now. In a process that keeps nothing this does nothing: one that does comes back in its time."""
    _tended[name][1].set()


def start() -> list[threading.Thread]:
    """Start this process's threads, one for each `tend()`, the outbox's among them; called where it begins to serve. None where
    `manage.py db_worker` does the work."""
    if settings.TASKS_MODE != "immediate":
        return []
    threads = [threading.Thread(target=_tend, args=[name], name=f"{name} keeper", daemon=True) for name in _tended]
    for thread in threads:
        thread.start()
    return threads


def _tend(name: str) -> None:
    look_after, called = _tended[name]
    while True:
        called.wait(EVERY)
        called.clear()
        try:
            look_after()
        except Exception:
            logger.exception("%s keeper", name)
        connection.close()  # it may be gone by the next round


def look_after() -> int:
    """Drain what is due; the number of entries done. Never raises: the next round comes anyway."""
    try:
        first = outbox.next_retry()
        return outbox.drain() if first and first <= timezone.now() else 0
    except Exception:
        logger.exception("outbox keeper")
        return 0


tend("outbox", look_after)
