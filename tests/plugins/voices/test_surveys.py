"""问卷与投票: two people open one, each person counts once, and of a secret one nobody learns who answered what."""

import base64
import csv
import datetime
import io
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.delegation import delegate
from cms.people import Membership
from modules.opinions.models import OpinionRecord
from plugins.audit.models import Entry
from plugins.voices import counting, exports, surveys, urn, voting
from plugins.voices.models import Ballot, Participation, Survey, Urn


def refused(function, *args, **kwargs) -> list[str]:
    with pytest.raises(ValidationError) as error:
        function(*args, **kwargs)
    return list(error.value.message_dict) if hasattr(error.value, "error_dict") else error.value.messages


# Opening ----------------------------------------------------------------------------------------------------------------


def test_a_second_person_opens_it_and_nothing_changes_afterwards(world, draft, voters):
    survey, drafter, secretary = draft(), world.user("drafter"), world.user("secretary")
    with pytest.raises(PermissionDenied):
        surveys.submit(survey, world.user("employee"))
    surveys.submit(survey, drafter)
    for nobody in (drafter, world.user("employee"), world.user("secretary", world.other)):
        with pytest.raises(PermissionDenied):
            surveys.approve(survey, nobody)
    with pytest.raises(PermissionDenied):
        surveys.change(survey, drafter, title="另一个标题")
    surveys.send_back(survey, secretary, "第一题有错字。")
    # Whoever changes it becomes its author, and cannot be the second person any more
    surveys.change(survey, secretary, title="改过的标题")
    surveys.submit(survey, secretary)
    with pytest.raises(PermissionDenied):
        surveys.approve(survey, secretary)
    survey = surveys.approve(survey, world.user("reviewer"))
    assert survey.is_open and survey.approver == world.user("reviewer").person
    with pytest.raises(PermissionDenied):
        surveys.save_question(survey, drafter, survey.questions.first(), kind="text", text="换一题")
    told = Entry.objects.filter(action__startswith="voices.survey").order_by("pk").values_list("action", flat=True)
    assert list(told) == [f"voices.survey.{act}" for act in ("submit", "return", "submit", "approve")]


def test_who_acts_for_the_author_is_no_second_person(world, draft, voters):
    secretary, deputy = world.user("secretary"), world.new_user("member")
    survey = draft(by=secretary)
    held = Membership.objects.get(person=secretary.person, role="secretary")
    today = timezone.localdate()
    delegate(held, deputy.person, secretary, since=today, until=today)
    surveys.submit(survey, secretary)
    with pytest.raises(PermissionDenied):
        surveys.approve(survey, deputy)
    surveys.approve(survey, world.user("party_office"))


def test_what_cannot_be_asked_is_refused_by_field(world, draft):
    today, drafter = timezone.localdate(), world.user("drafter")
    assert refused(draft, closes_on=today - datetime.timedelta(days=1)) == ["closes_on"]
    survey = draft()
    # Three people are too few to be secret among
    world.user("secretary"), world.user("employee")
    assert refused(surveys.submit, survey, drafter) == ["audience"]
    assert refused(surveys.save_question, survey, drafter, None, kind="single", text="一项", choices=["是"]) == [
        "choices"
    ]
    many = {"kind": "multiple", "text": "几项", "choices": ["是", "否"], "at_most": 3}
    assert refused(surveys.save_question, survey, drafter, None, **many) == ["at_most"]


# Taking part ------------------------------------------------------------------------------------------------------------


def test_each_person_counts_once_and_only_who_is_asked(world, opened, vote, voters, close):
    survey = opened()
    assert vote(survey, voters[0], 0)
    assert not vote(survey, voters[0], 1)  # sent twice, or changed
    with pytest.raises(PermissionDenied):
        vote(survey, world.user("employee", world.other), 0)
    with pytest.raises(PermissionDenied):
        vote(survey, world.user("auditor"), 0)
    assert counting.turnout(survey) == 1
    first, second, third, fourth = survey.questions.all()
    for wrong in ({}, {first.pk: 3}, {first.pk: True}, {first.pk: [0]}, {first.pk: "0"}):
        assert refused(voting.take_part, survey, voters[1], wrong) == [f"q{first.pk}"]
    assert refused(vote, survey, voters[1], 0, [0, 1, 2]) == [f"q{second.pk}"]
    assert refused(vote, survey, voters[1], 0, [0, 0]) == [f"q{second.pk}"]
    assert refused(vote, survey, voters[1], 0, [0], 5, "字" * 1001) == [f"q{third.pk}", f"q{fourth.pk}"]
    closed = close(survey)
    refused(vote, closed, voters[1], 0)
    assert counting.turnout(survey) == 1


