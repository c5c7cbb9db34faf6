"""计划总结 for the demo: the year's plan, each month's summary, the half-year's and the year's.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal

# (task, measure, what became of it, what became of it so far)
TASKS = (
    (
        "组织党员围绕{defect}开展攻关",
        "成立攻关小组，每周碰头一次，数据上墙",
        "攻关小组完成验证，{defect}由每月{a=6..9}件降到{b=1..3}件",
        "完成原因分析和两轮试验，{defect}仍有反复",
    ),
    (
        "{team}党员责任区自查{hazard}",
        "每周自查，问题当班登记、当班整改",
        "查出问题{c=4..9}项，全部整改并复查",
        "查出问题{c=6..9}项，已整改{d=2..5}项，余下的等备件",
    ),
    (
        "开展{process}岗位导师带徒",
        "党员与新员工结对，签订带徒协议",
        "结对{e=3..6}组，徒弟通过{process}上岗考核",
        "结对{e=3..6}组，考核安排在下月",
    ),
    (
        "降低{cost}",
        "党员带头按定额领用，每旬公布一次",
        "{cost}比上月下降{f=2..7}%",
        "定额表已公布，{cost}与上月持平",
    ),
    (
        "组织理论学习和交流",
        "集中学习两次，党小组讨论一次",
        "学习两次、讨论一次，{g=3..8}名党员作了交流发言",
        "集中学习一次，另一次因生产任务顺延",
    ),
    (
        "走访{team2}，听取员工意见",
        "委员分头走访，意见三日内转办",
        "走访{h=8..16}人次，收到意见{i=3..7}条，均已答复",
        "走访{h=5..9}人次，{job}岗位倒班员工尚未访完",
    ),
    (
        "培养入党积极分子",
        "培养联系人每月谈话一次，参加党课学习",
        "培养联系人按月谈话，积极分子参加党课和志愿服务",
        "谈话按月进行，参加党课还差一次",
    ),
    (
        "整理{workshop}党员活动室和看板",
        "责任到人，每月更新",
        "看板按时更新，过期内容已撤换",
        "看板更换了一半，其余等新展板到货",
    ),
    (
        "保障{newline}建设",
        "党员先锋岗分班跟踪安装调试",
        "{newline}本月节点按期完成，提出改进建议{j=2..6}条",
        "{newline}安装完成，调试推迟一周",
    ),
    (
        "核对党费收缴和党员名册",
        "组织委员与党小组长逐人核对",
        "账册相符，名册更新到本月",
        "党费核对完毕，名册还差流动党员信息",
    ),
    (
        "排查{equipment}点检中的漏项",
        "党员与点检员同查，漏项列表销号",
        "补齐点检项{k=2..8}项，{check}列入每班必查",
        "排查完成一半，{check}的标准待工艺确认",
    ),
    (
        "征集降本增效建议",
        "每名党员至少提一条，支委会评审",
        "收到建议{l=10..24}条，采纳{m=3..6}条",
        "收到建议{l=6..9}条，评审放在下月",
    ),
)
OFFICE_TASKS = (
    (
        "检查各支部组织生活记录",
        "逐个支部查看记录和签到表，问题清单反馈",
        "查看全部支部记录，反馈问题{a=4..9}项并督促整改",
        "已查看{b=6..9}个支部，其余放在下月",
    ),
    (
        "组织党委理论学习中心组学习",
        "确定专题和重点发言人，提前三天发材料",
        "学习一次，{c=3..6}人作重点发言",
        "材料已发，学习因迎检顺延一周",
    ),
    (
        "办理员工意见建议",
        "党务室每日查看，限时转办",
        "收到意见{d=6..14}条，均在七个工作日内答复",
        "收到意见{d=9..14}条，答复{e=5..8}条，其余仍在核实",
    ),
    (
        "到支部现场诊断方针目标",
        "带着问题下基层，当场定对策",
        "诊断{f=2..4}个支部，提出对策{g=5..9}条",
        "诊断{f=1..2}个支部，其余另行安排",
    ),
    (
        "培训信息员",
        "讲解录入要求和常见退回原因",
        "培训{h=14..26}人，退回率比上月下降",
        "培训推迟，先印发了常见问题清单",
    ),
    (
        "推进党员先锋岗创建",
        "支部申报，党委现场评审",
        "评审通过先锋岗{i=6..12}个",
        "收到申报{i=9..15}个，评审未完成",
    ),
    (
        "审核支部发展党员材料",
        "组织委员初审，党委会集体研究",
        "审核材料{j=4..9}份，退补{k=1..3}份",
        "审核材料{j=2..4}份，其余待补充",
    ),
    (
        "编发季度信息通报",
        "核对数字，支部确认后签发",
        "数字经支部确认，通报按期签发",
        "数字核对完成，等待两个支部确认",
    ),
)
# Which objectives (领域) a task serves, by words of it
SERVES = {
    "service_production": ("攻关", "点检", "降低", "降本", "建设", "方针目标", "诊断", "先锋岗"),
    "style": ("自查", "意见", "员工意见"),
    "thought": ("理论学习", "中心组"),
    "organisation": ("组织生活", "积极分子", "发展党员", "党费", "信息员", "看板"),
    "mass_work": ("走访",),
    "discipline": ("通报", "信息员"),
}
# Its own committee's or members' meetings, by what kind of unit
MEETINGS = {"committee": "committee_meetings"}
# What a meeting passes: the kind of plan or summary, and how many days before it the meeting may lie
PASSED = {"annual_plan": 45, "half_year_summary": 30, "annual_summary": 45}
OPENINGS = {
    "month_summary": (
        "{month}月共安排{count}项工作，完成{done}项。{rest}",
        "本月{count}项工作中{done}项按期完成。{rest}",
        "对照月初安排，{count}项工作完成{done}项，{team}和{team2}的党员承担了大部分。{rest}",
    ),
    "half_year_summary": ("上半年围绕{process}和{product}，安排重点工作{count}项，完成{done}项。{rest}",),
    "annual_summary": ("全年重点工作{count}项，完成{done}项。{rest}",),
    "annual_plan": ("{year}年围绕{product}的质量和{newline}，安排重点工作{count}项，责任人和期限如下。",),
}
LEFT = ("未完成的转入下期，由责任人说明原因。", "余下的工作已重新排定日期。", "没有完成的，原因写在表中。")
ALL_DONE = ("各项均已按期完成。", "没有遗留事项。", "下期把做法固定下来。")


def records(world, unit) -> Iterator:
    """A plan in January, a summary each month, one of the half-year and one of the year, as far as they are in the world's year."""
    for month in unit.months():
        if month.month == 1:
            yield from _written(world, unit, month, "annual_plan", datetime.date(month.year, 1, 31), 5)
            yield from _written(world, unit, month, "annual_summary", datetime.date(month.year, 1, 15), 6)
        if month.month == 7:
            yield from _written(world, unit, month, "half_year_summary", datetime.date(month.year, 7, 10), 5)
        yield from _written(
            world, unit, month, "month_summary", month.first.replace(day=1) + datetime.timedelta(days=4), 3
        )


