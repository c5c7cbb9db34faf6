"""信息通报 for the demo: the committee's bulletin of each quarter, every figure of which can be reckoned again.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

DAY = datetime.timedelta(days=1)
D = Decimal
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
# What a unit owes in each quarter: in the first and the last the year's own items besides
DUE = {"branch": (37, 36, 36, 38), "general_branch": (28, 26, 26, 28)}
GRADES = ((90, "excellent", "优秀"), (80, "good", "良好"), (60, "pass", "合格"), (0, "fail", "不合格"))
SCHEME = "v1"
# Two points for a story that is selected, four at most
BONUS, MOST = 2, 4
PROBLEMS = (
    "会议记录仍有只写议题、不写讨论的，决议缺少责任人和期限。",
    "照片与文字日期不一致、同一照片两处使用的情况仍有发生，已退回更正。",
    "个别党小组会记录与班前会内容混在一起，主题不聚焦。",
    "方针目标实绩更新偏晚，红色指标的原因写得笼统。",
    "意见答复有的只写“正在研究”，没有写明由谁办、何时办完。",
    "攻关项目多有立项、少有验证数据。",
    "文件传达以转发代替，落实反馈过于简单。",
)
REQUIREMENTS = (
    "事实、日期、人数以原始记录为准，发现差错主动更正，不补造、不倒签。",
    "没有内容可报的栏目作零报告确认，不为凑数报送。",
    "空白栏目的单位下季度第一个月内补齐，确有困难的说明原因。",
    "退回修改的，三个工作日内改好重新报送。",
    "信息员变动的，书记在一周内指定接替人并报党务室。",
    "支部书记审核时逐条看佐证材料，谁审核谁负责。",
    "特色工作写清做法和数据，便于其他支部直接取用。",
)
# (what is objected to, what is decided)
OBJECTIONS = (
    (
        "本单位退回数多计1条，该条系转保密审查，不属退回。",
        "经核对属实，以补充通报说明，已公布数字不作改动，下季度抵减。",
    ),
    (
        "及时率偏低，有两条在期限当日下班前报送，系统记为次日。",
        "核对提交时间均在次日零点以后，维持原数；已提醒提前一天报送。",
    ),
    ("空白栏目中的“组织关系”本季度确无转接。", "该栏目无事项时应作零报告确认，未确认按空白计；已指导信息员补作确认。"),
)
FEEDBACK = "各单位对上述数字有异议的，请在公布后5个工作日内由书记书面提出，党务室核实后答复。"


@dataclass(frozen=True)
class Line:
    """One unit's quarter. `on_time` of the due items; `faults`: of those returned, how many for wrong facts; `answered` of the
    `received` opinions in time."""

    unit: object
    due: int
    submitted: int
    effective: int
    on_time: int
    returned: int
    faults: int
    corrected: int
    empty: int
    quality: Decimal
    received: int
    answered: int
    selected: int

    @property
    def parts(self) -> tuple[Decimal, ...]:
        """应更尽更, 及时, 质量, 真实规范, 互动回应 and the bonus, each to two places: the total is their sum."""
        complete = min(D(1), D(self.effective) / self.due)
        return tuple(
            part.quantize(D("0.01"), ROUND_HALF_UP)
            for part in (
                30 * complete,
                D(15) * self.on_time / self.due,
                35 * self.quality / 100 * min(D(1), complete / D("0.8")),
                max(D(0), 15 - self.faults - D("0.5") * self.corrected),
                D(5) * self.answered / self.received if self.received else D(5),
                D(min(BONUS * self.selected, MOST)),
            )
        )

    @property
    def total(self) -> Decimal:
        return sum(self.parts, D(0))

    @property
    def rate(self) -> Decimal:
        return (D(100) * self.on_time / self.due).quantize(D("0.1"), ROUND_HALF_UP)

    @property
    def grade(self) -> tuple[str, str]:
        return next((slug, name) for least, slug, name in GRADES if self.total >= least)


def records(world, unit) -> Iterator:
    """Ten to thirteen days after the end of each quarter; a quarter is reported once, so that further laps add none."""
    if world.lap or unit.kind != "committee":
        return
    for month in unit.months():
        over = month.first.replace(day=1) - DAY
        if month.month % 3 == 1:
            rng = unit.rng("bulletin", over)
            if day := unit.working_day(rng, over + 10 * DAY, over + 13 * DAY):
                yield _record(world, unit, over, day, rng)


def _record(world, unit, over, day, rng):
    quarter = f"{over.year}Q{over.month // 3}"
    name = f"{over.year}年{QUARTERS[over.month // 3 - 1]}"
    chosen = list(_selected(world, quarter))
    lines = [
        _line(other, over, quarter, len([one for one, _story in chosen if one is other])) for other in world.units[1:]
    ]
    frozen = datetime.datetime.combine(over + rng.randint(6, 8) * DAY, datetime.time(17, 30))
    overview = _overview(lines, name, frozen)
    return unit.record(
        f"{name}党建信息更新情况通报",
        day,
        {
            "quarter": quarter,
            "scheme": SCHEME,
            "frozen_at": frozen,
            "overview": _paragraphs(overview),
            "problems": _list([*_found(lines), *rng.sample(PROBLEMS, 3)]),
            "requirements": _list(rng.sample(REQUIREMENTS, 4)),
        },
        rows={
            "unit_table": [_row(line) for line in lines],
            "featured": [
                {"ref": other.ref("featured_work", over, quarter=quarter, background=story.fields["background"])}
                for other, story in chosen
            ],
            "objections": list(_objections(unit, lines, day, rng)),
        },
        summary=overview[0],
        body=_body(unit, lines, name, chosen),
        tags=("信息通报",),
        source_kind="statistics",
        source_ref=f"平台统计，数据截至{frozen.month}月{frozen.day}日17:30",
        period=quarter,
        urgent=True,
    )


def _selected(world, quarter: str) -> Iterator[tuple]:
    """(unit, record) of the featured work that the committee takes into the bulletin."""
    for other in world.units:
        for story in other.told("featured_work"):
            if story.fields["quarter"] == quarter and story.fields["selected"]:
                yield other, story


def _line(other, over, quarter: str, selected: int) -> Line:
    """Drawn so that a unit keeps its level from quarter to quarter, with ups and downs."""
    level = other.rng("bulletin level").random()
    rng = other.rng("bulletin", quarter)
    due = DUE["general_branch" if other.kind == "general_branch" else "branch"][over.month // 3 - 1]
    missing = rng.choice((0, 0, 0, 1, 1, 2) if level > 0.3 else (1, 2, 3, 4, 6, 8))
    done = due - missing
    late = min(done, rng.choice((0, 0, 1, 1, 2)) + (rng.randint(1, 3) if level < 0.3 else 0))
    effective = done + rng.choice((0, 0, 1, 2, 3, 5)) if not missing else done
    returned = rng.randint(0, 3) + (2 if level < 0.2 else 0)
    received = rng.randint(2, 7)
    return Line(
        unit=other,
        due=due,
        submitted=effective + rng.randint(0, 3),
        effective=effective,
        on_time=done - late,
        returned=returned,
        faults=rng.randint(0, min(returned, 2)),
        corrected=rng.choice((0, 0, 0, 1, 1, 2)),
        empty=min(missing, rng.choice((0, 0, 1, 2))),
        quality=(D(rng.randint(7600, 8700) + int(level * 700)) / 100).quantize(D("0.01")),
        received=received,
        answered=received - (rng.random() < 0.15),
        selected=selected,
    )


def _row(line: Line) -> dict:
    return {
        "unit": line.unit,
        "due": line.due,
        "submitted": line.submitted,
        "effective": line.effective,
        "on_time_rate": line.rate,
        "returned": line.returned,
        "corrected": line.corrected,
        "empty_modules": line.empty,
        "quality": line.quality,
        "total": line.total,
        "grade": line.grade[0],
    }


def _overview(lines: list[Line], name: str, frozen) -> list[str]:
    due, submitted, effective, on_time, returned, corrected = (
        sum(getattr(line, field) for line in lines)
        for field in ("due", "submitted", "effective", "on_time", "returned", "corrected")
    )
    rate = (D(100) * on_time / due).quantize(D("0.1"), ROUND_HALF_UP)
    counts = [(word, len([line for line in lines if line.grade[1] == word])) for _least, _slug, word in GRADES]
    graded = "，".join(f"{word}{count}个" for word, count in counts if count)
    return [
        f"{name}，{len(lines)}个单位应更新{due}条，报送{submitted}条，有效更新{effective}条，总体及时率{rate}%。",
        f"审核退回{returned}条，发布后更正{corrected}条。按评价方案{SCHEME}，{graded}。",
        f"数据于{frozen.month}月{frozen.day}日17:30冻结；超出应更新数的信息如实列出，不另计分。",
    ]


def _found(lines: list[Line]) -> list[str]:
    """The problems that the figures themselves show."""
    found = []
    if late := [line for line in lines if line.rate < 90]:
        found.append(f"更新不够及时：{_named(late)}及时率低于90%。")
    if empty := [line for line in lines if line.empty]:
        number = sum(line.empty for line in empty)
        found.append(f"存在空白栏目：{_named(empty)}共有{number}个栏目本季度没有更新，也未作零报告。")
    if returned := [line for line in lines if line.returned >= 4]:
        found.append(f"退回较多：{_named(returned)}退回4条以上，主要是要素不全和数字不符。")
    if slow := [line for line in lines if line.answered < line.received]:
        found.append(f"意见答复超过7个工作日：{_named(slow)}各有1条。")
    return found


def _named(lines: list[Line]) -> str:
    return "、".join(line.unit.title for line in lines)


def _objections(unit, lines: list[Line], day, rng) -> Iterator[dict]:
    """Of every other bulletin one unit objects to a figure within five working days, and the office decides."""
    if rng.random() < 0.4:
        return
    able = [
        (line, objection)
        for line in lines
        for objection, fits in zip(OBJECTIONS, (line.returned > 0, line.rate < 95, line.empty > 0), strict=True)
        if fits
    ]
    raised = unit.working_day(rng, day + 2 * DAY, day + 6 * DAY)
    if able and raised:
        line, (matter, decision) = rng.choice(able)
        decided = raised + 5 * DAY <= unit.world.last
        yield {"unit": line.unit, "raised_on": raised, "matter": matter, "decision": decision if decided else ""}


def _body(unit, lines: list[Line], name: str, chosen) -> list[tuple]:
    """How each total comes about, and which stories were selected."""
    head = ("单位", "应更尽更30", "及时15", "质量35", "真实规范15", "互动回应5", "加分", "总分", "等次")
    rows = [(line.unit.title, *map(str, line.parts), line.total, line.grade[1]) for line in lines]
    blocks = [
        unit.table(f"{name}各单位得分构成", head, *rows),
        (
            "rich_text",
            "<p>应更尽更按有效更新与应更新之比计算；及时按期限内报送的应更新事项计算；质量按抽查平均分折算，"
            "更新不足八成的相应折减；真实规范从15分起，事实差错退回每条扣1分，发布后自行更正每条扣0.5分；"
            f"入选特色工作每项加{BONUS}分，最多{MOST}分。</p>",
        ),
    ]
    if chosen:
        told = "".join(f"<li>{other.title}：{story.title}</li>" for other, story in chosen)
        blocks.append(("rich_text", f"<p><b>本季度入选特色工作</b></p><ul>{told}</ul>"))
    blocks.append(("callout", {"kind": "notice", "text": FEEDBACK}))
    return blocks


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def _list(lines: list[str]) -> str:
    return "<ol>" + "".join(f"<li>{line}</li>" for line in lines) + "</ol>"