def test_the_whole_database_does_not_tell_who_answered_what(world, opened, vote, voters, everything, caplog):
    survey = opened()
    before = everything()
    lengths = {len(Urn.objects.get().sealed)}
    for number, voter in enumerate(voters):
        vote(survey, voter, number % 3, [number % 3], number % 5, f"我的意见{number}zzqsecret")
        lengths.add(len(Urn.objects.get().sealed))
    after = everything()
    # Who took part is there, and one row that changed; nothing else of the database did: no log, audit log, session, task
    assert {table for table in after if after[table] != before[table]} == {"voices_participation", "voices_urn"}
    assert len(after["voices_urn"]) == 1 and len(after["voices_participation"]) == len(voters)
    assert {field.name for field in Participation._meta.get_fields() if field.concrete} == {"id", "survey", "person"}
    assert Participation._meta.pk.get_internal_type() == "UUIDField"
    # What it holds says nothing by itself, nor by its length, nor by when (Fernet's own time, bytes 1 to 8)
    assert "zzqsecret" not in str(after) and len(lengths) == 1
    assert base64.urlsafe_b64decode(Urn.objects.get().sealed)[1:9] == bytes(8)
    assert caplog.text == ""


def test_the_urn_has_no_order_and_opens_under_an_earlier_key(world, opened, vote, voters, close, settings):
    survey = opened()
    for number, voter in enumerate(voters):
        vote(survey, voter, 0, [0], 0, f"第{number}人")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    vote(survey, world.new_user("employee"), 1)
    settings.SECRET_KEY_FALLBACKS = []
    before, settings.SECRET_KEY = settings.SECRET_KEY, "a third"
    refused(vote, survey, world.new_user("employee"), 1)
    closed = close(survey)
    assert counting.outcome(closed).locked and counting.count_closed() == 0 and Urn.objects.exists()
    settings.SECRET_KEY = before
    content = urn.opened(Urn.objects.get().sealed)
    first, *_more, last = content["questions"].values()
    assert content["cast"] == 7 and first["counts"] == [6, 1, 0]
    assert sorted(last["texts"]) == [f"第{number}人" for number in range(6)]
    # Twenty texts that stand as they came have a chance of one in 20!
    mixed = {"cast": 0, "questions": {"1": {"answered": 0, "counts": [], "texts": []}}}
    for number in range(20):
        urn.add(mixed, {"1": f"{number:02}"})
    texts = mixed["questions"]["1"]["texts"]
    assert texts != sorted(texts) and len(set(texts)) == 20


def test_a_survey_by_name_keeps_names_and_says_so(world, opened, vote, voters, close, sign_in):
    survey = opened(secret=False)
    assert "主办单位能看到您的回答" in sign_in(voters[0]).get(f"/voices/surveys/{survey.pk}/").content.decode()
    for voter in voters:
        vote(survey, voter, 1)
    assert not Urn.objects.exists() and Ballot.objects.count() == 6
    survey = close(survey)
    assert counting.outcome(survey).answers[0].lines[1][1] == 6
    rows = list(csv.reader(io.StringIO(exports.ballots_sheet(survey, world.user("secretary")).decode("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {voter.person.name for voter in voters} and rows[1][1] == "反对"


def test_what_is_stopped_is_destroyed_uncounted(world, opened, vote, voters):
    survey = opened()
    vote(survey, voters[0], 0)
    with pytest.raises(PermissionDenied):
        surveys.stop(survey, world.user("drafter"), "写错了")
    assert refused(surveys.stop, survey, world.user("secretary"), " ") == ["reason"]
    surveys.stop(survey, world.user("secretary"), "题目有误，重新开始。")
    assert not Urn.objects.exists() and not Participation.objects.exists()
    with pytest.raises(ValidationError):
        vote(survey, voters[1], 0)


# Results ----------------------------------------------------------------------------------------------------------------


def test_results_are_counted_once_when_it_is_closed(world, opened, vote, voters, close, sign_in):
    survey = opened()
    answers = [(0, [0, 1], 4, "好"), (0, [1], 3), (1, [2], 4), (0,), (2, [0], 2), (0, [0], 4)]
    for voter, given in zip(voters, answers, strict=True):
        vote(survey, voter, *given)
    assert counting.outcome(survey) is None
    page = sign_in(world.user("secretary")).get(f"/voices/surveys/{survey.pk}/").content.decode()
    assert "已有 6 人参加" in page and "66.7%" not in page and "bar-value" not in page
    survey = close(survey)
    assert counting.count_closed() == 1 and counting.count_closed() == 0
    assert not Urn.objects.exists()
    found = counting.outcome(Survey.objects.get(pk=survey.pk))
    assert (found.cast, found.few) == (6, False) and found.eligible >= 6
    first, second, third, fourth = found.answers
    assert [line[1] for line in first.lines] == [4, 1, 1] and str(first.lines[0][2]) == "66.7"
    assert second.answered == 5 and [line[1] for line in second.lines] == [3, 2, 1]
    assert third.answered == 5 and str(third.average) == "4.4"
    # One text alone: neither shown nor kept
    assert fourth.few and not fourth.texts and "好" not in json.dumps(Survey.objects.get().result, ensure_ascii=False)
    page = sign_in(voters[0]).get(f"/voices/surveys/{survey.pk}/").content.decode()
    assert "66.7%" in page and "回答的不足5人" in page


def test_four_answers_are_neither_shown_nor_kept(world, opened, vote, voters, close):
    survey = opened()
    for voter in voters[:4]:
        vote(survey, voter, 0)
    survey = close(survey)
    found = counting.outcome(survey)
    assert (found.cast, found.few, found.answers) == (4, True, [])
    assert set(Survey.objects.get().result) == {"cast", "eligible"} and not Urn.objects.exists()


def test_an_export_is_noted_and_no_cell_is_a_formula(world, draft, vote, voters, close, sign_in):
    survey, drafter = draft(title="=1+1"), world.user("drafter")
    surveys.submit(survey, drafter)
    surveys.approve(survey, world.user("secretary"))
    for voter, text in zip(voters, ["=cmd()", "+1", "-1", "@x", "\t=1", " ＝1"], strict=True):
        vote(survey, voter, 0, [], None, text)
    survey, client = close(survey), sign_in(world.user("secretary"))
    answer = client.get(f"/voices/surveys/{survey.pk}/result.csv")
    cells = [cell for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))) for cell in row]
    assert "'=1+1" in cells and "'=cmd()" in cells and "'@x" in cells
    assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "@", "＝"))]
    entry = Entry.objects.get(action="export")
    details = json.loads(entry.details)
    assert details["survey"] == survey.pk and details["part"] == "result"
    assert client.get(f"/voices/surveys/{survey.pk}/ballots.csv").status_code == 404
    with pytest.raises(ValueError, match="secret"):
        exports.ballots_sheet(survey, world.user("secretary"))
    assert "=1" not in entry.details


