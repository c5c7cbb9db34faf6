"""What people say of a disclosure after its publication."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from cms.access import Viewer, viewer_of
from cms.moderation import after_release
from cms.people import Role

from .models import DisclosureRecord

__all__ = ["NOTE_FEEDBACK", "may_note_feedback", "note_feedback"]

NOTE_FEEDBACK = "party_affairs_disclosure.note_feedback"


def may_note_feedback(record: DisclosureRecord, viewer: Viewer) -> bool:
    """Whether the viewer is the unit's information officer or of the committee's Party office."""
    unit = record.owning_unit
    return viewer.has_role(Role.DRAFTER, unit.pk) or viewer.has_role(Role.PARTY_OFFICE, unit.committee_id)


def note_feedback(record: DisclosureRecord, by, count: int, handling: str = "") -> DisclosureRecord:
    """反馈意见与处理: how many opinions came in so far, and what was done about them. Returns the record as it is then.

    by: the information officer of the record's unit or the Party office of its committee. handling: plain text; required as
    soon as there are opinions. Raises PermissionDenied for others, ValidationError by field.
    """
    if not may_note_feedback(record, viewer_of(by)):
        raise PermissionDenied(_("只有本单位信息员和党务室可以登记反馈意见。"))
    if count is None or count < 0:
        raise ValidationError({"feedback_count": _("反馈意见数不能小于0。")})
    handling = handling.strip()
    if count and not handling:
        raise ValidationError({"feedback_handling": _("有反馈意见的，须写明处理情况。")})
    written = linebreaks(handling, autoescape=True) if handling else ""
    return after_release.change(record, by, NOTE_FEEDBACK, feedback_count=count, feedback_handling=written)
