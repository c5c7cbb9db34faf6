"""换届选举 for the demo: the branches whose term ended in the year elect a new committee.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator

from .rules import STEP_ORDER
from .votes import candidates_needed, is_quorate

DAY = datetime.timedelta(days=1)
YEARS = 3
DUTIES = {
    "党支部书记": "secretary",
    "组织委员": "organisation",
    "宣传委员": "publicity",
    "纪检委员": "discipline",
    "青年委员": "youth",
}
PORTFOLIOS = {
    "secretary": "主持支部全面工作",
    "organisation": "负责党员发展、党费和组织生活",
    "publicity": "负责宣传教育和信息报送",
    "discipline": "负责监督执纪",
    "youth": "负责青年工作，联系共青团",
}
TAKEN_PART = {
    "first_up": "全体党员、各党小组",
    "first_down": "各党小组",
    "second_up": "支部委员会",
    "second_down": "全体党员",
}
SUMMARIES = (
    "{branch}召开党员大会进行换届选举，差额选出新一届支部委员会委员{count}名，{team}、{team2}的党员均到会参加投票。",
    "任期届满，{branch}按期换届：党员大会听取上届委员会工作报告，以无记名投票差额选出委员{count}名。",
)
BODIES = (
    "会前逐人核对了有选举权的党员，倒班的{team}调整了班次；大会听取并讨论了上届委员会的工作报告，通过选举办法和监票人名单。",
    "大会由上届支部委员会主持，先通过选举办法和监票人，再介绍候选人情况、发票、投票、计票，当场宣布结果。",
)


def records(world, unit) -> Iterator:
    """One election where the term ended in the year; further laps add none."""
    if world.lap or unit.kind != "branch" or not (end := term_end(world, unit)):
        return
    rng = unit.rng("election")
    if day := unit.working_day(rng, end - 25 * DAY, min(end, world.last - 30 * DAY)):
        yield _record(world, unit, end, day, rng)


def term_end(world, unit) -> datetime.date | None:
    """The end of the term that the branch's 组织机构 tells of, if it lies in the year: drawn there from the same key, in the
    same order. Where that changes, the two merely tell of different terms."""
    rng = unit.rng("organization")
    if not (day := unit.working_day(rng, world.start, world.last)):
        return None
    elected = day - rng.randint(90, 365 * YEARS - 60) * DAY
    elected = elected.replace(day=min(elected.day, 28))
    # Either the next election or the last one fell into the year
    for end in (elected.replace(year=elected.year + YEARS), elected):
        if world.start + 60 * DAY <= end <= world.last - 30 * DAY:
            return end
    return None


def _record(world, unit, end, day, rng):
    voters = [person for person in unit.members_on(day) if person.status == "full"]
    committee = [person for person in unit.committee if person.post in DUTIES]
    others = [person for person in voters if person not in committee]
    losers = rng.sample(others, candidates_needed(len(committee)) - len(committee))
    helpers = rng.sample([person for person in others if person not in losers], 3)
    due = len(voters)
    present = due - rng.randint(0, 2)
    if not is_quorate(present, due):
        present = due
    asked = unit.working_day(rng, day - 50 * DAY, day - 42 * DAY) or day - 45 * DAY
    number = rng.randint(3, 9)
    voice = unit.voice("election", count=str(len(committee)))
    short = unit.title.removesuffix("党支部")
    met, reported = day, day + 2 * DAY
    return unit.record(
        f"{unit.title}换届选举（{day.year}年{day.month}月）",
        day,
        {
            "kind": "term",
            "term_number": number,
            "term_years": YEARS,
            "term_end": end,
            "request_number": f"{short}党支〔{asked.year}〕{rng.randint(2, 9)}号",
            "requested_on": asked,
            "approved_by": world.committee.title,
            "approval_number": f"江桥党〔{asked.year}〕{rng.randint(20, 60)}号",
            "approved_on": asked + 6 * DAY,
            "held_on": day,
            "assembly": "members",
            "seats": len(committee),
            "voters_due": due,
            "voters_present": present,
            "ballots_issued": present,
            "ballots_returned": present,
            "ballots_valid": present,
            "ballots_invalid": 0,
            "scrutineers": helpers[:1],
            "tellers": helpers[1:],
            "committee_met_on": met,
            "committee_present": len(committee),
            "report_number": f"{short}党支〔{day.year}〕{rng.randint(10, 15)}号",
            "reported_on": reported,
            "reply_number": f"江桥党〔{day.year}〕{rng.randint(61, 90)}号",
            "replied_on": reported + rng.randint(5, 12) * DAY,
        },
        rows={
            "nominations": list(_nominations(asked, day, len(committee), len(losers))),
            "candidates": _candidates(committee, losers, present, rng),
            "new_committee": [_member(person, len(committee)) for person in committee],
        },
        summary=voice.say(rng.choice(SUMMARIES)),
        body=[("rich_text", f"<p>{voice.say(rng.choice(BODIES))}</p>")],
        tags=("换届选举",),
        # Whoever writes of the election knows what was reported of it
        known_on=reported,
    )


def _nominations(asked, day, seats: int, more: int) -> Iterator[dict]:
    """两上两下, between the approval and the meeting."""
    for number, step in enumerate(STEP_ORDER[:4]):
        yield {
            "step": step,
            "done_on": asked + (8 + number * ((day - asked).days - 12) // 4) * DAY,
            "taken_part": TAKEN_PART[step],
            "proposed": seats + more + (4, 4, 0, 0)[number],
        }


def _candidates(committee, losers, present: int, rng) -> list[dict]:
    """Nearly all vote for those who are elected; whoever is not has what the others left of each ballot's choices."""
    rows = []
    for person in committee:
        against = rng.randint(0, max(0, present // 12))
        rows.append(_candidate(person, present - against, against, 0, "organisation", elected=True))
    left = sum(row["votes_against"] for row in rows)
    for person in losers:
        votes_for = min(left, present // 3)
        left -= votes_for
        abstain = rng.randint(0, (present - votes_for) // 3)
        rows.append(_candidate(person, votes_for, present - votes_for - abstain, abstain, "members", elected=False))
    return rows


def _candidate(person, votes_for, against, abstain, source, *, elected) -> dict:
    return {
        "person": person,
        "post": person.post or person.job,
        "source": source,
        "votes_for": votes_for,
        "votes_against": against,
        "votes_abstain": abstain,
        "elected": elected,
    }


def _member(person, present: int) -> dict:
    duty = DUTIES[person.post]
    return {
        "person": person,
        "duty": duty,
        "votes_for": present if duty == "secretary" else None,
        "portfolio": PORTFOLIOS[duty],
    }
