"""What the pages of a quarter show, made ready for templates and for Excel."""

from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import plugins
from cms.charts import Bar, Series, bars, trend
from cms.delivery.models import Document
from cms.delivery.reading import documents
from cms.exports import Column, Sheet, Table
from cms.moderation.stages import REASONS
from cms.people import Role
from cms.tree import Unit

from . import grading, reading
from .closing import current_lines
from .models import Close, ItemScore, Line, Objection
from .plain import behind
from .schemes import COMPONENTS, Scheme, parse
from .words import figure_name, quarter_name

__all__ = ["is_scorer", "own_trend", "quarter_page", "sheet_of", "unit_page"]

MOST = Decimal(100)
COLUMNS = ("due", "effective", "on_time_rate", "returned", "corrected", "empty", "quality", "total", "grade")
# Those of a unit's page that list records, in the order in which they are read
LISTED = (
    "effective", "extra", "returned", "corrected", "withdrawn", "repeated", "scored", "received", "answered",
    "submitted",
)  # fmt: skip


def is_scorer(viewer) -> bool:
    return bool(grading.may_score(viewer))


def own_trend(viewer, closes: list[Close]):
    """The chart of the viewer's own unit over the quarters that they may read; None without one."""
    own = _own_unit(viewer)
    if own is None or not closes:
        return None
    lines = sorted(current_lines(closes, unit=own), key=lambda line: line.close.quarter)[-8:]
    return _trend(lines, own.title)


def _own_unit(viewer) -> Unit | None:
    if viewer.person_id is None:
        return None
    from cms.people import Person

    return Unit.objects.filter(pk__in=Person.objects.filter(pk=viewer.person_id).values("unit_id")).first()


def _trend(lines: list[Line], title: str):
    if len(lines) < 2:
        return None
    names = [f"{line.close.quarter[2:4]}年{line.close.quarter[5]}季" for line in lines]
    series = [
        Series(str(_("总分")), [line.total for line in lines], [str(line.total) for line in lines]),
        Series(str(_("质量分")), [line.quality for line in lines], ["" if line.quality is None else str(line.quality) for line in lines]),
    ]  # fmt: skip
    return trend(_("%(unit)s各季度得分") % {"unit": title}, names, series, _("分"))


def _previous(close: Close) -> Close | None:
    """The quarter of this committee that was closed before, if it can be read by whoever reads this one."""
    found = Close.objects.filter(committee=close.committee, quarter__lt=close.quarter)
    if close.signed_at:
        found = found.filter(signed_at__isnull=False)
    return found.order_by("-quarter").first()


def quarter_page(viewer, close: Close) -> dict:
    scheme, lines = parse(close.scheme), current_lines([close])
    if scheme.ranking:
        lines = sorted(lines, key=lambda line: -line.total)
    previous = _previous(close)
    before = {line.unit_id: line for line in current_lines([previous])} if previous else {}
    own = _own_unit(viewer)
    rows = [_row(line, scheme, place if scheme.ranking else None) for place, line in enumerate(lines, 1)]
    figures = [
        Bar(
            line.unit.title,
            line.total,
            str(line.total),
            before[line.unit_id].total if line.unit_id in before else None,
            str(before[line.unit_id].total) if line.unit_id in before else "",
            reverse("scoring:unit", args=[close.quarter, line.unit.code]),
        )
        for line in lines
    ]
    reasons = _reasons(lines)
    return {
        "close": close,
        "name": quarter_name(close.quarter),
        "scheme": scheme,
        "lines": rows,
        "own": next((row for row in rows if own and row["line"].unit_id == own.pk), None),
        "chart": bars(
            _("总分"),
            figures,
            MOST,
            head=_("单位"),
            unit=_("分"),
            before=quarter_name(previous.quarter) if before else "",
        ),
        "grades": _grades(lines, scheme),
        "reasons": reasons,
        "supplements": list(close.supplements.select_related("made_by").prefetch_related("lines__unit")),
        "objections": _objections(viewer, close),
        "open": not close.signed_at and timezone.localdate() <= close.objections_until,
        "bulletin": _bulletin(viewer, close),
        "components": [(name, scheme.name_of(name), scheme.weights[name].normalize()) for name in COMPONENTS],
    }


def _row(line: Line, scheme: Scheme, place: int | None) -> dict:
    return {
        "line": line,
        "place": place,
        "grade": scheme.grade_name(line.grade),
        "url": reverse("scoring:unit", args=[line.close.quarter, line.unit.code]),
    }


def _grades(lines: list[Line], scheme: Scheme) -> list[tuple[str, int]]:
    counted = [(scheme.grade_name(slug), sum(line.grade == slug for line in lines)) for slug, _least in scheme.grades]
    return [(name, count) for name, count in counted if count]


def _reasons(lines: list[Line]) -> list[tuple[str, int]]:
    words, found = dict(REASONS), {}
    for line in lines:
        for code, count in line.detail["reasons"].items():
            found[code] = found.get(code, 0) + count
    return sorted(((str(words.get(code, code)), count) for code, count in found.items()), key=lambda one: -one[1])


