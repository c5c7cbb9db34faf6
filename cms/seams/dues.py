"""应更新项: what a unit owes by a day, and what satisfied it. Answered by the plugin that offers `dues`."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from cms import plugins

__all__ = ["DueItem", "blanks", "due_items"]


@dataclass(frozen=True)
class DueItem:
    """One due item of one unit: so many records (one each) as its cadence asks for a period are as many items.

    target: what must be recorded, as in `Record.also_counts` (`label`, or `label:field=choice`). number: from 1, of those of the
    same target and period. due_on: the last day on which a submission is on time. records: the ids of the pages that satisfy it,
    the first of them the one that did so first; empty while nothing does. nil: satisfied by a nil return (零报告) instead.
    submitted_on: the local day on which what satisfies it was submitted. rule: where the duty comes from, in words.
    waiting_since: the local day on which a record for it was submitted that is still with its reviewers, while nothing
    satisfies it: waiting for them is not the unit's lateness if that day is in time.
    """

    unit_id: int
    module: str
    target: str
    label: str
    period: str
    number: int
    due_on: datetime.date
    kind: str = "default"
    rule: str = ""
    records: tuple[int, ...] = ()
    nil: bool = False
    submitted_on: datetime.date | None = None
    waiting_since: datetime.date | None = None

    @property
    def satisfied(self) -> bool:
        return self.nil or bool(self.records)

    @property
    def on_time(self) -> bool:
        return self.satisfied and self.submitted_on is not None and self.submitted_on <= self.due_on


def due_items(
    units: Sequence, since: datetime.date, until: datetime.date, as_of: datetime.date | None = None
) -> list[DueItem]:
    """The due items of these units whose period ends from `since` to `until`, both included, as they stood at the end of `as_of`
    (today): what was done later does not satisfy them. In the order of units, modules, periods. A fixed number of queries.

    Figures for offices and for bulletins: they say how many and which, of records that not every reader may see. Whoever shows
    ids or titles asks `cms.delivery.reading` for each of them.
    """
    found = []
    for plugin, offered in plugins.offers("dues"):
        with plugins.isolated(plugin, "dues"):
            found += offered(units, since, until, as_of)
    return found


def blanks(units: Sequence, as_of: datetime.date | None = None) -> list[tuple[int, str, datetime.date]]:
    """长期空白: (unit id, module, since when) of counted sections that have held no record for longer than is allowed."""
    found = []
    for plugin, offered in plugins.offers("blanks"):
        with plugins.isolated(plugin, "blanks"):
            found += offered(units, as_of)
    return found
