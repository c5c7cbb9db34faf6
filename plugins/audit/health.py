import datetime

from django.utils import timezone

from .models import Entry
from .sealing import seal

LONGEST_WAIT = datetime.timedelta(minutes=5)


def check() -> bool:
    """Well when nothing waits long for its seal. Seals it first: whoever watches the site thereby keeps the log closed."""
    waiting = Entry.objects.filter(sequence=None, time__lt=timezone.now() - LONGEST_WAIT)
    if not waiting.exists():
        return True
    seal()
    return not waiting.exists()
