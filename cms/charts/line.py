"""A trend over periods: large with axes (`trend`), or small as a word in a line of text (`sparkline`)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

__all__ = ["Series", "Sparkline", "Trend", "sparkline", "trend"]

Figures = Sequence[Decimal | None]
# How a line is drawn, in the order of the series: strokes and signs differ, so that print in black tells them apart
STROKES = ("solid", "dashed", "dotted", "dashdot")


@dataclass(frozen=True)
class Series:
    """One line. `shown`: the figures as readers write them; made of `figures` when it is left out."""

    name: str
    figures: Figures
    shown: Sequence[str] = ()

    def words(self) -> list[str]:
        return list(self.shown) or ["" if one is None else f"{one.normalize():f}" for one in self.figures]


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    label: str
    words: str


@dataclass(frozen=True)
class Line:
    name: str
    stroke: str
    # A line breaks where there is no figure: no guess joins what is not known
    paths: list[str]
    points: list[Point]


@dataclass(frozen=True)
class Sparkline:
    """`words` say what the line shows; `level` is where the target lies, None without one."""

    width: int
    height: int
    words: str
    line: Line
    level: float | None = None

    @property
    def last(self) -> Point | None:
        return self.line.points[-1] if self.line.points else None


@dataclass(frozen=True)
class Trend:
    title: str
    unit: str
    width: int
    height: int
    lines: list[Line]
    ticks: list[tuple[float, str]]
    labels: list[tuple[float, str]]
    # (period, the words of each series), for the table
    rows: list[tuple[str, list[str]]]
    summary: str
    left: float
    right: float
    bottom: float
    # Of the table: every series, also one without a figure, which has no line
    series_names: list[str]


def sparkline(labels: Sequence[str], figures: Figures, target: Decimal | None = None, *, width=96, height=24):
    """A small trend of these figures, one for each label (`1月` …); None where there is no figure at all."""
    known = [one for one in figures if one is not None]
    if not known:
        return None
    low, high = _span([*known, *([target] if target is not None else [])])
    pad = 3
    across = _across(len(figures), pad, width - pad)
    up = lambda figure: _up(figure, low, high, pad, height - pad)  # noqa: E731
    series = Series("", figures)
    words = "，".join(f"{label} {text}" for label, text in zip(labels, series.words(), strict=True) if text)
    return Sparkline(
        width,
        height,
        _("走势：%(figures)s") % {"figures": words},
        _line(series, STROKES[0], labels, across, up),
        None if target is None else up(target),
    )


def trend(title: str, labels: Sequence[str], series: Sequence[Series], unit: str = "", *, width=640, height=260):
    """A line chart of these series over the same periods; None where none of them has a figure."""
    known = [one for each in series for one in each.figures if one is not None]
    if not known:
        return None
    ticks = _ticks(*_span(known))
    low, high = ticks[0], ticks[-1]
    left, right, top, bottom = 56.0, width - 16.0, 14.0, height - 30.0
    across = _across(len(labels), left + 10, right - 10)
    up = lambda figure: _up(figure, low, high, top, bottom)  # noqa: E731
    lines = [_line(one, STROKES[number % len(STROKES)], labels, across, up) for number, one in enumerate(series)]
    words = [one.words() for one in series]
    return Trend(
        title,
        unit,
        width,
        height,
        [one for one in lines if one.points],
        [(up(tick), f"{tick.normalize():f}") for tick in ticks],
        list(zip(across, labels, strict=True)),
        [(label, [each[place] for each in words]) for place, label in enumerate(labels)],
        _summary(labels, series, words),
        left,
        right,
        bottom,
        [one.name for one in series],
    )


def _summary(labels, series, words) -> str:
    """What the first line does, in a sentence: for who does not see it."""
    told = [(label, text) for label, text in zip(labels, words[0], strict=True) if text]
    if not told:
        return ""
    shown = {"name": series[0].name, "first": told[0][0], "from": told[0][1], "last": told[-1][0], "to": told[-1][1]}
    return _("%(name)s从%(first)s的%(from)s到%(last)s的%(to)s。") % shown


def _line(series: Series, stroke: str, labels, across, up) -> Line:
    runs, run, points = [], [], []
    for label, x, figure, words in zip(labels, across, series.figures, series.words(), strict=True):
        if figure is None:
            runs, run = [*runs, run], []
            continue
        point = Point(x, up(figure), label, words)
        run.append(point)
        points.append(point)
    paths = [" ".join(f"{point.x:g},{point.y:g}" for point in one) for one in [*runs, run] if len(one) > 1]
    return Line(series.name, stroke, paths, points)


def _across(count: int, left: float, right: float) -> list[float]:
    step = (right - left) / max(count - 1, 1)
    return [round(left + step * place, 1) for place in range(count)]


def _up(figure: Decimal, low: Decimal, high: Decimal, top: float, bottom: float) -> float:
    """Large figures lie high up; all the same lie in the middle."""
    share = Decimal("0.5") if high == low else (figure - low) / (high - low)
    return round(bottom - float(share) * (bottom - top), 1)


def _span(figures: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    return min(figures), max(figures)


def _ticks(low: Decimal, high: Decimal, most: int = 5) -> list[Decimal]:
    """Round figures from at or below `low` to at or above `high`."""
    if low == high:
        low, high = low - max(abs(low) / 10, Decimal(1)), high + max(abs(high) / 10, Decimal(1))
    rough = (high - low) / (most - 1)
    power = Decimal(10) ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, Decimal("2.5"), 5, 10) if power * factor >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * number for number in range(first, last + 1)]
