"""Comes back to what the outbox still holds, where the serving process does its own background work (TASKS=immediate).

Draining normally starts when a transaction commits. This is for the rest: entries that failed and wait for their next try, and
those of a process that ended between its commit and the drain.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import connection
from django.utils import timezone

from . import outbox

logger = logging.getLogger(__name__)

EVERY = 30  # seconds


def start() -> threading.Thread | None:
    """Start the one thread of this process; called where it begins to serve. None where `manage.py db_worker` does the work."""
    if settings.TASKS_MODE != "immediate":
        return None
    thread = threading.Thread(target=_keep, name="outbox keeper", daemon=True)
    thread.start()
    return thread


def _keep() -> None:
    while True:
        time.sleep(EVERY)
        look_after()
        connection.close()  # it may be gone by the next round


def look_after() -> int:
    """Drain what is due; the number of entries done. Never raises: the next round comes anyway."""
    try:
        first = outbox.next_retry()
        return outbox.drain() if first and first <= timezone.now() else 0
    except Exception:
        logger.exception("outbox keeper")
        return 0
