"""The figures of a bulletin against those that the quarter's close froze: what is locked, and what may not be submitted.

Of a published bulletin the figures stay as they were published; later ones go into a supplement (补充通报).
"""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from cms.seams.bulletin import BulletinLine
from cms.seams.scores import QuarterScore, quarter_scores
from cms.tree import Unit

__all__ = ["closing", "frozen", "line_of", "locked", "refusals", "row_of"]

LOCKED = ["quarter", "supplements", "scheme", "frozen_at", "unit_table"]
COUNTS = ("due", "submitted", "effective", "returned", "corrected", "empty_modules")
PLACES = {"on_time_rate": Decimal("0.1"), "quality": Decimal("0.01"), "total": Decimal("0.01")}
# The seam's word for 合格 and ours
GRADES = {"passed": "pass"}

_closing: ContextVar[bool] = ContextVar("closing", default=False)


@contextlib.contextmanager
def closing() -> Iterator[None]:
    """While the close itself writes a bulletin's figures: nothing is locked for it."""
    token = _closing.set(True)
    try:
        yield
    finally:
        _closing.reset(token)


def row_of(line: BulletinLine) -> dict:
    """A unit's line as the record's row has it, with the places that its columns keep."""
    row = {name: getattr(line, name) for name in COUNTS}
    row |= {name: _rounded(getattr(line, name), places) for name, places in PLACES.items()}
    return row | {"grade": GRADES.get(line.grade, line.grade)}


def frozen(committee, quarter: str) -> dict[int, QuarterScore]:
    """{unit's id: what is frozen of it} in the quarter, of all units of the committee; {} while nothing is."""
    if not quarter or "Q" not in quarter:
        return {}
    units = list(Unit.objects.filter(committee_id=committee.pk))
    return {score.unit_id: score for score in quarter_scores(units, [quarter])}


def line_of(score: QuarterScore) -> dict:
    """What is frozen of a unit, as the row's columns; of whoever keeps only the score, only that."""
    if score.line is not None:
        return row_of(score.line)
    known = {"total": _rounded(score.total, PLACES["total"]), "grade": GRADES.get(score.grade, score.grade)}
    return known if score.quality is None else known | {"quality": _rounded(score.quality, PLACES["quality"])}


def locked(record) -> list[str]:
    """The fields of this draft that nobody types: all figures, once they are those that were frozen or published."""
    if record.pk is None or _closing.get():
        return []
    if record.first_published_at is not None:
        return LOCKED
    known = frozen(record.owning_unit, record.quarter)
    return LOCKED if known and not _differing(record, known) else []


def refusals(record) -> dict:
    """{field: messages}, naming unit and column, where figures are not those that were frozen, or published; {} when all is well."""
    if record.pk is None:
        return {}
    if record.first_published_at is not None:
        return _against_published(record)
    known = frozen(record.owning_unit, record.quarter)
    found = _differing(record, known) if known else []
    schemes = {score.scheme for score in known.values()}
    refused = {"unit_table": found} if found else {}
    if schemes and record.scheme not in schemes:
        words = {"wanted": "、".join(sorted(schemes)), "scheme": record.scheme}
        refused["scheme"] = [_("本季度按方案%(wanted)s冻结，不是%(scheme)s。") % words]
    return refused


def _differing(record, known: dict[int, QuarterScore]) -> list[str]:
    found, listed = [], set()
    for row in record.unit_table.all():
        listed.add(row.unit_id)
        if score := known.get(row.unit_id):
            found += _unlike(row, line_of(score), _("冻结"))
        else:
            found.append(_("“%(unit)s”本季度没有冻结的数字。") % {"unit": row.unit})
    if not record.supplements_id and (missing := known.keys() - listed):
        names = Unit.objects.filter(pk__in=missing).order_by("path").values_list("title", flat=True)
        found += [_("缺少“%(unit)s”的数字。") % {"unit": name} for name in names]
    return found


def _against_published(record) -> dict:
    """What was published stays: a correction of the text leaves the figures alone."""
    published = {row.unit_id: row for row in type(record).objects.get(pk=record.pk).unit_table.all()}
    names = (*COUNTS, *PLACES, "grade")
    found = []
    for row in record.unit_table.all():
        before = published.pop(row.unit_id, None)
        if before is None:
            found.append(_("“%(unit)s”不在已公布的通报中。") % {"unit": row.unit})
        else:
            found += _unlike(row, {name: getattr(before, name) for name in names}, _("公布"))
    found += [_("缺少“%(unit)s”的数字。") % {"unit": row.unit} for row in published.values()]
    return {"unit_table": [*found, _("已公布的数字不改动，请另拟补充通报。")]} if found else {}


def _unlike(row, wanted: dict, where: str) -> list[str]:
    found = []
    for name, value in wanted.items():
        if getattr(row, name) == value:
            continue
        words = {
            "unit": row.unit,
            "column": row._meta.get_field(name).verbose_name,
            "where": where,
            "wanted": _shown(row, name, value),
            "given": _shown(row, name, getattr(row, name)),
        }
        found.append(_("“%(unit)s”的“%(column)s”%(where)s的是%(wanted)s，这里写的是%(given)s。") % words)
    return found


def _shown(row, name: str, value) -> str:
    if name == "grade":
        return str(dict(row._meta.get_field(name).flatchoices).get(value, value)) or _("空")
    return _("空") if value is None else str(value)


def _rounded(value: Decimal | None, places: Decimal) -> Decimal | None:
    return None if value is None else Decimal(value).quantize(places, ROUND_HALF_UP)
