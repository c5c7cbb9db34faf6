"""The queues that people work through: what waits for somebody's decision, and an author's own records that are not done.

Both are asked by the admin's desk and by the portal; no address of either is in here.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field, replace

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as PageOf
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import orphans, plugins
from cms.access import viewer_of
from cms.permissions import drafting_units
from cms.tree import Unit
from cms.unfinished import UNFINISHED, of_sections

from . import actions
from .models import Package, Release
from .stages import STAGES, Stage
from .status import DRAFT, PUBLISHED, REJECTED, RETURNED, REVIEW, WITHDRAWN, Status, of_many

__all__ = ["HOME", "Draft", "Item", "Narrowed", "Queue", "count", "drafts", "item_of", "parts", "reviews", "waiting"]

SIZE = 50
# Stands for the units' home pages among the modules
HOME = "home"
# An author's records: what came back is to be done first, what others are at comes last
ORDER = {state: place for place, state in enumerate([RETURNED, REJECTED, WITHDRAWN, DRAFT, REVIEW, PUBLISHED])}


@dataclass(frozen=True)
class Narrowed:
    """To what somebody has narrowed a queue, and which page of it they read. What occurs nowhere in it narrows nothing."""

    module: str = ""
    unit: int | None = None
    overdue: bool = False
    number: int = 1
    # Before the names of the parameters, where two queues share an address
    prefix: str = ""

    @classmethod
    def read(cls, query, prefix: str = "") -> "Narrowed":
        """Of an address's parameters module, unit, overdue and page. Whatever means nothing is left out."""
        return cls(
            query.get(f"{prefix}module", ""),
            _number(query.get(f"{prefix}unit", "")),
            bool(query.get(f"{prefix}overdue", "")),
            _number(query.get(f"{prefix}page", "")) or 1,
            prefix,
        )

    def query(self) -> str:
        """The parameters that say this, or ''."""
        given = {"module": self.module, "unit": self.unit, "overdue": self.overdue and 1}
        given["page"] = self.number if self.number > 1 else None
        return urlencode({f"{self.prefix}{name}": value for name, value in given.items() if value})

    def __bool__(self):
        return bool(self.module or self.unit or self.overdue)


def _number(raw: str) -> int | None:
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 19 else None


@dataclass
class Line:
    """What every line of a queue says: which page of whom, and until when somebody has to act."""

    page_id: int
    unit_id: int
    type_id: int
    # The module's label, or HOME
    module: str
    since: datetime.datetime | None = None
    due: datetime.date | None = None
    title: str = ""
    unit: Unit | None = None

    @property
    def kind(self) -> str:
        """What kind of page it is, in the words of the form."""
        return str(ContentType.objects.get_for_id(self.type_id).model_class()._meta.verbose_name)

    @property
    def overdue(self) -> bool:
        return self.due is not None and self.due < timezone.localdate()


@dataclass
class Item(Line):
    """Something that waits for a decision, a record or a sheet of several. `pk`: the task state's; `claimed`: who else has it open."""

    pk: int = 0
    stage: Stage | None = None
    claimed: str = ""
    # 成批报送: of how many parts that wait here this line stands for; with one it is that one's own
    package: Package | None = None
    parts: int = 1

    @property
    def sheet(self) -> Package | None:
        return self.package if self.parts > 1 else None


@dataclass
class Draft(Line):
    """One of an author's own records, and where it is."""

    status: Status | None = None
    live: bool = False
    # What kept it from being submitted just now
    refused: list[str] = field(default_factory=list)


