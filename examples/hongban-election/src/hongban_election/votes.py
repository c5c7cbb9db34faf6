"""The arithmetic of a ballot: who is elected, and what the sheet that is read out at the meeting must add up to.

Plain numbers and rows; nothing here asks the database.
"""

SECRETARY, DEPUTY = "secretary", "deputy_secretary"
WRITTEN_IN = "written_in"


def is_quorate(present: int, due: int) -> bool:
    """有选举权的到会人数不少于应到会人数的五分之四 (the rules before 2020 said 超过)."""
    return 5 * present >= 4 * due


def is_majority(votes: int, present: int) -> bool:
    """赞成票超过实到会有选举权人数的一半; exactly half is not enough."""
    return 2 * votes > present


def candidates_needed(seats: int) -> int:
    """候选人的差额不少于应选人数的 20 %; a part of a person is a person."""
    return seats + -(-seats // 5)


def on_ballot(rows) -> list:
    return [row for row in rows if row.source != WRITTEN_IN]


def adds_up(row, valid: int) -> bool:
    """On every valid ballot a candidate was approved, refused or neither; whoever was written in has votes for alone."""
    others = row.votes_against + row.votes_abstain
    if row.source == WRITTEN_IN:
        return not others and row.votes_for <= valid
    return row.votes_for + others == valid


def outcome(rows, seats: int, present: int) -> tuple[list, list]:
    """(who is elected for certain, who is tied for the last seats) by the first ballot."""
    passed = sorted((row for row in rows if is_majority(row.votes_for, present)), key=lambda row: -row.votes_for)
    if len(passed) <= seats:
        return passed, []
    last = passed[seats - 1].votes_for
    if passed[seats].votes_for < last:
        return passed[:seats], []
    return [row for row in passed if row.votes_for > last], [row for row in passed if row.votes_for == last]
