"""A quarter as plain data: the one shape of command and API. Each figure with the records behind it.

`{count, records}` for counts, `{value, records}` for scores; `more`: how many records stand behind it that the reader
may not see.
"""

from decimal import Decimal

from django.utils import timezone

from .closing import Computed, current_lines
from .models import Close, Line
from .schemes import COMPONENTS, Scheme, parse
from .tally import FIGURES

__all__ = ["behind", "closed", "computed", "line_data"]

# The figure whose records stand behind each part of the score
BEHIND = {"completeness": "satisfied", "timeliness": "on_time", "quality": "scored", "response": "received"}


def behind(line: Line, figure: str) -> list[int]:
    """The ids of the records behind a figure or a part of the score, in order."""
    records = line.detail["records"]
    if figure == "total":
        found = {pk for part in (*COMPONENTS, "bonus") for pk in behind(line, part)}
    elif figure in ("veracity", "bonus"):
        codes = set(line.detail["deducted"] if figure == "veracity" else line.detail["gained"])
        codes |= set(line.detail["vetoes"]) if figure == "veracity" else set()
        found = {event["record"] for event in line.detail["events"] if event["code"] in codes}
    elif figure == "on_time_rate":
        found = {int(pk) for pk in records.get("on_time", {})}
    else:
        found = {int(pk) for pk in records.get(BEHIND.get(figure, figure), {})}
    return sorted(found)


def _named(line: Line, figure: str, seen: set[int] | None) -> dict:
    every = behind(line, figure)
    known = every if seen is None else [pk for pk in every if pk in seen]
    return {"records": known, "more": len(every) - len(known)}


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def line_data(line: Line, scheme: Scheme, seen: set[int] | None = None) -> dict:
    """One unit. seen: the ids that the reader may see; None: all. Decimals are strings, to the digit."""
    found = {"unit": {"id": line.unit_id, "code": line.unit.code, "title": line.unit.title}}
    found |= {name: {"count": getattr(line, name), **_named(line, name, seen)} for name in FIGURES}
    found["empty"]["modules"] = line.detail["empty"]
    found["on_time_rate"] = {"value": _number(line.on_time_rate), **_named(line, "on_time_rate", seen)}
    found["quality"] = {"value": _number(line.quality), **_named(line, "quality", seen)}
    points = dict(zip((*COMPONENTS, "bonus"), Line.POINTS, strict=True))
    found["points"] = {
        name: {"value": _number(getattr(line, column)), **_named(line, name, seen)} for name, column in points.items()
    }
    found["total"] = {"value": _number(line.total), **_named(line, "total", seen)}
    found |= {"grade": line.grade, "grade_display": scheme.grade_name(line.grade)}
    found["deductions"], found["bonus"] = line.detail["deducted"], line.detail["gained"]
    found["vetoes"], found["edition"] = line.detail["vetoes"], line.edition
    return found


def _head(committee, quarter: str, scheme: Scheme, frozen_at, objections_until) -> dict:
    return {
        "quarter": quarter,
        "committee": {"id": committee.pk, "code": committee.code, "title": committee.title},
        "scheme": scheme.version,
        "frozen_at": timezone.localtime(frozen_at).isoformat(timespec="seconds"),
        "objections_until": str(objections_until),
    }


def computed(made: Computed) -> dict:
    """What `close_quarter()` gives back; all records named, since it is for who operates the platform."""
    head = _head(made.committee, made.quarter, made.scheme, made.frozen_at, made.objections_until)
    return {
        **head,
        "frozen": made.close is not None,
        "signed_at": None,
        "bulletin": None,
        "digest": made.close.digest if made.close else None,
        "supplements": [],
        "units": [line_data(line, made.scheme) for line in made.lines],
    }


def closed(close: Close, seen_by=None) -> dict:
    """A frozen quarter with its supplements taken in. seen_by: a function (ids) -> the ids that the reader may see;
    None: all."""
    scheme, lines = parse(close.scheme), current_lines([close])
    seen = None
    if seen_by is not None:
        seen = seen_by({pk for line in lines for found in line.detail["records"].values() for pk in map(int, found)}
                       | {event["record"] for line in lines for event in line.detail["events"]}
                       | ({close.bulletin_id} if close.bulletin_id else set()))  # fmt: skip
    bulletin = close.bulletin_id if close.signed_at and (seen is None or close.bulletin_id in seen) else None
    return {
        **_head(close.committee, close.quarter, scheme, close.frozen_at, close.objections_until),
        "frozen": True,
        "signed_at": timezone.localtime(close.signed_at).isoformat(timespec="seconds") if close.signed_at else None,
        "bulletin": bulletin,
        "digest": close.digest,
        "supplements": [
            {
                "number": one.number,
                "made_at": timezone.localtime(one.made_at).isoformat(timespec="seconds"),
                "reason": one.reason,
            }
            for one in close.supplements.order_by("number")
        ],
        "units": [line_data(line, scheme, seen) for line in lines],
    }
