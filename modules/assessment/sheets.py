"""年度考核: opened by the Party office, scored by the unit itself first, then by the committee, and drafted as the unit's result.

open_sheets() ── self_score() ── committee_score() ── draft_result() ── three reviews ──▶ published, and open to appeal
  data filled in   the unit       the Party office     the unit's information officer
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.access import Viewer, viewer_of
from cms.days import working_days_after
from cms.drafting import actions as drafting
from cms.people import Role
from cms.tree import Record, Section, Unit

from .grading import grade_of
from .models import GRADES, AssessmentRecord
from .sheet_models import LineEvidence, Sheet, SheetLine
from .year_data import YearData, year_data

__all__ = [
    "DRAFT", "OPEN", "SCORE", "SELF", "SELF_DAYS", "Entry", "committee_score", "draft_result", "is_desk", "is_office", "missed",
    "open_sheets", "outcome", "refresh", "self_score", "sheets_of",
]  # fmt: skip

OPEN, SELF, SCORE, DRAFT = "assessment.open", "assessment.self_score", "assessment.score", "assessment.draft_result"
# Working days that a unit has to score itself
SELF_DAYS = 10
# What a year is assessed by, beside the quarters' share: (项目, 标准, 满分, source). Objectives take what the share leaves of 60
HAND = (
    ("组织生活质量", "现场查阅记录、访谈党员，看质量和效果，不以次数、照片和留痕为依据", Decimal(20)),
    ("党风廉政和安全稳定", "核查登记，没有违纪违法和责任事故", Decimal(10)),
    ("党员群众测评", "按测评满意率折算", Decimal(10)),
)
DATA_MARKS = Decimal(60)


@dataclass(frozen=True)
class Entry:
    """What somebody gives one item: `words` are the note of a self-score, or the reason of a deduction; `proof` what that rests on
    besides records (ids of published ones)."""

    score: Decimal | None
    words: str = ""
    records: Sequence[int] = ()
    proof: str = ""


def is_office(viewer: Viewer, unit: Unit) -> bool:
    return viewer.has_role(Role.PARTY_OFFICE, unit.committee_id)


def is_desk(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer scores for the unit: its information officer or its secretary."""
    return viewer.has_role(Role.DRAFTER, unit.pk) or viewer.has_role(Role.SECRETARY, unit.pk)


def sheets_of(viewer: Viewer):
    """The sheets that the viewer works on, in the order of years and of the tree: those of the own committee, or of the own unit."""
    offices = [unit for role, unit in viewer.roles if role == Role.PARTY_OFFICE]
    desks = [unit for role, unit in viewer.roles if role in (Role.DRAFTER, Role.SECRETARY)]
    found = Sheet.objects.filter(unit__committee_id__in=offices) | Sheet.objects.filter(unit_id__in=desks)
    return found.select_related("unit", "record").order_by("-year", "unit__path").defer("unit__body")


@transaction.atomic
def open_sheets(committee: Unit, year: int, by) -> list[Sheet]:
    """下达: a sheet for each unit of the committee that has none for this year yet; those that are new.

    by: the committee's Party office. Raises PermissionDenied for others, ValidationError under `year` for one that lies ahead.
    """
    viewer = viewer_of(by)
    if not viewer.has_role(Role.PARTY_OFFICE, committee.pk):
        raise PermissionDenied(_("只有党务室可以下达年度考核表。"))
    if year > timezone.localdate().year or year < 2000:
        raise ValidationError({"year": _("不能考核还没有开始的年度。")})
    Unit.objects.select_for_update(of=("self",)).only("pk").get(pk=committee.pk)
    units = Unit.objects.live().filter(committee_id=committee.pk, practice=False).exclude(pk=committee.pk)
    units = list(units.exclude(pk__in=Sheet.objects.filter(year=year).values("unit_id")).order_by("path"))
    data = year_data(units, year)
    made = []
    for unit in units:
        known = data[unit.pk]
        sheet = Sheet.objects.create(
            unit=unit,
            year=year,
            scheme=known.scheme or "v1",
            opened_at=timezone.now(),
            opened_by_id=viewer.person_id,
            self_due=working_days_after(timezone.localdate(), SELF_DAYS),
        )
        _add_lines(sheet, known)
        made.append(sheet)
    log(instance=committee, action=OPEN, user=by, data={"year": year, "units": [unit.pk for unit in units]})
    return made


