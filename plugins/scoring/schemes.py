"""评价方案: what a scoring scheme is, read from plain data and held to its rules.

Five components with fixed formulas (`plugins.scoring.arithmetic`) and weights of the scheme's own; everything that the
committee may change is here, and each weight says where it comes from.
"""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

__all__ = ["AXES", "COMPONENTS", "FINAL_AXES", "LEVELS", "Scheme", "default", "digest_of", "parse"]

COMPONENTS = ("completeness", "timeliness", "quality", "veracity", "response")
AXES = ("truth", "credibility", "legality", "substance", "completeness", "language")
# What the final reviewer may grade of every item; the mean that counts takes items with all six
FINAL_AXES = AXES[:3]
LEVELS = ("A", "B", "C", "D", "E")
GRADES = ("excellent", "good", "pass", "fail")
DEFAULT = Path(__file__).parent / "data" / "scheme_v1.json"


@dataclass(frozen=True)
class Scheme:
    """A scheme that was found in order. `data`: as it was given, with the words and sources; the rest are its
    numbers."""

    version: str
    data: dict
    weights: dict[str, Decimal]
    full_at: Decimal
    bonus_cap: Decimal
    bonus: dict[str, tuple[Decimal, Decimal]]
    deductions: dict[str, Decimal]
    vetoes: dict[str, tuple[tuple[str, ...], str]]
    axes: dict[str, Decimal]
    levels: dict[str, Decimal]
    share: Decimal
    least: int
    grades: tuple[tuple[str, Decimal], ...]
    objection_days: int
    annual_share: Decimal
    ranking: bool

    def name_of(self, code: str) -> str:
        """What a component, bonus, deduction, veto or axis is called."""
        parts = (self.data["components"], self.data["bonus"]["items"], self.data["deductions"], self.data["vetoes"])
        return next((part[code]["zh"] for part in parts if code in part), code)

    def grade_name(self, slug: str) -> str:
        return next((one["zh"] for one in self.data["grades"] if one["slug"] == slug), slug)


def digest_of(data) -> str:
    """SHA-256 of plain data, whatever the order of its keys."""
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


@cache
def default() -> Scheme:
    """v1, as it is shipped."""
    return parse(json.loads(DEFAULT.read_text(encoding="utf-8")))


class _Reader:
    """Takes values out of a scheme's data and remembers what is wrong with them, by path."""

    def __init__(self, data):
        self.data, self.errors = data, {}

    def wrong(self, path: str, words: str) -> None:
        self.errors.setdefault(path, words)

    def at(self, path: str):
        found = self.data
        for key in path.split("."):
            found = found.get(key) if isinstance(found, dict) else None
        if found is None:
            self.wrong(path, _("缺少这一项。"))
        return found

    def number(self, path: str, least="0", most=None) -> Decimal:
        value = self.at(path)
        try:
            if isinstance(value, bool) or not isinstance(value, str | int):
                raise InvalidOperation
            number = Decimal(value)
            if not number.is_finite():
                raise InvalidOperation
        except InvalidOperation:
            self.wrong(path, _('须是数字，写作字符串，如 "0.5"。'))
            return Decimal(0)
        if number < Decimal(least) or (most is not None and number > Decimal(most)):
            self.wrong(path, _("须不小于%(least)s，不大于%(most)s。") % {"least": least, "most": most or "∞"})
        if -number.as_tuple().exponent > 4:
            self.wrong(path, _("最多四位小数。"))
        return number

    def whole(self, path: str, least: int, most: int) -> int:
        value = self.at(path)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.wrong(path, _("须是%(least)s到%(most)s之间的整数。") % {"least": least, "most": most})
            return least
        return value

    def truth(self, path: str) -> bool:
        value = self.at(path)
        if not isinstance(value, bool):
            self.wrong(path, _("须是 true 或 false。"))
        return value is True

    def words(self, path: str, most: int = 200) -> str:
        value = self.at(path)
        if not isinstance(value, str) or not value.strip() or len(value) > most:
            self.wrong(path, _("须填写，不超过%(most)s字。") % {"most": most})
            return ""
        return value

    def names(self, path: str, known=None) -> list[str]:
        """The keys below a path; exactly `known`, in whatever order, where that is given."""
        value = self.at(path)
        if not isinstance(value, dict):
            self.wrong(path, _("须是按代码列出的条目。"))
            return []
        if known is not None and set(value) != set(known):
            self.wrong(path, _("须恰好列出：%(known)s。") % {"known": "、".join(known)})
            return []
        for name in value:
            if not (name.isascii() and name.replace("_", "").isalnum() and len(name) <= 40):
                self.wrong(f"{path}.{name}", _("代码只用字母、数字和下划线，不超过40个字符。"))
        return list(known or value)


