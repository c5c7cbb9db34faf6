"""All units of a committee by site and plant, general branches with their branches below them."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from cms.access import Viewer
from cms.delivery import reading
from cms.tree import Unit

from .home import numbers_of

__all__ = ["by_place", "overview"]

# One committee's units are a page; more than this is not a page that anybody reads
MOST = 1000


@dataclass
class Entry:
    unit: Unit
    count: int = 0
    newest: object = None
    below: list["Entry"] = field(default_factory=list)


@dataclass
class Place:
    """Units of one plant of one site, in the order of the tree."""

    site: str
    plant: str
    entries: list[Entry] = field(default_factory=list)


def overview(viewer: Viewer, code: str = "") -> dict | None:
    """What `portal/units.html` shows: the units of the committee with this code, or of the one at the top.

    None when the viewer may know of none. Raises ValidationError for a code that is no committee's.
    """
    known = reading.units(viewer)
    top = known.filter(depth=2).first()
    if code:
        top = known.filter(code=code, kind=Unit.COMMITTEE).first()
        if top is None:
            raise ValidationError({"committee": _("没有代码为“%(code)s”的党委。") % {"code": code[:40]}})
    if top is not None:
        # A committee below this one is named here, and has a page of its own for its units
        known = known.filter(Q(committee_id=top.pk) | Q(path__startswith=top.path, depth=top.depth + 1))
    units = list(known[:MOST])
    if not units:
        return None
    numbers = numbers_of(viewer, units)
    entries = [Entry(unit, **numbers.get(unit.pk, {})) for unit in units]
    head = next((entry for entry in entries if top is not None and entry.unit.pk == top.pk), None)
    return {
        "head": head,
        "places": _places([entry for entry in entries if entry is not head]),
        "total": len(entries),
    }


def _places(entries: list[Entry]) -> list[Place]:
    """A branch stands below its general branch, wherever it lies; the rest by site and plant."""
    by_path = {entry.unit.path: entry for entry in entries}
    places: dict[tuple[str, str], Place] = {}
    for entry in entries:
        above = by_path.get(entry.unit.path[: -Unit.steplen])
        if above is not None:
            above.below.append(entry)
            continue
        key = (entry.unit.site, entry.unit.plant)
        places.setdefault(key, Place(*key)).entries.append(entry)
    return list(places.values())


def by_place(items) -> list[dict]:
    """`{site, plant, items}` of things that have a `unit`, in their order, each below its unit's site and plant."""
    found: dict[tuple[str, str], list] = {}
    for item in items:
        found.setdefault((item.unit.site, item.unit.plant), []).append(item)
    return [{"site": site, "plant": plant, "items": here} for (site, plant), here in found.items()]
