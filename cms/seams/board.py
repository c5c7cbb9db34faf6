"""What plugins add to a unit's electronic board (电子方针管理板): a state on each tile, panels between the boards, and numbers by
which units are compared. Answered by the plugins that offer `tile_states` and `unit_panels`."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from cms import plugins
from cms.access import Viewer

__all__ = ["NAMES", "STATES", "TileState", "UnitPanel", "counted", "tile_states", "unit_panels"]

# Each with a sign, since colour alone says nothing
STATES = {"fresh": "○", "due_soon": "△", "late": "×", "blank": "□", "nil": "－"}
NAMES = {"fresh": _("正常"), "due_soon": _("将到期"), "late": _("逾期"), "blank": _("空白"), "nil": _("零报告")}


@dataclass(frozen=True)
class TileState:
    """state: one of STATES. words: what a reader reads, with the number and the day where there are any."""

    state: str
    words: str
    due_on: datetime.date | None = None

    @property
    def sign(self) -> str:
        return STATES[self.state]


@dataclass(frozen=True)
class UnitPanel:
    """A part of a unit's page: `template` is rendered with `context`. place: `middle` (between the boards) or `end`."""

    title: str
    template: str
    context: dict = field(default_factory=dict)
    place: str = "middle"


def tile_states(unit_ids: list[int], as_of: datetime.date | None = None) -> dict[int, dict[str, TileState]]:
    """{unit id: {module: state}}: the same for every reader, since they say of no record what it holds. A fixed number of queries."""
    found: dict[int, dict[str, TileState]] = {unit: {} for unit in unit_ids}
    for plugin, offered in plugins.offers("tile_states"):
        with plugins.isolated(plugin, "tile_states"):
            for unit, states in offered(unit_ids, as_of).items():
                found[unit] |= states
    return found


def counted(states: Iterable[TileState | None]) -> dict[str, int]:
    """{state: how many tiles are in it}, of tiles that have one, in the order of STATES."""
    found = Counter(one.state for one in states if one is not None)
    return {state: found[state] for state in STATES}


def unit_panels(viewer: Viewer, unit) -> list[UnitPanel]:
    """What the viewer sees on the unit's page beside its boards."""
    found = []
    for plugin, offered in plugins.offers("unit_panels"):
        with plugins.isolated(plugin, "unit_panels"):
            found += offered(viewer, unit)
    return found