def parse(data) -> Scheme:
    """The scheme that this plain data says. Raises ValidationError by path (`components.quality.weight`) with the
    reason."""
    if not isinstance(data, dict):
        raise ValidationError({"scheme": _("评价方案须是一个 JSON 对象。")})
    read = _Reader(data)
    version = read.words("version", 20)
    read.words("title")
    weights = _weights(read, "components", COMPONENTS, read.number("total", "1"))
    axes = _weights(read, "axes", AXES, Decimal(100))
    bonus = {}
    for code in read.names("bonus.items"):
        path = f"bonus.items.{code}"
        points, cap = _points(read, path), read.number(f"{path}.cap")
        if cap < points:
            read.wrong(f"{path}.cap", _("封顶分不能低于每项的分值。"))
        if read.truth(f"{path}.enabled"):
            bonus[code] = (points, cap)
    deductions = {}
    for code in read.names("deductions"):
        points = _points(read, f"deductions.{code}")
        if read.truth(f"deductions.{code}.enabled"):
            deductions[code] = points
    levels = {level: read.number(f"levels.{level}", "0", "100") for level in read.names("levels", LEVELS)}
    if list(levels.values()) != sorted(levels.values(), reverse=True):
        read.wrong("levels", _("A 到 E 的分值须从高到低。"))
    scheme = Scheme(
        version=version,
        data=data,
        weights=weights,
        full_at=read.number("components.quality.full_at", "0.01", "1"),
        bonus_cap=read.number("bonus.cap", "0", "100"),
        bonus=bonus,
        deductions=deductions,
        vetoes=_vetoes(read),
        axes=axes,
        levels=levels,
        share=read.number("sample.share", "0", "1"),
        least=read.whole("sample.least", 0, 100),
        grades=_grades(read),
        objection_days=read.whole("objection_days", 1, 60),
        annual_share=read.number("annual.share", "0", "1"),
        ranking=read.truth("ranking.shown"),
    )
    for path in ("sample.source", "annual.source", "ranking.source"):
        read.words(path)
    if read.errors:
        raise ValidationError(read.errors)
    return scheme


def _points(read: _Reader, path: str) -> Decimal:
    read.words(f"{path}.zh")
    read.words(f"{path}.source")
    return read.number(f"{path}.points", "0", "100")


def _weights(read: _Reader, path: str, known, total: Decimal) -> dict[str, Decimal]:
    found = {}
    for name in read.names(path, known):
        read.words(f"{path}.{name}.zh")
        read.words(f"{path}.{name}.source")
        found[name] = read.number(f"{path}.{name}.weight", "0")
    if found and sum(found.values()) != total:
        read.wrong(path, _("权重之和须为%(total)s，现为%(sum)s。") % {"total": total, "sum": sum(found.values())})
    return found


def _vetoes(read: _Reader) -> dict[str, tuple[tuple[str, ...], str]]:
    found = {}
    for code in read.names("vetoes"):
        path = f"vetoes.{code}"
        read.words(f"{path}.zh")
        read.words(f"{path}.source")
        zero = read.at(f"{path}.zero")
        if not isinstance(zero, list) or not set(map(str, zero)) <= set(COMPONENTS):
            read.wrong(f"{path}.zero", _("只能列出评分项：%(known)s。") % {"known": "、".join(COMPONENTS)})
            zero = []
        grade = read.at(f"{path}.grade_at_most")
        if grade not in GRADES:
            read.wrong(f"{path}.grade_at_most", _("只能是 %(known)s 之一。") % {"known": "、".join(GRADES)})
        if read.truth(f"{path}.enabled"):
            found[code] = (tuple(zero), str(grade))
    return found


def _grades(read: _Reader) -> tuple[tuple[str, Decimal], ...]:
    """The grades from the highest on: (slug, the least total)."""
    given = read.at("grades")
    if not isinstance(given, list) or [isinstance(one, dict) and one.get("slug") for one in given] != list(GRADES):
        read.wrong("grades", _("须依次列出：%(known)s。") % {"known": "、".join(GRADES)})
        return ()
    found = []
    for number, one in enumerate(given):
        inner = _Reader({"grades": {str(number): one}})
        inner.words(f"grades.{number}.zh", 20)
        found.append((one["slug"], inner.number(f"grades.{number}.min", "0", "200")))
        read.errors |= inner.errors
    least = [number for _slug, number in found]
    if least != sorted(least, reverse=True) or len(set(least)) < len(least) or least[-1] != 0:
        read.wrong("grades", _("各等次的最低分须从高到低，最后一等为0。"))
    return tuple(found)
