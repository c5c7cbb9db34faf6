"""The arithmetic of a ballot, at each of its edges."""

from types import SimpleNamespace

import pytest
from hongban_election.votes import adds_up, candidates_needed, is_majority, is_quorate, outcome


@pytest.mark.parametrize(
    ("present", "due", "enough"),
    [(8, 10, True), (7, 10, False), (15, 18, True), (14, 18, False), (3, 3, True), (2, 3, False)],
)
def test_four_fifths_of_those_entitled_must_be_there(present, due, enough):
    assert is_quorate(present, due) is enough


@pytest.mark.parametrize(
    ("votes", "present", "elected"), [(9, 17, True), (8, 17, False), (8, 16, False), (9, 16, True)]
)
def test_half_is_not_more_than_half(votes, present, elected):
    assert is_majority(votes, present) is elected


@pytest.mark.parametrize(("seats", "needed"), [(1, 2), (3, 4), (5, 6), (6, 8), (7, 9), (10, 12), (11, 14)])
def test_there_are_a_fifth_more_candidates_than_seats_and_no_part_of_a_person(seats, needed):
    assert candidates_needed(seats) == needed


def row(name, votes_for, against=0, abstain=0, source="organisation"):
    return SimpleNamespace(name=name, votes_for=votes_for, votes_against=against, votes_abstain=abstain, source=source)


@pytest.mark.parametrize(
    ("line", "right"),
    [
        (row("a", 15, 1, 1), True),
        (row("a", 15, 1, 0), False),
        (row("a", 15, 2, 1), False),
        (row("a", 2, source="written_in"), True),
        (row("a", 17, source="written_in"), True),
        (row("a", 18, source="written_in"), False),
        (row("a", 2, 1, source="written_in"), False),
    ],
)
def test_a_line_adds_up_to_the_valid_ballots(line, right):
    assert adds_up(line, 17) is right


@pytest.mark.parametrize(
    ("figures", "certain", "tied"),
    [
        ((17, 16, 15, 3), "abc", ""),
        ((17, 16, 8, 3), "ab", ""),
        ((10, 17, 12, 16), "bdc", ""),
        ((17, 12, 10, 10), "ab", "cd"),
        ((12, 12, 12, 12), "", "abcd"),
        ((17, 8, 8, 8), "a", ""),
    ],
)
def test_the_most_votes_win_and_a_tie_for_the_last_seat_is_one(figures, certain, tied):
    rows = [row(name, figure) for name, figure in zip("abcd", figures, strict=True)]
    found = outcome(rows, 3, 17)
    assert tuple("".join(one.name for one in part) for part in found) == (certain, tied)
