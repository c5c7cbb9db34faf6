"""季度得分: what units scored in quarters that were closed. Answered by the plugin that offers `scores`."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cms import plugins

from .bulletin import BulletinLine

__all__ = ["QuarterScore", "quarter_scores"]


@dataclass(frozen=True)
class QuarterScore:
    """total: 0 to 105. grade: excellent, good, passed (合格) or fail, of the scheme `scheme`. closed: signed, so that it stands.

    line: all that the bulletin shows of the unit, as frozen; None where whoever answers keeps only the score. annual_share: what the
    mean of the year's quarters carries in the annual assessment, 0 to 1, by the same scheme. vetoes: in words, what was vetoed.
    records: the ids of the pages that the vetoes rest on.
    """

    unit_id: int
    quarter: str
    scheme: str
    total: Decimal
    grade: str
    closed: bool
    quality: Decimal | None = None
    line: BulletinLine | None = None
    annual_share: Decimal = Decimal("0.1")
    vetoes: tuple[str, ...] = ()
    records: tuple[int, ...] = ()


def quarter_scores(units: Sequence, quarters: Sequence[str]) -> list[QuarterScore]:
    """Of these units in these quarters, as far as they were frozen; with supplements (补充通报) taken in."""
    found = []
    for plugin, offered in plugins.offers("scores"):
        with plugins.isolated(plugin, "scores"):
            found += offered(units, quarters)
    return found
