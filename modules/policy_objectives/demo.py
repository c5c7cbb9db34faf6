"""方针目标 for the demo: the objectives of the committee and of each branch, with the months' figures so far.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from . import status
from .status import AVERAGE, HIGHER, LOWER, MILESTONE, RANGE, RED, SUM, Target

D = Decimal


@dataclass(frozen=True)
class Goal:
    """`month`: (must, stretch) of each month; of a milestone the last and the planned day. `spread`: how far months differ."""

    dimension: str
    policy: str
    objective: str
    indicator: str
    measured_in: str
    direction: str
    rule: str
    month: tuple[str, str]
    spread: float
    source: str
    measures: tuple[str, ...]
    causes: tuple[tuple[str, str], ...] = ()
    high: tuple[str, str] | None = None


BRANCH = (
    Goal(
        "service_production", "质量第一，党员带头", "提高{product}一次交检合格率", "一次交检合格率", "%", HIGHER, AVERAGE,
        ("97.0", "98.2"), 1.1, "质量日报",
        ("党员责任区盯防{defect}，每班首件必检", "每周分析不合格品，{process}参数调整后验证三批"),
        (("{equipment}精度下降，{defect}增多", "安排检修并加密{check}的点检"), ("新员工独立操作，{defect}反复", "党员跟班带教两周")),
    ),
    Goal(
        "service_production", "降本增效，从岗位做起", "减少{defect}损失", "{defect}件数", "件", LOWER, SUM,
        ("12", "9"), 4.0, "不合格品台账",
        ("党员攻关组每周碰头，数据上墙", "{team}实行自检互检，问题当班关闭"),
        (("换批次后{defect}集中出现", "首批全检并修订作业指导书"),),
    ),
    Goal(
        "style", "安全生产，人人有责", "消除{hazard}隐患", "责任区隐患整改率", "%", HIGHER, AVERAGE,
        ("95", "100"), 4.5, "安全检查台账",
        ("党员每周自查{hazard}，照片留底", "整改逾期的在支委会上说明原因"),
        (("备件到货晚，隐患整改逾期", "先加临时防护并催办备件"),),
    ),
    Goal(
        "thought", "学做结合，学用相长", "党员年度集中学习", "党员人均学习学时", "学时", HIGHER, SUM,
        ("2.7", "3.4"), 0.8, "学习签到表",
        ("每月集中学习两次，倒班党员由党小组长补课", "党员轮流讲{process}中的案例"),
        (("生产任务集中，集中学习顺延", "利用班前会补学并登记"),),
    ),
    Goal(
        "organisation", "组织生活经常、认真、严肃", "组织生活按期开展", "三会一课按期完成率", "%", HIGHER, AVERAGE,
        ("95", "100"), 4.0, "平台记录",
        ("年初排定会议日历，党小组长提前三天提醒", "缺席党员一周内补课并登记"),
        (("党小组会与停产检修冲突", "改在班后召开并补记录"),),
    ),
    Goal(
        "mass_work", "把员工放在心上", "党员联系{team}员工", "党员月人均走访人次", "人次", RANGE, AVERAGE,
        ("2.0", "3.0"), 1.2, "走访登记",
        ("委员联系{team}，党员结对{job}岗位员工", "走访收到的意见三日内答复"),
        (("走访集中在月底，倒班员工没有访到", "按班次排定走访日"),), ("8", "6"),
    ),
    Goal(
        "system", "用制度固化做法", "修订{workshop}党员责任区标准", "标准修订完成日", "日", MILESTONE, "last",
        ("151", "120"), 12.0, "支委会会议记录",
        ("一季度完成现场调查，听取{team}意见", "支委会审议后在看板公布"),
        (("意见收集比计划晚", "支委会专题研究并重排日期"),),
    ),
)  # fmt: skip
# Departments that serve the others make no parts that anybody could inspect
SERVING = Goal(
    "service_production", "服务一线，响应及时", "提高{process}按期完成率", "{process}按期完成率", "%", HIGHER, AVERAGE,
    ("95.0", "97.5"), 1.6, "任务台账",
    ("党员先锋岗承诺响应时限，在看板公布", "{team}每周通报逾期任务，逐项找原因"),
    (("{defect}占用工时，{process}任务顺延", "党员顶岗并重排计划"), ("{equipment}停机，{process}受影响", "先行应急处理并跟踪备件")),
)  # fmt: skip
COMMITTEE = (
    Goal(
        "organisation", "强基固本，严格组织生活", "各支部按期应更尽更", "应更新记录完成率", "%", HIGHER, AVERAGE,
        ("92", "97"), 3.0, "平台统计",
        ("党务室每个工作日提醒逾期事项", "每季度通报，帮助空白栏目支部"),
        (("两个支部信息员同时调岗", "指定代理信息员并现场培训"),),
    ),
    Goal(
        "service_production", "融入生产经营", "党员攻关解决现场难题", "结项攻关课题数", "项", HIGHER, SUM,
        ("2", "3"), 1.2, "课题台账",
        ("支部立项、党委评审，每月通报进展", "技术质量党支部结对支援"),
        (("验证周期长，结项集中在季末", "按月设置验证节点"),),
    ),
    Goal(
        "thought", "党的创新理论进班组", "党员集中培训", "党员人均培训学时", "学时", HIGHER, SUM,
        ("2.7", "3.4"), 0.7, "培训登记",
        ("每月确定专题，送课到支部", "书记和委员参加五十六学时培训"),
        (("迎检任务重，送课顺延", "次月补足并录制课程"),),
    ),
    Goal(
        "style", "民有所呼，我有所应", "按期答复员工意见", "意见按期答复率", "%", HIGHER, AVERAGE,
        ("95", "100"), 3.5, "意见征集台账",
        ("党务室每日查看，三日内转办", "超期未答复的在党委会通报"),
        (("涉及多部门的意见协调时间长", "明确牵头部门，先答复进展"),),
    ),
    Goal(
        "discipline", "警钟长鸣", "压降信息差错", "发布后更正次数", "次", LOWER, SUM,
        ("1", "0"), 0.9, "更正登记",
        ("签发前核对数字和人名", "每季度讲评退回原因"),
        (("同一数字在两处填写不一致", "改为引用原记录，不重复填写"),),
    ),
)  # fmt: skip
WEIGHTS = {4: ((30, 30, 20, 20), (35, 25, 20, 20), (30, 25, 25, 20)), 5: ((25, 25, 20, 15, 15), (30, 20, 20, 15, 15))}
# Which of the committee's objectives a branch's is deployed from; that of safety comes from the law and has none above it
PARENTS = {
    "提高{product}一次交检合格率": "党员攻关解决现场难题",
    "减少{defect}损失": "党员攻关解决现场难题",
    "党员年度集中学习": "党员集中培训",
    "组织生活按期开展": "各支部按期应更尽更",
    "党员联系{team}员工": "按期答复员工意见",
    "提高{process}按期完成率": "党员攻关解决现场难题",
}
# 年度目标2月底前双方确认: the committee's first, then those of the branches
AGREED = {"committee": (3, 14), "general_branch": (20, 28), "branch": (20, 28)}
# The days of January on which the year before is closed
CLOSED = {"committee": (2, 6), "general_branch": (8, 14), "branch": (8, 14)}
# By the end of May all milestones of the demo are done
MILESTONES_DONE = 5
# 中期修订: the first objective of every third unit, once the first quarter was diagnosed
REVISED_AFTER = 4
REVISION = "一季度诊断后支部提出、党委同意：设备检修推迟到下半年，必达目标相应调整，挑战目标不变。"
SUMMARIES = (
    "{policy}：{indicator}由{person}负责，数据取自{source}，每月五日前更新。",
    "围绕“{objective}”，{person}牵头落实{count}项方策，进展每月公布。",
    "{objective}由{person}负责，{source}按月核对。",
)


def records(world, unit) -> Iterator:
    """The year's objectives, agreed in February, as of the last month's figures; those of the year before, closed in January."""
    if world.lap:
        return
    last = world.last
    if last >= datetime.date(last.year, 2, AGREED[unit.kind][1]):
        first, final = CLOSED[unit.kind]
        closed = datetime.date(last.year, 1, first), datetime.date(last.year, 1, final)
        yield from _year(unit, last.year - 1, 12, *closed)
        yield from _year(unit, last.year, last.month - 1, *_agreed(unit, last.year))
    else:
        months = 11 if last < datetime.date(last.year, 1, 10) else 12
        yield from _year(unit, last.year - 1, months, *_agreed(unit, last.year - 1))


def _agreed(unit, year: int) -> tuple[datetime.date, datetime.date]:
    first, last = AGREED[unit.kind]
    return datetime.date(year, 2, first), datetime.date(year, 2, last)


def _year(unit, year: int, months: int, first: datetime.date, last: datetime.date) -> Iterator:
    """The objectives of `year`, agreed or closed from `first` to `last`, with figures of the year's first `months`."""
    rng = unit.rng("objectives", year)
    goals = COMMITTEE if unit.kind == "committee" else _goals(unit, months, rng)
    weights = rng.choice(WEIGHTS[len(goals)])
    for number, (goal, weight) in enumerate(zip(goals, weights, strict=True), 1):
        own = unit.rng("objective", year, goal.objective)
        if day := unit.working_day(own, first, last):
            yield _record(unit, goal, year, months, number, weight, day, own)


