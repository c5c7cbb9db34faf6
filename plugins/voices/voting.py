"""Taking part: one person once, whatever is sent twice or at the same moment."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from . import rules, urn
from .acting import person_of
from .models import Ballot, Participation, Question, Survey, Urn

__all__ = ["has_taken_part", "take_part", "taken_part"]

LONGEST = 1000  # characters of a text


@sensitive_variables("answers", "checked", "content", "box")
@transaction.atomic
def take_part(survey: Survey, by, answers: dict) -> bool:
    """Count these answers; False when this person has taken part already, and nothing changed.

    answers: {question's id: the number of a choice (from 0), a list of them (multiple), or a text}. Raises PermissionDenied for whom
    it does not ask, ValidationError outside its days and by question (`q<id>`). No entry in any log.
    """
    viewer = person_of(by)
    # Its row: who comes at the same moment waits, and finds the other's participation
    survey = Survey.objects.select_for_update(of=("self",)).select_related("unit").get(pk=survey.pk)
    if not rules.may_take_part(viewer, survey):
        raise PermissionDenied(_("您不在参加范围内。"))
    if has_taken_part(viewer, survey):
        return False
    if not survey.is_open:
        raise ValidationError(_("现在不能参加：未到开始日期，或者已经截止。"))
    checked = _checked(list(survey.questions.all()), answers)
    participation = Participation.objects.create(survey=survey, person_id=viewer.person_id)
    if survey.secret:
        box = Urn.objects.select_for_update().get(survey=survey)
        try:
            content = urn.add(urn.opened(box.sealed), checked)
        except urn.Locked:
            raise ValidationError(_("票箱打不开（平台密钥已更换），没有计入，请联系平台管理员。")) from None
        Urn.objects.filter(survey=survey).update(sealed=urn.sealed(content))
    else:
        Ballot.objects.create(participation=participation, answers=checked)
    return True


def has_taken_part(viewer, survey: Survey) -> bool:
    return Participation.objects.filter(survey=survey, person_id=viewer.person_id).exists()


def taken_part(viewer, surveys) -> set[int]:
    """The ids of those of these surveys in which the viewer has taken part."""
    found = Participation.objects.filter(survey__in=[survey.pk for survey in surveys], person_id=viewer.person_id)
    return set(found.values_list("survey_id", flat=True))


@sensitive_variables()
def _checked(questions: list[Question], answers: dict) -> dict:
    """Only what there is to answer, as it was asked; what was left empty is not there."""
    found, errors = {}, {}
    for question in questions:
        answer = answers.get(question.pk, answers.get(str(question.pk)))
        answer = answer.strip() if isinstance(answer, str) else answer
        if answer is None or answer in ("", []):
            if question.required:
                errors[f"q{question.pk}"] = _("这一题必答。")
            continue
        if error := _wrong(question, answer):
            errors[f"q{question.pk}"] = error
        else:
            found[str(question.pk)] = sorted(answer) if isinstance(answer, list) else answer
    if errors:
        raise ValidationError(errors)
    if not found:
        raise ValidationError(_("请至少回答一题。"))
    return found


def _wrong(question: Question, answer) -> str:
    count = len(question.options)
    if question.kind == Question.TEXT:
        if not isinstance(answer, str) or len(answer) > LONGEST:
            return _("请用不超过%(most)s字回答。") % {"most": LONGEST}
        return ""
    chosen = answer if isinstance(answer, list) else [answer]
    if isinstance(answer, list) != (question.kind == Question.MULTIPLE) or len(set(chosen)) != len(chosen):
        return _("请重新选择。")
    if any(isinstance(one, bool) or not isinstance(one, int) or not 0 <= one < count for one in chosen):
        return _("没有这个选项。")
    if question.at_most and len(chosen) > question.at_most:
        return _("最多选%(most)s项。") % {"most": question.at_most}
    return ""
