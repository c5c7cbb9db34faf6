"""Counts of due items with the records behind them: what the portal, the API and the command say of a unit."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import Viewer
from cms.delivery import reading
from cms.periods import bounds, period_of
from cms.seams.dues import DueItem

from .models import DueClaim
from .states import is_late

__all__ = ["Figure", "Span", "figures_of", "rate", "span", "visible_ids"]

# More ids than this are not written into a statement one by one
MOST_NAMED = 1000


@dataclass(frozen=True)
class Figure:
    """`count` items; `records`: the pages behind them, each once (a record that satisfies several items is one)."""

    count: int
    records: tuple[int, ...] = ()


@dataclass(frozen=True)
class Span:
    """The periods that end from `since` to `until`, as they stood at the end of `as_of`."""

    period: str
    since: datetime.date
    until: datetime.date
    as_of: datetime.date


def span(period: str = "", as_of: datetime.date | None = None) -> Span:
    """What was asked for: a month, quarter, half-year or year (the quarter of `as_of`) as of a day (today).

    Raises ValidationError under `period` and `as_of`: no period, or a day to come.
    """
    today = timezone.localdate()
    if as_of and as_of > today:
        raise ValidationError({"as_of": _("截至日期不能晚于今天。")})
    period = period or period_of(as_of or today, "quarter")
    return Span(period, *bounds(period), as_of or today)


def figures_of(items: Iterable[DueItem], day: datetime.date) -> dict[str, Figure]:
    """应更新 due, 已更新 satisfied, 按时 on_time, 零报告 nil, 审核中 waiting, 逾期 late."""
    groups: dict[str, list[DueItem]] = defaultdict(list)
    for item in items:
        groups["due"].append(item)
        if item.satisfied:
            groups["satisfied"].append(item)
        if item.on_time:
            groups["on_time"].append(item)
        if item.nil:
            groups["nil"].append(item)
        elif is_late(item, day):
            groups["late"].append(item)
        elif not item.satisfied and item.waiting_since:
            groups["waiting"].append(item)
    return {
        name: Figure(len(groups[name]), _records(groups[name]))
        for name in ("due", "satisfied", "on_time", "nil", "waiting", "late")
    }


def _records(items: Sequence[DueItem]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(page for item in items for page in item.records))


def rate(part: Figure, whole: Figure) -> str:
    """Per cent to one place, rounded half up; '' of nothing."""
    if not whole.count:
        return ""
    tenths = (part.count * 2000 + whole.count) // (2 * whole.count)
    return f"{tenths // 10}.{tenths % 10}"


def visible_ids(viewer: Viewer, pages: Iterable[int], periods: Iterable[str] = ()) -> set[int]:
    """Those of these pages that the viewer may read. `periods`: of whose items they are, which says it shorter where they are many.
    One query."""
    wanted = set(pages)
    if not wanted:
        return set()
    seen = reading.documents(viewer)
    if len(wanted) > MOST_NAMED and periods:
        counting = DueClaim.objects.filter(period__in=set(periods)).values("page_id")
        return wanted & set(seen.filter(pk__in=counting).values_list("pk", flat=True))
    return set(seen.filter(pk__in=wanted).values_list("pk", flat=True))
