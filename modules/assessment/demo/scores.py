"""How a unit's points come about: by the default scheme v1, from counts that stand beside them."""

import datetime
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from . import texts

D = Decimal
CENT = D("0.01")
GRADES = {"excellent": "优秀", "good": "良好", "pass": "合格", "fail": "不合格"}
LEAST = (("excellent", 90), ("good", 80), ("pass", 60), ("fail", 0))
# The scheme's most: for work in the bulletin, and altogether
MOST_FEATURED, MOST_BONUS = 2, D(5)


@dataclass
class Result:
    """`items`, `bonus` and `veto` as the record's rows have them."""

    items: list[dict]
    bonus: list[dict] = field(default_factory=list)
    veto: list[dict] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def bonus_points(self) -> Decimal:
        return min(sum((row["score"] for row in self.bonus), D("0.00")), MOST_BONUS)

    @property
    def total(self) -> Decimal:
        return sum((item["score"] for item in self.items), self.bonus_points)

    @property
    def grade(self) -> str:
        return "fail" if self.veto else next(grade for grade, least in LEAST if self.total >= least)


def of_quarter(unit, last: datetime.date) -> Result:
    """The unit's result of the quarter that ends on `last`, the same whoever asks."""
    rng = unit.rng("assessment", last)
    # A branch owes some 36 items a quarter; one in seven quarters goes badly
    weak = rng.random() < 0.14
    due = rng.randint(33, 40) if unit.kind == "branch" else rng.randint(26, 30)
    missed = rng.randint(3, 8) if weak else rng.choice((0, 0, 0, 1, 1, 2))
    done = due - missed
    late = rng.randint(3, 6) if weak else rng.choice((0, 0, 1, 1, 2, 3))
    quality = rng.randint(70, 80) if weak else rng.randint(81, 95)
    returned, corrected = rng.choice((0, 0, 1, 1, 2)), rng.choice((0, 0, 0, 1))
    received = rng.randint(2, 9)
    unanswered = rng.choice((0, 0, 0, 0, 1))
    veto = _veto(unit, last)
    honest = D(0) if veto else D(15) - returned - corrected * D("0.5")
    vital = D(min(1.0, done / due / 0.8))
    missing = "、".join(rng.sample(texts.MODULES, min(missed, 2))) + ("等" if missed > 2 else "")
    lateness = f"{'、'.join(rng.sample(texts.MODULES, min(late, 2)))}{'等' if late > 2 else ''}逾期{late}项"
    mistakes = [f"因事实差错退回{returned}次，扣{returned}分"] if returned else []
    mistakes += ["发布后自查更正1次，扣0.5分"] if corrected else []
    items = [
        _item("应更尽更", f"应更新{due}项，完成{done}项", 30, D(30) * done / due, f"{missing}缺{missed}项"),
        _item("及时", f"按期{done - late}项，逾期{late}项", 15, D(15) * (done - late) / due, _why_late(lateness, late, missed)),
        _item("信息质量", f"抽评{rng.randint(8, 15)}件，平均{quality}分", 35, D(35) * quality / 100 * vital, rng.choice(texts.QUALITY)),
        _item("真实规范", "退回、更正和核查登记", 15, honest, "有一票否决事项，本项不得分" if veto else "；".join(mistakes)),
        _item("互动回应", f"收到意见{received}条，按期答复{received - unanswered}条", 5, D(5) * (received - unanswered) / received, f"{unanswered}条意见超期答复"),
    ]  # fmt: skip
    for item in items:
        # Nobody underrates themselves; what cannot be argued about is given as it is
        generous = item["item"] in ("信息质量", "真实规范") or rng.random() < 0.3
        room = item["full_marks"] - item["score"]
        item["self_score"] = (
            (item["score"] + room * D(rng.randint(20, 100)) / 100).quantize(CENT) if generous else item["score"]
        )
    counts = {"due": due, "done": done, "late": late, "returned": returned, "corrected": corrected}
    return Result(items, _bonus(unit, last, rng), veto, counts)


def _why_late(lateness: str, late: int, missed: int) -> str:
    parts = ([lateness] if late else []) + ([f"未完成{missed}项不计及时"] if missed else [])
    return "；".join(parts)


def _item(name: str, evidence: str, full: int, score, reason: str) -> dict:
    score = D(score).quantize(CENT, ROUND_HALF_UP)
    return {
        "item": name,
        "standard": texts.STANDARDS[name],
        "full_marks": D(full).quantize(CENT),
        "score": score,
        "reason": reason if score < full else "",
        "evidence": evidence,
    }


