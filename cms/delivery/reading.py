"""What readers read: units, boards, sections, lists of records and single documents, each as the viewer may see it.

Portal, API and feeds call these functions; nobody reads `Document` past them. Lists are ordered newest fact first and paged by
key, so that page 1000 costs what page 1 costs.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Length, RowNumber, Substr
from django.utils.translation import gettext as _

from cms import plugins
from cms.access import Viewer, in_date, readable, visible
from cms.seams.board import TileState, tile_states
from cms.tree import RecordTag, Section, SectionState, Unit

from .models import Document, DocumentLink, DocumentPath, Withdrawal

__all__ = [
    "LARGEST_PAGE", "Listing", "Tile", "at_path", "board", "documents", "expired", "find_section", "find_unit", "known_above",
    "owners", "places", "record", "records", "section_page", "sections", "units", "withdrawn",
]  # fmt: skip

LARGEST_PAGE = 100
# What a list needs: never `content`, which is kilobytes
CARD = ("page_id", "module", "unit_id", "section_id", "path", "title", "occurred_on", "period", "scope", "card",
        "first_published_at", "last_published_at", "etag")  # fmt: skip


@dataclass(frozen=True)
class Listing:
    """One page of a list. `next`: what to pass as `after` for the following page, '' when there is none."""

    items: list
    next: str = ""


@dataclass
class Tile:
    """One module of a unit's board: its section, how many records the viewer sees there, and the newest fact's date.

    state: the section's (counted, trial, closed). due: whether it is up to date, as plugins say, the same for every employee; None for others."""

    section: Section
    module: plugins.Module
    state: str
    count: int = 0
    newest: datetime.date | None = None
    updated_at: datetime.datetime | None = None
    latest: list[Document] = field(default_factory=list)
    due: TileState | None = None


def documents(viewer: Viewer) -> QuerySet[Document]:
    """Every document that the viewer may see, records and home pages."""
    return Document.objects.filter(visible(viewer))


# Units and sections -------------------------------------------------------------------------------------------------------


def units(viewer: Viewer) -> QuerySet[Unit]:
    """The units that the viewer may know of, in the order of the tree: all of them for employees, for others those that
    have something for them. Practice units are known to their own people only."""
    known = Unit.objects.live().order_by("path").select_related("committee").defer("body", "committee__body")
    inside = Q(practice=True, pk__in=viewer.ids("inside"))
    if "employees" in viewer.audiences:
        return known.filter(Q(practice=False) | inside)
    return known.filter(Q(pk__in=documents(viewer).values("unit_id")) | inside)


def find_unit(viewer: Viewer, *, pk: int | None = None, code: str = "") -> Unit | None:
    """The unit of this id or code, or None when there is none that the viewer may know of."""
    return units(viewer).filter(**({"pk": pk} if pk is not None else {"code": code})).first()


def known_above(viewer: Viewer, units_: Iterable[Unit]) -> dict[int, list[int]]:
    """{unit's id: ids of the units above it that the viewer may know of, the nearest first}. At most one query."""
    paths = {unit.path: unit.pk for unit in units_}
    above = {path: _paths_above(path) for path in paths}
    missing = {path for each in above.values() for path in each} - set(paths)
    known = dict(units(viewer).filter(path__in=missing).values_list("path", "pk")) if missing else {}
    known |= paths
    return {pk: [known[path] for path in above[own] if path in known] for own, pk in paths.items()}


def _paths_above(path: str) -> list[str]:
    """Of the units above a unit, the nearest first; the tree's root (depth 1) is none."""
    step = Unit.steplen
    return [path[:end] for end in range(len(path) - step, step, -step)]


def sections(viewer: Viewer, unit: Unit | None = None) -> QuerySet[Section]:
    """The sections that the viewer may know of: of known units, and of modules that are installed and switched on.
    For those who are not employees, only sections that hold something for them."""
    found = Section.objects.live().filter(module__in=[module.label for module in plugins.modules()]).order_by("path")
    found = found.prefetch_related("states")
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Section.steplen)
    found = found.filter(Exists(units(viewer).order_by().filter(path=above)))
    if unit is not None:
        found = found.child_of(unit)
    if "employees" in viewer.audiences:
        return found
    return found.filter(pk__in=documents(viewer).filter(section__isnull=False).values("section_id"))


def find_section(viewer: Viewer, pk: int) -> Section | None:
    """The section of this id, or None when there is none that the viewer may know of."""
    return sections(viewer).filter(pk=pk).first()


