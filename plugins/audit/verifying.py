"""Whether the log is what was written: entry by entry, against the head in the database and its anchor outside."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from . import anchor, chain
from .actions import PRUNE, RENEW
from .models import Entry, Head
from .sealing import pending

CHUNK = 1000
MOST = 100  # findings; after so many nothing new is learnt


@dataclass
class Finding:
    """Something wrong with one entry, by its number (`sequence`) and its row (`id`), as far as they are known."""

    sequence: int | None
    id: int | None
    fault: str


@dataclass
class Report:
    entries: int = 0
    first: int | None = None
    last: int | None = None
    hash: str = ""
    waiting: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.findings

    def plain(self) -> dict:
        return {"ok": self.ok, **asdict(self)}

    def find(self, sequence, fault: str, pk=None) -> None:
        self.findings.append(Finding(sequence, pk, fault))


class Walk:
    """Goes along a chain and notes what does not belong to it. `begin`: the number and hash that the first entry continues, or
    None for an excerpt that may begin anywhere."""

    def __init__(self, report: Report, begin: tuple[int, str] | None, lines: Iterator[dict], renewed=None):
        self.report, self.lines = report, lines
        self.sequence, self.previous = begin or (None, None)
        self.begin = self.sequence
        self.renewed = renewed or (lambda line: True)
        self.line = None  # the anchor's line that is to come
        self.last_line = None
        self._next_line()

    def _next_line(self) -> None:
        self.line = next(self.lines, None)
        if self.line is None:
            return
        before = self.last_line
        if before is None:
            continues = (self.line["after"], self.line["previous"]) == (0, "") or self.renewed(self.line)
        else:
            continues = (self.line["after"], self.line["previous"]) == (before["sequence"], before["hash"])
        if not continues:
            self.report.find(self.line["after"] + 1, _("锚点文件在此中断：前后两行不衔接"))
        self.last_line = self.line

    def step(self, entry: dict) -> None:
        found = entry["sequence"]
        if self.sequence is None:
            self.sequence = self.begin = found - 1
            self.previous = "" if found == 1 else None
        if found > self.sequence + 1:
            self._missing(self.sequence + 1, found - 1)
            self.sequence, self.previous = found - 1, None
        if fault := chain.faults(entry, self.sequence + 1, self.previous):
            self.report.find(self.sequence + 1, fault, entry["id"])
        self.sequence, self.previous = max(found, self.sequence), entry["hash"]
        self._compare(found, entry)
        self.report.entries += 1
        self.report.first = found if self.report.first is None else self.report.first
        self.report.last, self.report.hash = found, entry["hash"]

    def unreadable(self, pk: int) -> None:
        self.report.find(self.sequence + 1 if self.sequence is not None else None, _("不能读取"), pk)
        self.sequence, self.previous = (self.sequence or 0) + 1, None

    def _missing(self, first: int, last: int) -> None:
        words = _("缺少第 %(first)s 至 %(last)s 条") if last > first else _("缺少第 %(first)s 条")
        self.report.find(first, words % {"first": first, "last": last})

    def _compare(self, sequence: int, entry: dict) -> None:
        while self.line is not None and self.line["sequence"] < sequence:
            # of what was pruned, or lies before the excerpt, there is nothing to compare with
            if self.line["sequence"] > self.begin:
                self.report.find(self.line["sequence"], _("锚点所记的条目已不在此处"))
            self._next_line()
        while self.line is not None and self.line["sequence"] == sequence:
            first = max(self.line["after"], self.begin) + 1
            # Where the chain is broken within this seal, that says it better
            broken = any(found.sequence is not None and found.sequence >= first for found in self.report.findings)
            if self.line["hash"] != entry["hash"] and not broken:
                words = _("第 %(first)s 至 %(last)s 条不是当时封存的条目（与锚点不符）")
                self.report.find(first, words % {"first": first, "last": sequence}, entry["id"])
            self._next_line()

    def rest(self) -> None:
        """Read the anchor to its end."""
        while self.line is not None:
            self._next_line()


# The database -----------------------------------------------------------------------------------------------------------


def verify() -> Report:
    """Everything, beside a running site: what is sealed meanwhile is left for the next time."""
    report = Report()
    with transaction.atomic():
        # Sealers wait for this moment only
        head = Head.objects.select_for_update().filter(pk=1).first() or Head()
        size, newest_line = anchor.size(), anchor.last()
        interrupted = bool(pending(head, newest_line))
        beyond = Entry.objects.filter(sequence__gt=head.sequence).order_by("sequence").values("sequence", "id").first()
        report.waiting = Entry.objects.filter(sequence=None).count()
        for pk in Entry.objects.filter(sequence=None).exclude(hash="", previous="").values_list("pk", flat=True)[:MOST]:
            report.find(None, _("没有序号，却已有摘要"), pk)
    walk = Walk(report, _beginning(report), anchor.lines(size), _was_renewed)
    for pk, entry in _rows(head.sequence):
        if len(report.findings) > MOST:
            break
        walk.unreadable(pk) if entry is None else walk.step(entry)
    else:
        walk.rest()
        _compare_with_head(report, walk, head)
        _compare_with_anchor(report, head, walk.last_line, interrupted)
    if beyond:
        report.find(beyond["sequence"], _("在末条之后，不是本系统封存的"), beyond["id"])
    report.findings.sort(key=lambda finding: (finding.sequence is None, finding.sequence or 0))
    return report


def _beginning(report: Report) -> tuple[int, str]:
    """What the oldest entry continues: nothing, or the checkpoint that stands for what was pruned."""
    first = Entry.objects.filter(sequence__isnull=False).order_by("sequence").values_list("sequence", flat=True).first()
    if first is None or first <= 1:
        return 0, ""
    checkpoints = Entry.objects.filter(action=PRUNE, sequence__isnull=False, object_id=str(first - 1))
    details = checkpoints.order_by("-sequence").values_list("details", flat=True).first()
    told = chain.parsed(details) if details else None
    if isinstance(told, dict) and told.get("hash"):
        return first - 1, told["hash"]
    return 0, ""  # and the walk finds what is missing


def _was_renewed(line: dict) -> bool:
    """Whether the file begins here because somebody said so in the log."""
    renewals = Entry.objects.filter(action=RENEW, sequence__gt=line["after"], sequence__lte=line["sequence"])
    oldest = (
        Entry.objects.filter(sequence__isnull=False).order_by("sequence").values_list("sequence", flat=True).first()
    )
    return renewals.exists() or line["sequence"] < (oldest or 0)


def _rows(upto: int) -> Iterator[tuple[int, dict | None]]:
    """(id, entry) of all sealed rows in their order; None for a row that holds what cannot be read any more."""
    last = None
    while True:
        rows = Entry.objects.filter(sequence__isnull=False, sequence__lte=upto).order_by("sequence", "pk")
        if last is not None:
            rows = rows.filter(sequence__gt=last)
        places = list(rows.values_list("sequence", "pk")[:CHUNK])
        if not places:
            return
        # Two of the same number only where somebody took the constraint away; they are read together
        last = places[-1][0]
        found = [pk for _sequence, pk in places]
        yield from zip(found, _read(found), strict=True)


def _read(ids: list[int]) -> list[dict | None]:
    try:
        entries = Entry.objects.in_bulk(ids)
        return [entries[pk].plain() for pk in ids]
    except (ValueError, TypeError, OverflowError, ArithmeticError, AttributeError, KeyError):
        return [None] if len(ids) == 1 else [one for pk in ids for one in _read([pk])]


def _compare_with_head(report: Report, walk: Walk, head: Head) -> None:
    if head.sequence > (walk.sequence or 0):
        walk._missing((walk.sequence or 0) + 1, head.sequence)
    elif report.entries and (report.last, report.hash) != (head.sequence, head.hash):
        report.find(report.last, _("与库中所记末条（第 %(number)s 条）不符") % {"number": head.sequence})
    if not report.findings and report.entries != head.count:
        words = _("库中有 %(found)s 条，末条记为 %(count)s 条")
        report.find(None, words % {"found": report.entries, "count": head.count})


def _compare_with_anchor(report: Report, head: Head, line: dict | None, interrupted: bool) -> None:
    if line is None:
        if head.sequence:
            report.find(1, _("锚点文件 %(path)s 不存在或没有内容") % {"path": settings.AUDIT_ANCHOR})
    elif line["sequence"] < head.sequence:
        words = _("此条及其后不是本系统封存的：锚点止于第 %(last)s 条")
        report.find(line["sequence"] + 1, words % {"last": line["sequence"]})
    elif line["sequence"] > head.sequence and not interrupted:
        words = _("缺少第 %(first)s 至 %(last)s 条：锚点记有，库中没有")
        report.find(head.sequence + 1, words % {"first": head.sequence + 1, "last": line["sequence"]})


# A file -----------------------------------------------------------------------------------------------------------------


def verify_file(path: Path, anchor_path: Path | None = None) -> Report:
    """An export by itself, and against an anchor when one is given. Raises OSError when it cannot be read."""
    report = Report()
    walk = Walk(report, None, anchor.lines(path=anchor_path) if anchor_path else iter(()))
    closing = None
    with path.open(encoding="utf-8", errors="replace") as stream:
        for number, text in enumerate(stream, 1):
            line = _line(text)
            if closing is not None or line is None:
                report.find(None, _("文件第 %(number)s 行不是审计记录") % {"number": number})
            elif "export" in line:
                closing = line["export"]
            else:
                walk.step(line)
            if len(report.findings) > MOST:
                break
    told = {"first": report.first, "last": report.last, "count": report.entries, "hash": report.hash}
    if closing is None:
        report.find((report.last or 0) + 1, _("文件不完整：没有结束行"))
    elif {name: closing.get(name) for name in told} != told:
        report.find(
            (report.last or 0) + 1, _("与文件结束行所记不符：应止于第 %(last)s 条") % {"last": closing.get("last")}
        )
    report.findings.sort(key=lambda finding: (finding.sequence is None, finding.sequence or 0))
    return report


def _line(text: str) -> dict | None:
    try:
        line = json.loads(text)
    except ValueError:
        return None
    if not isinstance(line, dict):
        return None
    if isinstance(line.get("export"), dict):
        return line
    right = isinstance(line.get("sequence"), int) and isinstance(line.get("hash"), str)
    return line if right and {*chain.FIELDS, "hash"} == set(line) else None
