"""组织生活会 for the demo: the year's meeting of each branch in December, with some a special one (专题组织生活会) in summer.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import texts

DAY = datetime.timedelta(days=1)
MEMBERS, COMMITTEE, GROUP = "members", "committee", "group"
# The list is reported within 15 days of the meeting; what it names is put right within three months or so
EARLIEST_DUE, LATEST_DUE = 20, 110
TITLES = {
    MEMBERS: "{year}年度组织生活会",
    COMMITTEE: "{year}年度总支委员会组织生活会",
    GROUP: "{group}专题组织生活会（{year}年{month}月）",
}


@dataclass
class Meeting:
    """One meeting; `rng` is its own."""

    form: str
    day: datetime.date
    expected: list
    chair: Any
    recorder: Any
    rng: Any
    group: str = ""


def records(world, unit) -> Iterator:
    """A standing duty of once a year, so that further laps add none."""
    if world.lap or unit.kind == "committee":
        return
    for month in unit.months():
        if month.month == 12:
            yield from _yearly(world, unit, month)
        if month.month in (6, 7) and unit.groups:
            yield from _special(world, unit, month)


def _yearly(world, unit, month) -> Iterator:
    rng = unit.rng("life meeting", month.year)
    first = month.first.replace(day=8) if month.first.day < 8 else month.first
    day = unit.working_day(rng, first, month.last.replace(day=min(month.last.day, 28)))
    # a year cut in mid-December tells of its beginning's December, not of its end's
    if day is None or (day.year == world.last.year != world.start.year and world.last.day < 28):
        return
    form = MEMBERS if unit.groups else COMMITTEE
    committee = unit.committee
    expected = unit.members_on(day)
    yield _record(world, unit, Meeting(form, day, expected, committee[0], committee[-1], rng))


def _special(world, unit, month) -> Iterator:
    """In each second branch one of its groups meets about one subject, in June or July."""
    rng = unit.rng("special meeting", month.year)
    if rng.random() < 0.5 or rng.choice((6, 7)) != month.month:
        return
    group = rng.choice(unit.groups)
    if day := unit.working_day(rng, month.first.replace(day=max(month.first.day, 10)), month.last):
        expected = [person for person in group.members if person.there_on(day)]
        yield _record(world, unit, Meeting(GROUP, day, expected, group.leader, expected[1], rng, group.name))


def _record(world, unit, meeting: Meeting):
    rng, day = meeting.rng, meeting.day
    absent = 0 if meeting.form != MEMBERS else rng.choice((0, 0, 1, 1, 2)) if len(meeting.expected) > 8 else 0
    present = len(meeting.expected) - absent
    guest = _guest(world, unit, rng) if meeting.form != GROUP else None
    voice = unit.voice("life meeting", day, year=str(day.year), month=str(day.month), group=meeting.group)
    theme = voice.say(rng.choice(texts.SPECIAL_THEMES if meeting.form == GROUP else texts.YEARLY_THEMES))
    opinions = rng.randint(6, 24) if meeting.form != GROUP else rng.randint(3, 8)
    rectification = _rectification(world, unit, meeting, voice)
    preparation = _preparation(meeting, voice, opinions)
    done = [row["done_on"] for row in rectification if row["done_on"]]
    voice.know(
        theme=theme,
        expected=str(len(meeting.expected)),
        present=str(present),
        chair=meeting.chair.name,
        opinions=str(opinions),
        issues=str(len(rectification)),
        guest=guest.name if guest else "",
        date=f"{day.month}月{day.day}日",
    )
    return unit.record(
        voice.say(TITLES[meeting.form]),
        day,
        {
            "theme": theme,
            "form": meeting.form,
            "held_at": datetime.datetime.combine(day, datetime.time(rng.choice((9, 14, 15)), rng.choice((0, 30)))),
            "chair": meeting.chair,
            "recorder": meeting.recorder,
            "expected": len(meeting.expected),
            "present": present,
            "superior_attendee": guest,
            "criticism_summary": _criticism(meeting, voice, present),
        },
        rows={"preparation": preparation, "rectification": rectification},
        summary=voice.say(rng.choice(texts.SUMMARIES)),
        body=_body(unit, meeting, voice, guest, preparation),
        tags=("组织生活会",),
        evidence=[("sign_in_sheet", _sign_in_sheet(unit, meeting), "")] if meeting.form == MEMBERS else [],
        standing=bool(done),
        known_on=max(done, default=None),
    )


def _guest(world, unit, rng):
    """Somebody from above sits in: of the general branch where the branch has one, otherwise of the Party committee."""
    above = world.by_code.get(unit.parent, world.committee)
    people = [person for person in above.committee if person.post and person not in unit.people]
    return rng.choice(people) if rng.random() < 0.8 else None


def _preparation(meeting: Meeting, voice, opinions: int) -> list[dict]:
    """Study first, then talks and opinions, all before the meeting."""
    rng = meeting.rng
    voice.know(opinions=str(opinions))
    days = sorted(rng.sample(range(3, 22), 3), reverse=True)
    if meeting.form == GROUP:
        notes = texts.GROUP_STUDY, texts.GROUP_TALKS, texts.GROUP_OPINIONS
    else:
        notes = texts.STUDY, texts.TALKS, texts.OPINIONS
    return [
        {"step": step, "date": _weekday(meeting.day - back * DAY), "note": voice.say(rng.choice(choices))}
        for step, choices, back in zip(("study", "talk", "opinions"), notes, days, strict=True)
    ]


def _weekday(day: datetime.date) -> datetime.date:
    """This day, or the Friday before it."""
    return day - max(day.weekday() - 4, 0) * DAY


def _rectification(world, unit, meeting: Meeting, voice) -> list[dict]:
    """What is to be put right, by whom and until when; done by today where there was time for it, but for a laggard."""
    rng = meeting.rng
    pool = {
        MEMBERS: texts.BRANCH_ISSUES, COMMITTEE: texts.GENERAL_BRANCH_ISSUES, GROUP: texts.GROUP_ISSUES
    }[meeting.form]  # fmt: skip
    owners = [*meeting.expected[:6]] if meeting.form == GROUP else [*unit.committee, *(g.leader for g in unit.groups)]
    rows = []
    for issue, measure in rng.sample(pool, rng.randint(3, 4) if meeting.form == GROUP else rng.randint(4, 6)):
        due = _weekday(meeting.day + rng.randint(EARLIEST_DUE, LATEST_DUE) * DAY)
        done = _weekday(due - rng.randint(0, 12) * DAY if rng.random() < 0.85 else due + rng.randint(3, 15) * DAY)
        rows.append(
            {
                "issue": voice.say(issue),
                "measure": voice.say(measure),
                "owner": rng.choice(owners).name,
                "due": due,
                "done_on": done if done <= world.last and rng.random() < 0.93 else None,
            }
        )
    return rows


def _criticism(meeting: Meeting, voice, people: int) -> str:
    """What was said, without sparing anybody and without anything that belongs to nobody but one person."""
    rng = meeting.rng
    said = {
        MEMBERS: lambda: [*rng.sample(texts.CRITICISM, 2), *rng.sample(texts.OF_MEMBERS, 3)],
        COMMITTEE: lambda: rng.sample(texts.OF_GENERAL_BRANCH, 3),
        GROUP: lambda: rng.sample(texts.OF_MEMBERS, 3),
    }[meeting.form]()
    items = "".join(f"<li>{voice.say(text)}</li>" for text in said)
    count = people * rng.randint(2, 3)
    return (
        f"<p>会上{people}名党员逐一作了对照检查，提出相互批评意见{count}条，归纳如下：</p><ol>{items}</ol>"
        "<p>被批评的同志当场表态，没有解释推脱的。</p>"
    )


def _body(unit, meeting: Meeting, voice, guest, preparation) -> list[tuple]:
    rng = meeting.rng
    parts = [voice.say(text) for text in texts.PROCEDURE[meeting.form]]
    blocks = [("rich_text", "".join(f"<p>{part}</p>" for part in parts))]
    if guest:
        words = voice.say(rng.choice(texts.REMARKS))
        blocks.append(("quote", {"text": words, "source": f"{guest.post}{guest.name}点评"}))
    if rng.random() < 0.5:
        titles = {"study": "会前学习", "talk": "谈心谈话", "opinions": "征求意见"}
        steps = [
            {"date": f"{row['date'].month}月{row['date'].day}日", "title": titles[row["step"]], "text": row["note"]}
            for row in sorted(preparation, key=lambda row: row["date"])
        ]
        last = {"date": f"{meeting.day.month}月{meeting.day.day}日", "title": "召开组织生活会", "text": ""}
        blocks.append(("timeline", [*steps, last]))
    if rng.random() < 0.6:
        picture = unit.picture("meeting", rng, "参会党员围坐在长桌旁，一人正在发言")
        blocks.append(("image", {"image": picture, "alt": picture.alt, "caption": "组织生活会现场"}))
    blocks.append(("rich_text", f"<p>{voice.say(rng.choice(texts.CLOSINGS))}</p>"))
    return blocks


def _sign_in_sheet(unit, meeting: Meeting):
    rows = [(number, person.name, person.post or "党员") for number, person in enumerate(meeting.expected, 1)]
    return unit.paper(
        f"{meeting.day.year}年度组织生活会签到表",
        f"单位：{unit.title}",
        f"日期：{meeting.day.year}年{meeting.day.month}月{meeting.day.day}日",
        f"应到{len(meeting.expected)}人；到会的在原件上签名，原件存支部。",
        table=[("序号", "姓名", "职务"), *rows],
    )
