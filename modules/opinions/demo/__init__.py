"""意见征集 for the demo: what each unit asked in the course of a year, what came in and what was answered.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator

from .bank import (
    ADOPTED,
    CATEGORIES,
    EXPLAINED,
    FILED,
    INSTEAD,
    OF_MAKERS,
    OPINIONS,
    PARTLY,
    PARTY_WORK,
    WELFARE,
    WHO,
)
from .calls import BRANCH, COMMITTEE, Call

DAY = datetime.timedelta(days=1)
HOW_MANY = {"committee": 7, "general_branch": 4, "branch": 5}
# An answer is due in seven working days; some come later, and here and there one never comes
LATE, NEVER = 0.06, 0.03
BALLOT = ("survey", "vote")
HOW = {
    True: "可以匿名。意见投意见箱、当面告诉党小组长或委员均可，截止后7个工作日内答复。",
    False: "请署名，便于采纳后奖励和回访。交党小组长或信息员，截止后7个工作日内答复。",
}


def records(world, unit) -> Iterator:
    """Spread over the year; further laps ask other things and hear other answers."""
    rng = unit.rng("opinions")
    calls = COMMITTEE if unit.kind == "committee" else [one for one in BRANCH if _suits(unit, one)]
    said = {subject: rng.sample(bank, len(bank)) for subject, bank in OPINIONS.items()}
    months = [month for month in unit.months() if month.last.day >= 20]
    taken = []
    for call in rng.sample(calls, HOW_MANY[unit.kind]):
        able = [month for month in months if not call.months or month.month in call.months]
        month = rng.choice([month for month in able if month not in taken] or able or months)
        taken.append(month)
        own = unit.rng("call", call.title)
        if day := unit.working_day(own, month.first, month.last - 4 * DAY):
            yield _record(unit, call, day, said, own)


def _suits(unit, call: Call) -> bool:
    """A call about parts alone is for units that make some."""
    return unit.makes or not set(call.about) <= set(OF_MAKERS)


def _record(unit, call: Call, day, said, rng):
    voice = unit.voice("call", call.title, month=str(day.month), year=str(day.year), secretary=unit.secretary.name)
    closed = day + call.days * DAY if call.days else None
    submissions, answers = _heard(unit, call, day, closed, voice, said, rng)
    replies = [reply for _what, reply in answers if reply]
    title, text = voice.say(call.title), voice.say(call.text)
    body = [("callout", {"kind": "info", "text": HOW[call.anonymous]})]
    if call.kind in BALLOT:
        body = [("callout", {"kind": "info", "text": "不记名，每人一次；结果在截止后公布。"})]
        choices = "".join(f"<li>{voice.say(option)}</li>" for option, _share in call.options)
        body.insert(0, ("rich_text", f"<p><b>选项</b></p><ul>{choices}</ul>"))
    return unit.record(
        title if "{month}" in call.title else f"{title}（{day.year}年{day.month}月）",
        day,
        {
            "interaction_kind": call.kind,
            "opened_on": day,
            "closed_on": closed,
            "anonymous_allowed": call.anonymous,
            "adoption": _adoption([what for what, reply in answers if reply]),
        },
        rows={"submissions": submissions, "replies": replies},
        summary=text,
        body=body,
        tags=("意见征集",),
        contains_personal_data=not call.anonymous,
    )


def _heard(unit, call: Call, day, closed, voice, said, rng) -> tuple[list[dict], list[tuple]]:
    """What came in while it was open, in that order; and of each what became of it and the answer, if there is one yet."""
    found = []
    last = closed or day + 2 * DAY
    for number in range(rng.randint(*call.count)):
        subject = call.about[number % len(call.about)]
        if subject in OF_MAKERS and not (unit.makes or unit.kind == "committee"):
            subject = INSTEAD
        if said[subject]:
            found.append((_moment(unit, rng, day, last), CATEGORIES[subject], *said[subject].pop()))
    found.sort(key=lambda one: one[0])
    submissions, answers = [], []
    for number, (moment, category, content, answer, what) in enumerate(found, 1):
        if moment.date() > unit.world.last:
            break
        own, teller = (voice, unit) if unit.kind != "committee" else _of_some_branch(unit, call, number, rng)
        told = own.say(content)
        submissions.append(
            {
                "received_at": moment,
                "raised_by": _who(teller, call, category, own, rng),
                "content": told,
                "category": category,
                "visibility": "summary" if category == WELFARE and rng.random() < 0.15 else "open",
            }
        )
        answers.append((what, _reply(unit, number, told, own.say(answer), closed or moment.date(), rng)))
    if call.kind in BALLOT and closed < unit.world.last:
        submissions.append(_counted(unit, call, closed, voice, rng))
        reply = _reply(unit, len(submissions), submissions[-1]["content"], voice.say(call.then), closed, rng, sure=True)
        answers.append((ADOPTED, reply))
    return submissions, answers


def _moment(unit, rng, first, last) -> datetime.datetime:
    day = unit.working_day(rng, first, last) or first
    return datetime.datetime.combine(day, datetime.time(rng.randint(8, 17), rng.randint(0, 59)))


def _of_some_branch(unit, call: Call, number: int, rng):
    """A branch that makes parts, and its voice: what the committee hears comes from the shop floor."""
    teller = rng.choice([other for other in unit.world.units if other.makes and other.groups] or [unit])
    return teller.voice("call", unit.code, call.title, number), teller


def _who(teller, call: Call, category: str, voice, rng) -> str:
    """Somebody by name where names are asked for; else nobody, or no more than where the opinion comes from."""
    if not call.anonymous:
        return rng.choice([*teller.members_on(teller.world.start), *teller.staff]).name
    return "" if rng.random() < 0.5 else voice.say(WHO[category])


def _counted(unit, call: Call, closed, voice, rng) -> dict:
    """The result: ballots given out, returned, and those of each choice, which add up to the returned ones."""
    category = CATEGORIES[call.about[0]]
    if unit.kind == "committee":
        given = rng.randint(120, 180)
    else:
        given = len(unit.members_on(closed) if category == PARTY_WORK else unit.people)
    returned = given - rng.randint(0, max(given // 12, 1))
    votes = [returned * share // 100 for _option, share in call.options]
    votes[0] += returned - sum(votes)
    listed = "，".join(
        f"{voice.say(option)}{count}票" for (option, _share), count in zip(call.options, votes, strict=True)
    )
    return {
        "received_at": datetime.datetime.combine(closed, datetime.time(17, 30)),
        "raised_by": "",
        "content": f"结果汇总：发出{given}份，收回{returned}份，全部有效。{listed}。",
        "category": category,
        "visibility": "summary",
    }


def _reply(unit, number: int, content: str, answer: str, since, rng, *, sure: bool = False) -> dict | None:
    """None while nobody has answered."""
    if not sure and rng.random() < NEVER:
        return None
    late = not sure and rng.random() < LATE
    day = _later(unit, since, rng.randint(8, 11) if late else rng.randint(1, 6), rng)
    if day is None:
        return None
    answering = unit.secretary if rng.random() < 0.6 else rng.choice(unit.with_role("drafter"))
    return {
        "submission": f"第{number}条：{content}"[:200],
        "reply": answer,
        "replied_by": answering,
        "replied_on": day,
        "satisfied": False if late else rng.choice((True, True, True, None)),
    }


def _later(unit, day, count: int, rng) -> datetime.date | None:
    """The working day that comes `count` working days after this one; None when the year ends before."""
    while day <= unit.world.last:
        if not count and unit.working_day(rng, day, day):
            return day
        day += DAY
        count -= bool(count and unit.working_day(rng, day, day))
    return None


def _adoption(answered: list[str]) -> str:
    """What became of the whole: adopted if all was, partly if some was; empty as long as nothing was answered."""
    kinds = set(answered)
    if not kinds:
        return ""
    if kinds == {ADOPTED}:
        return ADOPTED
    if kinds & {ADOPTED, PARTLY}:
        return PARTLY
    return EXPLAINED if EXPLAINED in kinds else FILED
