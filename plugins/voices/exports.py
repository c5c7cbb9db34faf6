"""Results as a sheet: CSV that Excel opens (UTF-8 with a mark), each cell guarded against being taken for a formula."""

import csv
import io

from django.utils.translation import gettext as _

from cms.signals import exported

from .counting import Outcome, said
from .models import Ballot, Question, Survey

__all__ = ["ballots_sheet", "guarded", "result_sheet"]

# What Excel, WPS and LibreOffice take for the beginning of a formula, full-width forms too
STARTS = tuple("=+-@\t\r\n＝＋－＠|%")


def guarded(value) -> str | int | float:
    """A cell that stays text: an apostrophe before what would be a formula. Numbers stay numbers."""
    if isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" \u3000\ufeff").startswith(STARTS) or text.startswith(STARTS) else text


def result_sheet(survey: Survey, outcome: Outcome, by) -> bytes:
    """What came of it, a line for each choice and each text. An entry of the audit log before anything leaves."""
    rows = [[survey.title], [said(outcome)], [_("题号"), _("题目"), _("选项或回答"), _("人数"), _("占回答人数%")]]
    for number, answers in enumerate(outcome.answers, 1):
        if answers.few or not answers.answered:
            rows.append([number, answers.question.text, _("回答人数不足，不显示"), "", ""])
        rows += [[number, answers.question.text, option, count, float(share)] for option, count, share in answers.lines]
        rows += [[number, answers.question.text, text, "", ""] for text in answers.texts]
    return _sheet(survey, rows, by, "result")


def ballots_sheet(survey: Survey, by) -> bytes:
    """Who answered what, of a survey by name (实名) only. Raises ValueError for a secret one."""
    if survey.secret:
        raise ValueError("a secret survey has no ballots by name")
    questions = list(survey.questions.all())
    rows = [[_("姓名"), *(question.text for question in questions)]]
    found = Ballot.objects.filter(participation__survey=survey).select_related("participation__person")
    for ballot in found.order_by("participation__person__name"):
        answers = [_words(question, ballot.answers.get(str(question.pk))) for question in questions]
        rows.append([ballot.participation.person.name, *answers])
    return _sheet(survey, rows, by, "ballots")


def _words(question: Question, answer) -> str:
    if answer is None or isinstance(answer, str):
        return answer or ""
    options = question.options
    return "；".join(options[place] for place in (answer if isinstance(answer, list) else [answer]))


def _sheet(survey: Survey, rows: list[list], by, part: str) -> bytes:
    exported.send(
        Survey, what="voices.survey", by=by, unit_id=survey.unit_id,
        details={"survey": survey.pk, "part": part, "rows": len(rows)},
    )  # fmt: skip
    stream = io.StringIO()
    csv.writer(stream).writerows([[guarded(cell) for cell in row] for row in rows])
    return stream.getvalue().encode("utf-8-sig")
