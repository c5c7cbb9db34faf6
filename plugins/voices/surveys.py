"""A survey's way: written, submitted, approved by a second person, open, closed; or stopped."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import rules, urn
from .acting import note, person_of
from .models import Ballot, Participation, Question, Survey, Urn

__all__ = [
    "LEAST", "approve", "create", "move_question", "remove_question", "save_question", "send_back", "stop", "submit", "take_back",
    "change",
]  # fmt: skip

LEAST = 5  # answers from which on results are shown: fewer would say who gave them
MOST_QUESTIONS = 50
MOST_CHOICES = 30
LONGEST_CHOICE = 100


@transaction.atomic
def create(unit, by, **values) -> Survey:
    """A draft of this unit. values: the survey's fields. Raises PermissionDenied, ValidationError by field."""
    viewer = person_of(by)
    if not rules.may_organise(viewer, unit.pk):
        raise PermissionDenied(_("只有本单位的信息员、书记和党务室可以发起问卷。"))
    survey = Survey(unit=unit, author_id=viewer.person_id, **values)
    _check_dates(survey)
    survey.full_clean(exclude=["unit", "author", "approver", "result"])
    survey.save()
    return survey


@transaction.atomic
def change(survey: Survey, by, **values) -> Survey:
    """Other values for these fields of a draft. Whoever changed it last is its author: the second person is another."""
    survey = _draft(survey, by)
    for name, value in values.items():
        setattr(survey, name, value)
    _check_dates(survey)
    survey.full_clean(exclude=["unit", "author", "approver", "result"])
    survey.save()
    return survey


@transaction.atomic
def save_question(survey: Survey, by, question: Question | None, **values) -> Question:
    """A new question (None) at the end, or another text of this one. Raises ValidationError by field."""
    survey = _draft(survey, by)
    if question is None:
        count = survey.questions.count()
        if count >= MOST_QUESTIONS:
            raise ValidationError(_("一份问卷最多%(most)s题。") % {"most": MOST_QUESTIONS})
        question = Question(position=count + 1)
    question.survey = survey
    for name, value in values.items():
        setattr(question, name, value)
    _check_question(question)
    question.full_clean(exclude=["survey"])
    question.save()
    return question


@transaction.atomic
def move_question(survey: Survey, by, question: Question) -> None:
    """One place up; the first stays."""
    survey = _draft(survey, by)
    found = list(survey.questions.all())
    place = found.index(question)
    if place:
        found[place - 1], found[place] = found[place], found[place - 1]
    _number(found)


@transaction.atomic
def remove_question(survey: Survey, by, question: Question) -> None:
    survey = _draft(survey, by)
    survey.questions.filter(pk=question.pk).delete()
    _number(list(survey.questions.all()))


def _number(questions: list[Question]) -> None:
    for position, question in enumerate(questions, 1):
        question.position = position
    Question.objects.bulk_update(questions, ["position"])


@transaction.atomic
def submit(survey: Survey, by) -> Survey:
    """报送审批. Raises ValidationError for what cannot be opened."""
    survey = _draft(survey, by)
    _check_dates(survey)
    if not survey.questions.exists():
        raise ValidationError(_("还没有题目，不能报送。"))
    if survey.secret and (count := rules.eligible(survey)) < LEAST:
        raise ValidationError(
            {
                "audience": ngettext(
                    "参加范围内只有%(count)s人，不足%(least)s人的无法无记名。",
                    "参加范围内只有%(count)s人，不足%(least)s人的无法无记名。",
                    count,
                )
                % {"count": count, "least": LEAST}
            }
        )
    survey.state, survey.reason = Survey.WAITING, ""
    survey.save(update_fields=["state", "reason"])
    note(survey, "voices.survey.submit", by)
    return survey


@transaction.atomic
def take_back(survey: Survey, by) -> Survey:
    """撤回报送: a draft again. For who organises, while nobody has decided."""
    survey = _locked(survey)
    if not rules.may_organise(person_of(by), survey.unit_id) or survey.state != Survey.WAITING:
        raise PermissionDenied(_("只有等待审批的问卷可以由主办单位撤回。"))
    survey.state = Survey.DRAFT
    survey.save(update_fields=["state"])
    note(survey, "voices.survey.take_back", by)
    return survey


