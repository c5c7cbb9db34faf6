"""年度汇总: the mean of a unit's closed quarters, and the share of it that enters the yearly assessment (党建目标考核)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cms.tree import Unit

from .closing import current_lines
from .models import Line
from .schemes import parse

__all__ = ["Annual", "annual", "years"]

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Annual:
    """lines: by quarter, those that were closed. mean: of these. counted: mean × share, what the yearly assessment
    takes of it."""

    unit: Unit
    lines: dict[str, Line]
    mean: Decimal
    share: Decimal
    counted: Decimal


def annual(closes, year: int) -> list[Annual]:
    """Of these closes (a queryset, as the viewer may read them) those of the year; units in the order of the tree. The
    share is that of the last one's scheme."""
    mine = list(closes.filter(quarter__startswith=f"{year}Q").select_related("committee"))
    last = {close.committee_id: close for close in sorted(mine, key=lambda close: close.quarter)}
    shares = {committee: parse(close.scheme).annual_share for committee, close in last.items()}
    by_unit: dict[int, dict[str, Line]] = {}
    for line in current_lines(mine):
        by_unit.setdefault(line.unit_id, {})[line.close.quarter] = line
    found = []
    for lines in by_unit.values():
        unit = next(iter(lines.values())).unit
        share = shares[next(iter(lines.values())).close.committee_id]
        exact = sum(line.total for line in lines.values()) / len(lines)
        mean = exact.quantize(CENT, ROUND_HALF_UP)
        counted = (mean * share).quantize(CENT, ROUND_HALF_UP)
        found.append(Annual(unit, dict(sorted(lines.items())), mean, share, counted))
    return sorted(found, key=lambda one: one.unit.path)


def years(closes) -> list[int]:
    return sorted({int(quarter[:4]) for quarter in closes.values_list("quarter", flat=True)}, reverse=True)
