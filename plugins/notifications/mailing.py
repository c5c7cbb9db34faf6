"""Sending notices by e-mail: at least once, with links and as few words as possible, to whom they are still for.

What is due for one person at the same time is one e-mail: a day's digest (每日汇总), or what waited for the end of the quiet hours.
"""

import datetime
import logging
from collections import Counter

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from .models import Notice, Preference
from .words import Said, spoken

logger = logging.getLogger(__name__)

BATCH = 100  # persons
# Of so many notices one e-mail tells; the page has them all
MOST = 50
# Whoever took a notice to send it has that long; then it is taken for lost and sent again
LEASE = datetime.timedelta(minutes=10)
FIRST_WAIT = datetime.timedelta(minutes=1)
LONGEST_WAIT = datetime.timedelta(hours=6)
# After so many failures in a row the server is taken to be down, and the rest waits for the next round
FAILURES = 3
MOST_TRIES = 20


def send_due(now: datetime.datetime | None = None) -> int:
    """Send what is due (now); the number of e-mails sent. An error is logged, kept with its notices and tried again, never raised."""
    if not settings.MAIL_CONFIGURED:
        return 0
    now = now or timezone.now()
    due = Notice.objects.filter(mail_at__lte=now)
    people = due.order_by().values_list("person").annotate(first=Min("mail_at")).order_by("first", "person")[:BATCH]
    people = [person for person, _first in people]
    chosen = Preference.objects.in_bulk(people)
    sent = failures = 0
    with translation.override(settings.LANGUAGE_CODE):
        for person in people:
            if failures == FAILURES:
                break
            own = due.filter(person=person)
            free = (chosen.get(person) or Preference(person_id=person)).allowed_from(now)
            if free > now:  # what failed in the evening waits for the morning as well
                own.update(mail_at=free)
                continue
            notices = _taken(own.select_related("person__user").order_by("pk"), now)
            if not notices:
                continue
            try:
                mailed = _send(notices)
            except Exception as error:
                tries = max(notice.tries for notice in notices) + 1
                logger.exception("notifications: %s could not be sent (%d)", notices[0], tries)
                failures += 1
                _keep(notices, error)
                continue
            done = {"mail_at": None, "error": ""}
            Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(**done, mailed_at=None)
            Notice.objects.filter(pk__in=[notice.pk for notice in mailed]).update(mailed_at=timezone.now())
            sent += bool(mailed)
    return sent


def _taken(due, now: datetime.datetime) -> list[Notice]:
    """Of these, those that nobody else takes: of two senders, one changes the row that both have seen."""
    until = now + LEASE
    mine = Notice.objects
    return [one for one in due if mine.filter(pk=one.pk, mail_at=one.mail_at).update(mail_at=until)]


def _send(notices: list[Notice]) -> list[Notice]:
    """Send one e-mail of those that were not read on the site meanwhile; which they are: none when there is nobody to send it to."""
    user = notices[0].person.user
    unread = [notice for notice in notices if not notice.read_at]
    if not unread or user is None or not user.is_active or not user.email:
        return []
    said = spoken(unread, user)
    subject = f"{said[0].kind}：{said[0].title}" if len(said) == 1 else _summary(said)
    lines = [line for one in said[:MOST] for line in (one.text, _address("notifications:open", one.notice.pk), "")]
    if len(said) > MOST:
        words = _("另有%(count)s条，请登录查看：") % {"count": len(said) - MOST}
        lines += [words, _address("notifications:list"), ""]
    lines += [
        _("登录后打开上面的链接。收哪些邮件、什么时候收，在“消息设置”中调整："),
        _address("notifications:settings"),
    ]
    subject = " ".join(f"[{settings.WAGTAIL_SITE_NAME}] {subject}".split())
    EmailMessage(
        subject[:150], "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [user.email], connection=get_connection()
    ).send()
    return unread


def _summary(said: list[Said]) -> str:
    """How many of which kind: 3条消息：等您审核2、已退回1"""
    kinds = "、".join(f"{kind}{count}" for kind, count in Counter(one.kind for one in said).items())
    return _("%(count)s条消息：%(kinds)s") % {"count": len(said), "kinds": kinds}


def _address(name: str, *args) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse(name, args=args)}"


def _keep(notices: list[Notice], error: Exception) -> None:
    for notice in notices:
        tries = notice.tries + 1
        wait = min(FIRST_WAIT * 2 ** min(tries - 1, 12), LONGEST_WAIT)
        Notice.objects.filter(pk=notice.pk).update(
            tries=tries,
            mail_at=timezone.now() + wait if tries < MOST_TRIES else None,
            error=f"{type(error).__name__}: {error}"[:300],
        )
