"""发展党员: each rule with what it must catch and the nearest that it must let pass; who reads a file."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.access import viewer_of
from cms.delivery import documents, reading
from cms.delivery.models import Document
from cms.people import Person
from modules.member_development.models import DevelopmentRecord, DevelopmentStep

from .test_contract import DAYS, steps
from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def day(step: int) -> datetime.date:
    return datetime.date(*DAYS[step - 1])


def development(upto: int = 25, contacts: int = 1, sponsors: int = 2, log=None, **fields) -> DevelopmentRecord:
    """The unsaved file of a candidate who came to step `upto`, with so many contacts and sponsors; in order but for `fields`."""
    people = [Person(pk=number, name=f"人{number}") for number in range(1, 10)]
    page = DevelopmentRecord(
        **{
            "title": "某同志入党培养考察登记",
            "slug": "development",
            "occurred_on": day(25),
            "candidate_id": 9,
            "political_review": "qualified",
            "training_hours": 24,
            "vote_due": 20,
            "vote_present": 18,
            "vote_for": 17,
            "vote_against": 1,
            "vote_abstain": 0,
            "approved_by_committee_on": day(17),
            "probation_end": datetime.date(2025, 12, 10),
        }
        | fields
    )
    page.step_log = [DevelopmentStep(**row) for row in (steps(upto) if log is None else log)]
    page.contacts = people[:contacts]
    page.sponsors = people[:sponsors]
    page.fill_in()
    return page


def faults(page) -> dict[str, list[str]]:
    found = {}
    for rule in (page.clean, page.checks):
        try:
            rule()
        except ValidationError as error:
            found |= error.message_dict
    return found


@pytest.mark.parametrize("upto", range(1, 26))
def test_a_file_in_order_has_no_fault_at_any_step(upto):
    assert faults(development(upto)) == {}


def test_the_step_and_the_stage_follow_from_the_log():
    page = development(8, step=3, stage="probation")
    assert (page.step, page.stage) == (8, "candidate")
    assert page.card_lines()[1] == "办到：8 报上级党委备案"


# 次序与时限 -------------------------------------------------------------------------------------------------------------


def without(step: int, upto: int = 8, **changes) -> list[dict]:
    return [row for row in steps(upto, **changes) if row["step"] != step]


def test_no_step_is_skipped():
    found = faults(development(log=without(4)))
    assert list(found) == ["step_log"]
    assert "第4行（第5步）跳过了前面的步骤" in found["step_log"][0]


def test_a_step_is_skipped_with_a_correction():
    log = without(4, correction_5="上级备案在线下办理，2023年10月8日经党委同意。")
    assert faults(development(log=log)) == {}


@pytest.mark.parametrize(("talked", "caught"), [((2023, 4, 1), False), ((2023, 4, 2), True)])
def test_somebody_talks_with_an_applicant_within_a_month(talked, caught):
    log = steps(3, on_2=datetime.date(*talked))
    assert bool(faults(development(log=log))) is caught
    corrected = steps(3, on_2=datetime.date(*talked), correction_2="本人出差，2023年4月3日经党委同意。")
    assert faults(development(log=corrected)) == {}


@pytest.mark.parametrize(("chosen", "caught"), [((2024, 9, 1), False), ((2024, 8, 31), True)])
def test_an_activist_is_one_for_a_year_at_least(chosen, caught):
    assert bool(faults(development(log=steps(7, on_7=datetime.date(*chosen))))) is caught
    corrected = steps(7, on_7=datetime.date(*chosen), correction_7="调入前已培养，2024年9月经党委同意合并计算。")
    assert faults(development(log=corrected)) == {}


def test_a_step_of_after_the_update_is_not_taken_yet():
    assert faults(development(occurred_on=day(25))) == {}
    assert list(faults(development(occurred_on=day(25) - DAY))) == ["step_log"]


# 联系人、介绍人、政审、培训 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("upto", "count", "caught"), [(4, 0, False), (5, 0, True), (5, 1, False), (5, 2, False), (5, 3, True)]
)
def test_an_activist_has_one_or_two_contacts(upto, count, caught):
    assert ("contacts" in faults(development(upto, contacts=count, sponsors=0))) is caught


@pytest.mark.parametrize(
    ("upto", "count", "caught"), [(8, 0, False), (8, 1, True), (9, 0, True), (9, 1, True), (9, 2, False), (9, 3, True)]
)
def test_a_candidate_has_two_sponsors(upto, count, caught):
    assert ("sponsors" in faults(development(upto, sponsors=count))) is caught


@pytest.mark.parametrize("name", ["contacts", "sponsors"])
def test_nobody_is_his_own_contact_or_sponsor(name):
    found = faults(development(candidate_id=1, contacts=1, sponsors=2))
    assert name in found
    assert name not in faults(development(candidate_id=3, contacts=1, sponsors=2))


@pytest.mark.parametrize(
    ("upto", "review", "caught"),
    [
        (10, "pending", False),
        (11, "pending", True),
        (11, "", True),
        (11, "unqualified", True),
        (11, "qualified", False),
    ],
)
def test_nobody_goes_on_without_a_political_review(upto, review, caught):
    assert ("political_review" in faults(development(upto, political_review=review))) is caught


@pytest.mark.parametrize(
    ("upto", "hours", "caught"), [(11, None, False), (12, None, True), (12, 0, True), (12, 24, False)]
)
def test_nobody_goes_on_without_training(upto, hours, caught):
    assert ("training_hours" in faults(development(upto, training_hours=hours))) is caught


# 表决 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "present", "caught"), [(20, 10, True), (20, 11, False), (21, 10, True), (20, 21, True), (20, 20, False)]
)
def test_more_than_half_of_those_entitled_are_there(due, present, caught):
    votes = {"vote_for": min(present, due), "vote_against": 0, "vote_abstain": 0}
    assert ("vote_present" in faults(development(15, vote_due=due, vote_present=present, **votes))) is caught


@pytest.mark.parametrize(("votes_for", "caught"), [(10, True), (11, False)])
def test_more_than_half_of_those_entitled_vote_for(votes_for, caught):
    """Not of those present: 18 are there, and ten of them are no majority of the 20 entitled."""
    votes = {"vote_for": votes_for, "vote_against": 18 - votes_for, "vote_abstain": 0}
    assert ("vote_for" in faults(development(16, **votes))) is caught
    assert "vote_for" not in faults(development(15, **votes))  # a vote that failed is a fact as well


@pytest.mark.parametrize(("abstain", "result", "caught"), [(0, "", False), (1, "", True), (1, "含书面意见1份", False)])
def test_no_more_votes_than_voters_but_for_opinions_in_writing(abstain, result, caught):
    log = steps(16)
    log[14]["result"] = result
    assert ("vote_for" in faults(development(log=log, vote_abstain=abstain))) is caught


def test_opinions_in_writing_come_from_those_entitled():
    log = steps(16)
    log[14]["result"] = "含书面意见"
    assert "vote_for" not in faults(development(log=log, vote_abstain=2))
    assert "vote_for" in faults(development(log=log, vote_abstain=3))


@pytest.mark.parametrize("name", ["vote_due", "vote_present", "vote_for", "vote_against", "vote_abstain"])
def test_a_vote_is_counted_whole(name):
    assert name in faults(development(**{name: None}))


def test_a_discussion_has_a_vote():
    none = dict.fromkeys(("vote_due", "vote_present", "vote_for", "vote_against", "vote_abstain"))
    assert faults(development(14, **none)) == {}
    assert list(faults(development(15, **none))) == ["vote_due"]


# 审批与预备期 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["approved_by_committee_on", "probation_end"])
def test_whoever_was_admitted_has_a_day_of_approval_and_of_the_end_of_probation(name):
    assert list(faults(development(17, **{name: None}))) == [name]
    assert faults(development(16, **{name: None})) == {}


@pytest.mark.parametrize(("days", "caught"), [(-1, True), (0, False)])
def test_the_committee_approves_after_the_branch(days, caught):
    assert (
        "approved_by_committee_on" in faults(development(18, approved_by_committee_on=day(15) + days * DAY))
    ) is caught


@pytest.mark.parametrize(
    ("end", "caught"),
    [
        ((2025, 12, 10), False),
        ((2025, 12, 9), False),
        ((2025, 12, 8), True),
        ((2025, 12, 11), True),
        ((2026, 6, 8), True),
        ((2026, 6, 10), False),
        ((2026, 12, 10), False),
        ((2026, 12, 11), True),
    ],
)
def test_probation_is_a_year_and_extended_by_half_a_year_to_a_year(end, caught):
    assert ("probation_end" in faults(development(20, probation_end=datetime.date(*end)))) is caught


def test_nobody_is_confirmed_before_the_end_of_probation():
    early = steps(23, on_22=datetime.date(2025, 11, 20), on_23=datetime.date(2025, 12, 8))
    assert list(faults(development(log=early))) == ["step_log"]
    late = steps(23, on_23=datetime.date(2025, 12, 10))
    assert faults(development(log=late)) == {}


# 谁可以看 -------------------------------------------------------------------------------------------------------------


def test_employees_and_members_do_not_know_that_there_is_a_file(world):
    page = Contract().published(world, candidate=world.person("申请人某"))
    for user in (
        world.user("employee"),
        world.user("member"),
        world.user("administrator"),
        world.user("secretary", world.other),
    ):
        assert reading.record(viewer_of(user), page.pk) is None
    secretary = viewer_of(world.user("secretary"))
    assert "申请人某" in str(documents.read(reading.record(secretary, page.pk), secretary))


def test_the_name_is_in_nothing_that_is_searched_or_listed(world):
    page = Contract().published(world, candidate=world.person("欧阳申请"))
    document = Document.objects.get(pk=page.pk)
    assert "欧阳申请" not in f"{document.text} {document.card} {document.content}"
    assert document.restricted["candidate"]["masked"]["display"] == "欧***"


def test_the_form_does_not_ask_for_the_step_or_the_stage(world, client):
    section = world.section("member_development")
    client.force_login(world.user("drafter"))
    address = reverse("wagtailadmin_pages:add", args=["member_development", "developmentrecord", section.pk])
    text = client.get(address).content.decode()
    assert 'name="candidate"' in text
    assert 'name="stage"' not in text
    assert 'name="step"' not in text


def test_a_draft_without_a_single_step_is_saved_and_not_submitted(world):
    draft = Contract().make(world, step_log=[], step=None, stage="").get_latest_revision_as_object()
    with pytest.raises(ValidationError) as error:
        draft.check_submission()
    assert "step_log" in error.value.message_dict