def _objections(viewer, close: Close) -> list[Objection]:
    """All of them, for the Party office; else those of the viewer's own units."""
    found = Objection.objects.filter(line__close=close).select_related("line__unit", "raised_by", "decided_by")
    if not any(viewer.has_role(role, close.committee_id) for role in (Role.PARTY_OFFICE, Role.APPROVER)):
        desks = {unit for role, unit in viewer.roles if role in reading.UNIT_DESK}
        found = found.filter(line__unit__in=desks)
    found = list(found)
    for one in found:
        one.name = figure_name(one.figure) if one.figure not in ("quality", "total", "grade") else _named(one.figure)
    return found


def _named(figure: str) -> str:
    return str(Line._meta.get_field(figure).verbose_name)


def _bulletin(viewer, close: Close):
    if not close.signed_at:
        return None
    return documents(viewer).filter(pk=close.bulletin_id).only("path", "title").first()


# A unit's page ---------------------------------------------------------------------------------------------------------


def unit_page(viewer, close: Close, line: Line) -> dict:
    """All figures of one unit with the records behind each: those that the viewer may see by name, the others
    counted."""
    scheme = parse(close.scheme)
    wanted = {pk for figure in ("submitted", "returned", "corrected", "received", "due") for pk in behind(line, figure)}
    wanted |= {event["record"] for event in line.detail["events"]}
    seen = {
        one.pk: one
        for one in documents(viewer).filter(pk__in=wanted).only("title", "path", "occurred_on", "module", "unit_id")
    }
    closes = list(reading.closes(viewer).filter(committee=close.committee))
    history = sorted(current_lines(closes, unit=line.unit), key=lambda one: one.close.quarter)[-8:]
    frozen = Line.objects.filter(close=close, unit=line.unit, edition=0).first() if line.edition else None
    return {
        "close": close,
        "name": quarter_name(close.quarter),
        "scheme": scheme,
        "line": line,
        "grade": scheme.grade_name(line.grade),
        "frozen": frozen,
        "parts": _parts(line, scheme),
        "dues": _dues(line, seen),
        "empty": [_module(label, line.unit) for label in line.detail["empty"]],
        "lists": [_list(line, figure, seen) for figure in LISTED if getattr(line, figure)],
        "events": _events(line, scheme, seen),
        "scores": _scores(line, scheme, seen),
        "chart": _trend(history, line.unit.title),
        "objections": [one for one in _objections(viewer, close) if one.line.unit_id == line.unit_id],
        "open": not close.signed_at and timezone.localdate() <= close.objections_until,
    }


def _module(label: str, unit: Unit) -> str:
    module = plugins.find_module(label)
    return str(module.name_for(unit.kind)) if module else label


def _records(ids, seen: dict[int, Document]) -> dict:
    return {"known": [seen[pk] for pk in ids if pk in seen], "more": sum(pk not in seen for pk in ids)}


def _list(line: Line, figure: str, seen) -> dict:
    counts = line.detail["records"].get(figure, {})
    ids = behind(line, figure)
    known = [(seen[pk], counts.get(str(pk), 1)) for pk in ids if pk in seen]
    return {
        "figure": figure,
        "name": figure_name(figure),
        "count": getattr(line, figure),
        "known": known,
        "more": len(ids) - len(known),
    }


def _dues(line: Line, seen) -> list[dict]:
    """The due items with the record that satisfied each, the open ones first."""
    rows = []
    for item in line.detail["dues"]:
        state = _("零报告") if item["nil"] else _("已更新") if item["satisfied"] else _("未更新")
        late = item["satisfied"] and not item["on_time"]
        rows.append({**item, "state": state, "late": late, **_records(item["records"][:1], seen)})
    return sorted(rows, key=lambda row: (row["satisfied"], row["on_time"]))


def _parts(line: Line, scheme: Scheme) -> list[dict]:
    """Each component's points with the arithmetic in words, so that anybody can work it out on paper."""
    w = {name: f"{weight.normalize():f}" for name, weight in scheme.weights.items()}
    rate = _("%(weight)s × %(part)s ÷ %(whole)s")
    nothing = _("没有应更新项，计满分")
    due = line.due
    deducted = "".join(f" − {points}" for points in line.detail["deducted"].values())
    words = {
        "completeness": rate % {"weight": w["completeness"], "part": line.satisfied, "whole": due} if due else nothing,
        "timeliness": rate % {"weight": w["timeliness"], "part": line.on_time, "whole": due} if due else nothing,
        "quality": _quality_words(line, scheme, w["quality"]),
        "veracity": f"{w['veracity']}{deducted}" if deducted else _("没有扣分"),
        "response": rate % {"weight": w["response"], "part": line.answered, "whole": line.received}
        if line.received
        else _("没有收到意见，计满分"),
    }
    anchors = {
        "completeness": "dues",
        "timeliness": "dues",
        "quality": "scores",
        "veracity": "events",
        "response": "received",
    }
    rows = [
        {
            "name": scheme.name_of(name),
            "weight": w[name],
            "points": getattr(line, f"{name}_points"),
            "words": words[name],
            "source": scheme.data["components"][name]["source"],
            "anchor": anchors[name],
        }
        for name in COMPONENTS
    ]
    gained = "、".join(f"{scheme.name_of(code)} {points}" for code, points in line.detail["gained"].items())
    bonus = {
        "name": _("加分"),
        "weight": _("至多%(cap)s") % {"cap": f"{scheme.bonus_cap.normalize():f}"},
        "points": line.bonus_points,
        "words": gained or _("没有加分事项"),
        "source": "",
        "anchor": "events",
    }
    return [*rows, bonus]


