"""考核评价 for the demo: each quarter's result of every branch and the committee's circular on all of them, and the year's in January.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from .scores import GRADES, Result, of_quarter, of_year
from .texts import (
    ANNUAL_SUMMARIES,
    APPEALS,
    CIRCULAR_SUMMARIES,
    DEMANDS,
    DEMANDS_OF_ALL,
    OBJECTIONS,
    PRAISE,
    QUARTERS,
    SUMMARIES,
    WEAKNESSES,
)

DAY = datetime.timedelta(days=1)
D = Decimal
# 季后15日内通报; 年度考核次年1月底前
QUARTERLY, YEARLY = (8, 15), (18, 28)


def records(world, unit) -> Iterator:
    """Once a period each, so that further laps add none."""
    if world.lap:
        return
    for month in unit.months():
        if month.month % 3 == 1:
            last = month.first.replace(day=1) - DAY
            rng = world.rng("assessment", last)
            if day := _day(unit, month, QUARTERLY, rng):
                yield _circular(world, unit, last, day) if unit.kind == "committee" else _result(unit, last, day)
        if month.month == 1:
            rng = world.rng("assessment of the year", month.year)
            if day := _day(unit, month, YEARLY, rng):
                year = month.year - 1
                yield (
                    _yearly_circular(world, unit, year, day) if unit.kind == "committee" else _of_year(unit, year, day)
                )


def _day(unit, month, between, rng) -> datetime.date | None:
    """The same day for all: a circular goes out at once."""
    first, last = between
    return unit.working_day(rng, month.first.replace(day=first), month.first.replace(day=last))


def _period(last: datetime.date) -> tuple[str, str]:
    quarter = last.month // 3
    return f"{last.year}Q{quarter}", f"{last.year}年{QUARTERS[quarter - 1]}"


def _result(unit, last: datetime.date, day: datetime.date):
    """A branch's own quarter: what it gave itself, what it got and why, and what it objects to."""
    result = of_quarter(unit, last)
    period, name = _period(last)
    rng = unit.rng("assessment", "words", last)
    voice = unit.voice("assessment", last, name=name, total=f"{result.total:f}", grade=GRADES[result.grade])
    lost = min((item for item in result.items), key=lambda item: item["score"] / item["full_marks"])
    voice.know(
        weakest=lost["item"],
        reason=lost["reason"] or "没有扣分",
        bonus=f"（含加分{result.bonus_points:f}分）" if result.bonus else "",
    )
    return unit.record(
        f"{name}考核结果",
        day,
        {"period_kind": "quarter", "period_value": period, "scheme": "v1", "grade": result.grade},
        rows={
            "items": result.items,
            "bonus": result.bonus,
            "veto_items": result.veto,
            "appeal": _appeals(unit, last, day, result),
        },
        summary=voice.say(rng.choice(SUMMARIES)),
        body=[("rich_text", f"<p>{voice.say(rng.choice(DEMANDS))}</p>")] if rng.random() < 0.7 else [],
        tags=("考核评价",),
        period=period,
        source_kind="statistics",
        urgent=True,
    )


def _appeals(unit, last: datetime.date, day: datetime.date, result: Result) -> list[dict]:
    """Within five working days somebody objects; some are right, and then a supplement says so."""
    rng = unit.rng("appeal", last)
    due = result.counts["due"]
    objected = unit.working_day(rng, day + DAY, day + 7 * DAY)
    if rng.random() > 0.22 or result.veto or objected is None:
        return []
    kind = "late" if result.counts["late"] else "quality"
    ground, decision = rng.choice(APPEALS[kind])
    corrected = result.total + (D(15) / due).quantize(D("0.01"))
    known = {"total": f"{result.total:f}", "corrected": f"{corrected:f}", "item": rng.choice(OBJECTIONS)}
    return [
        {
            "by": unit,
            "date": objected,
            "ground": ground.format(**known),
            "decision": decision.format(**known),
        }
    ]


def _circular(world, unit, last: datetime.date, day: datetime.date):
    """The committee's circular: the means of all units, a table with each unit's points, what is weak and what is asked."""
    results = {other: of_quarter(other, last) for other in world.units if other is not unit}
    period, name = _period(last)
    rng = unit.rng("circular", last)
    grades = Counter(result.grade for result in results.values())
    items = _means(list(results.values()))
    appeals = [row for other, result in results.items() for row in _appeals(other, last, day, result)]
    return unit.record(
        f"{name}党支部工作考核通报",
        day,
        {"period_kind": "quarter", "period_value": period, "scheme": "v1", "grade": _grade_of(items)},
        rows={"items": items, "appeal": sorted(appeals, key=lambda row: row["date"])},
        summary=rng.choice(CIRCULAR_SUMMARIES).format(
            name=name,
            count=len(results),
            excellent=grades["excellent"],
            good=grades["good"],
            others=grades["pass"] + grades["fail"],
        ),
        body=_circular_body(unit, results, rng),
        tags=("考核通报",),
        period=period,
        source_kind="statistics",
        urgent=True,
    )


