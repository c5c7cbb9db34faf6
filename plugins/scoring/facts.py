"""计分事项: what the Party office enters of a record with evidence, and a second person confirms or refuses."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.access import viewer_of
from cms.people import Role
from cms.periods import period_of
from cms.tree import Record

from .models import Close, CodedFact

__all__ = ["confirm", "enter"]

ENTER, CONFIRM = "scoring.fact.enter", "scoring.fact.decide"


@transaction.atomic
def enter(record: Record, by, code: str, found_on: datetime.date, evidence: str) -> CodedFact:
    """登记: something that was found of a record that was published at some time. by: the Party office of the unit's
    committee.

    Raises PermissionDenied for others, ValidationError by field; also for a day of a quarter that is frozen, whose
    units could not answer it any more: what is found later counts in the quarter in which it is found.
    """
    unit = record.owning_unit
    if not viewer_of(by).has_role(Role.PARTY_OFFICE, unit.committee_id):
        raise PermissionDenied(_("只有党务室可以登记计分事项。"))
    if unit.practice or record.first_published_at is None:
        raise ValidationError({"record": _("只登记发布过的记录。")})
    if found_on > timezone.localdate():
        raise ValidationError({"found_on": _("发现日期不能晚于今天。")})
    if found_on < timezone.localdate(record.first_published_at):
        raise ValidationError({"found_on": _("发现日期不能早于发布日期。")})
    _check_open(unit.committee_id, found_on, "found_on")
    fact = CodedFact(
        unit=unit,
        record_id=record.pk,
        code=code,
        found_on=found_on,
        evidence=evidence.strip(),
        entered_by_id=viewer_of(by).person_id,
    )
    fact.full_clean(exclude=["decided_by", "decided_at"], validate_constraints=False)
    same = CodedFact.objects.filter(record_id=record.pk, code=code, found_on=found_on).exclude(state=CodedFact.REFUSED)
    if same.exists():
        raise ValidationError({"code": _("这条记录这一天的同一事项已经登记。")})
    fact.save()
    log(instance=record, action=ENTER, user=by, data={"code": code, "found_on": str(found_on), "fact": fact.pk})
    return fact


@transaction.atomic
def confirm(fact: CodedFact, by, confirmed: bool, decision: str = "") -> CodedFact:
    """确认, once. by: the approver or Party office of the committee, who is not who entered it. decision: required to
    refuse.

    Raises PermissionDenied for others, ValidationError by field.
    """
    fact = CodedFact.objects.select_for_update(of=("self",)).select_related("unit", "record").get(pk=fact.pk)
    viewer, committee = viewer_of(by), fact.unit.committee_id
    if not any(viewer.has_role(role, committee) for role in (Role.APPROVER, Role.PARTY_OFFICE)):
        raise PermissionDenied(_("计分事项由党委签发人或党务室的另一人确认。"))
    if viewer.person_id == fact.entered_by_id:
        raise PermissionDenied(_("登记人不能确认自己登记的事项。"))
    if fact.state != CodedFact.OPEN:
        raise ValidationError({"state": _("这一事项已经处理。")})
    if not confirmed and not decision.strip():
        raise ValidationError({"decision": _("不予确认须写明理由。")})
    if len(decision.strip()) > 500:
        raise ValidationError({"decision": _("确认意见不超过500字。")})
    fact.state = CodedFact.CONFIRMED if confirmed else CodedFact.REFUSED
    fact.decided_by_id, fact.decided_at, fact.decision = viewer.person_id, timezone.now(), decision.strip()
    fact.save()
    log(instance=fact.record, action=CONFIRM, user=by, data={"fact": fact.pk, "state": fact.state})
    return fact


def _check_open(committee_id: int, day: datetime.date, field: str) -> None:
    quarter = period_of(day, "quarter")
    if Close.objects.filter(committee_id=committee_id, quarter=quarter).exists():
        raise ValidationError({field: _("%(quarter)s已经冻结；请按发现之日登记。") % {"quarter": quarter}})