def _add_lines(sheet: Sheet, known: YearData) -> None:
    share = known.of_quarters().full_marks
    items = [
        ("季度考核平均", "已结算各季度得分的平均，按方案规定的比例折算", share, SheetLine.QUARTERS),
        (
            "方针目标达成",
            "各项目标按权重计分：达到必达目标80分，达到挑战目标100分",
            DATA_MARKS - share,
            SheetLine.OBJECTIVES,
        ),
        *((*item, SheetLine.HAND) for item in HAND),
    ]
    for place, (item, standard, full, source) in enumerate(items, 1):
        SheetLine.objects.create(sheet=sheet, place=place, item=item, standard=standard, full_marks=full, source=source)
    _fill(sheet, known)


def _fill(sheet: Sheet, known: YearData) -> None:
    """Put what the data say into the items that follow from them."""
    for line in sheet.lines.all():
        if line.source == SheetLine.HAND:
            continue
        of_data = known.of_quarters() if line.source == SheetLine.QUARTERS else known.of_objectives(line.full_marks)
        line.computed = line.score = None if of_data.score is None else min(of_data.score, line.full_marks)
        line.basis = of_data.basis
        line.save(update_fields=["computed", "score", "basis"])
        _set_evidence(line, LineEvidence.DATA, of_data.records)


@transaction.atomic
def refresh(sheet: Sheet, by) -> Sheet:
    """Take the data of now into a sheet that the committee has not scored yet. by: the Party office."""
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("unit").get(pk=sheet.pk)
    if not is_office(viewer_of(by), sheet.unit):
        raise PermissionDenied(_("只有党务室可以更新数据得分。"))
    if sheet.scored_at:
        raise ValidationError(_("已经评分，数据得分不再更新。"))
    _fill(sheet, year_data([sheet.unit], sheet.year)[sheet.unit_id])
    return sheet


@transaction.atomic
def self_score(sheet: Sheet, by, entries: dict[int, Entry]) -> Sheet:
    """自评: what the unit gives itself, {line's id: entry} for every item, with evidence among its own published records.

    by: the unit's information officer or secretary; as often as they like until the committee scores.
    Raises PermissionDenied for others and then, ValidationError by `score_ID`, `words_ID` and `records_ID`.
    """
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("unit").get(pk=sheet.pk)
    viewer = viewer_of(by)
    if not is_desk(viewer, sheet.unit):
        raise PermissionDenied(_("只有本单位的信息员和书记可以自评。"))
    if sheet.scored_at:
        raise PermissionDenied(_("党委已经评分，不能再改自评；有异议的，结果公布后可以申诉。"))
    errors, lines = {}, list(sheet.lines.all())
    for line in lines:
        entry = entries.get(line.pk, Entry(None))
        errors |= _score_faults(line, entry)
        errors |= _record_faults(line, entry, own=sheet.unit)
        line.self_score, line.self_note = entry.score, entry.words.strip()
    if errors:
        raise ValidationError(errors)
    for line in lines:
        line.save(update_fields=["self_score", "self_note"])
        _set_evidence(line, LineEvidence.SELF, entries[line.pk].records)
    sheet.self_at, sheet.self_by_id = timezone.now(), viewer.person_id
    sheet.save(update_fields=["self_at", "self_by"])
    log(instance=sheet.unit, action=SELF, user=by, data={"year": sheet.year, "total": str(_total(lines, "self_score"))})
    return sheet