def section_page(
    viewer: Viewer, *, unit: Unit | None = None, module: str = "", after: str = "", limit: int = LARGEST_PAGE
) -> Listing:
    """One page of the sections that the viewer may know of, in the order of the tree.

    Raises ValidationError by field for a cursor or limit that is none.
    """
    _check_limit(limit)
    found = sections(viewer, unit)
    if module:
        found = found.filter(module=module)
    if after:
        if not re.fullmatch(r"[0-9]{1,18}", after):
            raise _no_cursor(after)
        found = found.filter(path__gt=Section.objects.filter(pk=int(after)).values("path"))
    page = list(found[: limit + 1])
    return Listing(page[:limit], str(page[limit - 1].pk) if len(page) > limit else "")


def owners(sections_: Iterable[Section]) -> dict[int, Unit]:
    """{section's id: its unit}; one query."""
    above = {section.pk: section.path[: -Section.steplen] for section in sections_}
    found = Unit.objects.filter(path__in=set(above.values())).only("path", "code", "title")
    by_path = {unit.path: unit for unit in found}
    return {pk: by_path[path] for pk, path in above.items()}


def board(viewer: Viewer, unit: Unit, *, latest: int = 0, day: datetime.date | None = None) -> dict[str, list[Tile]]:
    """The unit's three boards: {board's slug: tiles in the modules' order}. `latest`: so many newest records on each tile.

    Three queries, however many sections there are, with `latest` four; and those of the plugins that say what is due.
    """
    open_sections = {section.module: section for section in sections(viewer, unit)}
    seen = documents(viewer).filter(unit_id=unit.pk, section__isnull=False)
    numbers = {
        row["section_id"]: row
        for row in seen.values("section_id")
        .annotate(count=Count("pk"), newest=Max("occurred_on"), updated_at=Max("last_published_at"))
        .order_by()
    }
    newest = _newest_of_each(seen, latest) if latest else {}
    # How far a unit is with its work is the factory's own business
    due = tile_states([unit.pk], day)[unit.pk] if "employees" in viewer.audiences else {}
    found = {slug: [] for slug, _label in plugins.Board.CHOICES}
    for module in plugins.modules():
        section = open_sections.get(module.label)
        if section is None or module.board not in found:
            continue
        row = numbers.get(section.pk, {})
        tile = Tile(
            section, module, section.state_on(day), row.get("count", 0), row.get("newest"), row.get("updated_at")
        )
        tile.due = due.get(module.label)
        if tile.state == SectionState.CLOSED and not tile.count:
            continue
        tile.latest = newest.get(section.pk, [])
        found[module.board].append(tile)
    return found


def _newest_of_each(seen: QuerySet[Document], count: int) -> dict[int, list[Document]]:
    order = [F("occurred_on").desc(), F("page_id").desc()]
    place = Window(RowNumber(), partition_by=F("section_id"), order_by=order)
    found: dict[int, list[Document]] = {}
    for document in seen.only(*CARD).annotate(place=place).filter(place__lte=count):
        found.setdefault(document.section_id, []).append(document)
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
    also_counts: str = "",
    period: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    tag: str = "",
    scope: str = "",
    text: str = "",
    sort: str = "-occurred_on",
    after: str = "",
    limit: int = 20,
) -> Listing:
    """One page of the records that the viewer may see, newest fact first (or as `sort` says); the conditions narrow together.

    `subtree`: with `unit`, its units below as well. `also_counts`: a module that they count as besides their own. `tag`: one of
    their tags, by name; where a record's tags are not for all of its readers, it is not found by them. `scope`: who they are for.
    `text`: what their texts contain, each word between blanks as it stands. `sort`: one of SORTS. `after`: a Listing's `next`.
    `limit`: 1 to LARGEST_PAGE. Raises ValidationError by field for a cursor or limit that is none.
    """
    _check_limit(limit)
    found = documents(viewer).filter(kind=Document.RECORD)
    if unit is not None:
        found = found.filter(unit__path__startswith=unit.path) if subtree else found.filter(unit_id=unit.pk)
    if section is not None:
        found = found.filter(section_id=getattr(section, "pk", section))
    if module:
        found = found.filter(module=module)
    if board:
        found = found.filter(module__in=[one.label for one in plugins.modules() if one.board == board])
    if also_counts:
        links = DocumentLink.objects.filter(document=OuterRef("pk"), module=also_counts)
        found = found.filter(Exists(links)).exclude(module=also_counts)
    if period:
        found = found.filter(period=period)
    if since:
        found = found.filter(occurred_on__gte=since)
    if until:
        found = found.filter(occurred_on__lte=until)
    if tag:
        tagged = RecordTag.objects.filter(content_object_id=OuterRef("pk"), tag__name=tag)
        found = found.filter(Exists(tagged)).exclude(restricted__has_key="tags")
    if scope:
        found = found.filter(scope=scope)
    for word in text.split():
        # of the text that everybody reads who sees the record; looked through row by row, in the order of the list
        found = found.filter(text__icontains=word)
    column, down = sort.removeprefix("-"), sort.startswith("-")
    if sort not in SORTS:
        raise ValidationError({"sort": _("排序只能是 %(known)s 之一。") % {"known": "、".join(SORTS)}})
    name = "first_published_at" if column == "published" else column
    if after:
        at, pk = _moment(after) if column == "published" else _place(after)
        found = behind(found, at, pk, name, down)
    sign = "-" if down else ""
    page = list(found.order_by(f"{sign}{name}", f"{sign}page_id").only(*CARD)[: limit + 1])
    more = len(page) > limit
    page = page[:limit]
    return Listing(page, _cursor(page[-1], column) if more else "")


