"""Which place of the tree an address names, for this viewer: a record, a unit's home, a section, or where it has moved."""

from dataclasses import dataclass

from django.db.models import Q

from cms.access import Viewer
from cms.delivery import reading
from cms.delivery.documents import path_of
from cms.delivery.models import Document
from cms.tree import Section, Unit

__all__ = ["Home", "Moved", "find"]


@dataclass(frozen=True)
class Home:
    """A unit that the viewer may know of; `document` is its home page's content, None when that is not for them."""

    unit: Unit
    document: Document | None


@dataclass(frozen=True)
class Moved:
    path: str


def find(viewer: Viewer, path: str) -> Document | Home | Section | Moved | None:
    """What is at this path of the site (`/zongzhuang/…/`), or None when there is nothing that the viewer may know of."""
    found = reading.at_path(viewer, path)
    if isinstance(found, str):
        return Moved(found)
    if found is not None and found.kind == Document.RECORD:
        return found
    if found is not None:
        return Home(reading.find_unit(viewer, pk=found.unit_id), found)
    above, _slash, slug = path.rstrip("/").rpartition("/")
    units = _units_at(viewer, path, f"{above}/")
    if path in units:
        return Home(units[path], None)
    return _section_at(viewer, units.get(f"{above}/"), f"{above}/", slug) if slug else None


def _units_at(viewer: Viewer, *paths: str) -> dict[str, Unit]:
    """The units whose homes have these paths, whether or not the viewer may read the home pages themselves."""
    wanted = Q()
    for path in paths:
        slug = path.strip("/").rpartition("/")[2]
        # Page.slug is indexed, url_path is not: the slug finds the few, the path decides
        wanted |= Q(slug=slug, url_path__endswith=path) if slug else Q(depth=2)
    found = {path_of(unit.url_path): unit for unit in reading.units(viewer).filter(wanted)}
    return {path: found[path] for path in paths if path in found}


def _section_at(viewer: Viewer, unit: Unit | None, above: str, slug: str) -> Section | Moved | None:
    if unit is None:
        moved = reading.at_path(viewer, above)  # a section has no document, so its unit's earlier path leads on
        return Moved(f"{moved}{slug}/") if isinstance(moved, str) else None
    section = reading.sections(viewer, unit).filter(slug=slug).first()
    if section is not None:
        section.owning_unit = unit  # it is known already
    return section
