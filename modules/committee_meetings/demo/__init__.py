"""A year of 党委会议 for the demo: the committee's meetings, the secretaries', the democratic life meeting, studies beforehand.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator

from .matters import (
    COMMITTEE,
    DEPUTY,
    ENLARGED,
    FIRST,
    LIFE,
    LIFE_MATTERS,
    MATTERS,
    PRE_STUDY,
    SECRETARIES,
    Matter,
)

DAY = datetime.timedelta(days=1)
# In which months each kind is held besides the monthly 党委会, and on which days: (months, first, last)
CALENDAR = {
    COMMITTEE: (range(1, 13), 4, 14),
    ENLARGED: ((1, 4, 7, 10), 15, 27),
    PRE_STUDY: ((2, 5, 8, 11), 15, 26),
    SECRETARIES: ((2, 3, 5, 6, 8, 9, 11, 12), 8, 24),
    LIFE: ((1,), 10, 24),
}
HOW_MANY = {COMMITTEE: (3, 4), ENLARGED: (2, 3), PRE_STUDY: (1, 2), SECRETARIES: (3, 3)}
PLACES = {
    COMMITTEE: ("厂部三楼党委会议室",),
    ENLARGED: ("厂部一楼多功能厅", "江北厂区视频会议室"),
    PRE_STUDY: ("厂部三楼党委会议室",),
    SECRETARIES: ("厂部二楼会议室", "白马山厂区会议室", "{newline}现场会议室"),
    LIFE: ("厂部三楼党委会议室",),
}
# Where one of the committee may already be
MEETINGS = "three_meetings_one_lesson"
STARTS = {
    COMMITTEE: ((8, 30), (14, 30)),
    ENLARGED: ((14, 0), (15, 0)),
    PRE_STUDY: ((9, 0), (15, 30)),
    SECRETARIES: ((16, 0), (8, 30)),
    LIFE: ((8, 30),),
}
# How long a matter rests before it comes up again, one of certain months and one of any month; what the secretaries hear
# each time does not rest
RESTS = {True: 75 * DAY, False: 200 * DAY}
REASONS = ("赴客户处协调交付", "参加上级会议", "年休假", "外出培训", "现场处理设备故障", "病假")
SUMMARIES = {
    COMMITTEE: "{day}，{chair}主持召开党委会，应到委员{expected}人，实到{present}人，研究议题{count}项，形成决议{count}项。",
    ENLARGED: "{day}党委扩大会由{chair}主持，应到委员{expected}人，实到{present}人，各支部书记列席，研究议题{count}项。",
    PRE_STUDY: "{day}，{chair}主持党委会，对{count}项重大经营管理事项进行前置研究，应到委员{expected}人，实到{present}人。",
    SECRETARIES: "{day}，{chair}主持支部书记例会，应到支部书记{expected}人，实到{present}人，安排{count}项工作。",
    LIFE: "{day}，党委召开{last_year}年度民主生活会，应到委员{expected}人，实到{present}人，开展批评和自我批评。",
}
LOOKING_BACK = (
    "会议首先听取上次会议决定事项落实情况：{before}项中完成{done}项，其余说明了原因和完成时间。",
    "上次会议议定{before}项，{done}项已经办结，{recorder}对没有办结的作了说明。",
    "会前对照上次纪要逐项销号，{before}项中有{done}项按期完成。",
)
CLOSINGS = (
    "{chair}在总结时要求，议定事项由责任人直接抓，下次会议首先报告进展。",
    "会议强调，会上充分发言、会后一个声音，未公开的讨论内容不得外传。",
    "会议要求，能并入日常工作的不再另开会、不另发文。",
)


def records(world, unit) -> Iterator:
    """The committee's meetings; they are numbered, so that no further lap adds to them."""
    if world.lap or unit.kind != "committee":
        return
    last: dict[str, datetime.date] = {}
    engaged: list = []
    for month in unit.months():
        held = []
        for kind, (months, first, latest) in CALENDAR.items():
            rng = unit.rng("meeting", kind, month.first)
            begin, end = month.first.replace(day=first), month.first.replace(day=latest)
            if month.month in months and (day := unit.working_day(rng, begin, min(end, month.last))):
                held.append((day, kind, rng))
        for day, kind, rng in sorted(held, key=lambda one: one[0]):
            held = _record(world, unit, kind, day, rng, last, engaged)
            engaged += unit.engagements(held)
            yield held


