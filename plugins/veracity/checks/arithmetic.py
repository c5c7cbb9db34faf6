"""Sums that do not reconcile: rows against totals, parts against the whole, percentages against their numbers."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.moderation.findings import Check, Finding

from ..reading import NUMBER, PARAGRAPH, around, number
from ..wordlists import read

MEASURES = "项|条|件|个|户|次|场|期|篇|份|台|处|起|人次|人|名"
DONE = "完成|办结|整改|采纳|答复|落实|销号|解决|整改完成|已完成|已办结"
# What was planned may be exceeded; of what there was, no more than all can be done
ALL_DONE = re.compile(
    rf"(?<!计划)(?<!目标)(?:一?共(?:有|计|收到|收集|征集|查找|排查|梳理|列出|安排|提出|查出)?|合计|列入|汇总|收集|征集|收到|排查出?|查摆出?|梳理出?|查找|提出|整改)"
    rf"[^\d。；;，,]{{0,14}}?(?P<all>{NUMBER})\s*(?P<measure>{MEASURES})(?P<between>[^。；;\n]{{0,24}}?)"
    rf"(?:已|其中|均|全部)?(?P<verb>{DONE})[^\d。；;，,率]{{0,4}}?(?P<done>{NUMBER})\s*(?P=measure)"
)
# … but a share of it can be told
PLANNED = re.compile(
    rf"(?:计划|安排|应(?:开展|完成|召开))[^\d。；;，,、]{{0,14}}?(?P<all>{NUMBER})\s*(?P<measure>{MEASURES})(?P<between>[^。；;\n]{{0,12}}?)"
    rf"(?:已|实际)?(?P<verb>完成|开展|召开)[^\d。；;，,率]{{0,4}}?(?P<done>{NUMBER})\s*(?P=measure)"
)
SHARE = r"(?P<percent>\d{1,3}(?:\.\d{1,2})?)\s*[%％]"
RATE = re.compile(
    rf"(?P<name>出席率|到会率|参会率|参学率|完成率|办结率|整改率|采纳率|答复率|落实率|解决率|参加率)(?:为|达到?|是|:|：|约)?\s*(?:了)?{SHARE}(?!以上)"
)
ATTENDED = re.compile(
    rf"应(?:到会?|参会|参加|出席)[^\d。；;，,、]{{0,14}}?(?P<all>{NUMBER})[^\d]{{0,6}}(?P<between>[,，、；;]?)\s*"
    rf"(?:实(?:际)?(?:到会?|参会|参加|出席)|到会)[^\d。；;，,、率]{{0,14}}?(?P<done>{NUMBER})"
)
PARTED = re.compile(
    rf"(?P<all>{NUMBER})\s*(?P<measure>条|件|项)[^。；;\d]{{0,6}}?其中[:：]?(?P<parts>[^。；;\n]{{4,120}})"
)


class Arithmetic(Check):
    slug, label, axis = "arithmetic", gettext_lazy("数字勾稽"), "truth"

    def find(self, draft, facts):
        rules = read("sums")["modules"].get(draft.module_label(), {}) if getattr(draft, "is_record", False) else {}
        for kind, check in FIELDS.items():
            for rule in rules.get(kind, ()):
                yield from check(draft, *rule)
        yield from _tables(draft)
        for field, text in facts.texts:
            for paragraph in PARAGRAPH.finditer(text):
                yield from _in_words(field, paragraph.group())


# Fields and rows --------------------------------------------------------------------------------------------------------


def _label(draft, name: str):
    return draft._meta.get_field(name).verbose_name


def _rows(draft, table: str) -> list:
    rows = getattr(draft, table, None)
    return list(rows.all()) if rows is not None else []


def _differs(draft, field: str, found, table: str):
    value = getattr(draft, field, None)
    if value is not None and value != found:
        yield Finding(
            _("%(field)s填的是%(value)s，明细合计为%(found)s，请核对。")
            % {"field": _label(draft, field), "value": value, "found": found},
            field=field,
            quote=f"{value} ≠ {found}",
        )


def _sums(draft, field: str, table: str, column: str):
    if rows := _rows(draft, table):
        yield from _differs(draft, field, sum(getattr(row, column) or 0 for row in rows), table)


def _counts(draft, field: str, table: str, column: str | None):
    if rows := _rows(draft, table):
        yield from _differs(draft, field, sum(1 for row in rows if column is None or getattr(row, column)), table)


def _parts(draft, names: list[str], whole: str):
    values, most = [getattr(draft, name, None) for name in names], getattr(draft, whole, None)
    if None not in (*values, most) and sum(values) > most:
        yield Finding(
            _("%(parts)s合计%(sum)s，多于%(whole)s（%(most)s），请核对。")
            % {
                "parts": "、".join(str(_label(draft, name)) for name in names),
                "sum": sum(values),
                "whole": _label(draft, whole),
                "most": most,
            },
            field=names[0],
            quote=" + ".join(map(str, values)),
        )


def _choices(draft, table: str, column: str, fields: dict[str, str]):
    if rows := _rows(draft, table):
        for choice, field in fields.items():
            yield from _differs(draft, field, sum(getattr(row, column) == choice for row in rows), table)


def _at_most(draft, field: str, other: str):
    value, most = getattr(draft, field, None), getattr(draft, other, None)
    if value is not None and most is not None and value > most:
        yield Finding(
            _("%(field)s（%(value)s）大于%(other)s（%(most)s），请核对。")
            % {"field": _label(draft, field), "value": value, "other": _label(draft, other), "most": most},
            field=field,
            quote=f"{value} > {most}",
        )


def _row_at_most(draft, table: str, column: str, other: str):
    for place, row in enumerate(_rows(draft, table), 1):
        value, most = getattr(row, column), getattr(row, other)
        if value is not None and most is not None and value > most:
            yield Finding(
                _("第%(row)s行的%(field)s（%(value)s）大于%(other)s（%(most)s），请核对。")
                % {
                    "row": place,
                    "field": _label(row, column),
                    "value": value,
                    "other": _label(row, other),
                    "most": most,
                },
                field=table,
                quote=f"{value} > {most}",
            )


FIELDS = {
    "sums": _sums,
    "counts": _counts,
    "parts": _parts,
    "choices": _choices,
    "at_most": _at_most,
    "row_at_most": _row_at_most,
}


# Tables in the body -----------------------------------------------------------------------------------------------------


def _tables(draft):
    for block in draft.body:
        if isinstance(block.value, dict) and isinstance(block.value.get("data"), list):
            yield from _table([[str(cell or "").strip() for cell in row] for row in block.value["data"]])


def _table(rows: list[list[str]]):
    """A table whose last row is a total: each column of numbers adds up to it."""
    words = read("sums")
    if len(rows) < 3 or not any(cell in words["totals"] for cell in rows[-1][:2]):
        return
    head, total = rows[0], rows[-1]
    middle = [row for row in rows[1:-1] if any(row)]
    subtotals = [row for row in middle if any(mark in cell for cell in row[:2] for mark in words["subtotals"])]
    for place, stated in enumerate(total):
        value = _amount(stated)
        name = head[place] if place < len(head) else ""
        if value is None or any(word in name for word in words["no_sum"]) or "%" in stated:
            continue
        sums = [
            _sum(part, place) for part in (middle, [row for row in middle if row not in subtotals], subtotals) if part
        ]
        if None not in sums and value not in sums:
            yield Finding(
                _("表格“%(column)s”一列的合计写的是%(stated)s，各行相加为%(sum)s，请核对。")
                % {"column": name or place + 1, "stated": stated, "sum": sums[0]},
                field="body",
                quote=" | ".join(total),
            )


def _sum(rows, place: int) -> Decimal | None:
    """None when a cell of the column is not a number: what does it then add up to?"""
    cells = [row[place] for row in rows if place < len(row) and row[place] not in ("", "—", "-", "/", "－", "无")]
    values = [_amount(cell) for cell in cells]
    return sum(values, Decimal(0)) if cells and None not in values else None


def _amount(cell: str) -> Decimal | None:
    found = re.fullmatch(
        r"[￥¥]?\s*(-?\d[\d,]*(?:\.\d+)?)\s*(?:元|万元|人|项|件|次|条|户|名|个|分|票|张|课时|学时|小时)?", cell
    )
    try:
        return Decimal(found[1].replace(",", "")) if found else None
    except InvalidOperation:
        return None


# Words ------------------------------------------------------------------------------------------------------------------


def _in_words(field: str, text: str):
    for match in ALL_DONE.finditer(text):
        whole, done = number(match["all"]), number(match["done"])
        if match["measure"] in match["between"] or "计划" in match["between"]:
            continue  # another number stands between: of which of them is it told?
        if done > whole:
            yield Finding(
                _("共%(whole)s%(measure)s，却有%(done)s%(measure)s%(verb)s，请核对。")
                % {"whole": whole, "done": done, "measure": match["measure"], "verb": match["verb"]},
                field=field,
                quote=around(text, match.start(), match.end()),
            )
        else:
            yield from _rate(field, text, match, whole, done)
    for match in PLANNED.finditer(text):
        yield from _rate(field, text, match, number(match["all"]), number(match["done"]))
    for match in ATTENDED.finditer(text):
        yield from _rate(field, text, match, number(match["all"]), number(match["done"]))
    for match in PARTED.finditer(text):
        yield from _parted(field, text, match)


def _rate(field, text, match, whole: int, done: int):
    """A percentage that follows the numbers it is of."""
    rate = RATE.search(text, match.end(), match.end() + 24)
    if rate is None or not whole or done > whole:
        return
    said = Decimal(rate["percent"])
    # rounded or cut off, to as many places as were written
    unit = Decimal(1).scaleb(said.as_tuple().exponent)
    if abs(said - Decimal(100 * done) / whole) >= unit:
        yield Finding(
            _("%(done)s占%(whole)s的%(right)s%%，文中%(name)s写的是%(said)s%%，请核对。")
            % {
                "done": done,
                "whole": whole,
                "right": (Decimal(100 * done) / whole).quantize(Decimal("0.1")),
                "name": rate["name"],
                "said": said,
            },
            field=field,
            quote=around(text, match.start(), rate.end()),
        )


def _parted(field, text, match):
    """20条，其中生产类8条、生活类7条: classes of one thing are not more than the whole."""
    measure = match["measure"]
    parts = re.findall(
        rf"([\u4e00-\u9fff]{{1,8}}类|[\u4e00-\u9fff]{{1,6}}方面)的?(?:有|共)?({NUMBER})\s*{measure}", match["parts"]
    )
    total = sum(number(value) for _name, value in parts)
    if len(parts) > 1 and total > number(match["all"]):
        yield Finding(
            _("所列各类合计%(sum)s%(measure)s，多于总数%(whole)s%(measure)s，请核对。")
            % {"sum": total, "measure": measure, "whole": number(match["all"])},
            field=field,
            quote=around(text, match.start(), match.end()),
        )
