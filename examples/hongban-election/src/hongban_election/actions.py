"""What happens to an election's record after its publication."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import Viewer, viewer_of
from cms.moderation import after_release
from cms.people import Role

from .models import ElectionRecord

__all__ = ["REPLY", "may_register_reply", "register_reply"]

REPLY = "election.reply"


def may_register_reply(record: ElectionRecord, viewer: Viewer) -> bool:
    """The Party office of the unit's committee."""
    return viewer.has_role(Role.PARTY_OFFICE, record.owning_unit.committee_id)


def register_reply(record: ElectionRecord, by, number: str, day: datetime.date) -> ElectionRecord:
    """登记选举结果的批复: the superior committee's answer to the report of the result, which readers then see.

    by: the Party office of the unit's committee. Returns the record as it is then.
    Raises PermissionDenied for others, ValidationError when the record is not published, is of a postponement, or the answer
    has no number or a day that cannot be.
    """
    if not may_register_reply(record, viewer_of(by)):
        raise PermissionDenied(_("只有党务室可以登记选举结果的批复。"))
    errors = {}
    if not record.is_vote:
        errors["kind"] = _("延期换届没有选举结果。")
    elif day < record.reported_on:
        errors["replied_on"] = _("批复日期不能早于选举结果报告日期。")
    elif day > timezone.localdate():
        errors["replied_on"] = _("日期不能晚于今天。")
    if not number.strip():
        errors["reply_number"] = _("须写明批复文号。")
    if errors:
        raise ValidationError(errors)
    return after_release.change(record, by, REPLY, reply_number=number.strip(), replied_on=day)