# By the day of the fact or by the first publication, each the newest first (-) or the oldest
SORTS = ("-occurred_on", "occurred_on", "-published", "published")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def behind(found: QuerySet[Document], at, pk: int, name: str = "occurred_on", down: bool = True) -> QuerySet[Document]:
    """Those that follow the place (at, pk) in a list by this column. The first condition says nothing new, but leads into the
    index: without it a database reads from the beginning."""
    step = "lt" if down else "gt"
    beyond = Q(**{f"{name}__{step}": at}) | Q(**{name: at, f"page_id__{step}": pk})
    return found.filter(beyond, **{f"{name}__{step}e": at})


def _cursor(document: Document, column: str) -> str:
    if column == "published":
        return f"p{(document.first_published_at - EPOCH) // datetime.timedelta(microseconds=1)}-{document.pk}"
    return f"{document.occurred_on.isoformat().replace('-', '')}-{document.pk}"


def _moment(cursor: str) -> tuple[datetime.datetime, int]:
    parts = re.fullmatch(r"p([0-9]{1,17})-([0-9]{1,18})", cursor)
    try:
        micros, pk = map(int, parts.groups())
        return EPOCH + datetime.timedelta(microseconds=micros), pk
    except (AttributeError, OverflowError):
        raise _no_cursor(cursor) from None


def _check_limit(limit: int) -> None:
    if not 1 <= limit <= LARGEST_PAGE:
        raise ValidationError({"limit": _("每页条数须在 1 到 %(most)s 之间。") % {"most": LARGEST_PAGE}})


def _place(cursor: str) -> tuple[datetime.date, int]:
    parts = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]{1,18})", cursor)
    try:
        year, month, day, pk = map(int, parts.groups()) if parts else (0, 0, 0, 0)
        return datetime.date(year, month, day), pk
    except ValueError:
        raise _no_cursor(cursor) from None


def _no_cursor(cursor: str) -> ValidationError:
    return ValidationError({"after": _("“%(cursor)s”不是翻页标记。") % {"cursor": cursor[:40]}})


def tags(viewer: Viewer) -> list[tuple[str, int]]:
    """(tag, how many records) of what the viewer may see, the most used first; of tags that all readers of a record see."""
    seen = documents(viewer).filter(kind=Document.RECORD).exclude(restricted__has_key="tags")
    found = RecordTag.objects.filter(content_object_id__in=seen.order_by().values("pk")).values_list("tag__name")
    return list(found.annotate(count=Count("pk")).order_by("-count", "tag__name"))


def places(documents_: Iterable[Document]) -> tuple[dict[int, Unit], dict[int, Section]]:
    """The units and the sections of these documents by id, with what a link to them needs. Two queries."""
    units_ = Unit.objects.filter(pk__in={one.unit_id for one in documents_}).only("code", "title")
    sections_ = Section.objects.filter(pk__in={one.section_id for one in documents_} - {None}).only("module", "title")
    return {unit.pk: unit for unit in units_}, {section.pk: section for section in sections_}


def record(viewer: Viewer, pk: int) -> Document | None:
    """The document of this page id, or None when there is none that the viewer may see."""
    return documents(viewer).filter(pk=pk).first()


def withdrawn(viewer: Viewer, *, path: str = "", pk: int | None = None) -> Withdrawal | None:
    """The note of a record that was taken down, for whoever could read it until then."""
    found = Withdrawal.objects.filter(readable(viewer))
    return found.filter(path=path).first() if path else found.filter(pk=pk).first()


def expired(viewer: Viewer, *, path: str = "", pk: int | None = None) -> Document | None:
    """A record that came down on its last day, for whoever could read it until then: only its `until` is for them."""
    found = Document.objects.filter(readable(viewer)).exclude(in_date()).only("until")
    return found.filter(path=path).first() if path else found.filter(pk=pk).first()


def at_path(viewer: Viewer, path: str) -> Document | str | None:
    """What is at this path of the site (`/zongzhuang/…/`): the document, the path that it moved to, or None."""
    found = documents(viewer).filter(path=path).first()
    if found:
        return found
    earlier = DocumentPath.objects.filter(path=path, document__in=documents(viewer)).select_related("document").first()
    return earlier.document.path if earlier else None
