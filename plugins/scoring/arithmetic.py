"""The arithmetic of a unit's quarter (domain.md 2.4): pure, exact, in fractions; two decimal places in what comes out.

Each part is rounded (half up) to two decimal places and the total is the sum of the rounded parts, so that a printed
line adds up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from .schemes import AXES, COMPONENTS, Scheme

__all__ = ["Inputs", "Score", "item_quality", "rounded", "score"]


@dataclass(frozen=True)
class Inputs:
    """What the score follows from, and nothing else: photos, clicks and sheer volume are not here.

    due, satisfied, on_time: due items of the quarter, how many of them were satisfied, how many of those on time.
    items: the levels of every item that was scored on all six axes, {axis: A to E}. events: how often each coded event
    happened. received, answered: opinions that came in, and how many of them were answered on time.
    """

    due: int = 0
    satisfied: int = 0
    on_time: int = 0
    items: Sequence[Mapping[str, str]] = ()
    events: Mapping[str, int] = field(default_factory=dict)
    received: int = 0
    answered: int = 0

    def __post_init__(self):
        if not 0 <= self.on_time <= self.satisfied <= self.due:
            raise ValueError(f"due {self.due}, satisfied {self.satisfied}, on time {self.on_time}")
        if not 0 <= self.answered <= self.received:
            raise ValueError(f"received {self.received}, answered {self.answered}")


@dataclass(frozen=True)
class Score:
    """parts: points by component. quality: the mean of the items, None when none was scored. deductions, bonus: points
    by code. vetoes: the codes that took hold. grade: a slug of the scheme's grades. completeness: 0 to 1."""

    parts: dict[str, Decimal]
    bonus: Decimal
    total: Decimal
    grade: str
    quality: Decimal | None
    completeness: Fraction
    deducted: dict[str, Decimal]
    gained: dict[str, Decimal]
    vetoes: tuple[str, ...]


def rounded(value: Fraction | int) -> Decimal:
    """To two decimal places, half up. value: not negative."""
    return Decimal(int(value * 100 + Fraction(1, 2))).scaleb(-2)


def item_quality(scheme: Scheme, levels: Mapping[str, str]) -> Fraction:
    """0 to 100, of an item with a level on each of the six axes."""
    return sum(
        (Fraction(scheme.axes[axis]) * Fraction(scheme.levels[levels[axis]]) / 100 for axis in AXES), Fraction(0)
    )


def score(scheme: Scheme, inputs: Inputs) -> Score:
    weights = {name: Fraction(weight) for name, weight in scheme.weights.items()}
    complete = Fraction(inputs.satisfied, inputs.due) if inputs.due else Fraction(1)
    on_time = Fraction(inputs.on_time, inputs.due) if inputs.due else Fraction(1)
    mean = None
    if inputs.items:
        mean = sum((item_quality(scheme, levels) for levels in inputs.items), Fraction(0)) / len(inputs.items)
    deducted = {
        code: scheme.deductions[code] * count
        for code, count in sorted(inputs.events.items())
        if count and code in scheme.deductions
    }
    answered = Fraction(inputs.answered, inputs.received) if inputs.received else Fraction(1)
    damped = min(Fraction(1), complete / Fraction(scheme.full_at))
    exact = {
        "completeness": weights["completeness"] * complete,
        "timeliness": weights["timeliness"] * on_time,
        "quality": weights["quality"] * (mean or 0) / 100 * damped,
        "veracity": max(Fraction(0), weights["veracity"] - Fraction(sum(deducted.values(), Decimal(0)))),
        "response": weights["response"] * answered,
    }
    vetoes = tuple(code for code in scheme.vetoes if inputs.events.get(code))
    for code in vetoes:
        exact |= {name: Fraction(0) for name in scheme.vetoes[code][0]}
    parts = {name: rounded(exact[name]) for name in COMPONENTS}
    gained = {
        code: min(points * inputs.events[code], cap)
        for code, (points, cap) in scheme.bonus.items()
        if inputs.events.get(code)
    }
    bonus = rounded(Fraction(min(sum(gained.values(), Decimal(0)), scheme.bonus_cap)))
    total = sum(parts.values(), bonus)
    return Score(
        parts=parts,
        bonus=bonus,
        total=total,
        grade=_grade(scheme, total, vetoes),
        quality=None if mean is None else rounded(mean),
        completeness=complete,
        deducted=deducted,
        gained=gained,
        vetoes=vetoes,
    )


def _grade(scheme: Scheme, total: Decimal, vetoes) -> str:
    """The grade of a total, no better than what vetoes leave."""
    order = [slug for slug, _least in scheme.grades]
    place = next(number for number, (_slug, least) in enumerate(scheme.grades) if total >= least)
    return order[max([place, *(order.index(scheme.vetoes[code][1]) for code in vetoes)])]
