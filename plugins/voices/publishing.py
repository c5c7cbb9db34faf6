"""One click: what may be published of a letter or a survey becomes the draft of a record, which then goes the way of every record."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.access import may_draft
from cms.seams.heard import Heard, draft_heard

from . import rules
from .acting import note, person_of
from .counting import Outcome, outcome, said
from .models import Letter, Survey

__all__ = ["draft_of_letter", "draft_of_survey"]


@transaction.atomic
def draft_of_letter(letter: Letter, by):
    """The draft, made of the letter's public words alone. by: an information officer of the unit. Once."""
    letter = Letter.objects.select_for_update(of=("self",)).select_related("unit").get(pk=letter.pk)
    if not letter.public_title or not may_draft(by, letter.unit_id):
        raise PermissionDenied(_("这封信没有可以公开的内容。"))
    heard = Heard(
        kind=letter.kind,
        title=letter.public_title,
        opened_on=letter.received_on,
        closed_on=None,
        anonymous=letter.anonymous,
        parts=[
            (_("来信"), [letter.public_text]),
            (_("答复"), [letter.public_answer, _("采纳情况：%(words)s") % {"words": letter.get_adoption_display()}]),
        ],
    )
    return _draft(letter, heard, by)


@transaction.atomic
def draft_of_survey(survey: Survey, by):
    """The draft with the figures; what was answered in words is not in it. by: an information officer of the unit. Once."""
    survey = Survey.objects.select_for_update(of=("self",)).select_related("unit").get(pk=survey.pk)
    found = outcome(survey)
    if found is None or found.locked or not rules.oversees(person_of(by), survey):
        raise PermissionDenied(_("截止之后才能生成稿件。"))
    if survey.results_to == Survey.TO_ORGANISERS:
        raise ValidationError(_("这份问卷的结果只给主办单位，不能公开。"))
    heard = Heard(
        kind=survey.kind,
        title=survey.title,
        opened_on=survey.opens_on,
        closed_on=survey.closes_on,
        anonymous=survey.secret,
        parts=[(_("参加情况"), [said(found)]), *_figures(found)],
    )
    return _draft(survey, heard, by)


def _figures(found: Outcome):
    for number, answers in enumerate(found.answers, 1):
        if answers.lines:
            lines = [
                _("%(option)s：%(count)s人，占%(share)s%%") % {"option": option, "count": count, "share": share}
                for option, count, share in answers.lines
            ]
            yield f"{number}. {answers.question.text}", lines


def _draft(source, heard: Heard, by):
    if source.draft_id:
        raise ValidationError(_("已经生成过稿件。"))
    page = draft_heard(source.unit, heard, by)
    if page is None:
        raise ValidationError(_("没有安装“意见征集”栏目模块，不能生成稿件。"))
    source.draft_id = page.pk
    source.save(update_fields=["draft_id"])
    note(source, "voices.draft", by)
    return page
