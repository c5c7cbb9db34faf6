"""Planted faults (埋设差错): for every machine check drafts that it must find, and near-misses that it must leave alone.

What forms refuse is written past them, into drafts, never live. `manage.py demo planted` lists them; `planted.json` in the data
folder has the same list for `manage.py veracity report`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from cms.moderation.models import Release

from ..world import BRANCH, DemoRecord, DemoUnit, World
from .cases import CASES, Case
from .writing import Writer

__all__ = ["BLANK", "Planted", "attempt", "is_blank", "on_purpose", "read_list", "records", "told", "write_list"]

# One section that stays blank on purpose (长期空白): the last branch that has it
BLANK = "opinions"


@dataclass(frozen=True)
class Planted:
    """What one of these drafts is. `checks`: the slugs of those that must find it, or (fault=False) must not."""

    record: DemoRecord
    checks: tuple[str, ...]
    fault: bool
    what: str


def records(world: World) -> Iterator[Planted]:
    """All of them, spread over the branches; each entered by an information officer of its unit, as a draft."""
    branches = [unit for unit in world.units if unit.kind == BRANCH]
    for number, case in enumerate(CASES):
        writer = Writer(world, branches[number % len(branches)], number)
        for record in case.write(writer, *_others(case, branches, number, world)):
            yield Planted(record, case.checks, case.fault, case.what)


def _others(case: Case, branches: list[DemoUnit], number: int, world: World) -> tuple[Writer, ...]:
    """Another branch, for what happens between two."""
    return (Writer(world, branches[(number + 1) % len(branches)], number),) if case.of_two else ()


def is_blank(world: World, unit: str, module: str) -> bool:
    """Whether this unit's section of this module has no record on purpose."""
    branches = [one.code for one in world.units if one.kind == BRANCH]
    return module == BLANK and unit == branches[-1]


# The list -----------------------------------------------------------------------------------------------------------------


def told(planted: Planted, page) -> dict:
    """What the list says of a planted draft."""
    return _entry(page, planted.checks, planted.fault, planted.what)


def attempt(page) -> dict:
    return _entry(page, (), True, "拟稿人试图自己审核这份稿件，被拒绝；审核仍停在一审")


def on_purpose(world: World, settled) -> list[dict]:
    """The blank section and the withdrawn record."""
    found = [
        _entry(section, (), True, "有意一直空白的栏目")
        for (unit, module), section in settled.sections.items()
        if is_blank(world, unit, module)
    ]
    withdrawn = Release.objects.filter(void_reason__startswith="撤回：").select_related("page").first()
    return [*found, _entry(withdrawn.page, (), True, "发布后撤回的记录")] if withdrawn else found


def _entry(page, checks, fault: bool, what: str) -> dict:
    return {"page": page.pk, "title": page.title, "checks": list(checks), "fault": fault, "what": what}


def list_path() -> Path:
    return Path(settings.HONGBAN_DATA) / "planted.json"


def write_list(entries: list[dict]) -> None:
    """Write `planted.json`, or remove an earlier one when nothing was planted."""
    path = list_path()
    if entries:
        path.write_text(json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


def read_list() -> list[dict]:
    """[] when nothing was planted."""
    path = list_path()
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
