"""Importing a file: as already issued, many at a time; or as drafts, each through the form that a person fills in.

By its id a record is known again: the same content changes nothing, another is published anew (or becomes the draft's next version).
"""

import datetime
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import plugins
from cms.bulk.rows import insert
from cms.delivery import outbox
from cms.drafting import actions as drafting
from cms.moderation.issued import Issuing, check, may_issue
from cms.tree import Record, Section, Unit
from search import index
from search.engine import EngineError
from search.models import ExternalId

from . import reading
from .reading import Guide, Misread
from .records import GUIDES, RULES, module_of, page_of, plain, values_of

__all__ = ["Report", "run"]

logger = logging.getLogger(__name__)

BATCH = 500
MANY = 2000
NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass
class Report:
    """What an import did, or would do. `counts`: by (module, what became of it); `misread`: what was not understood."""

    issued: bool
    dry_run: bool
    counts: Counter = field(default_factory=Counter)
    misread: list[Misread] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def total(self, what: str) -> int:
        return sum(count for (_module, became), count in self.counts.items() if became == what)


class _DryRun(Exception):
    """Ends the transaction of an import that was only tried."""


def run(
    path: Path,
    unit: Unit,
    by,
    *,
    issued: bool = False,
    dry_run: bool = False,
    day: datetime.date | None = None,
    issuer: str = "",
    advance: Callable[[int], object] | None = None,
) -> Report:
    """Import a file into the unit's sections 党务指南 and 制度职责, all of it or nothing.

    by: a user; the Party office where `issued`, else an information officer of the unit. dry_run: everything but keeping it.
    day: of the facts, today. issuer: who made the rules, where the file does not say; the unit. advance: called with numbers done.
    Raises ValueError for a file of another format, OSError for an unreadable one, PermissionDenied, ValidationError for a unit
    without the section.
    """
    work = _Import(path, unit, by, Report(issued, dry_run), day or timezone.localdate(), issuer or unit.title)
    try:
        with transaction.atomic():
            work.run(advance or (lambda number: None))
            if dry_run:
                raise _DryRun
    except _DryRun:
        return work.report
    _hand_over(work.report)
    return work.report


def _hand_over(report: Report) -> None:
    """Let search and the others know. An index is made anew in less time than it learns of thousands one after the other."""
    if len(report.pages) >= MANY:
        try:
            index.rebuild()
        except EngineError as error:  # what waits in the outbox is not lost
            logger.warning("guides: the index could not be made anew: %s", error)
    outbox.drain()


class _Import:
    def __init__(self, path: Path, unit: Unit, by, report: Report, day: datetime.date, issuer: str):
        self.path, self.unit, self.by, self.report, self.day, self.issuer = path, unit, by, report, day, issuer
        self.basis = {"file": path.name, "sha256": reading.digest_of(path)}
        self._issuing: dict[str, Issuing] = {}
        self._sections: dict[str, Section] = {}

    def run(self, advance) -> None:
        self._allowed()
        guides = self._understood(reading.read(self.path))
        while batch := list(islice(guides, BATCH)):
            known = ExternalId.objects.in_bulk([guide.external_id for guide in batch], field_name="external_id")
            for module in (GUIDES, RULES):
                self._part(module, [guide for guide in batch if module_of(guide) == module], known)
            advance(len(batch))
        for issuing in self._issuing.values():
            issuing.finish()

    def _allowed(self) -> None:
        """Asked before the file is read, so that nobody learns from messages what they may not do anyway."""
        section = self._section(GUIDES, required=False) or self._section(RULES, required=False)
        if self.report.issued and section is not None and not may_issue(self.by, section):
            raise PermissionDenied(_("只有本党委的党务室可以导入已制发的文件。"))

    def _section(self, module: str, *, required: bool = True) -> Section | None:
        if module not in self._sections:
            found = Section.objects.child_of(self.unit).filter(module=module).first()
            if found is None and required:
                name = plugins.find_module(module)
                raise ValidationError(
                    _("“%(unit)s”没有开设“%(module)s”栏目。")
                    % {"unit": self.unit.title, "module": name.zh if name else module}
                )
            if found is None:
                return None
            self._sections[module] = found
        return self._sections[module]

    def _understood(self, found: Iterator[Guide | Misread]) -> Iterator[Guide]:
        for one in found:
            if isinstance(one, Misread):
                self.report.misread.append(one)
                continue
            self.report.misread += [Misread(one.place, reason) for reason in one.lost]
            yield one

    def _part(self, module: str, guides: list[Guide], known: dict[str, ExternalId]) -> None:
        """The guides of one batch that belong to one module."""
        fresh: list[tuple[Guide, Record]] = []
        for guide in guides:
            before = known.get(guide.external_id)
            if before and before.digest == guide.digest:
                self._count(module, SAME)
                continue
            try:
                if self.report.issued and not before:
                    page = page_of(values_of(guide, self.day, self.issuer), module)
                    check(page)
                    fresh.append((guide, page))
                else:
                    with transaction.atomic():
                        self._again(module, guide, before) if before else self._draft(module, guide)
            except ValidationError as error:
                self.report.misread.append(Misread(guide.place, _reason(error)))
                continue
            self._count(module, CHANGED if before else NEW)
        if fresh:
            self._publish(module, fresh)

    def _publish(self, module: str, fresh: list[tuple[Guide, Record]]) -> None:
        issuing = self._door(module)
        pages = issuing.publish([page for _guide, page in fresh])
        insert(
            ExternalId,
            (
                ExternalId(page_id=page.pk, external_id=guide.external_id, digest=guide.digest)
                for (guide, _page), page in zip(fresh, pages, strict=True)
            ),
        )
        Issuing.tell(pages)
        self.report.pages += [page.pk for page in pages]

    def _door(self, module: str) -> Issuing:
        if module not in self._issuing:
            self._issuing[module] = Issuing(self._section(module), self.by, self.basis)
        return self._issuing[module]

    def _draft(self, module: str, guide: Guide) -> None:
        values = plain(values_of(guide, self.day, self.issuer))
        page = drafting.create(self._section(module), self.by, values)
        ExternalId.objects.create(page=page, external_id=guide.external_id, digest=guide.digest)
        self.report.pages.append(page.pk)

    def _again(self, module: str, guide: Guide, before: ExternalId) -> None:
        """What was imported before and says something else now. Raises ValidationError when it is not the unit's, or under review."""
        page = before.page.specific
        if page.owning_unit_id != self.unit.pk or page.module_label() != module:
            raise ValidationError(_("标识“%(id)s”已用于别的记录") % {"id": guide.external_id})
        if page.workflow_in_progress:
            raise ValidationError(_("“%(title)s”正在审核，不能改动") % {"title": page.title})
        values = values_of(guide, page.occurred_on, self.issuer)
        if self.report.issued and page.live:
            changed = page_of(values, module, page)
            check(changed)
            self._door(module).replace(changed)
        elif self.report.issued:
            raise ValidationError(_("“%(title)s”还是草稿或已撤回，须经审核") % {"title": page.title})
        else:
            drafting.change(page, self.by, plain(values))
        before.digest = guide.digest
        before.save(update_fields=["digest"])
        self.report.pages.append(page.pk)

    def _count(self, module: str, what: str) -> None:
        self.report.counts[module, what] += 1


def _reason(error: ValidationError) -> str:
    if hasattr(error, "error_dict"):
        return "；".join(f"{name}：{''.join(messages)}" for name, messages in error.message_dict.items())
    return "；".join(error.messages)
