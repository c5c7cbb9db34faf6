"""What the diagnosed unit says of its diagnosis after the publication."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from cms.access import Viewer, viewer_of
from cms.moderation import after_release
from cms.people import Role

from .models import DiagnosisRecord

__all__ = ["REPLY", "may_reply", "reply"]

REPLY = "diagnosis.reply"


def may_reply(record: DiagnosisRecord, viewer: Viewer) -> bool:
    """Whether the viewer speaks for the diagnosed unit."""
    return any(viewer.has_role(role, record.target_unit_id) for role in (Role.SECRETARY, Role.DRAFTER))


def reply(record: DiagnosisRecord, by, text: str) -> DiagnosisRecord:
    """被诊断单位回应: the diagnosed unit's answer, in plain text; a later one replaces it. Returns the record as it is then.

    by: the secretary or information officer of the diagnosed unit, whoever wrote the diagnosis.
    Raises PermissionDenied for others, ValidationError when there is no text or the record is not published.
    """
    if not may_reply(record, viewer_of(by)):
        raise PermissionDenied(_("只有被诊断单位的书记和信息员可以回应。"))
    if not text.strip():
        raise ValidationError({"reply": _("请写明回应内容。")})
    return after_release.change(record, by, REPLY, reply=linebreaks(text.strip(), autoescape=True))
