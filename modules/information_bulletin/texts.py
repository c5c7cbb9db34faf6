"""The words that a bulletin begins with: 报送情况, 存在问题, 工作要求, from its figures and from nothing else.

They say what the figures say, with the numbers, name the units that a number is about, and say so where nothing is known. No
praise, no causes: those are for whoever edits the text. Units stand in the order of the organisation, never in that of their
figures.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.seams.bulletin import BulletinLine, QuarterFigures, reason_words

__all__ = ["overview", "problems", "quarter_name", "requirements", "supplement_overview"]

QUARTERS = ("一季度", "二季度", "三季度", "四季度")
GRADES = {"excellent": "优秀", "good": "良好", "pass": "合格", "passed": "合格", "fail": "不合格"}
# Below that a unit is named for lateness and for quality (%, points): 良好 begins there
LATE, WEAK = Decimal(90), Decimal(80)
# What is asked for where records were returned for this reason
ASKED = {
    "facts_unclear": "写清时间、地点、人物和结果，以原始记录为准，不凭印象补写。",
    "numbers_differ": "报送前核对应到实到、票数、金额等数字，前后一致、与台账一致再报。",
    "elements_missing": "对照栏目逐项填写，缺项不报；确无内容的写明原因。",
    "wording": "党内用语和机构名称使用规范表述，拿不准的先查党务指南。",
    "secrecy_risk": "涉密信息不上网，上网信息不涉密；拿不准的，报送时选“待确定”，先作保密审查。",
    "personal_data": "个人信息以必要为限，公开前隐去证件号、电话等内容。",
    "typos": "报送前通读一遍，改正错字、漏字和人名差错。",
}


def quarter_name(quarter: str) -> str:
    """2026Q1 → 2026年一季度."""
    return f"{quarter[:4]}年{QUARTERS[int(quarter[-1]) - 1]}"


def overview(figures: QuarterFigures, units: dict[int, str], committee: str) -> SafeString:
    lines = figures.lines
    due, submitted, effective, returned, corrected, empty = (
        sum(getattr(line, name) for line in lines)
        for name in ("due", "submitted", "effective", "returned", "corrected", "empty_modules")
    )
    moment = timezone.localtime(figures.frozen_at)
    return _paragraphs(
        f"{quarter_name(figures.quarter)}，{committee}所属{len(lines)}个单位应更新{due}项，报送{submitted}条，"
        f"有效更新{effective}条。{_on_time(lines)}",
        f"审核退回{returned}次，发布后更正{corrected}次，空白模块{empty}个。{_quality(lines)}",
        f"按评价方案{figures.scheme}，{_grades(lines)}。入选特色工作{len(figures.featured)}项"
        + ("，见“特色工作”。" if figures.featured else "。"),
        f"以上数字于{moment:%Y}年{moment.month}月{moment.day}日{moment:%H:%M}冻结。超出应更新数的信息只列出、不加分。",
    )


def _on_time(lines: Sequence[BulletinLine]) -> str:
    rated = [line for line in lines if line.on_time_rate is not None]
    if not rated:
        return "各单位没有可计算及时率的应更新项。"
    full = len([line for line in rated if line.on_time_rate == 100])
    below = len([line for line in rated if line.on_time_rate < LATE])
    words = f"及时率为100%的单位{full}个，低于90%的{below}个"
    none = len(lines) - len(rated)
    return words + (f"；没有应更新项、不计及时率的{none}个。" if none else "。")


def _quality(lines: Sequence[BulletinLine]) -> str:
    scored = [line.quality for line in lines if line.quality is not None]
    none = len(lines) - len(scored)
    if not scored:
        return "本季度没有完成质量评分的信息，质量分一栏为空。"
    words = f"{len(scored)}个单位有质量分，在{_points(min(scored))}至{_points(max(scored))}之间"
    return words + (f"；{none}个单位没有完成质量评分的信息，质量分为空。" if none else "。")


def _grades(lines: Sequence[BulletinLine]) -> str:
    graded = [GRADES.get(line.grade, "") for line in lines]
    words = [f"{word}{graded.count(word)}个" for word in ("优秀", "良好", "合格", "不合格")]
    return "、".join([*words, f"未评定{graded.count('')}个"] if "" in graded else words)


def problems(figures: QuarterFigures, units: dict[int, str]) -> SafeString:
    lines = figures.lines
    found = [_returned(figures, units)]
    late = [line for line in lines if line.on_time_rate is not None and line.on_time_rate < LATE]
    if late:
        found.append(
            f"更新不够及时。及时率低于90%的：{_named(late, units, lambda line: f'{line.on_time_rate:.1f}%')}。"
        )
    if empty := [line for line in lines if line.empty_modules]:
        found.append(f"存在空白模块。{_named(empty, units, lambda line: f'{line.empty_modules}个')}。")
    if corrected := [line for line in lines if line.corrected]:
        found.append(f"发布后有差错。更正情况：{_named(corrected, units, lambda line: f'{line.corrected}次')}。")
    if weak := [line for line in lines if line.quality is not None and line.quality < WEAK]:
        found.append(
            f"信息质量不高。质量分低于80分的：{_named(weak, units, lambda line: f'{_points(line.quality)}分')}。"
        )
    if failed := [line for line in lines if line.grade == "fail"]:
        found.append(f"等次为不合格的：{_named(failed, units, lambda line: f'{_points(line.total)}分')}。")
    return _list([one for one in found if one] or ["本季度的数字没有反映出退回、逾期、空白、更正等问题。"])


def _returned(figures: QuarterFigures, units: dict[int, str]) -> str:
    returned = [line for line in figures.lines if line.returned]
    if not returned:
        return ""
    total = sum(line.returned for line in returned)
    reasons = {code: count for code, count in figures.reasons.items() if count}
    known = reason_words()
    order = sorted(reasons, key=lambda code: (-reasons[code], code))
    why = "、".join(f"{known.get(code, code)}{reasons[code]}次" for code in order)
    why = f"原因（一次退回可有几项）：{why}。" if why else "退回原因没有登记。"
    return f"审核退回{total}次：{_named(returned, units, lambda line: f'{line.returned}次')}。{why}"


def requirements(figures: QuarterFigures) -> SafeString:
    lines = figures.lines
    asked = []
    if any(line.on_time_rate is not None and line.on_time_rate < LATE for line in lines):
        asked.append("及时率低于90%的单位逐项查明逾期原因，下季度在应更新项到期前报送审核。")
    if any(line.empty_modules for line in lines):
        asked.append("有空白模块的单位在下季度第一个月内补齐；确无内容可报的作零报告，不为凑数报送。")
    known = {code: figures.reasons.get(code, 0) for code in ASKED}
    asked += [ASKED[code] for code in sorted(known, key=lambda code: -known[code]) if known[code]][:3]
    if any(line.corrected for line in lines):
        asked.append("发布后发现差错的，主动更正并写明原因，不隐瞒、不倒签。")
    asked.append("对本通报数字有异议的单位，由书记在平台上提出，写明哪个数字有误和依据。")
    return _list(asked)


def supplement_overview(title: str, reason: str, changes: Sequence[str]) -> SafeString:
    """What a supplement says: what it supplements, why, and every figure as it was and as it is."""
    return SafeString(_paragraphs(f"现对《{title}》作如下补充。{reason}")) + _list(changes)


def _named(lines, units: dict[int, str], words) -> str:
    return "、".join(f"{units.get(line.unit_id, line.unit_id)}{words(line)}" for line in lines)


def _points(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _paragraphs(*texts: str) -> SafeString:
    return format_html_join("", "<p>{}</p>", [(text,) for text in texts])


def _list(texts: Sequence[str]) -> SafeString:
    return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", [(text,) for text in texts]))