def _record(world, unit, kind: str, day, rng, last: dict, engaged: list):
    """`last`: when each matter was last deliberated. `engaged`: who is at another of these meetings."""
    voice = unit.voice("meeting", kind, day, **_words(day))
    expected, chair = _expected(world, unit, kind)
    recorder = rng.choice([person for person in unit.people if "party_office" in person.roles])
    reporters = {person.job: person for person in unit.people}
    matters = LIFE_MATTERS if kind == LIFE else _draw(kind, day, last, rng)
    agenda, public = _agenda(kind, matters, voice, reporters, day)
    free = [person for person in expected if person is not chair and person.name not in str(agenda)]
    absent = [person for person in free if rng.random() < 0.12][: 0 if kind == LIFE else 2]
    before = rng.randint(3, 6)
    voice.know(
        chair=chair.name,
        recorder=recorder.name,
        expected=str(len(expected)),
        present=str(len(expected) - len(absent)),
        count=str(len(agenda)),
        before=str(before),
        done=str(before - rng.choice((1, 1, 2))),
    )
    reasons = rng.sample(REASONS, len(REASONS))
    title = _title(kind, day)
    start = datetime.datetime.combine(day, datetime.time(*rng.choice(STARTS[kind])))
    place = voice.say(rng.choice(PLACES[kind]))
    observers = _observers(world, unit, kind, rng, absent)
    # members of the committee give lessons in the branches
    engaged = [*engaged, *(one for other in world.units for one in other.engaged(day, MEETINGS))]
    start = unit.free_at(start, STARTS[kind], [chair, recorder, *observers], engaged)
    return unit.record(
        title,
        day,
        {
            "meeting_kind": kind,
            "held_at": start,
            "place": place,
            "chair": chair,
            "recorder": recorder,
            "expected": len(expected),
            "present": len(expected) - len(absent),
            "observers": observers,
            "disclosable_extract": "".join(f"<p>{line}</p>" for line in public),
        },
        rows={
            "agenda": agenda,
            "absentees": [
                {"person": person, "reason": reason} for person, reason in zip(absent, reasons, strict=False)
            ],
        },
        summary=voice.say(SUMMARIES[kind]),
        body=_body(unit, kind, voice, rng),
        tags=("党委会议",),
        contains_personal_data=bool(absent),
        evidence=[("minutes", _minutes(unit, title, voice, agenda), "纪要，原件存党务室")]
        if kind != SECRETARIES
        else [],
    )