@dataclass
class Queue:
    """One page of a queue, and what is known of the whole: how many lines it has, how many are overdue, what it can be
    narrowed to, as (value, label, number)."""

    lines: PageOf
    total: int
    overdue: int
    modules: list[tuple[str, str, int]]
    units: list[tuple[int, str, int]]
    narrowed: Narrowed
    # What a queue counts of its own: an author's returned records
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def items(self) -> list:
        return list(self.lines.object_list)

    @property
    def found(self) -> int:
        """How many there are of what it is narrowed to."""
        return self.lines.paginator.count

    @property
    def can_be_narrowed(self) -> bool:
        return len(self.modules) > 1 or len(self.units) > 1 or 0 < self.overdue < self.total or bool(self.narrowed)

    @property
    def earlier(self) -> str:
        """The parameters of the page before this one, or ''."""
        return self._at(self.lines.previous_page_number()) if self.lines.has_previous() else ""

    @property
    def later(self) -> str:
        return self._at(self.lines.next_page_number()) if self.lines.has_next() else ""

    def _at(self, number: int) -> str:
        # the first page has a name as well: an address without any would not be one
        return replace(self.narrowed, number=number).query() or f"{self.narrowed.prefix}page=1"


def _queue(lines: list, narrowed: Narrowed, size: int) -> Queue:
    """The page of these lines, in their order, that is asked for; their titles and units are looked up for it alone."""
    by_module, by_unit = Counter(line.module for line in lines), Counter(line.unit_id for line in lines)
    overdue = sum(line.overdue for line in lines)
    units = _units(by_unit)
    narrowed = replace(
        narrowed,
        module=narrowed.module if narrowed.module in by_module else "",
        unit=narrowed.unit if narrowed.unit in by_unit else None,
        overdue=narrowed.overdue and overdue > 0,
    )
    chosen = [
        line
        for line in lines
        if narrowed.module in ("", line.module)
        and narrowed.unit in (None, line.unit_id)
        and (line.overdue or not narrowed.overdue)
    ]
    page = Paginator(chosen, size).get_page(narrowed.number)
    for line in page.object_list:
        line.unit = units[line.unit_id]
    names = [(module.label, str(module.verbose_name)) for module in plugins.modules()] + [(HOME, _("党组织主页"))]
    in_order = sorted(units.values(), key=lambda unit: unit.path)
    return Queue(
        page,
        len(lines),
        overdue,
        [(label, name, by_module[label]) for label, name in names if label in by_module],
        [(unit.pk, unit.title, by_unit[unit.pk]) for unit in in_order],
        replace(narrowed, number=page.number),
    )


def _units(pks) -> dict[int, Unit]:
    return Unit.objects.only("pk", "title", "path", "code").in_bulk(pks)


def _labels() -> dict[int, str]:
    """{content type's id: module's label}."""
    models = {module.model: module.label for module in plugins.modules()}
    types = ContentType.objects.get_for_models(*models)
    return {types[model].pk: label for model, label in models.items()}


# What waits for me ----------------------------------------------------------------------------------------------------


def reviews(viewer) -> list[Stage]:
    """The stages that this viewer holds the role of, in whatever unit."""
    return [stage for stage in STAGES if viewer.has_role(stage.role)]


def count(user) -> int:
    """How much waits for this user's decision: one query, and none for those who review nothing."""
    held = reviews(viewer_of(user))
    if not held:
        return 0
    first, *others = (actions.waiting_for(user, stage).order_by().values("pk") for stage in held)
    return first.union(*others, all=True).count() if others else first.count()


def waiting(user, narrowed: Narrowed = Narrowed(), size: int = SIZE) -> Queue:
    """What this user can decide now, what is due first at the top."""
    queue = _queue(_in_order(_sheets(_items(user))), narrowed, size)
    _describe(queue.items, user)
    return queue


def parts(user, most: int) -> list[Item]:
    """The same, but every part of a package by itself; the first so many."""
    items = _in_order(_items(user))[:most]
    _place(items)
    _describe(items, user)
    return items


def item_of(state, stage: Stage, user) -> Item:
    """The line of this one, which waits at this stage."""
    item = _item(state, stage, _labels())
    _place([item])
    _describe([item], user)
    return item


