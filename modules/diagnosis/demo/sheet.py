"""One diagnosis: the objectives, the four phases, what is good and what is not, and what comes of it."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from . import texts
from .figures import BLUE, GREEN, RED, YELLOW, Reading

DAY = datetime.timedelta(days=1)
PHASES = ("plan", "do", "check", "act")
TITLES = {
    "self": "{period}方针目标自诊断",
    "committee": "{period}党委诊断：{target}",
    "peer": "与{target}互诊（{period}）",
    "follow_up": "{period}复诊：{target}",
}


@dataclass
class Occasion:
    """Who looks at whom, when and for what time (`period` as the record writes it, `name` as people say it)."""

    kind: str
    unit: Any
    target: Any
    day: datetime.date
    period: str
    name: str
    team: list
    found: list[Reading]
    rng: Any


def sheet(occasion: Occasion):
    """The record. Its problems are looked at again until the last day of the world's year."""
    rng, target, unit = occasion.rng, occasion.target, occasion.unit
    voice = target.voice("diagnosis", occasion.kind, unit.code, occasion.day)
    colours = Counter(reading.status for reading in occasion.found)
    scores = _scores(colours, voice, rng)
    problems = _problems(occasion, voice)
    conclusion = _conclusion(colours, scores)
    reached = colours[BLUE] + colours[GREEN]
    voice.know(
        target=target.title,
        period=occasion.name,
        count=str(len(occasion.found)),
        reached=str(reached),
        red=str(colours[RED]),
        yellow=str(colours[YELLOW]),
        problems=str(len(problems)),
        conclusion=texts.CONCLUSIONS[conclusion],
    )
    settled = [row["verified_on"] for row in problems if row["verified_on"]]
    replied = occasion.kind != "self" and occasion.day + 25 * DAY < unit.world.last
    return unit.record(
        voice.say(TITLES[occasion.kind]),
        occasion.day,
        {
            "diagnosis_kind": occasion.kind,
            "target_unit": target,
            "quarter": occasion.period,
            "diagnosed_on": occasion.day,
            "team": occasion.team,
            "strengths": _strengths(occasion, voice),
            "conclusion": conclusion,
            "reply": f"<p>{voice.say(rng.choice(texts.REPLIES))}</p>" if replied else "",
        },
        rows={
            "objective_results": [_result(reading, rng) for reading in occasion.found],
            "process_scores": scores,
            "problems": problems,
        },
        summary=voice.say(rng.choice(texts.SUMMARIES[occasion.kind])),
        body=_body(occasion, voice, colours, scores),
        tags=("诊断评价",),
        period=occasion.period,
        standing=bool(settled),
        known_on=max(settled, default=None),
    )


def _result(reading: Reading, rng) -> dict:
    return {
        "objective": f"{reading.objective}（{reading.indicator}）",
        "must": reading.must,
        "stretch": reading.stretch,
        "actual": reading.actual,
        "status": reading.status,
        "comment": rng.choice(texts.COMMENTS[reading.status]),
    }


def _scores(colours, voice, rng) -> list[dict]:
    """Each phase between 60 and 98: the results pull the check and the act phase most."""
    weak = 5 * colours[RED] + 2 * colours[YELLOW]
    pulls = {"plan": 0.4, "do": 0.8, "check": 1.0, "act": 1.3}
    return [
        {
            "phase": phase,
            "score": max(60, min(98, round(rng.randint(86, 97) - pulls[phase] * weak))),
            "evidence": voice.say(rng.choice(texts.EVIDENCE[phase])),
        }
        for phase in PHASES
    ]


def _conclusion(colours, scores) -> str:
    mean = sum(row["score"] for row in scores) / len(scores)
    missed = colours[RED] + colours[YELLOW]
    if mean >= 90 and not colours[RED] and missed <= 1:
        return "a"
    if mean >= 83 and colours[RED] <= 1:
        return "b"
    return "c" if mean >= 75 or colours[RED] <= 2 else "d"


