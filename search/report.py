"""What the guide editors are told: what members ask often, in vain, or without opening any result. No word of who asked."""

import datetime
from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from .asked import ASKED_BY, without_names
from .models import Asked, Opened

__all__ = ["MOST", "Line", "Report", "report"]

MOST = 50  # lines of a list


@dataclass(frozen=True)
class Line:
    """`empty`: so many of the `times` nothing was found. `opened`: results that were opened. `place`: where they stood, on average."""

    query: str
    times: int
    readers: int
    empty: int
    opened: int
    place: float | None


@dataclass(frozen=True)
class Report:
    """`total`, `in_vain`: all that was counted, also what too few asked for to be named."""

    often: list[Line]
    empty: list[Line]
    unopened: list[Line]
    total: int
    in_vain: int


def report(days: int) -> Report:
    """Of these many days, today included; named is what at least ASKED_BY readers asked."""
    since = timezone.localdate() - datetime.timedelta(days=days - 1)
    rows = Asked.objects.filter(day__gte=since)
    sums = rows.aggregate(total=Sum("times", default=0), in_vain=Sum("empty", default=0))
    opened = Opened.objects.filter(asked__day__gte=since).values("asked__query")
    clicks = {row["asked__query"]: row for row in opened.annotate(of=Sum("times"), at=Sum("places"))}
    named = (
        rows.values("query").annotate(all=Sum("times"), of=Sum("readers"), none=Sum("empty")).filter(of__gte=ASKED_BY)
    )
    known = {row["query"]: row for row in named}
    lines = []
    for query in without_names(known):
        row, click = known[query], clicks.get(query, {"of": 0, "at": 0})
        place = round(click["at"] / click["of"], 1) if click["of"] else None
        lines.append(Line(query, row["all"], row["of"], row["none"], click["of"], place))
    lines.sort(key=lambda line: (-line.times, line.query))
    return Report(
        often=lines[:MOST],
        empty=sorted((line for line in lines if line.empty), key=lambda line: (-line.empty, line.query))[:MOST],
        unopened=[line for line in lines if line.times > line.empty and not line.opened][:MOST],
        total=sums["total"],
        in_vain=sums["in_vain"],
    )
