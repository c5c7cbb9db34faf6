"""诊断评价 for the demo: each branch looks at its own month, the committee at some branches each quarter, branches at each other.

What is looked at are the unit's own objectives (方针目标), so that a diagnosis and the board show the same figures.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

import datetime
from collections.abc import Iterator

from . import texts
from .figures import RED, YELLOW, readings
from .sheet import Occasion, sheet

DAY = datetime.timedelta(days=1)
# A month or a quarter is diagnosed within ten days of its end
BEGIN, END = 3, 10


def records(world, unit) -> Iterator:
    """Once a period each, so that further laps add none; and nothing where there are no objectives to look at."""
    if world.lap:
        return
    if unit.kind == "committee":
        yield from _of_the_committee(world, unit)
    else:
        yield from _of_itself(unit)
        yield from _of_a_neighbour(world, unit)


def _of_itself(unit) -> Iterator:
    """自诊断: each month, in the first days of the next."""
    for month in unit.months():
        before = month.first.replace(day=1) - DAY
        rng = unit.rng("self-diagnosis", before)
        day = _day(unit, month, BEGIN, END, rng)
        found = readings(unit, before.year, (before.month,))
        if day and found:
            team = [unit.secretary, *rng.sample(unit.committee[1:], min(2, len(unit.committee) - 1))]
            if unit.groups:
                team.append(rng.choice(unit.groups).leader)
            name = f"{before.year}年{before.month}月"
            yield sheet(
                Occasion("self", unit, unit, day, f"{before:%Y-%m}", name, list(dict.fromkeys(team)), found, rng)
            )


def _of_the_committee(world, unit) -> Iterator:
    """党委诊断: each quarter some of the units, all of them in a year; 复诊 of one that missed targets the quarter before."""
    order = [other for other in world.units if other is not unit]
    world.rng("diagnosis", "order").shuffle(order)
    again = []
    quarters = [month for month in unit.months() if month.month % 3 == 1]
    for number, month in enumerate(quarters):
        last = month.first.replace(day=1) - DAY
        months = tuple(range(last.month - 2, last.month + 1))
        targets = [(other, "follow_up") for other in again]
        targets += [(other, "committee") for other in order[number :: len(quarters)] if other not in again]
        again, missed = [], 0
        for other, kind in targets:
            rng = unit.rng("diagnosis", other.code, last)
            day = _day(unit, month, BEGIN, END, rng)
            found = readings(other, last.year, months)
            if not day or not found:
                continue
            team = _experts(unit, rng)
            name = f"{last.year}年{texts.QUARTERS[last.month // 3 - 1]}"
            period = f"{last.year}Q{last.month // 3}"
            record = sheet(Occasion(kind, unit, other, day, period, name, team, found, rng))
            here = sum({RED: 2, YELLOW: 1}.get(reading.status, 0) for reading in found)
            if kind != "follow_up" and record.fields["conclusion"] != "a" and here > missed:
                again, missed = [other], here
            yield record


def _of_a_neighbour(world, unit) -> Iterator:
    """互诊: once a year, in late spring or in autumn, at another branch of the same works."""
    if unit.kind != "branch":
        return
    branches = [other for other in world.units if other.kind == "branch"]
    other = branches[(branches.index(unit) + 1) % len(branches)]
    for month in unit.months():
        rng = unit.rng("peer diagnosis", month.first)
        if month.month != unit.rng("peer diagnosis", "month").choice((5, 8, 9)) or other is unit:
            continue
        before = month.first.replace(day=1) - DAY
        day = _day(unit, month, 8, 26, rng)
        found = readings(other, before.year, (before.month,))
        if day and found:
            team = [unit.secretary, *rng.sample(unit.committee[1:], min(2, len(unit.committee) - 1))]
            name = f"{before.year}年{before.month}月"
            yield sheet(
                Occasion("peer", unit, other, day, f"{day.year}Q{(day.month + 2) // 3}", name, team, found, rng)
            )


def _experts(unit, rng) -> list:
    """Two of the committee and somebody of the Party office (党务室)."""
    office = [person for person in unit.members if "党务" in person.job]
    return [*rng.sample(unit.committee, min(2, len(unit.committee))), rng.choice(office or unit.members)]


def _day(unit, month, first: int, last: int, rng) -> datetime.date | None:
    """A working day from the month's `first` to its `last`, as far as these are in the world's year."""
    return unit.working_day(rng, month.first.replace(day=first), month.first.replace(day=last))
