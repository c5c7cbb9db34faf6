"""Writing notices: in the transaction of the act, so that there is neither an act that nobody hears of nor news of nothing."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from cms.people import Person

from . import choices
from .models import Notice
from .robots import writing as groups

__all__ = ["settle", "supersede", "tell"]


def tell(people: Iterable[Person], kind: str, key: str, *, page_id: int, unit_id: int, **more) -> None:
    """Tell each of these people once, as they wish to be told, and the groups whose robots want this kind; who was told under this
    key already is not told again.

    people: with their accounts; whoever has none reads nothing here. more: `release_id`, `stage`, `day` of the notice.
    """
    groups.announce(kind, key, page_id=page_id, unit_id=unit_id, **more)
    now = timezone.now()
    people = {person.pk: person for person in people if person.user_id and person.user.is_active}
    wanted = choices.channels(people.values(), kind, now) if people else {}
    if not wanted:
        return
    notices = [
        Notice(
            person_id=pk,
            kind=kind,
            key=key[:100],
            page_id=page_id,
            unit_id=unit_id,
            created_at=now,
            on_site=on_site,
            mail_at=mail_at,
            **more,
        )
        for pk, (on_site, mail_at) in wanted.items()
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    at_once = any(mail_at and mail_at <= now for _on_site, mail_at in wanted.values())
    if at_once and settings.TASKS_MODE == "database":
        from .tasks import mail_notices

        mail_notices.enqueue()  # a row of this transaction as well; elsewhere the clock sends, so that nobody waits for it


def settle(release_id: int, stage: str = "") -> None:
    """Somebody decided, or there is nothing to decide any more: nobody is asked for it, on the site or by e-mail."""
    asked = Notice.objects.filter(release_id=release_id, kind__in=Notice.OPEN)
    if stage:
        asked = asked.filter(stage=stage)
    asked.filter(mail_at__isnull=False).update(mail_at=None)
    asked.filter(read_at=None).update(read_at=timezone.now())
    groups.settle(release_id, stage)


def supersede(release_id: int, stage: str, key: str) -> None:
    """Before a reminder: the earlier ones of the same stage count as read, so that one thing to do is one number."""
    earlier = Notice.objects.filter(release_id=release_id, stage=stage, kind__in=(Notice.REVIEW, Notice.OVERDUE))
    earlier.filter(read_at=None).exclude(key=key).update(read_at=timezone.now(), mail_at=None)
    groups.settle(release_id, stage, but=key)
