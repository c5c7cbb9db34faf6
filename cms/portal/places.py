"""Which place of the tree an address names, for this viewer: a record, a unit's home, a section, or where it has moved."""

from dataclasses import dataclass

from cms.access import Viewer
from cms.delivery import reading
from cms.delivery.documents import path_of
from cms.delivery.models import Document
from cms.tree import Section, Unit

__all__ = ["Home", "Moved", "find", "unit_at"]


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
    unit = reading.find_unit(viewer, pk=found.unit_id) if found is not None else unit_at(viewer, path)
    if unit is not None:
        return Home(unit, found)
    return _section_at(viewer, path)


def unit_at(viewer: Viewer, path: str) -> Unit | None:
    """The unit whose home has this path, whether or not the viewer may read the home page itself."""
    slug = path.strip("/").rpartition("/")[2]
    known = reading.units(viewer)
    # Page.slug is indexed, url_path is not: the slug finds the few, the path decides
    found = known.filter(slug=slug, url_path__endswith=path) if slug else known.filter(depth=2)
    return next((unit for unit in found if path_of(unit.url_path) == path), None)


def _section_at(viewer: Viewer, path: str) -> Section | Moved | None:
    above, _slash, slug = path.rstrip("/").rpartition("/")
    if not slug:
        return None
    unit = unit_at(viewer, f"{above}/")
    if unit is not None:
        section = reading.sections(viewer, unit).filter(slug=slug).first()
        if section is not None:
            section.owning_unit = unit  # it is known already
        return section
    moved = reading.at_path(viewer, f"{above}/")  # a section has no document, so its unit's earlier path leads on
    return Moved(f"{moved}{slug}/") if isinstance(moved, str) else None
