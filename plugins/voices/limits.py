"""How often one person may write without a name in a day, counted without anything by which they could be found afterwards.

In this process's memory only: a number under a token that is made of the person and a key. The key is random, known to this
process alone, and another one each day; with it goes all that was counted. Several processes count each for itself, and a restart
begins anew: it holds off floods, and one letter more is no harm.
"""

import hashlib
import hmac
import secrets
import threading
from collections import Counter

from django.utils import timezone

__all__ = ["forget", "take"]


class _Day:
    """One day's key and counters."""

    def __init__(self, day):
        self.day, self.key, self.counted = day, secrets.token_bytes(32), Counter()


_lock = threading.Lock()
_current = _Day(None)


def take(person_id: int, most: int) -> bool:
    """Count one more of this person today; False, and nothing counted, when it would be more than `most`."""
    global _current
    today = timezone.localdate()
    with _lock:
        if _current.day != today:
            _current = _Day(today)
        token = hmac.digest(_current.key, str(person_id).encode(), hashlib.sha256)
        if _current.counted[token] >= most:
            return False
        _current.counted[token] += 1
        return True


def forget() -> None:
    """Begin anew, with another key."""
    global _current
    with _lock:
        _current = _Day(None)
