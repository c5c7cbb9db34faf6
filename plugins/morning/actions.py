"""问题清单: made at the desk, answered on the spot, turned into a diagnosis, looked at again. Each act leaves an entry in the log."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.access import Viewer, may_draft, viewer_of
from cms.people import Person
from cms.seams.diagnosis import DiagnosisSheet, Finding, draft_diagnosis

from .lists import find, keeps
from .models import Question, QuestionList
from .reading import Matter

__all__ = ["MOST", "add_question", "draft", "follow_up", "hand_over", "make", "note_answers"]

MAKE, ANSWER, HAND, DRAFT = "morning.make", "morning.answer", "morning.hand_over", "morning.draft"
# More is no list that anybody asks through on one visit
MOST = 60
LONGEST = 300


@transaction.atomic
def make(
    unit,
    by,
    *,
    visitor: Person,
    visit_on: datetime.date,
    matters: Iterable[Matter] = (),
    own: Iterable[str] = (),
    follows: QuestionList | None = None,
) -> QuestionList:
    """A list of questions for a visit: of these matters, as the maker may see them, and own ones.

    by: of the office of the unit's committee. Raises PermissionDenied for others, ValidationError by field.
    """
    if not keeps(viewer_of(by), unit):
        raise PermissionDenied(_("问题清单由党委的党务室和签发人拟定。"))
    lines = [
        Question(
            kind=one.concern.kind, module=one.concern.module, text=str(one.concern.text),
            question=str(one.concern.question), url=one.concern.url[:500],
        )
        for one in matters
    ]  # fmt: skip
    lines += [Question(question=_checked(text)) for text in own if text.strip()]
    if follows is not None:
        lines = [
            Question(
                kind=one.kind, module=one.module, text=one.text, question=one.asked, url=one.url, origin=one, is_problem=True,
                problem=one.problem, cause=one.cause, action=one.action, owner=one.owner, due=one.due,
            )
            for one in follows.questions.filter(is_problem=True)
            .exclude(settled=True).exclude(looked_at_again__settled=True)
        ] + lines  # fmt: skip
    if not lines:
        raise ValidationError({"questions": _("请至少勾选一件事或写一个问题。")})
    if len(lines) > MOST:
        raise ValidationError({"questions": _("一份清单最多 %(most)s 个问题。") % {"most": MOST}})
    made = QuestionList.objects.create(
        unit=unit, committee_id=unit.committee_id, visitor=visitor, visit_on=visit_on, follows=follows, made_by=by
    )
    for number, line in enumerate(lines, 1):
        line.question_list, line.number = made, number
    Question.objects.bulk_create(lines)
    log(instance=made, action=MAKE, user=by, data={"unit": unit.pk, "questions": len(lines)})
    return made


def _checked(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise ValidationError({"own": _("一个问题不超过 %(most)s 字。") % {"most": LONGEST}})
    return text


@transaction.atomic
def add_question(pk: int, by, text: str) -> Question:
    """One more question, thought of on the spot. Raises as `note_answers()` does, ValidationError under `own`."""
    kept = _open(pk, by)
    text = _checked(text)
    if not text:
        raise ValidationError({"own": _("请写明问题。")})
    if kept.questions.count() >= MOST:
        raise ValidationError({"own": _("一份清单最多 %(most)s 个问题。") % {"most": MOST}})
    last = kept.questions.order_by("-number").values_list("number", flat=True).first() or 0
    line = Question.objects.create(question_list=kept, number=last + 1, question=text)
    log(instance=kept, action=ANSWER, user=by, data={"added": 1})
    return line


@transaction.atomic
def note_answers(pk: int, by, lines: Iterable[Question], strengths: str | None = None) -> QuestionList:
    """现场了解: write down these lines (rows of this list, changed in memory), and what was done well.

    Raises PermissionDenied for who is not of the office, ValidationError when the list was turned into a diagnosis already.
    """
    kept = _open(pk, by)
    columns = ["answer", "is_problem", "problem", "cause", "action", "owner", "due", "settled"]
    changed = [line for line in lines if line.question_list_id == kept.pk]
    Question.objects.bulk_update(changed, columns)
    if strengths is not None and strengths != kept.strengths:
        kept.strengths = strengths
        kept.save(update_fields=["strengths"])
    log(instance=kept, action=ANSWER, user=by, data={"answered": sum(bool(line.answer) for line in changed)})
    return kept


@transaction.atomic
def hand_over(pk: int, by) -> QuestionList:
    """交信息员拟稿: show the list to the committee's information officers, who write diagnoses; only they may draft.

    Raises as `note_answers()` does.
    """
    kept = _open(pk, by)
    if kept.handed_at is None:
        kept.handed_at = timezone.now()
        kept.save(update_fields=["handed_at"])
        log(instance=kept, action=HAND, user=by)
    return kept


@transaction.atomic
def draft(pk: int, by):
    """转为诊断稿: the committee's draft of a diagnosis of this visit; the page. The list stays as it is from then on.

    by: who sees the list and is an information officer of the committee. Raises PermissionDenied for others, ValidationError by
    field when there is no problem on it, or one lacks what is to be done, by whom and until when.
    """
    kept = _open(pk, by, drafting=True)
    if not may_draft(by, kept.committee_id):
        raise PermissionDenied(_("诊断稿由党委的信息员拟定：请把清单交信息员拟稿。"))
    lines = list(kept.questions.all())
    problems = [line for line in lines if line.is_problem]
    if not problems:
        raise ValidationError({"questions": _("还没有列为问题点的内容，谈不上诊断：请先勾选“列为问题点”。")})
    for line in problems:
        lacking = [
            str(Question._meta.get_field(name).verbose_name)
            for name in ("action", "owner", "due")
            if not getattr(line, name)
        ]
        if lacking:
            told = {"number": line.number, "lacking": "、".join(lacking)}
            raise ValidationError({"questions": _("第%(number)s个问题列为问题点，还缺：%(lacking)s。") % told})
    sheet = DiagnosisSheet(
        unit=kept.unit,
        on=kept.visit_on,
        team=[kept.visitor_id],
        findings=[
            Finding(
                line.problem or line.asked, line.action, line.owner, line.due, line.cause,
                kept.visit_on if line.settled else None,
            )
            for line in problems
        ],
        answers=[(line.asked, line.answer) for line in lines],
        strengths=kept.strengths,
        again=kept.follows_id is not None,
    )  # fmt: skip
    page = draft_diagnosis(kept.committee, sheet, by)
    if page is None:
        raise ValidationError(_("没有安装诊断评价栏目，清单不能转为诊断稿。"))
    kept.diagnosis_id = page.pk
    kept.save(update_fields=["diagnosis_id"])
    log(instance=kept, action=DRAFT, user=by, data={"diagnosis": page.pk, "problems": len(problems)})
    return page


def follow_up(earlier: QuestionList, by, *, visitor: Person, visit_on: datetime.date) -> QuestionList:
    """复诊: a new list of the problems that the earlier one left open. Raises as `make()` does."""
    if visit_on < earlier.visit_on:
        raise ValidationError(
            {"visit_on": _("复诊不能早于上次下基层（%(day)s）。") % {"day": f"{earlier.visit_on:%Y-%m-%d}"}}
        )
    return make(earlier.unit, by, visitor=visitor, visit_on=visit_on, follows=earlier)


def _open(pk: int, by, *, drafting: bool = False) -> QuestionList:
    """The list, kept from others until the act is done. Raises PermissionDenied and, once it is a diagnosis, ValidationError."""
    viewer: Viewer = viewer_of(by)
    kept = find(viewer, pk, lock=True)
    if kept is None or not (drafting or keeps(viewer, kept.unit)):
        raise PermissionDenied(_("问题清单由党委的党务室和签发人填写。"))
    if kept.diagnosis_id:
        raise ValidationError(_("这份清单已转为诊断稿，不能再改。"))
    return kept
