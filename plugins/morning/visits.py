"""上次查看: what is new to somebody is what began after they last looked."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Visit

__all__ = ["FURTHEST", "look", "since_of", "start_from"]

# Whoever comes back sooner is still reading: what was new stays new
SITTING = datetime.timedelta(minutes=30)
FIRST = datetime.timedelta(days=1)
FURTHEST = datetime.timedelta(days=366)


def since_of(person_id: int, now: datetime.datetime | None = None) -> datetime.datetime:
    """Since when things are new to this person, were they to look now; nothing is written. Before the first look: a day ago."""
    now = now or timezone.now()
    visit = Visit.objects.filter(pk=person_id).first()
    return _since(visit, now) if visit else now - FIRST


def look(person_id: int, now: datetime.datetime | None = None) -> datetime.datetime:
    """The same, and remember that they looked."""
    now = now or timezone.now()
    visit = Visit.objects.filter(pk=person_id).first()
    since = _since(visit, now) if visit else now - FIRST
    # a page that is loaded again and again writes no more than once a minute
    if visit is None or since != visit.since or now - visit.seen_at > datetime.timedelta(minutes=1):
        Visit.objects.update_or_create(person_id=person_id, defaults={"since": since, "seen_at": now})
    return since


def _since(visit: Visit, now: datetime.datetime) -> datetime.datetime:
    return visit.seen_at if now - visit.seen_at >= SITTING else visit.since


def start_from(person_id: int, moment: datetime.datetime, now: datetime.datetime | None = None) -> None:
    """Have everything count as new that began after `moment`. Raises ValidationError under `since` for a moment that is to come or
    too long ago."""
    now = now or timezone.now()
    if moment > now:
        raise ValidationError({"since": _("起点不能晚于现在。")})
    if moment < now - FURTHEST:
        raise ValidationError({"since": _("起点最早为一年以前。")})
    Visit.objects.update_or_create(person_id=person_id, defaults={"since": moment, "seen_at": now})
