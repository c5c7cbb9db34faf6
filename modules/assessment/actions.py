"""申诉与复核: what units say against an assessment after its publication, and what the Party office decides.

An appeal that is upheld may change the score of one item. The published record then says so at once, in the line of the appeal; the
score itself changes by a correction of the record, which passes the three reviews and shows the old score and the new one.
"""

import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import viewer_of
from cms.days import working_days_after
from cms.drafting import actions as drafting
from cms.moderation import after_release
from cms.people import Role

from .grading import MOST_BONUS, grade_of
from .models import GRADES, AssessmentAppeal, AssessmentRecord
from .sheets import missed

__all__ = [
    "APPEAL_DAYS", "DECIDE_APPEAL", "NOTE_APPEAL", "REVIEW_DAYS", "appeal_until", "correct_score", "decide_appeal", "decision_due",
    "note_appeal", "uncorrected",
]  # fmt: skip

NOTE_APPEAL = "assessment.note_appeal"
DECIDE_APPEAL = "assessment.decide_appeal"
# Working days to appeal after the publication, and to decide after the appeal (our default, as for objections to a bulletin)
APPEAL_DAYS = REVIEW_DAYS = 5


def appeal_until(record: AssessmentRecord) -> datetime.date | None:
    """The last day on which units may appeal; None before the publication."""
    if record.first_published_at is None:
        return None
    return working_days_after(timezone.localdate(record.first_published_at), APPEAL_DAYS)


def decision_due(appeal: AssessmentAppeal) -> datetime.date:
    """The last day on which the decision is in time."""
    return working_days_after(appeal.date, REVIEW_DAYS)


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
    if page.live and timezone.localdate() > appeal_until(page):
        raise ValidationError({"by": _("申诉期限是%(day)s，已过。") % {"day": appeal_until(page)}})
    rows = list(page.appeal.all())
    if any(row.by_id == unit.pk and not row.decision for row in rows):
        raise ValidationError({"by": _("“%(unit)s”的申诉正在复核。") % {"unit": unit}})
    row = AssessmentAppeal(by=unit, date=timezone.localdate(), ground=ground.strip())
    row.clean_fields(exclude=["page"])
    return after_release.change(page, by, NOTE_APPEAL, appeal=[*rows, row])


@transaction.atomic
def decide_appeal(
    record: AssessmentRecord, by, number: int, decision: str, *, item: int | None = None, score: Decimal | None = None
) -> AssessmentRecord:
    """复核结论: the Party office of the unit's committee decides the appeal in line `number` (from 1), once.

    item: the item (from 1) whose score is another one then, `score`; both or none. It changes by `correct_score()`.

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
    if item is not None or score is not None:
        row.number, row.was, row.score = _rescored(page, item, score)
    row.clean_fields(exclude=["page"])
    return after_release.change(page, by, DECIDE_APPEAL, appeal=rows)


def _rescored(page: AssessmentRecord, item: int | None, score: Decimal | None) -> tuple[int, Decimal, Decimal]:
    """(number, score until now, score from now on). Raises ValidationError under `item` or `score`."""
    items = list(page.items.all())
    if item is None or not 1 <= item <= len(items):
        raise ValidationError({"item": _("请选择复核后改分的项目。")})
    line = items[item - 1]
    if score is None or not 0 <= score <= line.full_marks or score != score.quantize(Decimal("0.01")):
        words = {"full": line.full_marks}
        raise ValidationError({"score": _("复核得分须在0与满分%(full)s之间，最多两位小数。") % words})
    if score == line.score:
        raise ValidationError({"score": _("复核得分与原得分相同；不改分的不填项目和得分。")})
    return item, line.score, score


def uncorrected(page: AssessmentRecord) -> dict[int, Decimal]:
    """{item's number: the score that an appeal gave it} where the published record still has another one."""
    given = {row.number: row.score for row in page.appeal.all() if row.number}
    items = list(page.items.all())
    return {number: score for number, score in given.items() if items[number - 1].score != score}


@transaction.atomic
def correct_score(record: AssessmentRecord, by) -> AssessmentRecord:
    """复核更正: begin the correction that carries out what was decided, with a note that says the old scores and the new ones.

    by: an information officer of the record's unit. Raises PermissionDenied for others, ValidationError when nothing is to be corrected.
    """
    page = AssessmentRecord.objects.select_for_update().get(pk=record.pk)
    changes = uncorrected(page) if page.live else {}
    if not changes:
        raise ValidationError(_("没有要更正的得分。"))
    rows, told = [], []
    for number, row in enumerate(page.items.all(), 1):
        score = changes.get(number, row.score)
        if number in changes:
            told.append(f"“{row.item}”由{row.score}分改为{score}分")
        names = ("item", "standard", "full_marks", "self_score", "reason", "evidence")
        rows.append({name: _plain(getattr(row, name)) for name in names} | {"score": str(score)})
    bonus = min(sum((row.score for row in page.bonus.all()), Decimal(0)), MOST_BONUS)
    total = sum((Decimal(row["score"]) for row in rows), bonus)
    year = int(page.period_value) if page.period_kind == "year" else None
    unreached = missed(page.owning_unit, year) if year else 0
    grade = grade_of(total, vetoed=bool(page.veto_items.all()), missed=unreached)
    names = dict(GRADES)
    told.append(f"总分由{page.total}分改为{total}分")
    told.append(f"等次由{names[page.grade]}改为{names[grade]}" if grade != page.grade else f"等次仍为{names[grade]}")
    note = f"申诉复核更正：{'；'.join(told)}。"
    return drafting.change(page, by, {"correction_note": note[:300], "fields": {"items": rows, "grade": grade}})


def _plain(value):
    return str(value) if isinstance(value, Decimal) else value
