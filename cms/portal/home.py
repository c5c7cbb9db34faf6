"""A unit's home page: its composed words and live blocks, its boards, and the units below it."""

from django.db.models import Count, Max

from cms import plugins
from cms.access import Viewer
from cms.delivery import documents, reading
from cms.delivery.models import Document
from cms.seams import board as seam

from . import live
from .places import Home

__all__ = ["crumbs", "home", "numbers_of"]


def home(viewer: Viewer, place: Home) -> dict:
    """What `portal/unit.html` shows."""
    unit = place.unit
    content = documents.read(place.document, viewer) if place.document else {}
    boards = reading.board(viewer, unit) if plugins.modules() else {slug: [] for slug in live.ALL_BOARDS}
    below = list(reading.units(viewer).child_of(unit)) if unit.MAY_HOLD[unit.kind] else []
    numbers = numbers_of(viewer, below)
    panels = seam.unit_panels(viewer, unit)
    return {
        "unit": unit,
        "document": place.document,
        "runs": live.runs(viewer, unit, content.get("body", []), boards),
        "states": _states(boards),
        # 方针目标 stand beside the board of 管理重点, in the middle of the three
        "middle": [panel for panel in panels if panel.place == "middle"],
        "end": [panel for panel in panels if panel.place != "middle"],
        "review": content.get("review", []),
        "below": [{"unit": child, **numbers.get(child.pk, {})} for child in below],
        "crumbs": crumbs(viewer, unit)[:-1],
    }


def _states(boards: dict) -> list[dict]:
    """What the signs on the tiles mean, and how many tiles carry each; empty where nothing is said of any tile."""
    counts = seam.counted(tile.due for tiles in boards.values() for tile in tiles)
    if not any(counts.values()):
        return []
    return [
        {"state": state, "sign": seam.STATES[state], "name": seam.NAMES[state], "count": count}
        for state, count in counts.items()
    ]


def crumbs(viewer: Viewer, unit) -> list[tuple[str, str]]:
    """(title, path) of the unit and those above it that the viewer may know of, from the top."""
    above = reading.units(viewer).ancestor_of(unit, inclusive=True)
    return [(title, documents.path_of(url_path)) for title, url_path in above.values_list("title", "url_path")]


def numbers_of(viewer: Viewer, units: list) -> dict[int, dict]:
    """{unit id: {count, newest}} of the records that the viewer sees of each of these units themselves."""
    if not units:
        return {}
    seen = reading.documents(viewer).filter(kind=Document.RECORD, unit_id__in=[unit.pk for unit in units])
    rows = seen.order_by().values("unit_id").annotate(count=Count("pk"), newest=Max("occurred_on"))
    return {row["unit_id"]: {"count": row["count"], "newest": row["newest"]} for row in rows}