def _written(world, unit, month, kind: str, latest: datetime.date, count: int) -> Iterator:
    """The record, on a working day of this month until `latest`; nothing when there is none."""
    rng = unit.rng("plan", kind, month.first)
    first = max(month.first.replace(day=4) if kind != "month_summary" else month.first, month.first)
    day = unit.working_day(rng, first, latest)
    if day is None and kind == "month_summary" and month.first.day == 1:
        # after a holiday: the first working day that there is
        day = unit.working_day(rng, first, first + datetime.timedelta(days=9))
    if day is not None:
        yield _record(world, unit, kind, day, count + rng.randint(0, 1), rng)


def _record(world, unit, kind, day, count, rng):
    back = kind != "annual_plan"
    year, period, name = _period(kind, day)
    voice = unit.voice("plan", kind, day, year=str(year), month=str(_month_before(day).month))
    tasks = rng.sample(OFFICE_TASKS if unit.kind == "committee" else TASKS, count)
    rows = [_item(unit, task, voice, rng, back, day) for task in tasks]
    done = len([row for row in rows if row.get("rate") == 100])
    rest = rng.choice(ALL_DONE if done == count else LEFT)
    voice.know(count=str(count), done=str(done), rest=rest)
    linked = [
        {"ref": unit.ref("policy_objectives", day, year=year, objective=objective)}
        for objective in _objectives(unit, year, [task[0] for task in tasks])
    ]
    kinds = {"annual_plan": "工作计划", "annual_summary": "工作总结", "half_year_summary": "工作总结"}
    return unit.record(
        f"{unit.title}{name}{kinds.get(kind, '工作小结')}",
        day,
        {"plan_kind": kind, "adopted_at": _meeting(unit, kind, day)},
        rows={"items": rows, "linked_objectives": linked},
        summary=voice.say(rng.choice(OPENINGS[kind])),
        tags=("计划总结",),
        period=period,
    )


def _objectives(unit, year: int, tasks: list[str]) -> list[str]:
    """The unit's objectives of the year that these tasks serve, three at most."""
    served = {dimension for dimension, words in SERVES.items() if any(word in task for task in tasks for word in words)}
    told = [record.fields for record in unit.told("policy_objectives") if record.fields["year"] == year]
    return [fields["objective"] for fields in told if fields["dimension"] in served][:3]


def _meeting(unit, kind: str, day: datetime.date):
    """The meeting that passed it: the last of the committee or of all members some days before."""
    module = MEETINGS.get(unit.kind, "three_meetings_one_lesson")
    first, last = day - PASSED.get(kind, 0) * datetime.timedelta(days=1), day - datetime.timedelta(days=2)
    found = [
        record
        for record in unit.told(module)
        if first <= record.occurred_on <= last and record.fields.get("meeting_type") in (None, "members", "committee")
    ]
    if not found:
        return None
    meeting = max(found, key=lambda record: record.occurred_on)
    return unit.ref(module, day, held_at=meeting.fields["held_at"])


def _month_before(day: datetime.date) -> datetime.date:
    return day.replace(day=1) - datetime.timedelta(days=1)


def _period(kind: str, day: datetime.date) -> tuple[int, str, str]:
    """(year, the record's period, its name in the title)."""
    if kind == "annual_plan":
        return day.year, str(day.year), f"{day.year}年度"
    if kind == "annual_summary":
        return day.year - 1, str(day.year - 1), f"{day.year - 1}年度"
    if kind == "half_year_summary":
        return day.year, f"{day.year}H1", f"{day.year}年上半年"
    last = _month_before(day)
    return last.year, f"{last:%Y-%m}", f"{last.year}年{last.month}月"


def _item(unit, task, voice, rng, back: bool, day) -> dict:
    title, measure, result, so_far = task
    owner = rng.choice([*unit.committee, *(group.leader for group in unit.groups)]).name
    row = {"task": voice.say(title), "measure": voice.say(measure), "owner": owner}
    if not back:
        return row | {"due": datetime.date(day.year, rng.choice((3, 6, 6, 9, 9, 11, 12)), rng.choice((15, 20, 25, 28)))}
    complete = rng.random() < 0.8
    return row | {
        "due": _month_before(day),
        "result": voice.say(result if complete else so_far),
        "rate": Decimal("100.0") if complete else Decimal(rng.choice((40, 50, 60, 70, 80))).quantize(Decimal("0.1")),
    }
