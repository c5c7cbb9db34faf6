"""A year of 重点工作 for the demo: what each unit set itself to do, how far it has come, and what of it is done.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .tasks import ANNUAL, BRANCH, CAMPAIGN, COMMITTEE, GENERAL_BRANCH, PROJECT, SECRETARY, TOPIC, Task

DAY = datetime.timedelta(days=1)
# How many of each kind a branch has: a campaign each season, projects that end one after the other
HOW_MANY = {PROJECT: 4, CAMPAIGN: 4, TOPIC: 1, SECRETARY: 1, ANNUAL: 2}
# (fewest, most) days from the beginning to the end
LENGTHS = {PROJECT: (95, 150), TOPIC: (150, 220), SECRETARY: (260, 320)}
# What is still going on was last updated in the last two weeks
RECENT = 13 * DAY
# Until when the steps of a year are due: the plan, then each quarter's
QUARTERS = ((2, 5), (4, 10), (7, 10), (10, 15))
NAMES = {ANNUAL: "年度重点工作", PROJECT: "攻关项目", CAMPAIGN: "专项活动", TOPIC: "党建课题", SECRETARY: "书记项目"}
ALT = {
    "axle": "展台上的车桥总成",
    "chart": "展板上的柱状图和折线图",
    "inspection": "检查台上用量具检测工件",
    "line": "生产线上排列的工件和设备",
    "machine": "运转中的数控设备",
    "meeting": "参会人员围坐在长桌旁",
    "notice_board": "公开栏上张贴的通知和图表",
    "robot": "机器人工作站正在作业",
    "shelf": "整理整齐的工具架",
    "training": "师傅在设备旁向徒弟讲解",
}
LATE = (
    "节点“{step}”比计划晚：{late}。{lead}已重排日期，{days}日前补上，总期限不变。",
    "“{step}”没有按期完成，原因是{late}。补救措施由{lead}负责，下月初在支委会上说明。",
    "{late}，影响节点“{step}”。现增派一名党员协助，争取{days}日前完成。",
)


@dataclass
class Planned:
    """A task of a unit with its days; `number` keeps apart what the unit has of one kind."""

    task: Task
    start: datetime.date
    due: datetime.date
    number: int


def records(world, unit) -> Iterator:
    """The tasks of the year, each as of its last update: those that are done when they were done, the others lately.

    Standing records, so that further laps add none.
    """
    if world.lap:
        return
    pictured = False
    for plan in sorted(_plans(world, unit), key=lambda plan: plan.due):
        if record := _record(world, unit, plan, with_picture=not pictured and plan.task.kind == PROJECT):
            pictured = pictured or any(kind == "image" for kind, _value in record.body)
            yield record


def _plans(world, unit) -> Iterator[Planned]:
    if unit.kind != "branch":
        tasks = COMMITTEE if unit.kind == "committee" else GENERAL_BRANCH
        for number, task in enumerate(tasks):
            yield _planned(world, unit, task, number, 3, 4)
        return
    place = [other.code for other in world.units].index(unit.code)
    for kind, count in HOW_MANY.items():
        pool = [task for task in BRANCH if task.kind == kind and task.suits(unit.makes)]
        pool = world.rng("key_tasks", kind, unit.makes).sample(pool, len(pool))
        # one branch begins where the one before it has ended, so that neighbours do not set themselves the same
        for number in range(count):
            yield _planned(world, unit, pool[(place * count + number) % len(pool)], number, number, count)


def _planned(world, unit, task: Task, number: int, turn: int, turns: int) -> Planned:
    """`turn` of `turns`: when in the year it ends; the last one ends after it, and is still going on."""
    rng = unit.rng("task", task.kind, number)
    if task.kind == ANNUAL:
        year = world.last.year if world.last.month > 1 else world.last.year - 1
        return Planned(task, datetime.date(year, 1, 5 + number % 6), datetime.date(year, 12, 20 + number % 6), number)
    if task.month:
        # the last one of these months that has begun
        first = datetime.date(world.last.year, task.month, 1)
        if first > world.last:
            first = first.replace(year=first.year - 1)
        end = (first + 31 * DAY).replace(day=1)
        return Planned(task, first - rng.randint(2, 12) * DAY, end + rng.randint(-3, 8) * DAY, number)
    length = rng.randint(*LENGTHS[task.kind]) * DAY
    end = world.start + 365 * DAY * (turn + 1) / (turns + 0.3) + rng.randint(0, 34) * DAY
    end = datetime.date.fromordinal(end.toordinal())
    if task.kind in (TOPIC, SECRETARY) and rng.random() < 0.6:
        end = world.last + rng.randint(20, 70) * DAY
    return Planned(task, end - length, end, number)


def _record(world, unit, plan: Planned, *, with_picture: bool):
    task = plan.task
    rng = unit.rng("told", task.kind, plan.number)
    middle = plan.start + (plan.due - plan.start) / 2
    voice = unit.voice("told", task.kind, plan.number, year=str(plan.due.year), month=str(task.month or middle.month))
    aim = voice.say(task.aim)
    steps, day = _milestones(world, unit, plan, voice, rng)
    if day is None:
        return None
    done = len([step for step in steps if step["done_on"]])
    finished = done == len(steps)
    lead = unit.secretary if task.kind == SECRETARY else rng.choice(unit.committee)
    result = [voice.say(line) for line in task.result] if finished else []
    title = voice.say(task.title)
    late = [step for step in steps if not step["done_on"] and step["due"] < day]
    fields = {
        "task_kind": task.kind,
        "objective_ref": unit.ref("policy_objectives", day, year=day.year, dimension=task.dimension),
        "lead": lead,
        "team": _team(unit, lead, rng),
        "start": plan.start,
        "due": plan.due,
        "progress": Decimal(_progress(done, len(steps), late, rng)).quantize(Decimal("0.1")),
        "result": "".join(f"<p>{line}</p>" for line in result),
    }
    picture = (
        unit.picture(task.scene, rng, f"{unit.title}{title}：{ALT[task.scene]}") if with_picture and finished else None
    )
    proven = finished and task.kind in (PROJECT, TOPIC) and rng.random() < 0.4
    return unit.record(
        title,
        day,
        fields,
        rows={"milestones": steps},
        summary=aim,
        body=_body(unit, task, voice, steps, late, lead, day, picture),
        tags=("重点工作", *task.tags),
        evidence=[("document", _report(unit, title, aim, steps, result), "结题评审时提交")] if proven else [],
    )


def _milestones(world, unit, plan: Planned, voice, rng) -> tuple[list[dict], datetime.date | None]:
    """The rows, and the day of the last update: None when it does not lie in the world's year."""
    count = len(plan.task.steps)
    span = (plan.due - plan.start).days
    rows = []
    for number, (milestone, evidence) in enumerate(plan.task.steps, 1):
        due = plan.due if number == count else plan.start + span * number // count * DAY - rng.randint(0, 3) * DAY
        if plan.task.kind == ANNUAL and number < count:
            # the first is the plan itself, the others follow the quarters
            month, day = QUARTERS[number - 1] if count == 5 else QUARTERS[number]
            due = datetime.date(plan.due.year, month, day)
        planned = _working_day(unit, due + rng.choice((-4, -2, -1, 0, 0, 0, 2 if number < count else 0)) * DAY, rng)
        rows.append(
            {
                "milestone": voice.say(milestone),
                "due": max(due, plan.start),
                "done_on": planned,
                "evidence": voice.say(evidence),
            }
        )
    # of what is still going on, now and then a step is late
    last_done = rows[-1]["done_on"]
    if last_done <= world.last:
        day = last_done if last_done >= world.start else None
        return rows, day
    day = unit.working_day(rng, world.last - RECENT, world.last)
    if day is None or plan.start > day:
        return rows, None
    done = [row for row in rows if row["done_on"] <= day]
    if done and rng.random() < 0.3:
        # only the step that came last can be the late one
        done.pop()
    for row in rows[len(done) :]:
        row["done_on"], row["evidence"] = None, ""
    return rows, day


