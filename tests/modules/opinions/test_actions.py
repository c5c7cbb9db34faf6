"""意见与答复: the unit enters what came in, answers each once, and says what became of it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.access import viewer_of
from cms.delivery import reading
from cms.moderation.content import content_hash
from cms.moderation.models import Release
from modules.opinions.actions import ANSWER, NOTE_SUBMISSION, SET_ADOPTION, answer, note_submission, set_adoption
from modules.opinions.models import OpinionRecord

from .test_contract import TestContract as Contract


@pytest.fixture
def call(world):
    return Contract().published(world, anonymous_allowed=True)


def now(page) -> OpinionRecord:
    return OpinionRecord.objects.get(pk=page.pk)


def refused(function, *args, **kwargs) -> list[str]:
    with pytest.raises(ValidationError) as error:
        function(*args, **kwargs)
    return list(error.value.message_dict)


@pytest.mark.parametrize("role", ["drafter", "secretary"])
def test_the_unit_enters_answers_and_adopts(world, call, role):
    by = world.user(role)
    note_submission(call, by, " 食堂延长开放。 ", category="welfare")
    answer(call, by, 1, "自下周起延长半小时。", satisfied=True)
    page = set_adoption(call, by, "adopted")
    submission, reply = page.submissions.get(), page.replies.get()
    assert (submission.content, submission.raised_by, submission.visibility) == ("食堂延长开放。", "", "open")
    assert (reply.submission, reply.reply) == ("第1条：食堂延长开放。", "自下周起延长半小时。")
    assert (reply.replied_by, reply.replied_on, reply.satisfied) == (by.person, timezone.localdate(), True)
    assert page.adoption == "adopted"
    assert "延长半小时" in str(reading.record(viewer_of(world.user("employee", world.other)), page.pk).content)
    assert content_hash(page) == Release.objects.get(page_id=page.pk).content_hash
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__in=[NOTE_SUBMISSION, ANSWER, SET_ADOPTION])
    assert {(entry.user, entry.message) for entry in entries} == {
        (by, "登记意见"),
        (by, "答复意见"),
        (by, "写明意见的采纳情况"),
    }


ACTS = {
    "note": lambda page, by: note_submission(page, by, "意见。"),
    "answer": lambda page, by: answer(page, by, 1, "答复。"),
    "adopt": lambda page, by: set_adoption(page, by, "filed"),
}


@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_does_any_of_it(world, call, act):
    note_submission(call, world.user("drafter"), "意见。")
    roles = ["reviewer", "member", "employee", "approver", "party_office", "administrator", "auditor"]
    others = [world.user(role) for role in roles]
    others += [world.user("drafter", world.other), world.new_user(is_superuser=True)]
    for by in others:
        with pytest.raises(PermissionDenied):
            ACTS[act](call, by)
    page = now(call)
    assert (page.submissions.count(), page.replies.count(), page.adoption) == (1, 0, "")


@pytest.mark.parametrize("act", ["note"])
def test_a_draft_takes_no_opinions(world, act):
    with pytest.raises(ValidationError):
        ACTS[act](Contract().make(world, anonymous_allowed=True), world.user("drafter"))


@pytest.mark.parametrize(
    ("fields", "caught"),
    [
        ({"content": " "}, ["content"]),
        ({"category": "weather"}, ["category"]),
        ({"visibility": "secret"}, ["visibility"]),
        ({"visibility": "closed"}, ["visibility"]),
        ({"raised_by": "长" * 51}, ["raised_by"]),
        ({"received_at": timezone.now() + datetime.timedelta(days=1)}, ["received_at"]),
        ({"received_at": timezone.now() - datetime.timedelta(days=1)}, ["received_at"]),
    ],
)
def test_an_opinion_keeps_to_its_columns(world, call, fields, caught):
    assert refused(note_submission, call, world.user("drafter"), **({"content": "意见。"} | fields)) == caught
    assert now(call).submissions.count() == 0


def test_a_summary_of_somebody_is_entered(world, call):
    page = note_submission(call, world.user("drafter"), "意见。", raised_by="李工", visibility="summary")
    assert page.submissions.get().raised_by == "李工"


def test_who_must_not_be_anonymous_is_named(world):
    call = Contract().published(world, anonymous_allowed=False)
    assert refused(note_submission, call, world.user("drafter"), "意见。") == ["raised_by"]
    note_submission(call, world.user("drafter"), "意见。", raised_by="李工")


@pytest.mark.parametrize(
    ("number", "reply", "caught"),
    [(0, "答复。", ["submission"]), (2, "答复。", ["submission"]), (1, " ", ["reply"])],
)
def test_an_answer_is_to_an_opinion_and_says_something(world, call, number, reply, caught):
    note_submission(call, world.user("drafter"), "意见。")
    assert refused(answer, call, world.user("drafter"), number, reply) == caught


def test_an_opinion_is_answered_once_and_its_like_too(world, call):
    by = world.user("drafter")
    for _ in range(2):
        note_submission(call, by, "意见。")
    answer(call, by, 2, "答复。")
    assert refused(answer, call, by, 2, "再答。") == ["submission"]
    answer(call, by, 1, "答复。")
    assert sorted(row.submission for row in now(call).replies.all()) == ["第1条：意见。", "第2条：意见。"]


def test_a_long_opinion_is_answered_under_its_beginning(world, call):
    note_submission(call, world.user("drafter"), "长" * 500)
    page = answer(call, world.user("drafter"), 1, "答复。")
    assert len(page.replies.get().submission) == 200


@pytest.mark.parametrize("adoption", ["", "maybe"])
def test_adoption_is_a_word_of_the_list(world, call, adoption):
    note_submission(call, world.user("drafter"), "意见。")
    assert refused(set_adoption, call, world.user("drafter"), adoption) == ["adoption"]


def test_nothing_is_adopted_before_something_came_in(world, call):
    assert refused(set_adoption, call, world.user("drafter"), "adopted") == ["adoption"]
