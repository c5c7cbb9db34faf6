"""What recipients do with a document after its publication: sign for it, relay it, report back."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import viewer_of
from cms.moderation import after_release
from cms.people import Role

from .models import NoticeReceipt, NoticeRecord

__all__ = ["REPORT_BACK", "SIGN_FOR", "report_back", "sign_for"]

SIGN_FOR = "documents_notices.sign_for"
REPORT_BACK = "documents_notices.report_back"
SIGNERS = (Role.REVIEWER, Role.SECRETARY, Role.DRAFTER)


@transaction.atomic
def sign_for(notice: NoticeRecord, by, unit) -> NoticeRecord:
    """签收: the unit has received the document; whoever signs is named, with the time. Returns the record as it is then.

    by: the reviewer, secretary or information officer of `unit`, one of the recipients.
    Raises PermissionDenied for others, ValidationError when the unit is none of the recipients or has signed already, or the
    record is not published.
    """
    page, person_id = _open(notice, by, unit)
    if any(row.unit_id == unit.pk for row in page.receipts.all()):
        raise ValidationError({"unit": _("“%(unit)s”已经签收。") % {"unit": unit}})
    row = NoticeReceipt(unit=unit, received_by_id=person_id, received_at=timezone.now())
    return after_release.change(page, by, SIGN_FOR, receipts=[*page.receipts.all(), row])


@transaction.atomic
def report_back(
    notice: NoticeRecord, by, unit, relayed_on: datetime.date, relay_form: str, feedback: str = ""
) -> NoticeRecord:
    """传达与落实反馈: when and how the unit relayed the document that it signed for, and what came of it. A later report
    replaces the earlier one. Returns the record as it is then.

    by: as for `sign_for()`. Raises PermissionDenied for others, ValidationError by column when the unit has not signed, the day
    lies before the document or after today, or the form of relaying is none.
    """
    page, _actor = _open(notice, by, unit)
    rows = list(page.receipts.all())
    row = next((row for row in rows if row.unit_id == unit.pk), None)
    if row is None:
        raise ValidationError({"unit": _("“%(unit)s”还没有签收，请先签收。") % {"unit": unit}})
    if relayed_on is None or not page.issued_on <= relayed_on <= timezone.localdate():
        raise ValidationError({"relayed_on": _("传达日期须在成文日期之后、今天之前。")})
    if not relay_form:
        raise ValidationError({"relay_form": _("请选择传达形式。")})
    row.relayed_on, row.relay_form, row.feedback = relayed_on, relay_form, feedback.strip()
    row.clean_fields(exclude=["page"])
    return after_release.change(page, by, REPORT_BACK, receipts=rows)


def _open(notice: NoticeRecord, by, unit) -> tuple[NoticeRecord, int]:
    """The record as it is now, kept from others until the act is done, and the person who acts for the unit."""
    viewer = viewer_of(by)
    if not any(viewer.has_role(role, unit.pk) for role in SIGNERS):
        raise PermissionDenied(_("只有收文单位的审核员、书记和信息员可以签收和反馈。"))
    page = NoticeRecord.objects.select_for_update().get(pk=notice.pk)
    if unit.pk not in {one.pk for one in [*page.main_recipients.all(), *page.copy_recipients.all()]}:
        raise ValidationError({"unit": _("“%(unit)s”不是主送或抄送单位。") % {"unit": unit}})
    return page, viewer.person_id