def _working_day(unit, day: datetime.date, rng) -> datetime.date:
    """That day, or the working day before it; outside the world's year no holidays are known, only weekends."""
    first = day - 12 * DAY
    while day > first and day >= unit.world.start and day <= unit.world.last and not unit.working_day(rng, day, day):
        day -= DAY
    return day - max(day.weekday() - 4, 0) * DAY


def _progress(done: int, count: int, late: list, rng) -> int:
    if done == count:
        return 100
    share = 100 * done // count
    return min(share + (0 if late else rng.choice((0, 5, 10))), 95)


def _team(unit, lead, rng) -> list:
    """Members and other employees, four to seven of them with the one who leads."""
    members = [person for person in unit.members if person.until is None and person is not lead]
    team = rng.sample(members, min(len(members), rng.randint(2, 4)))
    return team + rng.sample(unit.staff, min(len(unit.staff), rng.randint(0, 2)))


def _body(unit, task: Task, voice, steps, late, lead, day, picture) -> list[tuple]:
    done = [step for step in steps if step["done_on"]]
    blocks = []
    if len(done) == len(steps):
        figures = [
            {"label": voice.say(label), "value": voice.say(value), "unit": sign} for label, value, sign in task.figures
        ]
        blocks.append(("figures", figures))
        if picture:
            blocks.append(("image", {"image": picture, "alt": picture.alt, "caption": voice.say("{workshop}现场")}))
        return blocks
    following = next(step for step in steps if not step["done_on"])
    lines = [f"截至{day.month}月{day.day}日，{len(steps)}个节点完成{len(done)}个。"]
    if not late:
        lines.append(f"下一节点“{following['milestone']}”，期限{following['due'].month}月{following['due'].day}日。")
    blocks.append(("rich_text", f"<p>{''.join(lines)}</p>"))
    if late:
        again = day + (9 + day.toordinal() % 9) * DAY
        voice.know(
            step=late[0]["milestone"],
            late=voice.say(task.late),
            lead=lead.name,
            days=f"{again.month}月{again.day}",
        )
        text = voice.say(LATE[day.toordinal() % len(LATE)] if unit.kind == "branch" else LATE[0])
        blocks.append(("callout", {"kind": "warning", "text": text}))
    return blocks


def _report(unit, title, aim, steps, result):
    head = ("节点", "期限", "完成日期")
    rows = [(step["milestone"], step["due"], step["done_on"]) for step in steps]
    return unit.paper(f"{title}结题报告", f"单位：{unit.title}", f"立项背景：{aim}", *result, table=[head, *rows])