def _items(user) -> list[Item]:
    labels, items = _labels(), []
    for stage in reviews(viewer_of(user)):
        states = actions.waiting_for(user, stage).select_related(
            "workflow_state__release__page", "workflow_state__release__package"
        )
        for state in states.prefetch_related("workflow_state__release__referrals"):
            items.append(_item(state, stage, labels))
    return items


def _in_order(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.due, item.since, item.pk))


def _place(items: list[Item]) -> None:
    units = _units({item.unit_id for item in items})
    for item in items:
        item.unit = units[item.unit_id]


def _describe(items: list[Item], user) -> None:
    """What they are called and who else is at them."""
    if not items:
        return
    titles, claims = _titles(items), actions.claims_of(items, user)
    for item in items:
        item.title, item.claimed = titles[item.page_id], claims.get(item.pk, "")


def _item(state, stage: Stage, labels: dict[int, str]) -> Item:
    release = state.workflow_state.release
    since, type_id = release.arrived(state.started_at), release.page.content_type_id
    return Item(
        release.page_id,
        release.unit_id,
        type_id,
        labels.get(type_id, HOME),
        since,
        release.due(stage, since),
        pk=state.pk,
        stage=stage,
        package=release.package,
    )


def _sheets(items: list[Item]) -> list[Item]:
    """What was submitted together and waits at one stage is one line, due when the first of it is."""
    lines: dict[tuple, Item] = {}
    for item in items:
        key = (item.package.pk, item.stage.slug) if item.package else (item.pk,)
        first = lines.setdefault(key, item)
        if first is not item:
            first.parts += 1
            first.since, first.due = min(first.since, item.since), min(first.due, item.due)
    return list(lines.values())


def _titles(lines: list[Line]) -> dict[int, str]:
    found = Page.objects.filter(pk__in=[line.page_id for line in lines])
    return {page.pk: page.get_admin_display_title() for page in found}


# What I write ---------------------------------------------------------------------------------------------------------


def drafts(user, narrowed: Narrowed = Narrowed(), size: int = SIZE) -> Queue:
    """What this information officer has begun and not finished: own drafts, what they submitted, and changes to the home
    page; what came back at the top, the newest first."""
    units = Unit.objects.filter(pk__in=drafting_units(user)).only("pk", "path", "depth").in_bulk()
    lines, labels = [], _labels()
    if units:
        pages, of_path = list(_begun(user, units)), {unit.path: pk for pk, unit in units.items()}
        found = of_many(pages)
        lines = [
            _draft(page, _unit_of(page, of_path), labels.get(page.content_type_id, HOME), found[page.pk])
            for page in pages
        ]
    lines.sort(key=lambda line: line.since.timestamp() if line.since else 0, reverse=True)
    lines.sort(key=lambda line: ORDER[line.status.state])
    queue = _queue(lines, narrowed, size)
    queue.counts = dict(Counter(line.status.state for line in lines))
    return queue


def _begun(user, units: dict[int, Unit]):
    submitted = Release.objects.filter(submitted_by=user, unit_id__in=units, complete_at=None).values("page_id")
    mine = Q(owner=user) | Q(pk__in=submitted)
    of_records = Q(content_type__in=list(_labels())) & of_sections(units.values()) & mine & UNFINISHED
    homes = Q(pk__in=units, has_unpublished_changes=True)
    return orphans.known(Page.objects.filter(of_records | homes))


def _unit_of(page: Page, units: dict[str, int]) -> int:
    """The unit, of these by their paths, that a record or home page belongs to. Asks the database nothing."""
    return units.get(page.path) or units[page.path[: -2 * page.steplen]]


def _draft(page: Page, unit: int, module: str, found: Status) -> Draft:
    return Draft(
        page.pk,
        unit,
        page.content_type_id,
        module,
        found.since or page.latest_revision_created_at,
        found.due,
        page.get_admin_display_title(),
        status=found,
        live=page.live,
    )
