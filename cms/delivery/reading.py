"""What readers read: units, boards, sections, lists of records and single documents, each as the viewer may see it.

Portal, API and feeds call these functions; nobody reads `Document` past them. Lists are ordered newest fact first and paged by
key, so that page 1000 costs what page 1 costs.
"""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from cms import plugins
from cms.access import Viewer, visible
from cms.tree import Section, SectionState, Unit

from .models import Document, DocumentPath

__all__ = [
    "LARGEST_PAGE", "Listing", "Tile", "at_path", "board", "documents", "find_section", "find_unit", "record", "records",
    "sections", "units",
]  # fmt: skip

LARGEST_PAGE = 100
# What a list needs: never `content`, which is kilobytes
CARD = ("page_id", "module", "unit_id", "section_id", "path", "title", "occurred_on", "period", "scope", "card",
        "first_published_at", "last_published_at", "etag")  # fmt: skip


@dataclass(frozen=True)
class Listing:
    """One page of a list. `next`: what to pass as `after` for the following page, '' when there is none."""

    items: list[Document]
    next: str = ""


@dataclass
class Tile:
    """One module of a unit's board: its section, how many records the viewer sees there, and the newest fact's date."""

    section: Section
    module: plugins.Module
    state: str
    count: int = 0
    newest: datetime.date | None = None
    updated_at: datetime.datetime | None = None
    latest: list[Document] = field(default_factory=list)


def documents(viewer: Viewer) -> QuerySet[Document]:
    """Every document that the viewer may see, records and home pages."""
    return Document.objects.filter(visible(viewer))


# Units and sections -------------------------------------------------------------------------------------------------------


def units(viewer: Viewer) -> QuerySet[Unit]:
    """The units that the viewer may know of, in the order of the tree: all of them for employees, for others those that
    have something for them. Practice units are known to their own people only."""
    known = Unit.objects.live().order_by("path").select_related("committee")
    inside = Q(practice=True, pk__in=viewer.ids("inside"))
    if "employees" in viewer.audiences:
        return known.filter(Q(practice=False) | inside)
    return known.filter(Q(pk__in=documents(viewer).values("unit_id")) | inside)


def find_unit(viewer: Viewer, *, pk: int | None = None, code: str = "") -> Unit | None:
    """The unit of this id or code, or None when there is none that the viewer may know of."""
    return units(viewer).filter(**({"pk": pk} if pk is not None else {"code": code})).first()


def sections(viewer: Viewer, unit: Unit | None = None) -> QuerySet[Section]:
    """The sections that the viewer may know of: of known units, and of modules that are installed and switched on."""
    found = Section.objects.live().filter(module__in=[module.label for module in plugins.modules()]).order_by("path")
    found = found.prefetch_related("states")
    if unit is not None:
        found = found.child_of(unit)
        known = units(viewer).filter(pk=unit.pk).exists()
        if not known:
            return found.none()
    if "employees" in viewer.audiences:
        if unit is None:
            hidden = Unit.objects.live().exclude(pk__in=units(viewer).values("pk"))
            for path in hidden.values_list("path", flat=True):
                found = found.exclude(path__startswith=path)
        return found
    return found.filter(pk__in=documents(viewer).filter(section__isnull=False).values("section_id"))


def find_section(viewer: Viewer, pk: int) -> Section | None:
    return sections(viewer).filter(pk=pk).first()


def board(viewer: Viewer, unit: Unit, *, latest: int = 0, day: datetime.date | None = None) -> dict[str, list[Tile]]:
    """The unit's three boards: {board's slug: tiles in the modules' order}. `latest`: so many newest records on each tile.

    Four queries, however many sections there are; with `latest` one more for each section.
    """
    open_sections = {section.module: section for section in sections(viewer, unit)}
    seen = documents(viewer).filter(unit_id=unit.pk, section__isnull=False)
    numbers = {
        row["section_id"]: row
        for row in seen.values("section_id")
        .annotate(count=Count("pk"), newest=Max("occurred_on"), updated_at=Max("last_published_at"))
        .order_by()
    }
    found = {slug: [] for slug, _label in plugins.Board.CHOICES}
    for module in plugins.modules():
        section = open_sections.get(module.label)
        if section is None or module.board not in found:
            continue
        row = numbers.get(section.pk, {})
        tile = Tile(
            section, module, section.state_on(day), row.get("count", 0), row.get("newest"), row.get("updated_at")
        )
        if tile.state == SectionState.CLOSED and not tile.count:
            continue
        if latest and tile.count:
            tile.latest = list(seen.filter(section=section).only(*CARD)[:latest])
        found[module.board].append(tile)
    return found


# Records ------------------------------------------------------------------------------------------------------------------


def records(
    viewer: Viewer,
    *,
    unit: Unit | None = None,
    subtree: bool = False,
    section: Section | int | None = None,
    module: str = "",
    board: str = "",
    period: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    after: str = "",
    limit: int = 20,
) -> Listing:
    """One page of the records that the viewer may see, newest fact first; the conditions narrow together.

    `subtree`: with `unit`, its units below as well. `after`: a Listing's `next`. `limit`: 1 to LARGEST_PAGE.
    Raises ValidationError by field for a cursor or limit that is none.
    """
    if not 1 <= limit <= LARGEST_PAGE:
        raise ValidationError({"limit": _("每页条数须在 1 到 %(most)s 之间。") % {"most": LARGEST_PAGE}})
    found = documents(viewer).filter(kind=Document.RECORD)
    if unit is not None:
        found = found.filter(unit__path__startswith=unit.path) if subtree else found.filter(unit_id=unit.pk)
    if section is not None:
        found = found.filter(section_id=getattr(section, "pk", section))
    if module:
        found = found.filter(module=module)
    if board:
        found = found.filter(module__in=[one.label for one in plugins.modules() if one.board == board])
    if period:
        found = found.filter(period=period)
    if since:
        found = found.filter(occurred_on__gte=since)
    if until:
        found = found.filter(occurred_on__lte=until)
    if after:
        day, pk = _place(after)
        found = found.filter(Q(occurred_on__lt=day) | Q(occurred_on=day, page_id__lt=pk))
    page = list(found.only(*CARD)[: limit + 1])
    more = len(page) > limit
    page = page[:limit]
    return Listing(page, f"{page[-1].occurred_on:%Y%m%d}-{page[-1].page_id}" if more else "")


def _place(cursor: str) -> tuple[datetime.date, int]:
    day, _dash, pk = cursor.partition("-")
    try:
        if len(pk) > 18:
            raise ValueError(pk)
        return datetime.datetime.strptime(day, "%Y%m%d").date(), int(pk)  # noqa: DTZ007 (a date has no zone)
    except ValueError:
        raise ValidationError({"after": _("“%(cursor)s”不是翻页标记。") % {"cursor": cursor[:40]}}) from None


def record(viewer: Viewer, pk: int) -> Document | None:
    """The document of this page id, or None when there is none that the viewer may see."""
    return documents(viewer).filter(pk=pk).first()


def at_path(viewer: Viewer, path: str) -> Document | str | None:
    """What is at this path of the site (`/zongzhuang/…/`): the document, the path that it moved to, or None."""
    found = documents(viewer).filter(path=path).first()
    if found:
        return found
    earlier = DocumentPath.objects.filter(path=path, document__in=documents(viewer)).select_related("document").first()
    return earlier.document.path if earlier else None