def _quality_words(line: Line, scheme: Scheme, weight: str) -> str:
    if line.quality is None:
        return _("没有六项评全的记录，计0分")
    words = _("%(weight)s × %(mean)s ÷ 100") % {"weight": weight, "mean": line.quality}
    if line.due and Decimal(line.satisfied) / line.due < scheme.full_at:
        full = f"{scheme.full_at.normalize():f}"
        words += _(" × %(part)s/%(whole)s ÷ %(full)s（完成率不足，折减）") % {
            "part": line.satisfied, "whole": line.due, "full": full,
        }  # fmt: skip
    return words


def _events(line: Line, scheme: Scheme, seen) -> list[dict]:
    """What was deducted, gained or vetoed, event by event."""
    rows = []
    for event in line.detail["events"]:
        code = event["code"]
        if code in ("received", "answered_on_time"):
            continue
        points = scheme.deductions.get(code)
        gain = scheme.bonus.get(code)
        if code in scheme.vetoes:
            effect = _("一票否决")
        elif points is not None:
            effect = f"−{points.normalize():f}"
        else:
            effect = f"+{gain[0].normalize():f}" if gain else _("本方案不计")
        rows.append(
            {
                "name": figure_name(f"event:{code}", scheme),
                "on": event["on"],
                "effect": effect,
                "note": event["note"],
                "record": seen.get(event["record"]),
            }
        )
    return rows


def _scores(line: Line, scheme: Scheme, seen) -> list[dict]:
    """The scored items with their levels and the gap to the final reviewer's; of those that the viewer sees."""
    from .arithmetic import item_quality, rounded

    pks = [int(pk) for pk in line.detail["levels"]]
    final = {one.record_id: one for one in ItemScore.objects.filter(record__in=pks, kind=ItemScore.FINAL)}
    second = {one.record_id: one for one in ItemScore.objects.filter(record__in=pks, kind=ItemScore.SECOND)}
    rows = []
    for pk in pks:
        levels = line.detail["levels"][str(pk)]
        gaps = grading.gap(final.get(pk), second.get(pk), scheme)
        rows.append(
            {
                "record": seen.get(pk),
                "points": rounded(item_quality(scheme, levels)),
                "levels": list(levels.values()),
                "gap": max(map(abs, gaps.values())) if gaps else None,
            }
        )
    return rows


# Excel -----------------------------------------------------------------------------------------------------------------


def sheet_of(close: Close) -> Sheet:
    scheme, lines = parse(close.scheme), current_lines([close])
    counts = ("due", "satisfied", "on_time", "submitted", "effective", "returned", "corrected", "empty")
    columns = [
        Column("unit", _("单位"), width=9),
        *(Column(name, figure_name(name), "integer", 4, total=True) for name in counts[:5]),
        Column("on_time_rate", _("及时率(%)"), "percent", 4),
        *(Column(name, figure_name(name), "integer", 4, total=True) for name in counts[5:]),
        Column("quality", _("质量分"), "decimal", 4),
        *(Column(f"{name}_points", scheme.name_of(name), "decimal", 4) for name in COMPONENTS),
        Column("bonus_points", _("加分"), "decimal", 4),
        Column("total", _("总分"), "decimal", 4),
        Column("grade", _("等次"), width=4),
    ]
    rows = [
        {column.name: getattr(line, column.name) for column in columns if column.name not in ("unit", "grade")}
        | {"unit": line.unit.title, "grade": scheme.grade_name(line.grade)}
        for line in lines
    ]
    facts = [
        (_("评价方案"), scheme.version),
        (_("数据冻结时间"), f"{timezone.localtime(close.frozen_at):%Y-%m-%d %H:%M}"),
        *((_("第%(number)s号补充通报") % {"number": one.number}, one.reason) for one in close.supplements.all()),
    ]
    return Sheet(
        title=_("各单位信息更新情况和季度得分"),
        unit=close.committee.title,
        period=quarter_name(close.quarter),
        tables=[Table("units", _("各单位"), columns, rows)],
        facts=facts,
        signatures=[_("制表"), _("审核"), _("签发")],
        note=_("冻结数据摘要（SHA-256）：%(digest)s") % {"digest": close.digest},
    )
