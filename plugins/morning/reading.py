"""每日一览: what there is to look at, by unit and by kind, and what happened since the viewer looked last."""

import datetime
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from cms import plugins
from cms.access import Viewer, readable
from cms.delivery import reading
from cms.delivery.models import Document, Withdrawal
from cms.seams.concerns import KINDS, NAMES, Concern, concerns, watched
from cms.tree import Unit

__all__ = ["CHANGES", "Change", "Changes", "Matter", "Morning", "Narrowed", "changes", "matters", "morning"]

# So many of what happened are named; the rest is counted
MOST_CHANGES = 60
CHANGES = ("published", "corrected", "withdrawn")


@dataclass(frozen=True)
class Narrowed:
    """To a kind of concern, a plant, a unit, to what is new. What occurs nowhere narrows nothing."""

    kind: str = ""
    plant: str = ""
    unit: str = ""
    new: bool = False

    @classmethod
    def read(cls, query: Mapping) -> "Narrowed":
        kind = query.get("kind", "")
        plant, unit = (query.get(name, "").strip()[:50] for name in ("plant", "unit"))
        return cls(kind if kind in KINDS else "", plant, unit, bool(query.get("new")))

    def __bool__(self):
        return bool(self.kind or self.plant or self.unit or self.new)


@dataclass(frozen=True)
class Matter:
    """A concern with its unit; `new`: it began after the viewer's last visit."""

    concern: Concern
    unit: Unit
    new: bool

    @property
    def key(self) -> str:
        """Names the matter in a form: the same as long as it says the same."""
        one = self.concern
        said = "\0".join([str(one.unit_id), one.kind, one.module, str(one.record_id or ""), one.text])
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def kind_name(self) -> str:
        return NAMES[self.concern.kind]


@dataclass(frozen=True)
class Change:
    """Something that happened to a published record. what: one of CHANGES; of a withdrawn one no title is told."""

    what: str
    unit: Unit
    module: str
    at: datetime.datetime
    path: str
    title: str = ""
    standing: bool = False


@dataclass(frozen=True)
class Changes:
    """The newest first, at most so many; counts: {what: number} of all of them."""

    items: list[Change]
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass
class Group:
    """What there is of one unit: {kind: matters}, in the order of kinds."""

    unit: Unit
    by_kind: dict[str, list[Matter]] = field(default_factory=dict)

    @property
    def kinds(self) -> list[dict]:
        return [{"kind": kind, "name": NAMES[kind], "matters": found} for kind, found in self.by_kind.items()]

    @property
    def new(self) -> int:
        return sum(matter.new for found in self.by_kind.values() for matter in found)


@dataclass
class Morning:
    """groups: the units with something to look at, in the order of the tree, of what was asked for. counts, fresh: {kind: number} of
    everything, and of what is new. in_order: how many of the units asked for have nothing."""

    units: list[Unit]
    since: datetime.datetime
    narrowed: Narrowed
    groups: list[Group]
    counts: dict[str, int]
    fresh: dict[str, int]
    in_order: int

    @property
    def kinds(self) -> list[dict]:
        return [
            {"kind": kind, "name": NAMES[kind], "count": self.counts[kind], "new": self.fresh[kind]} for kind in KINDS
        ]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def plants(self) -> list[str]:
        return list(dict.fromkeys(unit.plant for unit in self.units if unit.plant))


def matters(
    viewer: Viewer, units: list[Unit], since: datetime.datetime, as_of: datetime.date | None = None
) -> list[Matter]:
    """What there is to say of these units, by kind; the newest of a kind first."""
    by_id = {unit.pk: unit for unit in units}
    found = [
        Matter(one, by_id[one.unit_id], one.since > since)
        for one in (concerns(viewer, units, as_of) if units else [])
        if one.unit_id in by_id and one.kind in NAMES
    ]
    found.sort(key=lambda matter: matter.concern.since, reverse=True)
    return sorted(found, key=lambda matter: KINDS.index(matter.concern.kind))


def morning(viewer: Viewer, since: datetime.datetime, narrowed: Narrowed = Narrowed()) -> Morning | None:
    """What `/morning/` shows; None for whoever watches no unit. A fixed number of queries, however many units."""
    units = list(watched(viewer))
    if not units:
        return None
    everything = matters(viewer, units, since)
    chosen = {
        unit.pk: Group(unit)
        for unit in units
        if narrowed.plant in ("", unit.plant) and narrowed.unit in ("", unit.code, str(unit.pk))
    }
    if not chosen:  # a plant or unit that is none of theirs
        narrowed = Narrowed(narrowed.kind, new=narrowed.new)
        chosen = {unit.pk: Group(unit) for unit in units}
    for matter in everything:
        asked = narrowed.kind in ("", matter.concern.kind) and (matter.new or not narrowed.new)
        if asked and matter.unit.pk in chosen:
            chosen[matter.unit.pk].by_kind.setdefault(matter.concern.kind, []).append(matter)
    groups = [group for group in chosen.values() if group.by_kind]
    counts = Counter(matter.concern.kind for matter in everything)
    fresh = Counter(matter.concern.kind for matter in everything if matter.new)
    return Morning(units, since, narrowed, groups, counts, fresh, len(chosen) - len(groups))


def changes(viewer: Viewer, units: list[Unit], since: datetime.datetime) -> Changes:
    """What was published, corrected and withdrawn in these units after that moment, as far as the viewer sees it, or could until it
    was withdrawn. Three queries."""
    by_id = {unit.pk: unit for unit in units}
    seen = reading.documents(viewer).filter(
        kind=Document.RECORD, unit_id__in=by_id, last_published_at__gt=since
    )  # fmt: skip
    gone = Withdrawal.objects.filter(readable(viewer), unit_id__in=by_id, withdrawn_at__gt=since)
    rows = list(
        seen.order_by("-last_published_at", "-page_id").only(*reading.CARD)[:MOST_CHANGES]
    )  # fmt: skip
    counted = Counter(
        "published" if first > since else "corrected" for first in seen.order_by().values_list("first_published_at", flat=True)
    )  # fmt: skip
    taken = list(gone.order_by("-withdrawn_at", "-page_id"))
    found = [_published(one, by_id[one.unit_id], since) for one in rows]
    found += [
        Change("withdrawn", by_id[one.unit_id], _name(one.module, by_id[one.unit_id]), one.withdrawn_at, one.path)
        for one in taken
    ]
    found.sort(key=lambda one: one.at, reverse=True)
    return Changes(found[:MOST_CHANGES], {**{what: counted[what] for what in CHANGES[:2]}, "withdrawn": len(taken)})


def _published(document: Document, unit: Unit, since: datetime.datetime) -> Change:
    module = plugins.find_module(document.module)
    what = "published" if document.first_published_at > since else "corrected"
    return Change(
        what, unit, _name(document.module, unit), document.last_published_at, document.path, document.title,
        bool(module and module.standing),
    )  # fmt: skip


def _name(label: str, unit: Unit) -> str:
    module = plugins.find_module(label)
    return str(module.name_for(unit.kind)) if module else ""
