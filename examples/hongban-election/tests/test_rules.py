"""Each rule with what it must catch and the nearest that it must let pass."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from elections import DAY, HELD, TERM_END, candidate, nominations

from cms.testing import publish


def test_an_election_as_it_should_be_may_be_submitted(faults):
    assert faults() == {}
    assert faults("postponed") == {}


@pytest.mark.parametrize("kind", ["term", "postponed"])
def test_so_may_a_real_draft(draft, kind):
    draft(kind).get_latest_revision_as_object().check_submission()


def test_a_draft_with_a_fault_is_kept_and_not_submitted(draft):
    page = draft(tellers=[]).get_latest_revision_as_object()
    with pytest.raises(ValidationError) as error:
        page.check_submission()
    assert list(error.value.message_dict) == ["tellers"]
    page.ballots_valid = 16
    with pytest.raises(ValidationError) as error:
        page.check_submission()
    assert list(error.value.message_dict) == ["ballots_valid"]


# 任期、请示与批复 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("end", "caught"), [(HELD, False), (HELD - DAY, True)])
def test_whoever_votes_after_the_term_needs_a_postponement(faults, end, caught):
    assert faults(term_end=end).keys() == ({"postponement"} if caught else set())


def test_a_published_postponement_allows_a_later_election(world, draft):
    postponed = draft("postponed")
    late = draft().get_latest_revision_as_object()
    late.term_end, late.postponement = HELD - DAY, postponed
    with pytest.raises(ValidationError) as error:
        late.check_submission()
    assert "没有发布" in error.value.message_dict["postponement"][0]
    publish(world, postponed)
    late.check_submission()


@pytest.mark.parametrize(("end", "caught"), [((2027, 5, 20), False), ((2027, 5, 21), True)])
def test_an_early_election_is_not_earlier_than_a_year(faults, end, caught):
    found = faults(term_end=datetime.date(*end))
    assert found.keys() == ({"held_on"} if caught else set())
    assert not caught or "第三条" in found["held_on"][0]


@pytest.mark.parametrize(
    ("until", "caught"),
    [(TERM_END, True), (TERM_END + DAY, False), ((2027, 5, 31), False), ((2027, 6, 1), True), (None, True)],
)
def test_a_postponement_is_for_a_year_at_most(faults, until, caught):
    until = datetime.date(*until) if isinstance(until, tuple) else until
    assert faults("postponed", postponed_until=until).keys() == ({"postponed_until"} if caught else set())


def test_a_postponement_has_no_votes_and_rests_on_no_other(faults, strangers):
    found = faults("postponed", voters_present=17, scrutineers=[strangers.person()], direct=True, held_on=HELD)
    assert found.keys() == {"voters_present", "direct", "held_on"}
    assert faults("postponed", scrutineers=[strangers.person()]).keys() == {"scrutineers"}
    assert faults("postponed", postponement_id=1).keys() == {"postponement"}
    assert faults(postponed_until=TERM_END).keys() == {"postponed_until"}


@pytest.mark.parametrize(
    ("asked", "approved", "caught"), [(40, 40, set()), (40, 41, {"approved_on"}), (5, 0, set()), (5, -1, {"held_on"})]
)
def test_asking_approval_and_election_follow_each_other(faults, asked, approved, caught):
    days = {"requested_on": HELD - asked * DAY, "approved_on": HELD - approved * DAY}
    assert faults(**days).keys() == caught


# 大会与选票 ----------------------------------------------------------------------------------------------------------------


def test_what_a_vote_needs_is_asked_for_by_name(faults):
    found = faults(seats=None, assembly="", ballots_valid=None, reported_on=None)
    assert found.keys() == {"seats", "assembly", "ballots_valid", "reported_on"}


@pytest.mark.parametrize(("due", "caught"), [(21, False), (22, True), (17, False), (16, True)])
def test_four_fifths_must_be_present_and_no_more_than_all(faults, due, caught):
    assert faults(voters_due=due).keys() == ({"voters_present"} if caught else set())


def test_the_least_attendance_is_told(faults):
    assert "应到22人，至少须到18人" in faults(voters_due=22)["voters_present"][0]


def test_ballots_are_secret_and_one_for_each_who_is_present(faults):
    assert faults(secret_ballot=False).keys() == {"secret_ballot"}
    assert faults(ballots_issued=18).keys() == {"ballots_issued"}
    assert faults(ballots_issued=16, ballots_returned=17).keys() == {"ballots_issued", "ballots_returned"}


def test_more_ballots_than_were_given_out_make_no_election(faults):
    found = faults(ballots_returned=18, ballots_invalid=1)
    assert found.keys() == {"ballots_returned"}
    assert "选举无效" in found["ballots_returned"][0]


def test_valid_and_invalid_ballots_are_all_that_came_back(faults):
    assert faults(ballots_returned=16).keys() == {"ballots_valid"}


# 酝酿提名 ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "caught"),
    [
        (nominations(4), False),
        (nominations(6), False),
        (nominations(5), True),
        ([], True),
        (nominations(4)[::-1], True),
        (nominations(4, HELD - 12 * DAY), False),
        (nominations(4, HELD - 11 * DAY), True),
        ([{"step": row["step"]} for row in nominations(4)], True),
        ([{**row, "done_on": HELD - number * DAY} for number, row in enumerate(nominations(4))], True),
    ],
)
def test_candidates_are_found_in_two_or_three_rounds_before_the_election(faults, rows, caught):
    assert faults(nominations=rows).keys() == ({"nominations"} if caught else set())


# 候选人与得票 ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def people(strangers):
    return [strangers.person(name) for name in ("甲一", "乙二", "丙三", "丁四", "戊五")]


def committee(*people) -> list[dict]:
    return [
        {"person": person, "duty": "member" if number else "secretary", "votes_for": None if number else len(people)}
        for number, person in enumerate(people)
    ]


def vote(people, *figures, **changes) -> dict:
    """Candidates with these votes for; those with a majority are elected unless `changes` says otherwise."""
    rows = [candidate(person, figure) for person, figure in zip(people, figures, strict=False)]
    elected = [row["person"] for row in rows if row["elected"]]
    known = {"candidates": rows, "new_committee": committee(*elected), "committee_present": len(elected)}
    return known | changes


def test_candidates_are_more_than_seats(faults, people):
    assert faults(**vote(people, 17, 16, 15, 1)) == {}
    found = faults(**vote(people, 17, 16, 15))
    assert found.keys() == {"candidates"}
    assert "百分之二十" in found["candidates"][0]
    assert "应选3名，候选人至少4名，现有3名" in found["candidates"][0]


def test_whoever_was_written_in_is_no_candidate(faults, people):
    rows = [candidate(person, figure) for person, figure in zip(people, (17, 16, 15), strict=False)]
    rows.append(candidate(people[3], 2, votes_abstain=0, source="written_in") | {"votes_abstain": 0})
    assert faults(candidates=rows, new_committee=committee(*people[:3])).keys() == {"candidates"}
    rows.append(candidate(people[4], 1))
    assert faults(candidates=rows, new_committee=committee(*people[:3])) == {}


def test_nobody_stands_twice(faults, people):
    found = faults(**vote([*people[:3], people[2]], 17, 16, 15, 1))
    assert any("列了两次" in message for message in found["candidates"])


def test_votes_add_up_to_the_valid_ballots(faults, people):
    known = vote(people, 17, 16, 15, 1)
    known["candidates"][1]["votes_against"] += 1
    found = faults(**known)
    assert found.keys() == {"candidates"}
    assert found["candidates"][0].startswith("乙二的票数与有效票（17张）不符")


def test_a_ballot_chooses_no_more_than_there_are_seats(faults, people):
    assert faults(**vote(people, 17, 17, 14, 3)) == {}
    [message] = faults(**vote(people, 17, 17, 14, 4))["candidates"]
    assert "51" in message


def test_half_of_those_present_elects_nobody(faults, people):
    changes = {"voters_present": 16, "ballots_issued": 16, "ballots_returned": 16, "ballots_valid": 16}

    def known(last):
        rows = [candidate(one, figure, 16 - figure) for one, figure in zip(people, (16, 15, last, 1), strict=False)]
        for row in rows:
            row["votes_abstain"] = 0
        rows[2]["elected"] = True
        return {"candidates": rows, "new_committee": committee(*people[:3])} | changes

    assert faults(**known(9)) == {}
    found = faults(**known(8))
    assert found["candidates"] == [
        "丙三得赞成票8票，未超过实到会有选举权人数（16人）的一半，不能当选（基层组织选举工作条例）。"
    ]


def test_whoever_has_the_votes_is_elected(faults, people):
    known = vote(people, 17, 16, 15, 1)
    known["candidates"][2]["elected"] = False
    known |= {"new_committee": committee(*people[:2]), "committee_present": 2}
    assert faults(**known).keys() == {"candidates", "second_round"}


def test_a_tie_for_the_last_seat_asks_for_another_vote(faults, people):
    known = vote(people, 17, 14, 10, 10)
    known["candidates"][3]["elected"] = False
    known |= {"new_committee": committee(*people[:3]), "committee_present": 3}
    found = faults(**known)
    assert found.keys() == {"second_round"}
    assert "丙三、丁四票数相等" in found["second_round"][0]
    assert faults(**known, second_round="重新投票，丙三9票当选。") == {}


def test_a_seat_left_open_asks_what_was_done_about_it(faults, people):
    known = vote(people, 17, 16, 8, 7)
    assert faults(**known).keys() == {"second_round"}
    assert faults(**known, second_round="接近应选名额，经半数以上选举人同意减少一个名额。") == {}


def test_there_are_no_more_elected_than_seats(faults, people):
    known = vote(people, 14, 13, 12, 11, 1)
    known |= {"new_committee": committee(*people[:4]), "committee_present": 4}
    assert any("多于应选名额" in message for message in faults(**known)["candidates"])


def test_scrutineers_and_tellers_stand_apart(faults, people, strangers):
    known = vote(people, 17, 16, 15, 1)
    assert faults(**known, scrutineers=[people[3]]).keys() == {"scrutineers"}
    assert faults(**known, scrutineers=[people[4]]) == {}
    assert faults(**known, scrutineers=[]).keys() == {"scrutineers"}
    assert faults(**known, tellers=[]).keys() == {"tellers"}
    assert faults(**known, tellers=[people[0]]).keys() == {"tellers"}
    both = strangers.person()
    assert faults(**known, scrutineers=[both], tellers=[both]).keys() == {"tellers"}


# 委员会 --------------------------------------------------------------------------------------------------------------------


def test_the_committee_is_who_was_elected(faults, people):
    known = vote(people, 17, 16, 15, 1)
    assert faults(**known | {"new_committee": committee(*people[:2], people[3])}).keys() == {"new_committee"}
    assert faults(**known | {"new_committee": committee(*people[:2]), "committee_present": 2}).keys() == {
        "new_committee"
    }
    twice = [*committee(*people[:3]), {"person": people[2], "duty": "youth"}]
    assert any("列了两次" in message for message in faults(**known | {"new_committee": twice})["new_committee"])


@pytest.mark.parametrize(
    ("present", "votes", "caught"),
    [
        (3, 3, set()),
        (3, 2, set()),
        (3, 1, {"new_committee"}),
        (3, None, {"new_committee"}),
        (3, 4, {"new_committee"}),
        (2, 2, {"committee_present"}),
        (4, 4, {"committee_present"}),
        (None, 3, {"committee_present"}),
    ],
)
def test_the_committee_elects_its_secretary(faults, people, present, votes, caught):
    known = vote(people, 17, 16, 15, 1) | {"committee_present": present}
    known["new_committee"][0]["votes_for"] = votes
    assert faults(**known).keys() == caught


def test_there_is_one_secretary_and_ordinary_members_were_not_voted_on_there(faults, people):
    known = vote(people, 17, 16, 15, 1)
    known["new_committee"][1]["votes_for"] = 3
    assert faults(**known).keys() == {"new_committee"}
    known["new_committee"][1]["duty"] = "secretary"
    assert faults(**known).keys() == {"new_committee"}
    known["new_committee"][1]["duty"] = "deputy_secretary"
    assert faults(**known) == {}


def test_the_meeting_comes_after_the_election_and_the_report_after_both(faults):
    assert faults(committee_met_on=None).keys() == {"committee_met_on"}
    assert faults(committee_met_on=HELD - DAY).keys() == {"committee_met_on"}
    assert faults(committee_met_on=HELD + DAY, reported_on=HELD + DAY) == {}
    assert faults(committee_met_on=HELD + DAY, reported_on=HELD).keys() == {"reported_on"}
    assert faults(reported_on=datetime.date(2999, 1, 1)).keys() == {"reported_on"}


@pytest.mark.parametrize(
    ("members", "direct", "caught"), [(7, False, False), (6, False, True), (6, True, False), (7, True, True)]
)
def test_a_branch_of_seven_has_a_committee(faults, people, members, direct, caught):
    known = dict.fromkeys(
        ("voters_due", "voters_present", "ballots_issued", "ballots_returned", "ballots_valid"), members
    )
    rows = [
        candidate(person, members, votes_abstain=0) | {"votes_abstain": 0, "elected": True} for person in people[:3]
    ]
    rows.append(candidate(people[3], 0, members) | {"votes_abstain": 0})
    known |= {"candidates": rows, "new_committee": committee(*people[:3])}
    if direct:
        known |= {"direct": True, "seats": 1, "candidates": rows[:1], "new_committee": committee(people[0])}
        known |= {"committee_met_on": None, "committee_present": None}
    assert ("direct" in faults(**known)) is caught


@pytest.mark.parametrize(("seats", "caught"), [(2, True), (3, False)])
def test_a_branch_committee_has_three_members_or_more(faults, people, seats, caught):
    known = vote(people[:seats] + people[3:4], *((17, 16, 15)[:seats]), 1)
    assert ("seats" in faults(**known, seats=seats)) is caught


@pytest.mark.parametrize("kind", ["committee", "general_branch"])
def test_only_a_branch_does_without_a_committee(faults, kind):
    assert faults(direct=True, kind_of_unit=kind).keys() >= {"direct"}
    assert faults(kind_of_unit=kind) == {}


def test_a_by_election_is_held_within_the_term_and_keeps_the_others(faults, people):
    known = vote(people[:2], 16, 1) | {"kind": "vacancy", "seats": 1, "nominations": [], "committee_met_on": None}
    known |= {"committee_present": None, "term_end": HELD + 400 * DAY}
    known["new_committee"] = [{"person": people[4], "duty": "secretary"}, {"person": people[0], "duty": "youth"}]
    assert faults(**known) == {}
    assert faults(**known | {"new_committee": known["new_committee"][:1]}).keys() == {"new_committee"}
    assert faults(**known | {"term_end": HELD - DAY}).keys() == {"held_on"}
