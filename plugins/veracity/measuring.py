"""How good the checks are: what they find in all records, against the list of what was planted.

Every draft on the list is a fault for its checks or a near-miss of them; all other records are expected to be clean. What a
fault's draft is found for besides its own checks, or a clean record for anything, is a false positive.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from cms.moderation import findings
from cms.tree import Record

from .running import run

NAME = "planted.json"


@dataclass(frozen=True)
class Planted:
    page: int
    checks: frozenset[str]
    fault: bool
    what: str = ""


@dataclass
class Measured:
    """One check. found, missed: planted faults; spared: near-misses left alone; false: pages that it should not have found;
    hints: what a check that nobody need answer says of records on which nothing was planted, neither right nor wrong."""

    check: str
    label: str
    answered: bool
    found: int = 0
    missed: list[int] = field(default_factory=list)
    spared: int = 0
    false: list[int] = field(default_factory=list)
    hints: list[int] = field(default_factory=list)

    @property
    def recall(self) -> float | None:
        planted = self.found + len(self.missed)
        return self.found / planted if planted else None

    @property
    def precision(self) -> float | None:
        told = self.found + len(self.false)
        return self.found / told if told else None

    def plain(self) -> dict:
        return {
            "check": self.check,
            "label": self.label,
            "answered": self.answered,
            "found": self.found,
            "missed": self.missed,
            "near_misses_spared": self.spared,
            "false_positives": self.false,
            "hints": len(self.hints),
            "recall": self.recall,
            "precision": self.precision,
        }


@dataclass
class Report:
    records: int
    checks: list[Measured]

    def plain(self) -> dict:
        return {"records": self.records, "checks": [one.plain() for one in self.checks]}

    def lines(self) -> Iterable[str]:
        yield _("记录%(count)s条") % {"count": self.records}
        yield "\t".join((_("核查"), _("召回率"), _("准确率"), _("找到"), _("漏掉"), _("误报"), _("近似而放过"), ""))
        for one in self.checks:
            numbers = (
                _share(one.recall),
                _share(one.precision),
                one.found,
                len(one.missed),
                len(one.false),
                one.spared,
            )
            hint = "" if one.answered else _("（提示%(count)s条）") % {"count": len(one.hints)}
            yield "\t".join((one.check, *map(str, numbers), f"{one.label}{hint}"))
        for one in self.checks:
            if one.missed:
                yield _("%(check)s 漏掉：%(pages)s") % {"check": one.check, "pages": _ids(one.missed)}
            if one.false:
                yield _("%(check)s 误报：%(pages)s") % {"check": one.check, "pages": _ids(one.false)}


def _share(value: float | None) -> str:
    return "—" if value is None else f"{100 * value:.1f}%"


def _ids(pages: list[int], most: int = 20) -> str:
    return ", ".join(map(str, pages[:most])) + ("…" if len(pages) > most else "")


def planted_file() -> Path:
    return Path(settings.HONGBAN_DATA) / NAME


def read(path: Path) -> list[Planted]:
    """The list of what was planted. Raises OSError, or ValueError when it is no such list."""
    try:
        return [
            Planted(entry["page"], frozenset(entry["checks"]), entry["fault"], entry.get("what", ""))
            for entry in json.loads(path.read_text(encoding="utf-8"))
        ]
    except (KeyError, TypeError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def measure(planted: list[Planted], bar=lambda items, total: items) -> Report:
    """Run all checks over all records and compare. bar: shows progress, `bar(iterable, total)`."""
    measured = {check.slug: Measured(check.slug, str(check.label), check.answered) for check in findings.installed()}
    by_page: dict[int, list[Planted]] = {}
    for one in planted:
        by_page.setdefault(one.page, []).append(one)
    records = Record.objects.order_by("pk")
    count = records.count()
    for told in bar(run(records), count):
        found = {finding.check for finding in told.findings}
        here = by_page.get(told.page, ())
        wanted = set().union(*(one.checks for one in here if one.fault))
        spared = set().union(*(one.checks for one in here if not one.fault))
        for slug, check in measured.items():
            if slug in wanted:
                if slug in found:
                    check.found += 1
                else:
                    check.missed.append(told.page)
            elif slug in found:
                (check.false if check.answered or slug in spared else check.hints).append(told.page)
            elif slug in spared:
                check.spared += 1
    return Report(count, list(measured.values()))