def test_the_figures_become_a_draft_once(world, opened, vote, voters, close, sign_in):
    world.section("opinions")
    survey = opened(kind="vote")
    for voter in voters:
        vote(survey, voter, 0, [0], 1, "只有自己知道zzqsecret")
    survey, client = close(survey), sign_in(world.user("drafter"))
    address = f"/voices/surveys/{survey.pk}/act/"
    answer = client.post(address, {"do": "draft"})
    page = OpinionRecord.objects.get()
    assert answer.url == f"/admin/pages/{page.pk}/edit/"
    draft = page.get_latest_revision_as_object()
    assert (draft.interaction_kind, draft.title, draft.live) == ("vote", survey.title, False)
    body = str(draft.body.get_prep_value())
    assert "同意：6人，占100.0%" in body and "zzqsecret" not in body
    client.post(address, {"do": "draft"})
    assert OpinionRecord.objects.count() == 1


# In the browser ---------------------------------------------------------------------------------------------------------


def test_a_survey_is_written_approved_and_answered_with_plain_forms(world, voters, sign_in):
    today = timezone.localdate()
    drafter, secretary, voter = (sign_in(user) for user in (world.user("drafter"), world.user("secretary"), voters[0]))
    form = {
        "kind": "vote", "title": "优秀党员推荐", "intro": "", "opens_on": today, "closes_on": today, "audience": "unit",
        "secret": "on", "results_to": "participants",
    }  # fmt: skip
    assert drafter.post("/voices/surveys/new/", form | {"closes_on": "2020-01-01"}).status_code == 422
    address = drafter.post("/voices/surveys/new/", form).url
    question = {"kind": "single", "text": "推荐谁", "choices": "张三\n\n李四 ", "required": "on"}
    assert "选项须有" in drafter.post(f"{address}questions/new/", question | {"choices": "一个"}).content.decode()
    assert drafter.post(f"{address}questions/new/", question).url == address
    assert voter.get(address).status_code == 404
    drafter.post(f"{address}act/", {"do": "submit"})
    assert "等您审批" in secretary.get("/voices/surveys/").content.decode()
    assert "优秀党员推荐" not in voter.get("/voices/").content.decode()
    secretary.post(f"{address}act/", {"do": "approve"})
    assert "优秀党员推荐" in voter.get("/voices/").content.decode()
    survey = Survey.objects.get()
    name = f"q{survey.questions.get().pk}"
    answer = voter.post(address, {"other": "1"})
    assert answer.status_code == 422 and "no-store" in answer["Cache-Control"]
    assert voter.post(address, {name: "1"}).url == address
    assert voter.post(address, {name: "0"}).url == address
    assert "每人只计一次" in voter.get(address).content.decode()
    assert urn.opened(Urn.objects.get().sealed)["questions"][name[1:]]["counts"] == [0, 1]
