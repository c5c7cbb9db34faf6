"""An election as it should be: what the tests change in one place to see it caught."""

import datetime
import itertools

DAY = datetime.timedelta(days=1)
HELD = datetime.date(2026, 5, 20)
TERM_END = datetime.date(2026, 5, 31)
STEPS = ("first_up", "first_down", "second_up", "second_down", "third_up", "third_down")


def nominations(steps: int = 4, first: datetime.date = HELD - 30 * DAY) -> list[dict]:
    return [{"step": step, "done_on": first + 4 * number * DAY} for number, step in enumerate(STEPS[:steps])]


def candidate(person, votes_for: int, votes_against: int = 0, votes_abstain: int = 0, **more) -> dict:
    """A line of the sheet; with 17 valid ballots the others abstained unless the call says otherwise."""
    abstain = votes_abstain or 17 - votes_for - votes_against
    line = {"person": person, "source": "organisation", "votes_for": votes_for, "votes_against": votes_against}
    return line | {"votes_abstain": abstain, "elected": votes_for > 8} | more


class Strangers:
    """People who are in no database, for what is asked of the record alone."""

    def __init__(self):
        self.numbers = itertools.count(1)

    def person(self, name: str = ""):
        from cms.people import Person

        number = next(self.numbers)
        return Person(pk=number, name=name or f"人员{number}")


def term(world) -> dict:
    """18 members, 17 present, three seats, four candidates: fields and tables of a branch's election."""
    first, second, third, loser, scrutineer, teller = (
        world.person(name) for name in ("周当选", "吴当选", "郑当选", "王落选", "冯监票", "陈计票")
    )
    return {
        "kind": "term",
        "term_number": 6,
        "term_years": 3,
        "term_end": TERM_END,
        "request_number": "总装党支〔2026〕3号",
        "requested_on": HELD - 45 * DAY,
        "approved_by": "江北车桥厂党委",
        "approval_number": "江桥党〔2026〕12号",
        "approved_on": HELD - 40 * DAY,
        "held_on": HELD,
        "assembly": "members",
        "direct": False,
        "seats": 3,
        "voters_due": 18,
        "voters_present": 17,
        "secret_ballot": True,
        "ballots_issued": 17,
        "ballots_returned": 17,
        "ballots_valid": 17,
        "ballots_invalid": 0,
        "scrutineers": [scrutineer],
        "tellers": [teller],
        "second_round": "",
        "committee_met_on": HELD,
        "committee_present": 3,
        "report_number": "总装党支〔2026〕5号",
        "reported_on": HELD + 2 * DAY,
        "postponed_until": None,
        "nominations": nominations(),
        "candidates": [
            candidate(first, 17),
            candidate(second, 16, 1),
            candidate(third, 15, 2),
            candidate(loser, 3, 10),
        ],
        "new_committee": [
            {"person": first, "duty": "secretary", "votes_for": 3, "portfolio": "主持全面工作"},
            {"person": second, "duty": "organisation"},
            {"person": third, "duty": "publicity"},
        ],
    }


def postponement(world) -> dict:
    """A term that was prolonged by half a year."""
    nothing = dict.fromkeys(
        (
            "seats",
            "voters_due",
            "voters_present",
            "ballots_issued",
            "ballots_returned",
            "ballots_valid",
            "ballots_invalid",
        )
    )
    nothing |= dict.fromkeys(("committee_met_on", "committee_present", "reported_on"))
    nothing |= {name: [] for name in ("nominations", "candidates", "new_committee", "scrutineers", "tellers")}
    return (
        term(world)
        | nothing
        | {
            "kind": "postponed",
            "assembly": "",
            "report_number": "",
            "postponed_until": datetime.date(2026, 11, 30),
            "held_on": HELD - 40 * DAY,
        }
    )


def document(world, record):
    """What readers get of a published record."""
    from cms.access import viewer_of
    from cms.delivery import reading

    return reading.record(viewer_of(world.user("approver")), record.pk)
