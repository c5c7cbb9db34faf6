"""Which records there will be, and what has become of each by today: published, or somewhere on its way."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from cms import plugins

from . import planted
from .world import DemoRecord, DemoUnit, Times, World
from .world.days import working_days

# Where the newest records of every unit stand, the newest first; the last has been returned to its drafter.
PUBLISHED = "published"
DRAFT, FIRST, SECOND, FINAL, RETURNED = "draft", "first", "second", "final", "returned"
ON_THE_WAY = (DRAFT, FIRST, SECOND, FINAL, RETURNED)


class Exhausted(Exception):
    """Nobody has anything more to tell."""


def natural(world: World, units: Collection[str] | None = None) -> Iterator[DemoRecord]:
    """What the installed modules tell of these units (all of them) in this lap of the year, unit by unit and module by module."""
    world.tell = _tell
    for unit in world.units:
        if units is not None and unit.code not in units:
            continue
        for module in plugins.modules():
            for number, record in enumerate(unit.told(module.label)):
                yield world.finish(record, unit, module.label, number)


def _tell(world: World, unit: DemoUnit, label: str) -> Iterable[DemoRecord]:
    module = plugins.find_module(label)
    tell = module.offer("demo", "demo.records") if module and module.is_for(unit.kind) else None
    return tell(world, unit) if tell else ()


def choose(world: World, size: int | None) -> tuple[list[DemoRecord], set[tuple[str, str]]]:
    """The records of the natural year, or `size` of them if that is fewer, each with its state; and all its sections,
    as (unit's code, module's label)."""
    records = list(natural(world))
    sections = {(record.unit, record.module) for record in records}
    records = [record for record in records if not planted.is_blank(world, record.unit, record.module)]
    if size is not None and size < len(records):
        chosen = set(world.rng("choose").sample(range(len(records)), size))
        records = [record for number, record in enumerate(records) if number in chosen]
    _set_states(world, records)
    return records, sections


def retold(
    world: World, lap: int, units: Collection[str], sections: Collection[tuple[str, str]]
) -> Iterator[DemoRecord]:
    """What these units tell in a further lap, as far as it belongs into one of these sections (unit's code, module's label)."""
    for record in natural(world.again(lap), units):
        if planted.is_blank(world, record.unit, record.module):
            continue
        if (record.unit, record.module) in sections and record.times.final.date() < world.today:
            yield record


def more(
    world: World, count: int, units: Collection[str], sections: Collection[tuple[str, str]], tags: Collection[str]
) -> Iterator[DemoRecord]:
    """`count` further published records of these units: the year told again, lap by lap, with no tag besides `tags`.

    Raises Exhausted when no module has anything more to tell.
    """
    lap = 0
    while count > 0:
        lap += 1
        told = 0
        for record in retold(world, lap, units, sections):
            record.tags = tuple(name for name in record.tags if name in tags)
            told += 1
            yield record
            if told == count:
                break
        if not told:
            raise Exhausted(_("没有已安装的栏目能提供更多演示记录，请减小 --size。"))
        count -= told


def _set_states(world: World, records: list[DemoRecord]) -> None:
    """The newest records of each unit are still on their way: at least one in each state, if the unit has enough of them."""
    by_unit = defaultdict(list)
    for record in records:
        if record.first_times is None:
            by_unit[record.unit].append(record)
        elif record.times.final.date() >= world.today:
            record.times = _before_today(world, record)
    for own in by_unit.values():
        own.sort(key=lambda record: record.times.final, reverse=True)
        unsettled = len([record for record in own if record.times.final.date() >= world.today])
        count = max(unsettled, min(len(ON_THE_WAY), len(own) // 3))
        for number, record in enumerate(own[:count]):
            record.state = ON_THE_WAY[number % len(ON_THE_WAY)]
            if record.times.final.date() >= world.today:
                record.times = _before_today(world, record)


def _before_today(world: World, record: DemoRecord) -> Times:
    """The same steps, in time to have been done before today: at the end of the working days since the fact."""
    days = working_days(record.known_on or record.occurred_on, world.last)
    steps = [
        datetime.datetime.combine(days[min(number * len(days) // 5, len(days) - 1)], datetime.time(17, 40))
        + datetime.timedelta(minutes=20 * number)
        for number in range(5)
    ]
    return replace(record.times, **dict(zip(("entered", "submitted", "first", "second", "final"), steps, strict=True)))
