"""The state of each tile of a unit's board (`cms.seams.board.tile_states`)."""

import datetime
from collections import defaultdict

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.periods import bounds, period_of
from cms.seams.board import TileState
from cms.seams.dues import DueItem
from cms.tree import Unit

from .due_table import blanks, due_items
from .states import DUE_SOON, is_late, state_of

__all__ = ["running", "states"]


def running(as_of: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The periods that a board speaks of: those that end from the beginning of the last quarter to the end of the year.

    What was missed before stays in the figures of its quarter; on the board it would say the same for ever.
    """
    before = bounds(period_of(as_of, "quarter"))[0] - datetime.timedelta(days=1)
    return bounds(period_of(before, "quarter"))[0], datetime.date(as_of.year, 12, 31)


def states(unit_ids: list[int], as_of: datetime.date | None = None) -> dict[int, dict[str, TileState]]:
    """{unit: {module: state}} of counted sections, the worst that there is to say: 逾期, 空白, 将到期, 零报告, 正常."""
    as_of = as_of or timezone.localdate()
    units = list(Unit.objects.filter(pk__in=unit_ids).only("pk", "path", "kind", "practice"))
    found: dict[int, dict[str, TileState]] = defaultdict(dict)
    groups: dict[tuple[int, str], list[DueItem]] = defaultdict(list)
    for item in due_items(units, *running(as_of), as_of):
        groups[item.unit_id, item.module].append(item)
    empty = {(unit, module): since for unit, module, since in blanks(units, as_of)}
    for unit, module in {**dict.fromkeys(empty), **dict.fromkeys(groups)}:
        found[unit][module] = _state(groups.get((unit, module), []), empty.get((unit, module)), as_of)
    return found


def _state(items: list[DueItem], blank_since: datetime.date | None, as_of: datetime.date) -> TileState:
    late = [item for item in items if is_late(item, as_of)]
    if late:
        first = min(item.due_on for item in late)
        words = ngettext("%(count)s项逾期，最早应于%(day)s前", "%(count)s项逾期，最早应于%(day)s前", len(late))
        return TileState("late", words % {"count": len(late), "day": _day(first)}, first)
    if blank_since:
        return TileState("blank", _("空白，自%(day)s起") % {"day": _day(blank_since)})
    soon = [item for item in items if state_of(item, as_of).slug == DUE_SOON]
    if soon:
        first = min(item.due_on for item in soon)
        words = ngettext("%(count)s项将到期，%(day)s前", "%(count)s项将到期，%(day)s前", len(soon))
        return TileState("due_soon", words % {"count": len(soon), "day": _day(first)}, first)
    done = [item for item in items if item.satisfied]
    if done and max(done, key=lambda item: bounds(item.period)[1]).nil:
        return TileState("nil", _("零报告"))
    return TileState("fresh", _("正常"))


def _day(day: datetime.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
