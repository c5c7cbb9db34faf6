"""发展党员 for the demo: the files of applicants, activists and probationary members, each as far as it has come.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator

from .steps import CONTACTS, DISCUSSED, REVIEWED, SPONSORS, TRAINED, months_after

DAY = datetime.timedelta(days=1)
MEETINGS = "three_meetings_one_lesson"
# Days from one step to the next: 积极分子培养一年以上, 预备期一年
GAPS = (
    0, 18, 170, 14, 6, 190, 185, 8, 7, 20, 25, 12, 9, 5, 8, 10, 16, 12, 6, 14, 150, 130, 60, 25, 14,
)  # fmt: skip
RESULTS = {
    1: "收到入党申请书，组织委员登记",
    2: "谈话了解入党动机和本人情况",
    3: "党小组推荐，支委会研究确定",
    4: "已报党委备案",
    5: "指定培养联系人，明确每月谈话",
    6: "按季考察，表现良好",
    7: "听取党小组、培养联系人和群众意见后确定",
    8: "党委同意备案",
    9: "确定入党介绍人",
    10: "政治审查完成",
    11: "参加党委集中培训，考试合格",
    12: "支委会审查同意",
    13: "党委预审合格",
    14: "入党志愿书填写完整",
    15: "无记名投票通过",
    16: "党委派组织员谈话",
    17: "党委会审批同意",
    18: "已备案",
    19: "编入党小组",
    20: "参加集体宣誓",
    21: "预备期内按季考察",
}
DOCUMENTS = {
    1: "入党申请书，组织委员处",
    2: "谈话记录，组织委员处",
    3: "积极分子登记表，组织委员处",
    6: "培养考察登记表，组织委员处",
    14: "入党志愿书，党务室",
    15: "支部大会记录，党务室",
}
PROBATIONARY = "probationary"
# Steps that the branch committee takes in one of its meetings: 推荐和确定积极分子, 确定发展对象, 支部委员会审查
BY_COMMITTEE = frozenset({3, 7, 12})
# A step is moved to the day of the meeting before it, if that is no further
MOST_MOVED = 28 * DAY
# How far somebody of this status has come; a probationary member has as far as the days allow
REACHED = {"applicant": (1, 2, 2), "activist": (3, 5, 6, 6, 6, 8, 9, 11)}
LATEST = 21
LABELS = {"applicant": "入党申请登记", "activist": "入党培养考察登记", PROBATIONARY: "预备党员考察登记"}
TEXTS = {
    "applicant": (
        "支部已派人谈话，{team}党员将继续了解其在{process}岗位上的表现。",
        "本人在{job}岗位工作踏实，谈话中表达了入党愿望，党小组安排党员联系。",
    ),
    "activist": (
        "本季度参加党课和志愿服务，在{process}中主动承担{defect}的排查。",
        "培养联系人按月谈话；本人参加{newline}的调试，{team}评价良好。",
        "本季度完成党章学习，在{equipment}点检中提出改进建议。",
    ),
    PROBATIONARY: (
        "预备期内按时参加组织生活，在{team}带头落实{hazard}的防范。",
        "预备期考察正常，本季度负责{process}岗位的责任区。",
    ),
}


def records(world, unit) -> Iterator:
    """The files of a branch, as of the last update of each; standing records, so that further laps add none."""
    if world.lap or unit.kind != "branch":
        return
    people = [person for person in unit.people if person.status in LABELS][:8]
    for number, person in enumerate(people, 1):
        rng = unit.rng("development", person.staff_number)
        if day := unit.working_day(rng, world.last - 100 * DAY, world.last):
            yield _record(unit, person, number, day, rng)


def _record(unit, person, number, day, rng):
    voice = unit.voice("development", person.staff_number)
    elders = [one for one in unit.members if one.status == "full" and one is not person and one.until is None]
    contacts = rng.sample(elders, 2)
    log = _log(_days(unit, person, day, rng), unit, contacts[0])
    upto = len(log)
    fields = {
        "candidate": person,
        "contacts": contacts if upto >= CONTACTS else [],
        "sponsors": contacts if upto >= SPONSORS else [],
        "political_review": "qualified" if upto > REVIEWED else "pending" if upto == REVIEWED else "",
        "training_hours": rng.choice((24, 24, 28, 32)) if upto >= TRAINED else None,
    }
    if upto >= DISCUSSED:
        fields |= _admitted(unit, log, rng)
    return unit.record(
        f"{unit.title}{LABELS[person.status]}（{day.year}-{number:02}）",
        day,
        fields,
        rows={"step_log": log},
        summary=voice.say(rng.choice(TEXTS[person.status])),
        tags=("发展党员",),
        contains_personal_data=True,
    )


def _days(unit, person, day, rng) -> list[datetime.date]:
    """The days of the steps that were taken until `day`."""
    gaps = [0, *(gap + rng.randint(0, 3) for gap in GAPS[1:])]
    if person.status == PROBATIONARY:
        first = admitted_on(unit, person) - sum(gaps[:DISCUSSED]) * DAY
        days = [first + sum(gaps[:step]) * DAY for step in range(1, LATEST + 1)]
        return [done for done in days if done <= day]
    upto = rng.choice(REACHED[person.status])
    last = day - rng.randint(0, 4 if upto < 3 else 40) * DAY
    return [last - sum(gaps[step:upto]) * DAY for step in range(1, upto + 1)]


def admitted_on(unit, person) -> datetime.date:
    """The day of the vote on a probationary member; the roster's demo draws the same one from the same key."""
    day = unit.world.last - unit.rng("admitted", person.staff_number).randint(200, 340) * DAY
    return day - max(day.weekday() - 4, 0) * DAY


def _log(days, unit, contact) -> list[dict]:
    organisation = next((one for one in unit.committee if "组织" in one.post), unit.committee[-1])
    log = []
    for step, day in enumerate(days, 1):
        meeting = _meeting(unit, days[step - 2], day) if step in BY_COMMITTEE else None
        log.append(
            {
                "step": step,
                "done_on": meeting.occurred_on if meeting else day,
                "handler": contact if step in (2, 6, 21) else organisation,
                "meeting": meeting and unit.ref(MEETINGS, day, held_at=meeting.fields["held_at"]),
                "result": RESULTS[step],
                "document": DOCUMENTS.get(step, ""),
            }
        )
    return log


def _meeting(unit, earliest: datetime.date, day: datetime.date):
    """The branch committee's last meeting until that day, after the step before and not too long ago."""
    first = max(earliest, day - MOST_MOVED)
    found = [
        record
        for record in unit.told(MEETINGS)
        if record.fields["meeting_type"] == "committee" and first <= record.occurred_on <= day
    ]
    return max(found, key=lambda record: record.occurred_on, default=None)


def _admitted(unit, log, rng) -> dict:
    """The vote, the approval and the probation of somebody who was admitted."""
    discussed, approved = log[DISCUSSED - 1]["done_on"], log[16]["done_on"]
    due = len([person for person in unit.members if person.status == "full"])
    present = max(due - rng.randint(0, 2), due // 2 + 1)
    against = rng.choice((0, 0, 0, 1)) if present > due // 2 + 2 else 0
    begun = (discussed - 20 * DAY, discussed - 13 * DAY)
    return {
        "vote_due": due,
        "vote_present": present,
        "vote_for": present - against,
        "vote_against": against,
        "vote_abstain": 0,
        "approved_by_committee_on": approved,
        "probation_end": months_after(discussed, 12),
        "public_notice_period": f"{begun[0]} 至 {begun[1]}",
    }
