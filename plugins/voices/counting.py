"""计票: what came of a survey, counted once when it is closed. Nobody learns anything before, its organisers neither."""

import logging
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.fields import percent

from . import rules, urn
from .models import Ballot, Participation, Question, Survey, Urn
from .surveys import LEAST

__all__ = ["Answers", "Outcome", "count", "count_closed", "outcome", "said", "turnout"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answers:
    """What was answered to one question. few: fewer than LEAST answered, so that nothing is said.

    lines: (choice, how many, percent of those who answered). average: of a scale, to one decimal place."""

    question: Question
    answered: int
    few: bool
    lines: list[tuple[str, int, object]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    average: object = None


@dataclass(frozen=True)
class Outcome:
    """cast: how many took part, of how many who were asked on the day after the last (eligible). few: too few to say more.
    locked: the urn cannot be opened, for SECRET_KEY is another."""

    cast: int
    eligible: int
    few: bool
    answers: list[Answers] = field(default_factory=list)
    locked: bool = False

    @property
    def rate(self):
        return percent(self.cast, self.eligible) if self.eligible else None


def turnout(survey: Survey) -> int:
    """How many have taken part so far."""
    return Participation.objects.filter(survey=survey).count()


def outcome(survey: Survey) -> Outcome | None:
    """What came of it, None until it is closed. Counts it when nobody has yet."""
    if not survey.is_closed:
        return None
    try:
        result = survey.result or count(survey)
    except urn.Locked:
        return Outcome(turnout(survey), rules.eligible(survey), few=False, locked=True)
    if "questions" not in result:
        return Outcome(result["cast"], result["eligible"], few=True)
    answers = [_answers(question, result["questions"][str(question.pk)]) for question in survey.questions.all()]
    return Outcome(result["cast"], result["eligible"], False, answers)


def _answers(question: Question, kept: dict) -> Answers:
    answered = kept["answered"]
    if "counts" not in kept:
        return Answers(question, answered, few=answered > 0)
    lines = [
        (option, number, percent(number, answered))
        for option, number in zip(question.options, kept["counts"], strict=True)
    ]
    average = None
    if question.kind == Question.SCALE:
        points = sum(place * number for place, number in enumerate(kept["counts"], 1))
        average = percent(points, answered * 100)
    return Answers(question, answered, False, lines, kept["texts"], average)


@transaction.atomic
def count(survey: Survey) -> dict:
    """Count a closed survey and destroy the urn; the result as it is kept. Again: the same.

    Raises `urn.Locked` when SECRET_KEY was changed, and keeps the urn. What is too few to be shown is not kept either: `{cast, eligible}` alone below LEAST, a question without its counts.
    """
    survey = Survey.objects.select_for_update(of=("self",)).select_related("unit").get(pk=survey.pk)
    if survey.result is None:
        content = _content(survey)
        result = {"cast": content["cast"], "eligible": max(rules.eligible(survey), content["cast"])}
        if content["cast"] >= LEAST:
            result["questions"] = {
                key: {**kept, "texts": sorted(kept["texts"])}
                if kept["answered"] >= LEAST
                else {"answered": kept["answered"]}
                for key, kept in content["questions"].items()
            }
        survey.result = result
        survey.save(update_fields=["result"])
        Urn.objects.filter(survey=survey).delete()
    return survey.result


def _content(survey: Survey) -> dict:
    if survey.secret:
        return urn.opened(Urn.objects.get(survey=survey).sealed)
    content = urn.empty(survey.questions.all())
    for answers in Ballot.objects.filter(participation__survey=survey).values_list("answers", flat=True):
        urn.add(content, answers)
    return content


def count_closed() -> int:
    """Count whatever was closed and is not counted; how many. By the clock, the night after the last day. An urn that cannot be
    opened stays for the next time, and the log says so."""
    waiting = Survey.objects.filter(state=Survey.APPROVED, result__isnull=True, closes_on__lt=timezone.localdate())
    counted = 0
    for survey in waiting.select_related("unit"):
        try:
            count(survey)
            counted += 1
        except urn.Locked:
            logger.error("voices: survey %s was sealed under another SECRET_KEY and cannot be counted", survey.pk)
    return counted


def said(outcome: Outcome) -> str:
    """The turnout in a sentence."""
    if not outcome.eligible:
        return _("参加%(cast)s人。") % {"cast": outcome.cast}
    return _("应参加%(eligible)s人，参加%(cast)s人，参加率%(rate)s%%。") % {
        "eligible": outcome.eligible, "cast": outcome.cast, "rate": outcome.rate,
    }  # fmt: skip
