"""Writing notices: in the transaction of the act, so that there is neither an act that nobody hears of nor news of nothing."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from cms.people import Person

from .models import MailChoice, Notice

__all__ = ["settle", "supersede", "tell"]


def tell(people: Iterable[Person], kind: str, key: str, *, page_id: int, unit_id: int, **more) -> None:
    """Tell each of these people once; who was told under this key already is not told again.

    people: with their accounts; whoever has none reads nothing here. more: `release_id`, `stage`, `day` of the notice.
    """
    people = {person.pk: person for person in people if person.user_id and person.user.is_active}
    if not people:
        return
    mailed = _mailed(people.values())
    now = timezone.now()
    notices = [
        Notice(
            person_id=pk,
            kind=kind,
            key=key[:100],
            page_id=page_id,
            unit_id=unit_id,
            created_at=now,
            mail_at=now if pk in mailed else None,
            **more,
        )
        for pk in people
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    if mailed and settings.TASKS_MODE == "database":
        from .tasks import mail_notices

        mail_notices.enqueue()  # a row of this transaction as well; elsewhere the clock sends, so that nobody waits for it


def settle(release_id: int, stage: str = "") -> None:
    """Somebody decided, or there is nothing to decide any more: nobody is asked for it, on the site or by e-mail."""
    asked = Notice.objects.filter(release_id=release_id, kind__in=Notice.OPEN)
    if stage:
        asked = asked.filter(stage=stage)
    asked.filter(mail_at__isnull=False).update(mail_at=None)
    asked.filter(read_at=None).update(read_at=timezone.now())


def supersede(release_id: int, stage: str, key: str) -> None:
    """Before a reminder: the earlier ones of the same stage count as read, so that one thing to do is one number."""
    earlier = Notice.objects.filter(release_id=release_id, stage=stage, kind__in=(Notice.REVIEW, Notice.OVERDUE))
    earlier.filter(read_at=None).exclude(key=key).update(read_at=timezone.now(), mail_at=None)


def _mailed(people) -> set[int]:
    """Which of these people get an e-mail: it can be sent, they have an address, and they want it."""
    if not settings.MAIL_CONFIGURED:
        return set()
    able = {person.pk for person in people if person.user.email}
    return able - set(MailChoice.objects.filter(person_id__in=able, by_mail=False).values_list("person_id", flat=True))
