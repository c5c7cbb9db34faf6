"""异议与更正: what units say against a bulletin after its publication, and what the Party office decides.

The figures that were published stay as they are: a correction stands beside them.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import viewer_of
from cms.moderation import after_release
from cms.people import Role

from .models import BulletinObjection, BulletinRecord

__all__ = ["DECIDE_OBJECTION", "NOTE_OBJECTION", "decide_objection", "note_objection"]

NOTE_OBJECTION = "information_bulletin.note_objection"
DECIDE_OBJECTION = "information_bulletin.decide_objection"


@transaction.atomic
def note_objection(record: BulletinRecord, by, unit, matter: str) -> BulletinRecord:
    """异议: the unit objects to what its line says. Returns the record as it is then.

    by: the secretary of `unit`, which has a line in the bulletin. Raises PermissionDenied for others, ValidationError by column.
    """
    if not viewer_of(by).has_role(Role.SECRETARY, unit.pk):
        raise PermissionDenied(_("只有本单位书记可以提出异议。"))
    page = BulletinRecord.objects.select_for_update().get(pk=record.pk)
    if unit.pk not in {row.unit_id for row in page.unit_table.all()}:
        raise ValidationError({"unit": _("通报中没有“%(unit)s”。") % {"unit": unit}})
    row = BulletinObjection(unit=unit, raised_on=timezone.localdate(), matter=matter.strip())
    row.clean_fields(exclude=["page"])
    return after_release.change(page, by, NOTE_OBJECTION, objections=[*page.objections.all(), row])


@transaction.atomic
def decide_objection(record: BulletinRecord, by, number: int, decision: str) -> BulletinRecord:
    """处理: the Party office of the committee decides the objection in line `number` (from 1), once.

    Returns the record as it is then. Raises PermissionDenied for others, ValidationError by column.
    """
    if not viewer_of(by).has_role(Role.PARTY_OFFICE, record.owning_unit.committee_id):
        raise PermissionDenied(_("只有党务室可以处理异议。"))
    page = BulletinRecord.objects.select_for_update().get(pk=record.pk)
    rows = list(page.objections.all())
    if not 1 <= number <= len(rows):
        raise ValidationError({"objections": _("没有第%(number)s项异议。") % {"number": number}})
    row = rows[number - 1]
    if row.decision:
        raise ValidationError({"decision": _("这项异议已经处理。")})
    if not decision.strip():
        raise ValidationError({"decision": _("请写明处理结果。")})
    row.decision = decision.strip()
    row.clean_fields(exclude=["page"])
    return after_release.change(page, by, DECIDE_OBJECTION, objections=rows)
