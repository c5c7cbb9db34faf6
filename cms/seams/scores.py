"""季度得分: what units scored in quarters that were closed. Answered by the plugin that offers `scores`."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cms import plugins

__all__ = ["QuarterScore", "quarter_scores"]


@dataclass(frozen=True)
class QuarterScore:
    """total: 0 to 105. grade: excellent, good, passed (合格) or fail, of the scheme `scheme`. closed: signed, so that it stands."""

    unit_id: int
    quarter: str
    scheme: str
    total: Decimal
    grade: str
    closed: bool
    quality: Decimal | None = None


def quarter_scores(units: Sequence, quarters: Sequence[str]) -> list[QuarterScore]:
    """Of these units in these quarters, as far as they were frozen; with supplements (补充通报) taken in."""
    found = []
    for plugin, offered in plugins.offers("scores"):
        with plugins.isolated(plugin, "scores"):
            found += offered(units, quarters)
    return found
