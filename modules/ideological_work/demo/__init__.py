"""思想政治工作 for the demo: each quarter's analysis of what employees think, and talks, visits, forums and surveys between them.

What people say is written without names; who was helped stands in rows that few may see.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from . import texts

DAY = datetime.timedelta(days=1)
ANALYSIS, TALK, VISIT, FORUM, SURVEY = "analysis", "talk", "visit", "forum", "questionnaire"


@dataclass(frozen=True)
class Occasion:
    """`months` of the year in which it may be held; `share`: in how many units of ten."""

    form: str
    title: str
    months: tuple[int, ...]
    share: int
    summaries: tuple[str, ...]
    # (fewest, most) people; how many concerns and actions are written down
    covered: tuple[int, int]
    concerns: tuple[int, int]
    scene: tuple[str, str] | None = None
    # only concerns of these kinds, if any
    kinds: tuple[str, ...] = ()


OCCASIONS = (
    Occasion(TALK, "党员普遍谈心谈话（{year}年）", (11, 12), 10, texts.TALKS, (14, 60), (3, 4)),
    Occasion(VISIT, "春节前走访慰问", (1, 2), 10, texts.NEW_YEAR_VISITS, (5, 16), (2, 3), ("talk", "两个人坐在桌旁谈话"), ("life", "safety")),
    Occasion(VISIT, "高温岗位走访慰问", (7, 8), 7, texts.SUMMER_VISITS, (18, 46), (2, 3), ("canteen", "高温岗位旁的饮水和防暑用品"), ("safety", "production", "life")),
    Occasion(FORUM, "青年员工座谈会", (4, 5), 6, texts.YOUTH_FORUMS, (8, 20), (3, 4), None, ("growth", "life", "production")),
    Occasion(FORUM, "{newline}调试班组座谈会", (9, 10), 5, texts.LINE_FORUMS, (8, 18), (3, 3), None, ("production", "growth", "safety")),
    Occasion(SURVEY, "职工思想状况问卷调查", (6, 3), 4, texts.SURVEYS, (40, 120), (4, 5)),
    Occasion(TALK, "岗位变动员工谈心谈话", (3, 8, 10), 6, texts.MOVES, (4, 12), (2, 3), None, ("growth", "pay", "production")),
)  # fmt: skip


def records(world, unit) -> Iterator:
    """The analyses once; what happens between them again and otherwise in further laps."""
    if unit.kind == "committee":
        return
    for month in unit.months():
        if month.month % 3 == 0 and not world.lap:
            yield from _held(world, unit, month, _analysis(month), (18, 30))
        for occasion in OCCASIONS[1:] if world.lap else OCCASIONS:
            chosen = unit.rng("thought", occasion.title)
            if chosen.randrange(10) < occasion.share and chosen.choice(occasion.months) == month.month:
                yield from _held(world, unit, month, occasion, (3, 27))


def _analysis(month) -> Occasion:
    title = f"{month.year}年{month.quarter_name}职工思想动态分析"
    return Occasion(ANALYSIS, title, (month.month,), 10, texts.ANALYSES, (24, 90), (4, 6))


def _held(world, unit, month, occasion: Occasion, between) -> Iterator:
    rng = unit.rng("thought", occasion.title, month.first)
    first = month.first.replace(day=max(month.first.day, between[0]))
    last = min(month.last, month.first.replace(day=min(between[1], month.last.day)))
    if day := unit.working_day(rng, first, last):
        yield _record(world, unit, occasion, day, rng)


def _record(world, unit, occasion: Occasion, day, rng):
    voice = unit.voice("thought", occasion.title, day, year=str(day.year))
    # A general branch's office reaches fewer than a workshop
    low, high = occasion.covered
    covered = rng.randint(low, high) if unit.groups else rng.randint((low + 1) // 2, low)
    concerns = _concerns(occasion, covered, day.month, voice, rng)
    actions = _actions(world, unit, concerns, day, voice, rng)
    done = [action for action in actions if action["result"]]
    helped = _help(unit, day, rng) if occasion.form in (VISIT, TALK) else []
    voice.know(
        covered=str(covered),
        concerns=str(len(concerns)),
        actions=str(len(actions)),
        times=str(sum(row["count"] for row in concerns)),
        first=texts.KINDS[concerns[0]["category"]].replace("其他", "文化生活等方面"),
        title=voice.say(occasion.title),
    )
    late = max((row["due"] for row in done), default=day)
    return unit.record(
        voice.say(occasion.title),
        day,
        {"survey_form": occasion.form, "covered_count": covered},
        rows={
            "main_concerns": [
                {"concern": row["concern"], "category": row["category"], "count": row["count"], "level": row["level"]}
                for row in concerns
            ],
            "actions": actions,
            "help_cases": helped,
        },
        summary=voice.say(rng.choice(occasion.summaries)),
        body=_body(world, unit, occasion, voice, concerns, rng),
        tags=("思想政治工作",),
        period=f"{day.year}Q{(day.month + 2) // 3}",
        contains_personal_data=bool(helped),
        standing=late > day,
        known_on=late if late > day else None,
    )


def _concerns(occasion: Occasion, covered: int, month: int, voice, rng) -> list[dict]:
    """What was said, the most often said first; nobody's name in it."""
    pool = [concern for concern in texts.CONCERNS if not occasion.kinds or concern[1] in occasion.kinds]
    pool = [concern for concern in pool if month in texts.seasons(concern[0])]
    chosen = rng.sample(pool, rng.randint(*occasion.concerns))
    rows = []
    for concern, category, action, result in chosen:
        count = rng.randint(1, max(1, min(covered, covered // 3 + 1)))
        level = (
            "high"
            if 4 * count > covered and category in ("pay", "safety")
            else "middle"
            if 6 * count > covered
            else "low"
        )
        words = {"concern": voice.say(concern), "category": category, "count": count, "level": level}
        rows.append(words | {"action": voice.say(action), "result": voice.say(result)})
    return sorted(rows, key=lambda row: -row["count"])


def _actions(world, unit, concerns: list[dict], day, voice, rng) -> list[dict]:
    owners = [*unit.committee, *(group.leader for group in unit.groups)]
    actions = []
    for row in concerns:
        if row["level"] == "low" and rng.random() < 0.5:
            continue
        due = day + rng.randint(10, 45) * DAY
        due -= max(due.weekday() - 4, 0) * DAY
        result = row["result"] if due <= world.last and rng.random() < 0.85 else ""
        actions.append({"action": row["action"], "owner": rng.choice(owners).name, "due": due, "result": result})
    return actions


def _help(unit, day, rng) -> list[dict]:
    """Whom the branch helped: for the few who may see it."""
    people = [person for person in (*unit.staff, *unit.members) if person.there_on(day) and not person.post]
    count = min(rng.randint(1, 3), len(people))
    cases = rng.sample(texts.HELP, count)
    chosen = rng.sample(people, count)
    return [
        {"person": person, "need": need, "help": given, "date": day}
        for person, (need, given) in zip(chosen, cases, strict=True)
    ]


def _body(world, unit, occasion: Occasion, voice, concerns, rng) -> list[tuple]:
    blocks = []
    if occasion.form == ANALYSIS:
        blocks.append(
            ("rich_text", f"<p>{voice.say(rng.choice(texts.METHODS))}</p><p>{voice.say(rng.choice(texts.MOODS))}</p>")
        )
        totals = {}
        for row in concerns:
            totals[row["category"]] = totals.get(row["category"], 0) + row["count"]
        rows = [(texts.KINDS[kind], count) for kind, count in sorted(totals.items(), key=lambda item: -item[1])]
        blocks.append(unit.table("反映问题按类别汇总", ("类别", "人次"), *rows))
        blocks.append(("callout", {"kind": "info", "text": voice.say(rng.choice(texts.REMINDERS))}))
    elif rng.random() < 0.6:
        blocks.append(("rich_text", f"<p>{voice.say(rng.choice(texts.NOTES))}</p>"))
    if occasion.scene and rng.random() < 0.4:
        scene, alt = occasion.scene
        picture = unit.picture(scene, rng, alt)
        blocks.append(("image", {"image": picture, "alt": picture.alt, "caption": voice.say("{title}")}))
    return blocks