@transaction.atomic
def approve(survey: Survey, by) -> Survey:
    """批准: it opens on its first day. by: a second person, see `rules.may_approve()`."""
    survey = _decidable(survey, by)
    if survey.closes_on < timezone.localdate():
        raise ValidationError(_("截止日期已过，请退回修改日期。"))
    survey.state, survey.approver_id, survey.reason = Survey.APPROVED, person_of(by).person_id, ""
    survey.save(update_fields=["state", "approver", "reason"])
    if survey.secret:
        Urn.objects.create(survey=survey, sealed=urn.sealed(urn.empty(survey.questions.all())))
    note(survey, "voices.survey.approve", by)
    return survey


@transaction.atomic
def send_back(survey: Survey, by, reason: str) -> Survey:
    """退回: a draft again, with the reason."""
    survey = _decidable(survey, by)
    survey.state, survey.reason = Survey.DRAFT, _reason(reason)
    survey.save(update_fields=["state", "reason"])
    note(survey, "voices.survey.return", by)
    return survey


@transaction.atomic
def stop(survey: Survey, by, reason: str) -> Survey:
    """终止 of one that was approved and is not closed: nobody takes part any more, and what was answered is destroyed uncounted."""
    survey = _locked(survey)
    if not rules.may_approve(person_of(by), survey):
        raise PermissionDenied(_("须由拟稿人以外的本单位书记、审核员或上级党务室终止。"))
    if survey.state != Survey.APPROVED or survey.is_closed:
        raise ValidationError(_("只有尚未截止的问卷可以终止。"))
    survey.state, survey.reason = Survey.STOPPED, _reason(reason)
    survey.save(update_fields=["state", "reason"])
    Urn.objects.filter(survey=survey).delete()
    Ballot.objects.filter(participation__survey=survey).delete()
    Participation.objects.filter(survey=survey).delete()
    note(survey, "voices.survey.stop", by)
    return survey


def _reason(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": _("请写明原因。")})
    return reason.strip()[:500]


def _locked(survey: Survey) -> Survey:
    return Survey.objects.select_for_update(of=("self",)).select_related("unit").get(pk=survey.pk)


def _draft(survey: Survey, by) -> Survey:
    """The survey, kept from others; its author is whoever works on it now. Raises PermissionDenied."""
    survey, viewer = _locked(survey), person_of(by)
    if not rules.may_organise(viewer, survey.unit_id):
        raise PermissionDenied(_("只有本单位的信息员、书记和党务室可以修改问卷。"))
    if survey.state != Survey.DRAFT:
        raise PermissionDenied(_("报送之后不能修改；撤回或退回之后可以再改。"))
    if survey.author_id != viewer.person_id:
        survey.author_id = viewer.person_id
        survey.save(update_fields=["author"])
    return survey


def _decidable(survey: Survey, by) -> Survey:
    survey = _locked(survey)
    if not rules.may_approve(person_of(by), survey):
        raise PermissionDenied(_("须由拟稿人以外的本单位书记、审核员或上级党委审批。"))
    if survey.state != Survey.WAITING:
        raise ValidationError(_("这份问卷不在等待审批。"))
    return survey


def _check_dates(survey: Survey) -> None:
    if survey.opens_on and survey.closes_on:
        if survey.closes_on < survey.opens_on:
            raise ValidationError({"closes_on": _("截止日期不能早于开始日期。")})
        if survey.closes_on < timezone.localdate():
            raise ValidationError({"closes_on": _("截止日期不能早于今天。")})


def _check_question(question: Question) -> None:
    """Raises ValidationError by field; what the kind has no use for is emptied."""
    if question.kind not in (Question.SINGLE, Question.MULTIPLE):
        question.choices = []
    if question.kind != Question.MULTIPLE:
        question.at_most = None
    if question.kind in (Question.SINGLE, Question.MULTIPLE):
        choices = question.choices
        if not 2 <= len(choices) <= MOST_CHOICES:
            raise ValidationError({"choices": _("选项须有2至%(most)s个。") % {"most": MOST_CHOICES}})
        if len(set(choices)) != len(choices):
            raise ValidationError({"choices": _("选项不能重复。")})
        if any(len(choice) > LONGEST_CHOICE for choice in choices):
            raise ValidationError({"choices": _("每个选项不超过%(most)s字。") % {"most": LONGEST_CHOICE}})
        if question.at_most is not None and not 1 <= question.at_most <= len(choices):
            raise ValidationError({"at_most": _("须在1和选项个数之间。")})
