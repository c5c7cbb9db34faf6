"""What a person wants to be told of, on which channel and when: 消息设置. Without a choice of theirs the defaults hold.

What waits for a person's decision, and what became of a draft of theirs, is on the site whatever they wish: nobody misses a duty by
a setting. Only news that ask for nothing can be switched off there.
"""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.people import Person

from . import hours
from .models import Notice, Preference

__all__ = ["CHANNELS", "MAIL", "OPTIONAL", "SITE", "channels", "has_to_be_told", "preference_of", "save"]

SITE, MAIL = "site", "mail"
CHANNELS = (SITE, MAIL)
# The kinds that can be switched off on the site
OPTIONAL = (Notice.PUBLISHED, Notice.WITHDRAWN, Notice.DUE)


def has_to_be_told(kind: str) -> bool:
    """Whether this kind is on the site for everybody whom it concerns."""
    return kind not in OPTIONAL


def preference_of(person_id: int) -> Preference:
    """The person's own choices, or the defaults (not saved)."""
    return Preference.objects.filter(pk=person_id).first() or Preference(person_id=person_id)


def channels(people: Iterable[Person], kind: str, now: datetime.datetime) -> dict[int, tuple[bool, object]]:
    """{person: (on the site, when to send an e-mail or None)} of those who are told of this kind at all. With their accounts."""
    people = list(people)
    if has_to_be_told(kind) and not settings.MAIL_CONFIGURED:
        return {person.pk: (True, None) for person in people}
    chosen = Preference.objects.in_bulk([person.pk for person in people])
    found = {}
    for person in people:
        wishes = chosen.get(person.pk) or Preference(person_id=person.pk)
        on_site = has_to_be_told(kind) or wishes.wants(kind, SITE)
        mailed = mail_at(wishes, kind, now) if settings.MAIL_CONFIGURED and person.user.email else None
        if on_site or mailed:
            found[person.pk] = (on_site, mailed)
    return found


def mail_at(wishes: Preference, kind: str, now: datetime.datetime) -> datetime.datetime | None:
    """When what is told now is sent by e-mail; None when it is not."""
    if wishes.mail == Preference.NEVER or not wishes.wants(kind, MAIL):
        return None
    if wishes.mail == Preference.DAILY:
        now = hours.next_at(now, wishes.digest_at)
    return wishes.allowed_from(now)


@transaction.atomic
def save(wishes: Preference) -> None:
    """Keep these choices. What waits to be sent follows them: it is sent at another time, or not at all."""
    wishes.save()
    now = timezone.now()
    for notice in Notice.objects.filter(person_id=wishes.pk, mail_at__isnull=False):
        when = mail_at(wishes, notice.kind, now)
        # What failed keeps waiting for its next try, unless that would be in the quiet hours
        later = when and max(when, wishes.allowed_from(notice.mail_at)) if notice.tries else when
        Notice.objects.filter(pk=notice.pk, mail_at=notice.mail_at).update(mail_at=later)