@transaction.atomic
def committee_score(sheet: Sheet, by, entries: dict[int, Entry]) -> Sheet:
    """党委评分: {line's id: entry}; items that follow from data have theirs, the others are given one, each deduction with its
    reason and what it rests on. by: the committee's Party office, once the unit has scored itself or its time for that is over;
    again until the result has been drafted.

    Raises PermissionDenied for others and at other times, ValidationError by `score_ID`, `words_ID`, `proof_ID`, `records_ID`.
    """
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("unit").get(pk=sheet.pk)
    viewer = viewer_of(by)
    if not is_office(viewer, sheet.unit):
        raise PermissionDenied(_("只有党务室可以评分。"))
    if sheet.self_at is None and timezone.localdate() <= sheet.self_due:
        raise PermissionDenied(_("自评期限是%(day)s，单位自评之后或期满之后再评分。") % {"day": sheet.self_due})
    if sheet.record_id:
        raise PermissionDenied(_("考核结果已经拟稿，评分不再改动；公布后通过申诉复核更正。"))
    errors, lines = {}, list(sheet.lines.all())
    for line in lines:
        entry = entries.get(line.pk, Entry(None))
        line.score = line.computed if line.computed is not None else entry.score
        line.reason, line.proof = entry.words.strip(), entry.proof.strip()
        errors |= _score_faults(line, Entry(line.score, entry.words))
        errors |= _record_faults(line, entry)
        if len(line.proof) > 200:
            errors[f"proof_{line.pk}"] = _("最多200字。")
        if line.score is not None and line.score < line.full_marks and line.source == SheetLine.HAND:
            if not line.reason:
                errors[f"words_{line.pk}"] = _("“%(item)s”扣了分，须写明扣分原因。") % {"item": line.item}
            if not line.proof and not entry.records:
                errors[f"proof_{line.pk}"] = _("“%(item)s”扣了分，须选依据记录或写明依据。") % {"item": line.item}
    if errors:
        raise ValidationError(errors)
    for line in lines:
        line.save(update_fields=["score", "reason", "proof"])
        _set_evidence(line, LineEvidence.COMMITTEE, entries.get(line.pk, Entry(None)).records)
    sheet.scored_at, sheet.scored_by_id = timezone.now(), viewer.person_id
    sheet.save(update_fields=["scored_at", "scored_by"])
    log(instance=sheet.unit, action=SCORE, user=by, data={"year": sheet.year, "total": str(_total(lines, "score"))})
    return sheet


def _score_faults(line: SheetLine, entry: Entry) -> dict[str, str]:
    found = {}
    if entry.score is None:
        found[f"score_{line.pk}"] = _("“%(item)s”没有打分。") % {"item": line.item}
    elif not 0 <= entry.score <= line.full_marks or entry.score != entry.score.quantize(Decimal("0.01")):
        words = {"item": line.item, "full": line.full_marks}
        found[f"score_{line.pk}"] = _("“%(item)s”的得分须在0与满分%(full)s之间，最多两位小数。") % words
    if len(entry.words.strip()) > 300:
        found[f"words_{line.pk}"] = _("最多300字。")
    return found


def _record_faults(line: SheetLine, entry: Entry, own: Unit | None = None) -> dict[str, str]:
    """Evidence is published; what a unit states for itself is its own."""
    wanted = set(entry.records)
    found = Record.objects.live().filter(pk__in=wanted)
    found = found.descendant_of(own) if own else found.descendant_of(line.sheet.unit.committee, inclusive=True)
    if found.count() == len(wanted):
        return {}
    message = _("依据只能是本单位已发布的记录。") if own else _("依据只能是已发布的记录。")
    return {f"records_{line.pk}": message}


def _set_evidence(line: SheetLine, of: str, records: Sequence[int]) -> None:
    line.evidence.filter(of=of).delete()
    known = Record.objects.filter(pk__in=set(records)).values_list("pk", flat=True)
    LineEvidence.objects.bulk_create(LineEvidence(line=line, record_id=pk, of=of) for pk in sorted(known))


def _total(lines, name: str) -> Decimal:
    return sum((getattr(line, name) or Decimal(0) for line in lines), Decimal(0))


# The result ---------------------------------------------------------------------------------------------------------------


def missed(unit: Unit, year: int) -> int:
    """How many must-reach targets of the year the unit did not reach, as far as anybody says."""
    known = year_data([unit], year)[unit.pk].objectives
    return len(known.missed) if known else 0


def outcome(sheet: Sheet) -> dict | None:
    """`{total, grade, missed, words}` of a scored sheet; None before."""
    if sheet.scored_at is None:
        return None
    total, unreached = _total(sheet.lines.all(), "score"), missed(sheet.unit, sheet.year)
    grade = grade_of(total, missed=unreached)
    return {"total": total, "missed": unreached, "grade": grade, "words": dict(GRADES)[grade]}