def _words(day: datetime.date) -> dict[str, str]:
    quarters = ("一季度", "二季度", "三季度", "四季度")
    # a quarter's figures are talked about after it; plans that are made in December are next year's
    quarter = (day.month - 1) // 3
    before = day.replace(day=1) - DAY if day.month % 3 == 1 else day
    return {
        "year": str(day.year + (day.month == 12)),
        "last_year": str(day.year - 1),
        "day": f"{day.month}月{day.day}日",
        "month": str(day.month),
        "quarter": quarters[(before.month - 1) // 3],
        "last_quarter": quarters[quarter - 1],
    }


def _title(kind: str, day: datetime.date) -> str:
    quarter = (day.month + 2) // 3
    return {
        COMMITTEE: f"{day.year}年第{day.month}次党委会",
        ENLARGED: f"{day.year}年第{quarter}次党委扩大会",
        PRE_STUDY: f"{day.year}年第{quarter}次重大事项前置研究",
        SECRETARIES: f"支部书记例会（{day.year}年{day.month}月）",
        LIFE: f"{day.year - 1}年度党委民主生活会",
    }[kind]


def _expected(world, unit, kind: str):
    """(who was to come, who presides)."""
    if kind == SECRETARIES:
        deputy = next(person for person in unit.committee if person.job == DEPUTY)
        return [other.secretary for other in world.units if other is not unit], deputy
    return unit.committee, unit.secretary


def _observers(world, unit, kind: str, rng, absent) -> list:
    secretaries = [other.secretary for other in world.units if other is not unit]
    if kind == ENLARGED:
        return secretaries
    if kind == PRE_STUDY:
        return rng.sample(secretaries, min(len(secretaries), 2))
    if kind == SECRETARIES:
        return [person for person in unit.committee if "组织委员" in person.post and person not in absent]
    return []


def _draw(kind: str, day: datetime.date, last: dict, rng) -> list[Matter]:
    """Matters of the season first, and those that rested longest."""
    suitable = [one for one in MATTERS if kind in one.kinds and (not one.months or day.month in one.months)]
    if kind != SECRETARIES:
        suitable = [one for one in suitable if one.topic not in last or day - last[one.topic] > RESTS[bool(one.months)]]
    suitable.sort(key=lambda one: (not one.months, last.get(one.topic, datetime.date.min), rng.random()))
    chosen = suitable[: rng.randint(*HOW_MANY[kind])]
    last.update((one.topic, day) for one in chosen)
    return chosen


def _agenda(kind: str, matters, voice, reporters, day) -> tuple[list[dict], list[str]]:
    """The rows, and the sentences that everybody may read."""
    agenda, public = [], []
    if kind in (COMMITTEE, ENLARGED):
        agenda.append(_first_of_all(kind, voice, reporters, day))
    for one in matters:
        if kind == LIFE:
            topic, reporter, opinions, resolution, owner, days = one
        else:
            topic, reporter, resolution, owner, days = one.topic, one.reporter, one.resolution, one.owner, one.days
            opinions = "\n".join(one.opinions)
            if one.public:
                public.append(voice.say(one.public))
        agenda.append(
            {
                "topic": voice.say(topic),
                "proposer": f"{reporters[reporter].name}（{reporter}）",
                "opinions": voice.say(opinions),
                "resolution": voice.say(resolution),
                "owner": reporters[owner].name,
                "due": day + days * DAY if days else None,
            }
        )
        # another matter has numbers of its own
        for name in "nmkj":
            voice.known.pop(name, None)
    if public:
        public.insert(0, f"会议研究议题{len(agenda)}项，其中可公开的内容如下。")
    return agenda, public


def _first_of_all(kind, voice, reporters, day) -> dict:
    """第一议题: what the committee studies before it deliberates."""
    topic, taken = FIRST[(12 * day.year + day.month + 4 * (kind == ENLARGED)) % len(FIRST)]
    return {
        "topic": f"第一议题：{topic}",
        "proposer": f"{reporters[DEPUTY].name}（{DEPUTY}）",
        "opinions": voice.say(taken),
        "resolution": "各委员结合分管工作抓好贯彻，中心组安排交流一次。",
        "owner": reporters[DEPUTY].name,
        "due": day + 30 * DAY,
    }


def _body(unit, kind: str, voice, rng) -> list[tuple]:
    if kind == LIFE:
        text = "会前开展了学习研讨、征求意见和谈心谈话；批评意见只反馈本人，记录按规定归档，不上网。"
        return [("rich_text", f"<p>{text}</p>")]
    lines = [voice.say(rng.choice(LOOKING_BACK)), voice.say(rng.choice(CLOSINGS))]
    blocks = [("rich_text", "".join(f"<p>{line}</p>" for line in lines))]
    if kind == ENLARGED and voice.known["month"] in ("1", "7"):
        picture = unit.picture("meeting", rng, "党委扩大会：参会人员围坐在长桌旁")
        blocks.append(("image", {"image": picture, "alt": picture.alt, "caption": ""}))
    return blocks


def _minutes(unit, title: str, voice, agenda):
    head = ("议题", "决议", "责任人", "时限")
    rows = [(row["topic"], row["resolution"], row["owner"], row["due"] or "长期坚持") for row in agenda]
    names = f"主持：{voice.known['chair']}　记录：{voice.known['recorder']}"
    return unit.paper(f"{unit.title}{title}纪要", names, table=[head, *rows])
