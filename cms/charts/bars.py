"""Bars side by side: one for each row, with where it stood before as a mark, and the figures in a table behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

__all__ = ["Bar", "Bars", "bars"]

WIDTH, ROW, LEFT, RIGHT, THICK = 720, 30, 190, 60, 16
# Chinese characters that fit beside the bars; the table has the whole name
LONGEST = 11


@dataclass(frozen=True)
class Bar:
    """One row. shown: the figure as readers write it. before: the same figure a period earlier, None when there is
    none."""

    label: str
    figure: Decimal | None
    shown: str
    before: Decimal | None = None
    before_shown: str = ""
    url: str = ""


@dataclass(frozen=True)
class Drawn:
    bar: Bar
    name: str
    y: int
    width: float
    mark: float | None

    @property
    def base(self) -> int:
        return self.y + THICK - 3

    @property
    def end(self) -> float:
        return LEFT + self.width


@dataclass(frozen=True)
class Bars:
    title: str
    head: str
    unit: str
    before: str
    rows: list[Drawn]
    height: int
    width: int = WIDTH
    left: int = LEFT
    thick: int = THICK

    @property
    def right(self) -> int:
        return WIDTH - RIGHT

    @property
    def across(self) -> int:
        return self.right - self.left

    @property
    def summary(self) -> str:
        """What is read instead of the picture."""
        return _("，").join(f"{row.bar.label} {row.bar.shown}" for row in self.rows)


def bars(
    title: str, rows: Sequence[Bar], most: Decimal, *, head: str = "", unit: str = "", before: str = ""
) -> Bars | None:
    """The rows in their order, to the scale 0 to `most`. head: what the rows are; before: what the marks are. None
    without rows."""
    if not rows:
        return None
    drawn = [
        Drawn(
            bar=row,
            name=row.label if len(row.label) <= LONGEST else f"{row.label[: LONGEST - 1]}…",
            y=number * ROW + 8,
            width=_length(row.figure, most) or 0,
            mark=None if row.before is None else round(LEFT + _length(row.before, most), 1),
        )
        for number, row in enumerate(rows)
    ]
    return Bars(title, head, unit, before, drawn, len(rows) * ROW + 10)


def _length(figure: Decimal | None, most: Decimal) -> float | None:
    return None if figure is None else round(float(min(figure, most) / most) * (WIDTH - RIGHT - LEFT), 1)