def _problems(occasion: Occasion, voice) -> list[dict]:
    """What is red or yellow, the worse first, and one or two things about how the work is done."""
    rng, target = occasion.rng, occasion.target
    rows = []
    for reading in sorted(occasion.found, key=lambda one: one.status != RED):
        if reading.status not in (RED, YELLOW):
            continue
        cause, action = rng.choice((*reading.causes, *texts.CAUSES[reading.dimension]))
        verb = "未达必达" if reading.status == RED else "接近但未到必达"
        problem = f"{reading.said(occasion.name)}，{verb}{reading.must}"
        rows.append(_problem(occasion, problem, voice.say(cause), voice.say(action), reading.responsible.name))
    owners = [*target.committee, *(group.leader for group in target.groups)]
    pool = texts.PROBLEMS if occasion.kind != "self" else (*texts.OWN_PROBLEMS, *texts.PROBLEMS)
    for problem, cause, action in rng.sample(pool, 1 if len(rows) > 1 else 2):
        rows.append(
            _problem(occasion, voice.say(problem), voice.say(cause), voice.say(action), rng.choice(owners).name)
        )
    return rows[:4]


def _problem(occasion: Occasion, problem, cause, action, owner) -> dict:
    rng, last = occasion.rng, occasion.unit.world.last
    due = occasion.day + rng.randint(14, 40) * DAY
    verified = due + rng.randint(-4, 9) * DAY
    verified -= max(verified.weekday() - 4, 0) * DAY
    if verified <= last and rng.random() < 0.88:
        state, verified_on = "verified", verified
    else:
        verified_on = None
        state = "done" if due <= last and rng.random() < 0.6 else "open"
    return {
        "problem": problem,
        "cause": cause,
        "action": action,
        "owner": owner,
        "due": due,
        "verified_on": verified_on,
        "state": state,
    }


def _strengths(occasion: Occasion, voice) -> str:
    rng = occasion.rng
    best = [reading for reading in occasion.found if reading.status == BLUE]
    parts = [voice.say(text) for text in rng.sample(texts.STRENGTHS, 2 if occasion.kind != "self" else 1)]
    if best:
        reading = rng.choice(best)
        parts.insert(0, f"{reading.said(occasion.name)}，达到挑战目标{reading.stretch}。")
    return "<ul>" + "".join(f"<li>{part}</li>" for part in parts) + "</ul>"


def _body(occasion: Occasion, voice, colours, scores) -> list[tuple]:
    """A branch's own month needs few words; a visit says how it was done and what is to be thought about."""
    rng = occasion.rng
    mean = sum(row["score"] for row in scores) / len(scores)
    if occasion.kind == "self":
        return [("rich_text", f"<p>{voice.say(rng.choice(texts.OWN_NOTES))}</p>")] if rng.random() < 0.6 else []
    blocks = [
        ("rich_text", f"<p>{voice.say(rng.choice(texts.VISITS))}</p>"),
        (
            "figures",
            [
                {"label": "达到必达以上的目标", "value": f"{colours[BLUE] + colours[GREEN]}/{len(occasion.found)}", "unit": "项"},
                {"label": "过程评价平均", "value": f"{mean:.1f}", "unit": "分"},
            ],
        ),
    ]  # fmt: skip
    questions = "".join(f"<li>{voice.say(text)}</li>" for text in rng.sample(texts.QUESTIONS, 3))
    blocks += [("heading", {"text": "现场提出的问题", "level": "3"}), ("rich_text", f"<ol>{questions}</ol>")]
    if rng.random() < 0.25:
        scene, alt = rng.choice((("chart", "展板上的目标趋势图"), ("inspection", "检查台上用量具复测工件")))
        picture = occasion.unit.picture(scene, rng, alt)
        blocks.append(("image", {"image": picture, "alt": picture.alt, "caption": f"{occasion.target.title}现场诊断"}))
    return blocks
