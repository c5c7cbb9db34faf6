"""Sending notices by e-mail: at least once, with a link and as few words as possible, to whom they are still for."""

import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from .models import Notice
from .words import spoken

logger = logging.getLogger(__name__)

BATCH = 100
# Whoever took a notice to send it has that long; then it is taken for lost and sent again
LEASE = datetime.timedelta(minutes=10)
FIRST_WAIT = datetime.timedelta(minutes=1)
LONGEST_WAIT = datetime.timedelta(hours=6)
# After so many failures in a row the server is taken to be down, and the rest waits for the next round
FAILURES = 3
MOST_TRIES = 20


def send_due() -> int:
    """Send what is due; the number of e-mails sent. An error is logged, kept with its notice and tried again, never raised."""
    if not settings.MAIL_CONFIGURED:
        return 0
    due = Notice.objects.filter(mail_at__lte=timezone.now()).select_related("person__user").order_by("mail_at", "pk")
    sent = failures = 0
    with translation.override(settings.LANGUAGE_CODE):
        for notice in due[:BATCH]:
            if failures == FAILURES:
                break
            # Of two senders, one changes the row that both have seen
            if not Notice.objects.filter(pk=notice.pk, mail_at=notice.mail_at).update(mail_at=timezone.now() + LEASE):
                continue
            try:
                done = _send(notice)
            except Exception as error:
                logger.exception("notifications: %s could not be sent (%d)", notice, notice.tries + 1)
                failures += 1
                _keep(notice, error)
                continue
            Notice.objects.filter(pk=notice.pk).update(
                mail_at=None, mailed_at=timezone.now() if done else None, error=""
            )
            sent += done
    return sent


def _send(notice: Notice) -> bool:
    """Whether there was somebody to send it to."""
    user = notice.person.user
    if user is None or not user.is_active or not user.email:
        return False
    said = spoken([notice], user)[0]
    if notice.read_at:
        return False  # read on the site before the e-mail was sent
    address = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('notifications:open', args=[notice.pk])}"
    body = [said.text, "", address, "", _("登录后打开上面的链接。如不想再收到邮件，请在“消息”页面关闭邮件通知。")]
    subject = " ".join(f"[{settings.WAGTAIL_SITE_NAME}] {said.kind}：{said.title}".split())
    EmailMessage(
        subject[:150], "\n".join(body), settings.DEFAULT_FROM_EMAIL, [user.email], connection=get_connection()
    ).send()
    return True


def _keep(notice: Notice, error: Exception) -> None:
    tries = notice.tries + 1
    wait = min(FIRST_WAIT * 2 ** min(tries - 1, 12), LONGEST_WAIT)
    Notice.objects.filter(pk=notice.pk).update(
        tries=tries,
        mail_at=timezone.now() + wait if tries < MOST_TRIES else None,
        error=f"{type(error).__name__}: {error}"[:300],
    )
