"""A year of 党风廉政 for the demo: letters of responsibility, education, cases, risk points, talks and checks.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections import Counter
from collections.abc import Iterator

from .items import (
    BRANCH,
    BRANCH_RISK,
    CASE,
    CHANNEL,
    CHECK,
    COMMITTEE,
    COMMITTEE_LETTER,
    COMMITTEE_RISK,
    COMMITTEE_RISKS,
    EDUCATION,
    LETTER,
    LETTERS,
    RISK,
    RISKS,
    TALK,
    Item,
)

DAY = datetime.timedelta(days=1)
# How many of each kind a branch has in a year, besides its letter and its risk points
HOW_MANY = {EDUCATION: 4, CASE: 1, TALK: 1, CHECK: 2}
# Once a year, and so no further lap tells of it again
YEARLY = (LETTER, RISK, CHANNEL)
HEADINGS = {
    LETTER: "责任内容",
    EDUCATION: "教育内容",
    CASE: "案例警示与对照检查",
    RISK: "说明",
    TALK: "谈话要点",
    CHECK: "检查安排",
    CHANNEL: "公告内容",
}
REMINDERS = (
    ("notice", "对本条内容有意见，可向{who}或纪检委员反映；谈话和检查的具体材料不上网。"),
    ("info", "{team}的做法可以借鉴：账物当班清、票据当天贴、疑问当面说。"),
    ("info", "请班组长在班前会上传达要点，未到会的由党小组长补讲。"),
)


def records(world, unit) -> Iterator:
    """At least an education or a check in every quarter; a further lap tells only what is not done once a year."""
    for number, (item, day) in enumerate(sorted(_dated(unit), key=lambda pair: pair[1])):
        if world.lap and item.kind in YEARLY:
            continue
        yield _record(world, unit, item, day, unit.rng("clean", number))


def _dated(unit) -> Iterator[tuple[Item, datetime.date]]:
    """What the unit does in this year, each with its day."""
    for item, month in _planned(unit):
        rng = unit.rng("clean", item.kind, item.title)
        first, last = month.first.replace(day=max(month.first.day, 4)), month.last.replace(day=min(month.last.day, 24))
        if first <= last and (day := unit.working_day(rng, first, last)):
            yield item, day


def _planned(unit) -> Iterator[tuple]:
    """Each with its month: those that can be done in few months first, the others where a quarter has least."""
    rng = unit.rng("clean")
    committee = unit.kind == "committee"
    months = [month for month in unit.months() if (month.last - month.first).days > 12]
    for item in (COMMITTEE_LETTER, COMMITTEE_RISK) if committee else (LETTERS, BRANCH_RISK):
        yield from ((item, month) for month in months if month.month in item.months)
    counts: Counter = Counter()
    for item in sorted(COMMITTEE if committee else _share(unit), key=lambda item: len(item.months)):
        due = [month for month in months if month.month in item.months]
        if due:
            fewest = min(counts[month.year, month.quarter] for month in due)
            month = rng.choice([month for month in due if counts[month.year, month.quarter] == fewest])
            counts[month.year, month.quarter] += item.kind in (EDUCATION, CASE, CHECK)
            yield item, month


def _share(unit) -> list[Item]:
    """Neighbouring branches do not choose the same: each begins further on in what there is of a kind."""
    place = [other.code for other in unit.world.units].index(unit.code)
    chosen = []
    for kind, count in HOW_MANY.items():
        pool = [item for item in BRANCH if item.kind == kind]
        pool = unit.world.rng("clean", kind).sample(pool, len(pool))
        chosen += [pool[(place * count + number) % len(pool)] for number in range(count)]
    return chosen if unit.kind == "branch" else chosen[:5]


def _record(world, unit, item: Item, day, rng):
    committee = unit.kind == "committee"
    responsible = _responsible(unit, item, rng)
    voice = unit.voice("clean", item.kind, day, year=str(day.year), who=responsible.name)
    present = len(unit.members_on(day)) if item.audience.startswith("全体党员") else rng.randint(6, 12)
    if committee:
        present = rng.randint(22, 38)
    elif unit.kind == "general_branch":
        present = 3 if item.audience.startswith("全体党员") else rng.randint(4, 8)
    voice.know(present=str(max(present - (present > 10) * rng.randint(0, 3), 3)))
    rows = {}
    if item.kind == RISK:
        rows["risk_points"] = _risks(unit, voice, rng)
        high = len([row for row in rows["risk_points"] if row["level"] == "high"])
        voice.know(count=str(len(rows["risk_points"])), high=str(high))
    voice.draw(item.summary, *item.points, item.findings)
    if item.rectification:
        rows["rectification"] = [_rectified(world, voice, row, day, rng) for row in item.rectification]
    title = voice.say(item.title)
    if str(day.year) not in title:
        title = f"{title}（{day.year}年{day.month}月）"
    return unit.record(
        title,
        day,
        {
            "item_kind": item.kind,
            "responsible": responsible,
            "audience": voice.say(item.audience),
            "findings": voice.say(item.findings),
        },
        rows=rows,
        summary=voice.say(item.summary),
        body=_body(unit, item, voice, rng),
        tags=("党风廉政", *item.tags),
        source_kind="superior_document" if item.source else "own_record",
        source_ref=item.source,
        attachments=[_letter(unit, item, voice, day)] if item.kind == LETTER and not world.lap else [],
    )


def _responsible(unit, item: Item, rng):
    """The secretary for what a secretary answers for, otherwise whoever is there for discipline."""
    if item.kind == LETTER or item.title.startswith("党委书记"):
        return unit.secretary
    for_discipline = [person for person in unit.committee if "纪" in person.post]
    return for_discipline[0] if for_discipline else rng.choice(unit.committee[:2])


def _risks(unit, voice, rng) -> list[dict]:
    if unit.kind == "committee":
        risks = list(COMMITTEE_RISKS)
    else:
        suitable = [risk for risk in RISKS if risk.suits(unit.makes or unit.kind == "general_branch")]
        risks = rng.sample(suitable, min(len(suitable), rng.randint(4, 6)))
    order = ("high", "middle", "low")
    return [
        {
            "post": voice.say(risk.post),
            "risk": voice.say(risk.risk),
            "level": risk.level,
            "control": voice.say(risk.control),
            "owner": rng.choice(unit.committee).name,
        }
        for risk in sorted(risks, key=lambda risk: order.index(risk.level))
    ]


def _rectified(world, voice, row, day, rng) -> dict:
    issue, action, done = row
    due = day + rng.randint(10, 35) * DAY
    return {
        "issue": voice.say(issue),
        "action": voice.say(action),
        "due": due,
        "done": voice.say(done) if due < world.last else "正在整改",
    }


def _body(unit, item: Item, voice, rng) -> list[tuple]:
    points = item.points
    if item.kind == LETTER and unit.kind != "committee":
        # not every branch promises the same
        points = sorted(rng.sample(points, 5), key=points.index)
    lines = "".join(f"<li>{voice.say(point)}</li>" for point in points)
    blocks = [("heading", {"text": HEADINGS[item.kind], "level": "2"}), ("rich_text", f"<ol>{lines}</ol>")]
    if item.kind in (EDUCATION, TALK) and unit.kind != "committee" and rng.random() < 0.4:
        kind, text = rng.choice(REMINDERS)
        blocks.append(("callout", {"kind": kind, "text": voice.say(text)}))
    return blocks


def _letter(unit, item: Item, voice, day):
    lines = [f"{number}. {voice.say(point)}" for number, point in enumerate(item.points, 1)]
    return unit.paper(f"{unit.title}{voice.say(item.title)}（样本）", f"日期：{day:%Y年%m月%d日}", *lines)
