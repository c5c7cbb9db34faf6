"""What the portal's pages of due items show, as the viewer may see it."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from cms import plugins
from cms.access import Viewer
from cms.delivery import reading
from cms.people import Role
from cms.periods import bounds
from cms.seams.dues import DueItem
from cms.tree import Unit

from . import nil
from .due_table import due_items
from .figures import Figure, Span, figures_of, rate
from .models import NilReturn
from .states import State, state_of

__all__ = ["Line", "ModuleDues", "all_units", "page_of_unit", "periods_around", "units_of"]

# As `cms.portal.overview.MOST`
MOST = 1000


@dataclass
class Line:
    """One due item. records: the documents behind it that the viewer may see; hidden: how many more there are. nil: the nil return
    that stands or waits. may_state: whether the viewer may say that there was nothing."""

    item: DueItem
    state: State
    records: list = field(default_factory=list)
    hidden: int = 0
    nil: NilReturn | None = None
    may_state: bool = False
    may_confirm: bool = False
    may_take_back: bool = False
    label: str = ""


@dataclass
class ModuleDues:
    module: plugins.Module
    name: str
    rule: str
    lines: list[Line]

    @property
    def late(self) -> int:
        return sum(line.state.slug == "late" for line in self.lines)


def page_of_unit(viewer: Viewer, unit: Unit, asked: Span) -> dict:
    """The unit's items module by module with their figures. Nine queries, however many items."""
    items = due_items([unit], asked.since, asked.until, asked.as_of)
    pages = {page for item in items for page in item.records}
    documents = {}
    if pages:
        seen = reading.documents(viewer).filter(pk__in=pages).only("page_id", "path", "title", "occurred_on")
        documents = seen.in_bulk()
    standing, voided = _nil_returns(unit, {item.period for item in items})
    drafts = viewer.has_role(Role.DRAFTER, unit.pk)
    closed = nil.closed_quarters([unit], {nil.quarter_of(item) for item in items}) if drafts and items else set()
    by_module: dict[str, list[Line]] = defaultdict(list)
    for item in items:
        line = Line(item, state_of(item, asked.as_of))
        line.records = [documents[pk] for pk in item.records if pk in documents]
        line.hidden = len(item.records) - len(line.records)
        line.nil = None if item.records else standing.get((item.target, item.period))
        if line.nil and line.nil.confirmed_at is None:
            line.may_confirm = nil.may_confirm(viewer, line.nil)
            line.may_take_back = drafts
        elif drafts and not item.satisfied:
            line.may_state = not nil.refusal(unit, item, closed=(unit.pk, nil.quarter_of(item)) in closed)
        by_module[item.module].append(line)
    modules = []
    for label, lines in by_module.items():
        module = plugins.find_module(label)
        name = module.name_for(unit.kind)
        for line in lines:
            # 三会一课 · 党课 below the heading 三会一课
            line.label = line.item.label.removeprefix(name).lstrip(" ·")
        lines.sort(key=lambda line: (bounds(line.item.period)[1], bounds(line.item.period)[0], line.label))
        modules.append(ModuleDues(module, name, _rule(lines), lines))
    return {"modules": modules, "figures": figures_of(items, asked.as_of), "voided": voided}


def _rule(lines: list[Line]) -> str:
    return "；".join(dict.fromkeys(line.item.rule for line in lines))


def _nil_returns(unit: Unit, periods: set[str]):
    """({(target, period): the one that stands or waits}, those that a record made void)."""
    found = NilReturn.objects.filter(unit=unit, period__in=periods).select_related("stated_by", "confirmed_by")
    standing = {(one.target, one.period): one for one in found if one.ended_at is None}
    return standing, [one for one in found if one.ended_by]


def all_units(viewer: Viewer, asked: Span, code: str = "") -> dict | None:
    """The figures of every unit of a committee (the one at the top): {head, rows: [(unit, figures, rates)], totals}; None when
    there is none that the viewer may know of. Five queries."""
    top, units = units_of(viewer, code)
    if top is None:
        return None
    by_unit: dict[int, list[DueItem]] = defaultdict(list)
    items = due_items(units, asked.since, asked.until, asked.as_of)
    for item in items:
        by_unit[item.unit_id].append(item)
    rows = [_row(unit, figures_of(by_unit[unit.pk], asked.as_of)) for unit in units]
    return {"head": top, "rows": rows, "totals": _row(None, figures_of(items, asked.as_of))}


def units_of(viewer: Viewer, code: str = "") -> tuple[Unit | None, list[Unit]]:
    """The committee of this code (the one at the top) and its units, itself included; (None, []) for one that is not there."""
    known = reading.units(viewer).filter(practice=False)
    top = known.filter(code=code, kind=Unit.COMMITTEE).first() if code else known.filter(depth=2).first()
    if top is None:
        return None, []
    below = known.filter(Q(committee_id=top.pk) | Q(path__startswith=top.path, depth=top.depth + 1))
    return top, list(below[:MOST])


def _row(unit: Unit | None, figures: dict[str, Figure]) -> dict:
    return {
        "unit": unit,
        "figures": figures,
        "complete": rate(figures["satisfied"], figures["due"]),
        "on_time": rate(figures["on_time"], figures["due"]),
    }


def periods_around(asked: Span) -> list[tuple[str, bool]]:
    """(period, whether it is the one that was asked for) of its year: the quarters and the year."""
    year = asked.until.year
    found = [f"{year}Q{number}" for number in range(1, 5)] + [f"{year}"]
    if asked.period not in found:
        found.append(asked.period)
    return [(period, period == asked.period) for period in found]