def _figures_known_on(unit, year: int, months: int, day, rng) -> datetime.date:
    """The day in the first days of the month after, by which the last figures were in."""
    first = datetime.date(year + months // 12, months % 12 + 1, 1)
    known = unit.working_day(rng, first, first + datetime.timedelta(days=9))
    return max(known, day) if known else day


def _goals(unit, months: int, rng) -> tuple[Goal, ...]:
    """Four of a branch: of its own production or service first; a milestone only once it has been reached."""
    others = [
        goal for goal in BRANCH[1 if unit.makes else 2 :] if goal.direction != MILESTONE or months >= MILESTONES_DONE
    ]
    return (BRANCH[0] if unit.makes else SERVING, *rng.sample(others, 3))


def _record(unit, goal: Goal, year, months, number, weight, day, rng):
    voice = unit.voice("objective", goal.objective)
    figures = _figures_of(unit, goal, year, months)
    responsible = rng.choice(unit.committee)
    fields = {
        "year": year,
        "code": f"{'DW' if unit.kind == 'committee' else unit.code[:6].upper()}-{number:02}",
        "dimension": goal.dimension,
        "policy": goal.policy,
        "objective": voice.say(goal.objective),
        "indicator": voice.say(goal.indicator),
        "unit_of_measure": goal.measured_in,
        "direction": goal.direction,
        "aggregation": goal.rule,
        "baseline": _baseline(unit, goal, year),
        "parent_objective": _parent(unit, goal, year, day),
        "weight": D(weight).quantize(D("0.1")),
        "responsible": responsible,
        "data_source": goal.source,
        "catchball_state": "agreed",
        **{name: value for name, value in figures.items() if name != "red"},
    }
    rows = {"measures": [_measure(unit, text, year, months, voice, rng) for text in goal.measures]}
    if figures["red"]:
        cause, action = (voice.say(text) for text in rng.choice(goal.causes))
        due = datetime.date(year, min(months + 1, 12), 25)
        fields["deviation_reason"] = f"{months}月：{cause}。"
        rows["countermeasure"] = [
            {"cause": cause, "action": action, "owner": rng.choice(unit.committee), "due": due, "effect": ""}
        ]
    revised = _is_revised(unit, goal, months, number) and day.year == year
    if revised:
        fields["catchball_state"] = "revised"
    known = {"policy": goal.policy, "source": goal.source, "person": responsible.name, "count": str(len(goal.measures))}
    voice.know(**known, objective=fields["objective"], indicator=fields["indicator"])
    return unit.record(
        f"{fields['objective']}（{year}年）",
        day,
        fields,
        rows=rows,
        summary=voice.say(rng.choice(SUMMARIES)) + (_revision(fields, year) if revised else ""),
        tags=("方针目标",),
        period=str(year),
        standing=True,
        known_on=_figures_known_on(unit, year, months, day, rng),
    )


def _is_revised(unit, goal: Goal, months: int, number: int) -> bool:
    place = unit.world.units.index(unit)
    return number == 1 and months >= REVISED_AFTER and place % 3 == 1 and goal.direction in (HIGHER, LOWER)


def first_must(must, stretch) -> str:
    """What a revised must-reach target was at first: half-way to the stretch target."""
    half = (D(must) + D(stretch)) / 2
    return f"{half.normalize():f}"


def _revision(fields, year: int) -> str:
    """What the record says of its revision: when, why, and the original figure."""
    was = first_must(fields["must_target"], fields["stretch_target"])
    return f"{year}年4月16日中期修订，必达目标由{was}改为{fields['must_target']}。{REVISION}"


def _parent(unit, goal: Goal, year: int, day):
    """The committee's objective of the same year from which this one is deployed."""
    parent = PARENTS.get(goal.objective)
    if parent is None or unit.kind == "committee":
        return None
    return unit.world.committee.ref("policy_objectives", day, year=year, objective=parent)


def _figures_of(unit, goal: Goal, year: int, months: int) -> dict:
    rng = unit.rng("figures", year, goal.objective)
    return _milestone(goal, year, months, rng) if goal.direction == MILESTONE else _months(goal, months, rng)


def _baseline(unit, goal: Goal, year: int) -> Decimal | None:
    """What the year before ended with: the same figures that its own objective shows, if it had one."""
    if goal.direction == MILESTONE:
        return None
    before = [D(figure) for figure in _figures_of(unit, goal, year - 1, 12)["monthly_actual"]]
    return _plain(status.year_to_date(before, goal.rule).quantize(D("0.1")))


def _measure(unit, text, year, months, voice, rng) -> dict:
    begins = rng.randint(1, 4)
    ends = rng.randint(6, 12)
    share = min(max(months - begins + 1, 0) * 100 // (ends - begins + 1), 100)
    return {
        "measure": voice.say(text),
        "owner": rng.choice([*unit.committee, *(group.leader for group in unit.groups)]),
        "start": datetime.date(year, begins, 5),
        "due": datetime.date(year, ends, 25),
        "progress": D(share).quantize(D("0.1")),
        "evidence": "",
    }


def _months(goal: Goal, months: int, rng) -> dict:
    """Twelve planned months, and actuals of those that are over: most reach the plan, some do not."""
    must, stretch = D(goal.month[0]), D(goal.month[1])
    places = -min(must.as_tuple().exponent, stretch.as_tuple().exponent)
    count = 12 if goal.rule == SUM else 1
    high = [D(text) for text in goal.high] if goal.high else [None, None]
    year = Target(goal.direction, _plain(must * count), _plain(stretch * count), *high)
    better = 1 if goal.direction != LOWER else -1
    actuals = []
    for _month in range(months):
        drift = better * rng.uniform(-0.45, 1) * goal.spread
        figure = max(must + D(f"{drift:.3f}"), D(0))
        if goal.measured_in == "%":
            figure = min(figure, D(100))
        actuals.append(figure.quantize(D(1).scaleb(-places)) if places else figure.quantize(D(1)))
    return {
        "must_target": year.must,
        "stretch_target": year.stretch,
        "must_target_high": year.must_high,
        "stretch_target_high": year.stretch_high,
        "monthly_must": [goal.month[0]] * 12,
        "monthly_stretch": [goal.month[1]] * 12,
        "monthly_actual": [str(figure) for figure in actuals] + [None] * (12 - months) if months else [],
        "red": _is_red(goal, year, must, stretch, actuals),
    }


def _is_red(goal, year: Target, must, stretch, actuals) -> bool:
    """Whether the last month or the year so far asks for a cause and a countermeasure."""
    if not actuals:
        return False
    plans = [must] * 12, [stretch] * 12
    last = status.target_over(year, *plans, goal.rule, {len(actuals)})
    so_far = status.target_over(year, *plans, goal.rule, set(range(1, len(actuals) + 1)))
    return RED in (status.status(last, actuals[-1]), status.status(so_far, status.year_to_date(actuals, goal.rule)))


def _milestone(goal: Goal, year: int, months: int, rng) -> dict:
    must, stretch = D(goal.month[0]), D(goal.month[1])
    planned = status.day_of_year(year, stretch)
    done_on = stretch + D(round(rng.uniform(-0.8, 1.6) * goal.spread))
    done = status.day_of_year(year, done_on)
    actual = [str(done_on) if month == done.month and done.month <= months else None for month in range(1, 13)]
    return {
        "must_target": must,
        "stretch_target": stretch,
        "monthly_must": [str(stretch) if month == planned.month else None for month in range(1, 13)],
        "monthly_actual": actual if any(actual) else [],
        "red": False,
    }


def _plain(number: Decimal) -> Decimal:
    return number.quantize(D(1)) if number == number.to_integral_value() else number.normalize()
