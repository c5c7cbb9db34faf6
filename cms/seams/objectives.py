"""方针目标的年度得分: what a unit's objectives of a year came to. Answered by the plugin that offers `year_scores`; without one an
assessment's item for objectives is scored by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cms import plugins

__all__ = ["YearScore", "year_scores"]


@dataclass(frozen=True)
class YearScore:
    """score: 0 to 100, weighted; None while nothing can be said. missed: the ids of the objectives whose must-reach target (必达目标)
    was not reached, which keeps a unit from 优秀. records: the ids of all objectives that were counted. final: the year is closed."""

    unit_id: int
    year: int
    score: Decimal | None
    missed: tuple[int, ...] = ()
    records: tuple[int, ...] = ()
    final: bool = False


def year_scores(units: Sequence, year: int) -> list[YearScore]:
    """Of these units, as far as they have objectives of that year. A fixed number of queries for each plugin. Figures for offices:
    whoever shows ids or titles asks `cms.delivery.reading` for each of them."""
    found = []
    for plugin, offered in plugins.offers("year_scores"):
        with plugins.isolated(plugin, "year_scores"):
            found += offered(units, year)
    return found
