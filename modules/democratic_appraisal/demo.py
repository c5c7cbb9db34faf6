"""民主评议党员 for the demo: once a year, on the day of the organisational life meeting or some days after it.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections import Counter
from collections.abc import Iterator

DAY = datetime.timedelta(days=1)
EXCELLENT, PASS, BASIC = "excellent", "pass", "basic"
OTHER_DAY = (
    "应参加党员{should}人，实参加{joined}人。经自评、互评、民主测评和支委会研究，评定优秀{excellent}人、合格{passed}人{basic}。",
    "测评票发出{joined}张、收回{joined}张。支部委员会综合评定：优秀{excellent}人，合格{passed}人{basic}。",
    "按照个人自评、党员互评、民主测评、组织评定的程序进行，应到{should}人，实到{joined}人；优秀{excellent}人、合格{passed}人{basic}。",
)
SAME_DAY = (
    "结合年度组织生活会进行，{joined}名党员参加（应参加{should}人）；优秀{excellent}人，合格{passed}人{basic}，优秀比例未超过三分之一。",
    "与组织生活会一并召开。应参加{should}人，实参加{joined}人，经支部委员会研究，评定优秀{excellent}人、合格{passed}人{basic}。",
    "组织生活会后当场评议、当场测评，收回测评票{joined}张；优秀{excellent}人、合格{passed}人{basic}。",
)
PROCEDURE = (
    "评议前，党员对照党章规定的义务和岗位职责写出自评，党小组长审阅。",
    "评议会上逐人自评、逐人互评，班组长和{team}、{team2}的员工代表列席并参加测评。",
    "测评采用无记名方式，由两名党员计票，结果当场密封交组织委员。",
    "支部委员会综合测评情况和党员日常表现研究评定意见，报上级党组织审定后向本人反馈。",
)
PROBATION = "{count}名预备党员参加评议，不评定等次。"
PRAISED = (
    "{name}：在{process}中带头攻关，{defect}明显减少，号召党员学习。",
    "{name}：主动承担{newline}调试任务，连续带班，群众测评票数最高。",
    "{name}：带徒两名，均通过上岗考核；责任区全年无隐患逾期。",
    "{name}：长期联系{team}困难员工，意见件件有回音。",
)
TALKED = (
    "{name}：参加组织生活缺席较多，理论学习不够主动；由书记谈话提醒，限期六个月改进，党小组长每月了解一次。",
    "{name}：岗位责任心有所松懈，发生一次重复性{defect}；由组织委员谈话，制定改进措施，半年后复评。",
)


def records(world, unit) -> Iterator:
    """A standing duty of once a year, so that further laps add none."""
    if world.lap or unit.kind == "committee" or len(unit.members) < 3:
        return
    for meeting, present in _meetings(unit):
        rng = unit.rng("appraisal", meeting.year)
        # Mostly on the same day, sometimes on one of the next
        if rng.random() < 0.6:
            yield _record(unit, meeting, present, SAME_DAY, rng)
        elif day := unit.working_day(rng, meeting + DAY, meeting + 7 * DAY):
            yield _record(unit, day, None, OTHER_DAY, rng)


def _meetings(unit) -> list[tuple[datetime.date, int | None]]:
    """The days of the yearly life meetings and how many were present; without that module a day in December."""
    told = unit.told("organizational_life_meeting")
    if told:
        yearly = [record for record in told if record.fields["form"] != "group"]
        return [(record.occurred_on, record.fields["present"]) for record in yearly]
    december = [month for month in unit.months() if month.month == 12 and month.last.day >= 28]
    days = [unit.working_day(unit.rng("appraisal day", month.year), month.first, month.last) for month in december]
    return [(day, None) for day in days if day]


def _record(unit, day, joined: int | None, summaries, rng):
    members = unit.members_on(day)
    rated = [person for person in members if person.status == "full"]
    if joined is None:
        joined = len(members) - (rng.choice((0, 0, 1, 1, 2)) if len(members) > 8 else 0)
    lines = _results(rated, rng)
    counts = Counter(line["conclusion"] for line in lines)
    basic = f"、基本合格{counts[BASIC]}人" if counts[BASIC] else ""
    known = {
        "should": len(members),
        "joined": joined,
        "excellent": counts[EXCELLENT],
        "passed": counts[PASS],
        "basic": basic,
    }
    voice = unit.voice("appraisal", day.year)
    return unit.record(
        f"{day.year}年度民主评议党员",
        day,
        {
            "year": day.year,
            "held_on": day,
            "should_join": len(members),
            "joined": joined,
            "excellent_count": counts[EXCELLENT],
            "pass_count": counts[PASS],
            "basic_count": counts[BASIC],
            "fail_count": 0,
            "quota_check": 3 * counts[EXCELLENT] <= len(rated),
            "handling": _handling(lines, voice, rng),
        },
        rows={"member_results": lines},
        summary=rng.choice(summaries).format(**known),
        body=_body(voice, members, rated, counts, rng),
        tags=("民主评议",),
        evidence=[("document", _ballot(unit, day, joined, counts), "计票人签名的原件存支部")] if unit.groups else [],
        contains_personal_data=True,
    )


def _results(rated, rng) -> list[dict]:
    """Nobody calls themselves excellent lightly; fewer than a third are, the secretary not always among them."""
    most = len(rated) // 3
    excellent = set(rng.sample(range(len(rated)), max(most - rng.choice((0, 0, 1)), 1) if most else 0))
    others = [number for number in range(len(rated)) if number not in excellent and not rated[number].post]
    basic = set(rng.sample(others, 1)) if others and rng.random() < 0.35 else set()
    lines = []
    for number, person in enumerate(rated):
        conclusion = EXCELLENT if number in excellent else BASIC if number in basic else PASS
        near = {EXCELLENT: (EXCELLENT, EXCELLENT, PASS), PASS: (PASS, PASS, PASS, EXCELLENT), BASIC: (BASIC, PASS)}
        lines.append(
            {
                "member": person,
                "self_rating": EXCELLENT if rng.random() < 0.15 and conclusion != BASIC else PASS,
                "peer_rating": rng.choice(near[conclusion]),
                "vote": conclusion if rng.random() < 0.85 else rng.choice(near[conclusion]),
                "conclusion": conclusion,
            }
        )
    return lines


def _handling(lines, voice, rng) -> str:
    """Who is praised and with whom somebody talks: for the few who may see it."""
    best = [line["member"].name for line in lines if line["conclusion"] == EXCELLENT]
    weak = [line["member"].name for line in lines if line["conclusion"] == BASIC]
    chosen = rng.sample(best, min(len(best), 2))
    parts = [
        voice.say(text.replace("{name}", name)) for name, text in zip(chosen, rng.sample(PRAISED, 2), strict=False)
    ]
    praise = "".join(f"<li>{part}</li>" for part in parts)
    html = f"<p>优秀党员在党员大会上表扬：</p><ul>{praise}</ul>" if parts else ""
    if weak:
        talk = voice.say(rng.choice(TALKED).replace("{name}", weak[0]))
        return f"{html}<p>基本合格党员的处置：</p><ul><li>{talk}</li></ul>"
    return html + "<p>没有需要作出组织处置的党员。</p>"


def _body(voice, members, rated, counts, rng) -> list[tuple]:
    steps = "".join(f"<li>{voice.say(text)}</li>" for text in PROCEDURE)
    parts = [("rich_text", f"<ol>{steps}</ol>")]
    share = round(100 * counts[EXCELLENT] / len(rated))
    figures = [
        {"label": "参加评定的正式党员", "value": str(len(rated)), "unit": "人"},
        {"label": "优秀", "value": str(counts[EXCELLENT]), "unit": "人"},
        {"label": "优秀比例", "value": str(share), "unit": "%"},
    ]
    parts.append(("figures", figures))
    if probationary := len(members) - len(rated):
        parts.append(("callout", {"kind": "notice", "text": PROBATION.format(count=probationary)}))
    if rng.random() < 0.5:
        parts.append(("rich_text", "<p>个人评定意见由书记或委员分别向本人反馈，不张榜公布。</p>"))
    return parts


def _ballot(unit, day, joined: int, counts):
    rows = [("优秀", counts[EXCELLENT]), ("合格", counts[PASS]), ("基本合格", counts[BASIC]), ("不合格", 0)]
    return unit.paper(
        f"{day.year}年度民主评议党员结果汇总表",
        f"单位：{unit.title}",
        f"发出测评票{joined}张，收回{joined}张，有效{joined}张。下表为支部委员会评定人数。",
        table=[("等次", "人数"), *rows],
    )
