"""Surveys and letters made by the plugin's own actions, and the whole database as somebody who owns it reads it."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from plugins.voices import letters, limits, surveys, voting
from plugins.voices.models import Question, Survey


@pytest.fixture(autouse=True)
def _nothing_counted():
    limits.forget()
    yield
    limits.forget()


@pytest.fixture
def voters(world):
    """Six employees of the branch: one more than results ask for."""
    return [world.new_user("employee") for _number in range(6)]


@pytest.fixture
def draft(world):
    def make(unit=None, by=None, **values) -> Survey:
        today = timezone.localdate()
        unit = unit or world.branch
        given = {
            "title": "食堂满意度zzq", "opens_on": today, "closes_on": today + datetime.timedelta(days=7),
            "audience": Survey.UNIT, "secret": True,
        } | values  # fmt: skip
        by = by or world.user("drafter", unit)
        made = surveys.create(unit, by, **given)
        surveys.save_question(made, by, None, kind=Question.SINGLE, text="同意吗", choices=["同意", "反对", "弃权"])
        surveys.save_question(
            made,
            by,
            None,
            kind=Question.MULTIPLE,
            text="想吃什么",
            choices=["面", "饭", "粥"],
            at_most=2,
            required=False,
        )
        surveys.save_question(made, by, None, kind=Question.SCALE, text="打几分", required=False)
        surveys.save_question(made, by, None, kind=Question.TEXT, text="还有什么意见", required=False)
        return made

    return make


@pytest.fixture
def opened(world, draft, voters):
    """A survey that was submitted by the information officer and approved by the secretary."""

    def make(unit=None, **values) -> Survey:
        made = draft(unit, **values)
        surveys.submit(made, world.user("drafter", unit or world.branch))
        return surveys.approve(made, world.user("secretary", unit or world.branch))

    return make


@pytest.fixture
def vote():
    """Take part with (choice, choices, points from 0, text), as far as they are given."""

    def cast(survey, by, *given) -> bool:
        questions = list(survey.questions.all())
        answers = {question.pk: answer for question, answer in zip(questions, given, strict=False)}
        return voting.take_part(survey, by, answers)

    return cast


@pytest.fixture
def close():
    """The survey as it is the day after its last day."""

    def make(survey) -> Survey:
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        Survey.objects.filter(pk=survey.pk).update(opens_on=yesterday, closes_on=yesterday)
        return Survey.objects.select_related("unit").get(pk=survey.pk)

    return make


@pytest.fixture
def letter(world):
    def make(by=None, unit=None, **values):
        given = {
            "kind": "secretary_mailbox", "subject": "更衣室zzq", "content": "更衣室漏水zzq。", "anonymous": False,
            "code": letters.new_code(),
        } | values  # fmt: skip
        unit = unit or world.branch
        world.user("secretary", unit)  # nobody writes where nobody reads
        return letters.write(by or world.user("employee"), unit, **given)

    return make


@pytest.fixture
def everything():
    """{table: sorted rows as text} of the whole database."""

    def dump() -> dict[str, list[str]]:
        found = {}
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = sorted(str(row) for row in cursor.fetchall())
        return found

    return dump