@transaction.atomic
def draft_result(sheet: Sheet, by) -> AssessmentRecord:
    """拟稿: the unit's result as a draft in its own section, with what the sheet says; drafted again, it is what the sheet says anew.

    by: the unit's information officer. Raises PermissionDenied for others, ValidationError before the committee has scored and
    when the result is under review or published.
    """
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("unit", "record").get(pk=sheet.pk)
    if sheet.scored_at is None:
        raise ValidationError(_("党委还没有评分。"))
    section = Section.objects.live().child_of(sheet.unit).filter(module="assessment").first()
    if section is None:
        raise ValidationError(_("“%(unit)s”没有考核结果栏目。") % {"unit": sheet.unit})
    rows = list(sheet.lines.prefetch_related("evidence__record"))
    fields = {
        "period_kind": "year",
        "period_value": str(sheet.year),
        "scheme": sheet.scheme,
        "items": [row_of(line) for line in rows],
        "grade": outcome(sheet)["grade"],
    }
    if sheet.record_id and (page := AssessmentRecord.objects.filter(pk=sheet.record_id).first()):
        if page.first_published_at:
            raise ValidationError(_("考核结果已经公布；有变化的通过申诉复核更正。"))
        return drafting.change(page, by, {"fields": fields})
    day = timezone.localdate(sheet.scored_at)
    values = {
        "title": f"{sheet.year}年度考核结果",
        "occurred_on": max(day, datetime.date(sheet.year, 1, 1)).isoformat(),
        "period": str(sheet.year),
        "source_kind": "statistics",
        "source_ref": f"年度考核表，党委{day:%Y-%m-%d}评分",
        "tags": ["考核评价"],
        "fields": fields,
    }
    page = drafting.create(section, by, values)
    sheet.record_id = page.pk
    sheet.save(update_fields=["record"])
    log(instance=sheet.unit, action=DRAFT, user=by, data={"year": sheet.year, "record": page.pk})
    return page


LONGEST_EVIDENCE = 300


def row_of(line: SheetLine) -> dict:
    """The item as the record's row has it: by title what its evidence is, as far as there is room."""
    titles = [f"《{one.record.title}》" for one in line.evidence.all() if one.of != LineEvidence.SELF]
    words = "；".join(filter(None, [line.proof, "、".join(titles)]))
    if len(words) > LONGEST_EVIDENCE:
        words = words[: LONGEST_EVIDENCE - 1] + "…"
    lost = line.score < line.full_marks
    return {
        "item": line.item,
        "standard": line.standard,
        "full_marks": str(line.full_marks),
        "self_score": None if line.self_score is None else str(line.self_score),
        "score": str(line.score),
        "reason": (line.reason or line.basis[:300]) if lost else "",
        "evidence": words,
    }


def unlike_sheet(record: AssessmentRecord) -> list[str]:
    """What a result that was drafted from a sheet says otherwise than the sheet: scores are changed there, or after an appeal."""
    sheet = Sheet.objects.filter(record_id=record.pk).first() if record.pk else None
    if sheet is None:
        return []
    if record.first_published_at:
        return _unlike_published(record)
    rows, found = list(record.items.all()), []
    lines = list(sheet.lines.all())
    if len(rows) != len(lines):
        return [_("考核项目须与年度考核表的%(count)s项一致。") % {"count": len(lines)}]
    labels = {name: SheetLine._meta.get_field(name).verbose_name for name in ("full_marks", "self_score", "score")}
    for row, line in zip(rows, lines, strict=True):
        if row.item != line.item:
            found.append(_("第%(number)s项应为“%(item)s”。") % {"number": line.place, "item": line.item})
        for name, label in labels.items():
            if getattr(row, name) != getattr(line, name):
                words = {"item": line.item, "column": label, "wanted": getattr(line, name), "given": getattr(row, name)}
                found.append(_("“%(item)s”的%(column)s在考核表中是%(wanted)s，这里写的是%(given)s。") % words)
    return found


def _unlike_published(record: AssessmentRecord) -> list[str]:
    """What a correction says otherwise than was published, but for what an appeal has changed."""
    published = AssessmentRecord.objects.get(pk=record.pk)
    upheld = {row.number: row.score for row in published.appeal.all() if row.number}
    wanted = [upheld.get(number, row.score) for number, row in enumerate(published.items.all(), 1)]
    if [row.score for row in record.items.all()] == wanted:
        return []
    return [_("公布后的得分只能通过申诉复核更正。")]
