"""The comparison: one line for each unit, a cell for each module, and how many of each state.

States say of no record what it holds, so that every employee sees those of every unit. What is red or waits is counted for those
whose business the unit is, of what they may know.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models.functions import Length, Substr

from cms import plugins
from cms.access import Viewer
from cms.delivery import reading
from cms.delivery.documents import path_of
from cms.seams import concerns as matters
from cms.seams.board import STATES, TileState, counted, tile_states
from cms.tree import Section, Unit

__all__ = ["Cell", "Comparison", "Narrowed", "Row", "compare", "fill"]

# Kinds of concerns that a line counts for whoever watches the unit
WATCHED = ("red", "waiting")


@dataclass(frozen=True)
class Narrowed:
    """To which site, plant and board, and to units of which a module is in this state. What occurs nowhere narrows nothing."""

    site: str = ""
    plant: str = ""
    board: str = ""
    state: str = ""

    @classmethod
    def read(cls, query: Mapping) -> "Narrowed":
        """Of an address's parameters."""
        return cls(*(query.get(name, "").strip()[:50] for name in ("site", "plant", "board", "state")))

    def __bool__(self):
        return bool(self.site or self.plant or self.board or self.state)


@dataclass(frozen=True)
class Cell:
    """A module of a unit: `address` is its section's, '' where it has none; `due` is None where nothing is said of it."""

    module: plugins.Module
    address: str = ""
    due: TileState | None = None


@dataclass
class Row:
    """One unit. counts: {state: tiles}. watched: {kind of concern: number}, None where the unit is not the viewer's business."""

    unit: Unit
    states: dict[str, TileState] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    watched: dict[str, int] | None = None

    @property
    def counts(self) -> dict[str, int]:
        return counted(self.states.values())

    @property
    def open(self) -> list[Cell]:
        """What a narrow screen names: everything that is not simply in order."""
        return [cell for cell in self.cells if cell.due and cell.due.state not in ("fresh", "nil")]


@dataclass
class Comparison:
    """rows: all that were asked for, in the order of the tree. What it could be narrowed to, and what it is."""

    rows: list[Row]
    narrowed: Narrowed
    sites: list[str]
    plants: list[str]
    total: int


def compare(viewer: Viewer, narrowed: Narrowed) -> Comparison:
    """The units that the viewer may know of, practice units left out. Only their states, and these only when units are chosen by
    them: `fill()` has the rest, for a page of rows. A fixed number of queries."""
    units = [unit for unit in reading.units(viewer) if not unit.practice]
    sites = list(dict.fromkeys(unit.site for unit in units if unit.site))
    plants = list(dict.fromkeys(unit.plant for unit in units if unit.plant))
    narrowed = Narrowed(
        narrowed.site if narrowed.site in sites else "",
        narrowed.plant if narrowed.plant in plants else "",
        narrowed.board if narrowed.board in dict(plugins.Board.CHOICES) else "",
        narrowed.state if narrowed.state in STATES else "",
    )
    chosen = [
        unit for unit in units if narrowed.site in ("", unit.site) and narrowed.plant in ("", unit.plant)
    ]  # fmt: skip
    rows = [Row(unit) for unit in chosen]
    if narrowed.state:
        _set_states(rows, narrowed.board)
        rows = [row for row in rows if row.counts[narrowed.state]]
    return Comparison(rows, narrowed, sites, plants, len(units))


def fill(viewer: Viewer, rows: list[Row], board: str = "") -> list[plugins.Module]:
    """Give these rows their states, cells and counts; the modules of the columns, of this board or of all. A fixed number of
    queries, however many rows."""
    _set_states([row for row in rows if not row.states], board)
    addresses = _addresses([row.unit for row in rows])
    has = {label for found in addresses.values() for label in found}
    columns = [module for module in plugins.modules() if module.label in has and board in ("", module.board)]
    mine = _watched(viewer, [row.unit for row in rows])
    for row in rows:
        own = addresses.get(row.unit.path, {})
        row.cells = [
            Cell(module, own.get(module.label, ""), row.states.get(module.label)) for module in columns
        ]  # fmt: skip
        row.watched = mine.get(row.unit.pk)
    return columns


def _set_states(rows: list[Row], board: str) -> None:
    labels = {module.label for module in plugins.modules() if board in ("", module.board)}
    found = tile_states([row.unit.pk for row in rows]) if rows else {}
    for row in rows:
        row.states = {label: state for label, state in found[row.unit.pk].items() if label in labels}


def _addresses(units: list[Unit]) -> dict[str, dict[str, str]]:
    """{unit's path: {module: its section's address}}; one query."""
    above = Substr("path", 1, Length("path") - Section.steplen)
    found = Section.objects.live().annotate(above=above).filter(above__in=[unit.path for unit in units])
    addresses: dict[str, dict[str, str]] = {}
    for path, module, url_path in found.order_by().values_list("above", "module", "url_path"):
        addresses.setdefault(path, {})[module] = path_of(url_path)
    return addresses


def _watched(viewer: Viewer, units: list[Unit]) -> dict[int, dict[str, int]]:
    """{unit's id: {kind: number}} of the units that are the viewer's business."""
    if not (viewer.ids("committee") or viewer.ids("desk")):
        return {}
    mine = list(matters.watched(viewer).filter(pk__in=[unit.pk for unit in units]))
    found = Counter((one.unit_id, one.kind) for one in matters.concerns(viewer, mine)) if mine else Counter()
    return {unit.pk: {kind: found[unit.pk, kind] for kind in WATCHED} for unit in mine}
