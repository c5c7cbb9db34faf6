"""申诉与复核: what units say against an assessment after its publication, and what the Party office decides."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import viewer_of
from cms.moderation import after_release
from cms.people import Role

from .models import AssessmentAppeal, AssessmentRecord

__all__ = ["DECIDE_APPEAL", "NOTE_APPEAL", "decide_appeal", "note_appeal"]

NOTE_APPEAL = "assessment.note_appeal"
DECIDE_APPEAL = "assessment.decide_appeal"


@transaction.atomic
def note_appeal(record: AssessmentRecord, by, unit, ground: str) -> AssessmentRecord:
    """申诉: the unit appeals against its assessment, once until that is decided. Returns the record as it is then.

    by: the secretary of `unit`, which is the record's own or one of the committee whose record it is.
    Raises PermissionDenied for others, ValidationError by column.
    """
    if not viewer_of(by).has_role(Role.SECRETARY, unit.pk):
        raise PermissionDenied(_("只有申诉单位的书记可以申诉。"))
    page = AssessmentRecord.objects.select_for_update().get(pk=record.pk)
    own = page.owning_unit
    if unit.pk != own.pk and not (own.kind == own.COMMITTEE and unit.committee_id == own.pk):
        raise ValidationError({"by": _("这次考核不涉及“%(unit)s”。") % {"unit": unit}})
    rows = list(page.appeal.all())
    if any(row.by_id == unit.pk and not row.decision for row in rows):
        raise ValidationError({"by": _("“%(unit)s”的申诉正在复核。") % {"unit": unit}})
    row = AssessmentAppeal(by=unit, date=timezone.localdate(), ground=ground.strip())
    row.clean_fields(exclude=["page"])
    return after_release.change(page, by, NOTE_APPEAL, appeal=[*rows, row])


@transaction.atomic
def decide_appeal(record: AssessmentRecord, by, number: int, decision: str) -> AssessmentRecord:
    """复核结论: the Party office of the unit's committee decides the appeal in line `number` (from 1), once.

    Returns the record as it is then. Raises PermissionDenied for others, ValidationError by column.
    """
    if not viewer_of(by).has_role(Role.PARTY_OFFICE, record.owning_unit.committee_id):
        raise PermissionDenied(_("只有党务室可以写复核结论。"))
    page = AssessmentRecord.objects.select_for_update().get(pk=record.pk)
    rows = list(page.appeal.all())
    if not 1 <= number <= len(rows):
        raise ValidationError({"appeal": _("没有第%(number)s项申诉。") % {"number": number}})
    row = rows[number - 1]
    if row.decision:
        raise ValidationError({"decision": _("这项申诉已有复核结论。")})
    if not decision.strip():
        raise ValidationError({"decision": _("请写明复核结论。")})
    row.decision = decision.strip()
    row.clean_fields(exclude=["page"])
    return after_release.change(page, by, DECIDE_APPEAL, appeal=rows)
