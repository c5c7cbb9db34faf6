"""A unit's home page: its composed words and live blocks, its boards, and the units below it."""

from django.db.models import Count, Max

from cms import plugins
from cms.access import Viewer
from cms.delivery import documents, reading
from cms.delivery.models import Document

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
    return {
        "unit": unit,
        "document": place.document,
        "runs": live.runs(viewer, unit, content.get("body", []), boards),
        "review": content.get("review", []),
        "below": [{"unit": child, **numbers.get(child.pk, {})} for child in below],
        "crumbs": crumbs(viewer, unit)[:-1],
    }


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