def _bonus(unit, last: datetime.date, rng) -> list[dict]:
    """For what the committee took into its bulletin, and for a suggestion that was adopted."""
    quarter = f"{last.year}Q{last.month // 3}"
    rows = [
        {"item": "特色工作入选通报", "score": D(2).quantize(CENT), "evidence": record.title}
        for record in unit.told("featured_work")
        if record.fields["selected"] and record.fields["quarter"] == quarter
    ][:MOST_FEATURED]
    if rng.random() < 0.2:
        voice = unit.voice("bonus", last)
        rows.append(
            {
                "item": "改进建议被采纳",
                "score": D(1).quantize(CENT),
                "evidence": voice.say(rng.choice(texts.SUGGESTIONS)),
            }
        )
    return rows


def _veto(unit, last: datetime.date) -> list[dict]:
    """One branch in one quarter of the year gave a meeting a day on which it was not held."""
    world = unit.world
    rng = world.rng("veto")
    branches = [other for other in world.units if other.kind == "branch"]
    quarters = [
        month.first.replace(day=1) - datetime.timedelta(days=1) for month in unit.months() if month.month % 3 == 1
    ]
    if not branches or not quarters or unit is not rng.choice(branches) or last != rng.choice(quarters):
        return []
    return [{"item": "弄虚作假（倒签）", "fact": texts.VETO.format(month=last.month - 1)}]


# The year --------------------------------------------------------------------------------------------------------------


def of_year(unit, year: int) -> Result:
    """The year's result: the quarters' mean counts a tenth, the objectives half."""
    rng = unit.rng("assessment of the year", year)
    ends = [datetime.date(year, *end) for end in ((3, 31), (6, 30), (9, 30), (12, 31))]
    quarters = [min(of_quarter(unit, end).total, D(100)) for end in ends]
    mean = (sum(quarters, D(0)) / 4).quantize(CENT)
    objectives = _objectives(unit, year)
    if objectives is None:
        objectives = D(rng.randint(78, 96))
    life, clean, vote = rng.randint(84, 99), rng.randint(90, 100), rng.randint(86, 99)
    items = [
        _item("季度考核平均", "四个季度平均" + f"{mean}分", 10, mean / 10, "按季度平均分的10%折算"),
        _item("方针目标达成", f"各项目标按权重得{objectives.quantize(D('0.1'))}分", 50, objectives / 2, "部分目标未达到挑战值"),
        _item("组织生活质量", f"现场查阅记录、访谈党员，得{life}分", 20, D(life) / 5, rng.choice(texts.LIFE)),
        _item("党风廉政和安全稳定", f"核查登记得{clean}分", 10, D(clean) / 10, rng.choice(texts.CLEAN)),
        _item("党员群众测评", f"发放测评表{rng.randint(30, 60)}份，满意率{vote}%", 10, D(vote) / 10, "满意率未达到100%"),
    ]  # fmt: skip
    for item in items:
        room = item["full_marks"] - item["score"]
        item["self_score"] = (item["score"] + room * D(rng.randint(0, 80)) / 100).quantize(CENT)
    return Result(items)


def _objectives(unit, year: int) -> Decimal | None:
    """0 to 100: what the year's objectives reached, by their weights: 80 at must-reach, 100 at stretch."""
    found = [record.fields for record in unit.told("policy_objectives") if record.fields["year"] == year]
    if not found or any(None in (fields["monthly_actual"] or [None]) for fields in found if _is_measured(fields)):
        return None
    return sum((fields["weight"] * _reached(fields) for fields in found), D(0)) / 100


def _is_measured(fields) -> bool:
    return fields["direction"] != "milestone"


def _reached(fields) -> Decimal:
    must, stretch = D(fields["must_target"]), D(fields["stretch_target"])
    if not _is_measured(fields):
        done = [D(figure) for figure in fields["monthly_actual"] if figure is not None]
        return D(100) if done and done[0] <= must else D(60) if done else D(0)
    figures = [D(figure) for figure in fields["monthly_actual"]]
    actual = sum(figures, D(0)) / (1 if fields["aggregation"] == "sum" else len(figures))
    if fields["direction"] == "lower":
        must, stretch, actual = -must, -stretch, -actual
    if actual < must:
        return max(60 * (1 - (must - actual) / abs(must)), D(0))
    return D(100) if actual >= stretch else 80 + 20 * (actual - must) / (stretch - must)