def _means(results: list[Result]) -> list[dict]:
    """Each item's mean over the units; why points were lost, by how many of them."""
    rows = []
    for place, first in enumerate(results[0].items):
        own = [result.items[place] for result in results]
        mean = (sum((item["score"] for item in own), D(0)) / len(own)).quantize(D("0.01"))
        below = len([item for item in own if item["score"] < item["full_marks"]])
        rows.append(
            {
                "item": first["item"],
                "standard": first["standard"],
                "full_marks": first["full_marks"],
                "score": mean,
                "reason": f"{len(own)}个单位平均分；其中{below}个单位有扣分" if below else "",
                "evidence": "各单位考核结果",
            }
        )
    return rows


def _grade_of(items) -> str:
    total = sum((item["score"] for item in items), D(0))
    return next(
        grade for grade, least in (("excellent", 90), ("good", 80), ("pass", 60), ("fail", 0)) if total >= least
    )


def _circular_body(unit, results: dict, rng) -> list[tuple]:
    heads = ("单位", "更新", "及时", "质量", "真实", "回应", "加分", "总分", "等次")
    rows = [
        (
            _short(other),
            *(item["score"] for item in result.items),
            result.bonus_points,
            result.total,
            GRADES[result.grade],
        )
        for other, result in results.items()
    ]
    found = "".join(f"<li>{text}</li>" for text in _weaknesses(results, rng))
    asked = "".join(f"<li>{text}</li>" for text in rng.sample(DEMANDS_OF_ALL, 3))
    return [
        ("heading", {"text": "考核结果", "level": "2"}),
        unit.table("各单位得分（按单位顺序排列，不排名次）", heads, *rows),
        ("heading", {"text": "做得好的", "level": "2"}),
        ("rich_text", f"<p>{rng.choice(PRAISE)}</p>"),
        ("heading", {"text": "存在问题", "level": "2"}),
        ("rich_text", f"<ul>{found}</ul>"),
        ("heading", {"text": "工作要求", "level": "2"}),
        ("rich_text", f"<ol>{asked}</ol>"),
        ("callout", {"kind": "notice", "text": "对评分有异议的，请在五个工作日内在平台提出，党务室复核后书面答复。"}),
    ]


def _short(unit) -> str:
    return unit.title.removesuffix("党支部")


def _weaknesses(results: dict, rng) -> list[str]:
    counts = Counter()
    for result in results.values():
        counts.update(result.counts)
    found = [f"应更新{counts['due']}项，完成{counts['done']}项，其中逾期{counts['late']}项。"]
    if counts["returned"] or counts["corrected"]:
        found.append(f"因事实差错退回{counts['returned']}次，发布后更正{counts['corrected']}次，多为数字和人名不一致。")
    if vetoed := [other.title for other, result in results.items() if result.veto]:
        found.append(f"{'、'.join(vetoed)}有会议日期不实的问题，按一票否决处理，已约谈支部书记。")
    return [*found, *rng.sample(WEAKNESSES, 2)]


def _of_year(unit, year: int, day: datetime.date):
    result = of_year(unit, year)
    rng = unit.rng("assessment", "words", year)
    known = {"year": year, "total": f"{result.total:f}", "grade": GRADES[result.grade]}
    known["quarterly"] = f"{result.items[0]['score'] * 10:f}".rstrip("0").rstrip(".")
    return unit.record(
        f"{year}年度考核结果",
        day,
        {"period_kind": "year", "period_value": str(year), "scheme": "v1", "grade": result.grade},
        rows={"items": result.items},
        summary=rng.choice(ANNUAL_SUMMARIES).format(**known),
        tags=("考核评价",),
        period=str(year),
        source_kind="statistics",
        urgent=True,
    )


def _yearly_circular(world, unit, year: int, day: datetime.date):
    results = {other: of_year(other, year) for other in world.units if other is not unit}
    grades = Counter(result.grade for result in results.values())
    items = _means(list(results.values()))
    heads = ("单位", "季度", "目标", "组织生活", "廉政安全", "测评", "总分", "等次")
    rows = [
        (_short(other), *(item["score"] for item in result.items), result.total, GRADES[result.grade])
        for other, result in results.items()
    ]
    summary = (
        f"{year}年度对{len(results)}个单位进行党建目标考核，优秀{grades['excellent']}个、良好{grades['good']}个、"
        f"合格{grades['pass']}个。季度考核平均分按10%计入。"
    )
    return unit.record(
        f"{year}年度党建目标考核通报",
        day,
        {"period_kind": "year", "period_value": str(year), "scheme": "v1", "grade": _grade_of(items)},
        rows={"items": items},
        summary=summary,
        body=[
            unit.table("各单位年度得分（按单位顺序排列，不排名次）", heads, *rows),
            ("rich_text", "<p>年度考核结果向各支部反馈，作为评选先进和改进工作的依据；对考核结果有异议的，五个工作日内提出。</p>"),
        ],
        tags=("考核通报",),
        period=str(year),
        source_kind="statistics",
        urgent=True,
    )  # fmt: skip
