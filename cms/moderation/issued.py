"""已制发文件导入: rules and guides that were issued before they came here are published without three reviews.

The one door beside the workflow. Only the Party office (党务室) of the section's committee passes it, only with records of modules
that declare `issued`, and each release says who imported what out of which file; the act itself is an entry of the log.
"""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page, PageLogEntry

from cms import identity_numbers
from cms.access import viewer_of
from cms.bulk.pages import (
    Shelf,
    fresh_keys,
    index,
    insert_documents,
    insert_pages,
    insert_revisions,
    insert_rows,
    number,
)
from cms.bulk.references import refer
from cms.bulk.rows import insert
from cms.delivery import outbox
from cms.delivery.models import OutboxEntry
from cms.people import Person, Role
from cms.tree import Record, Section

from .content import content_hash
from .models import Release

__all__ = ["Issuing", "check", "may_issue"]

LOGGED = "cms.issued"


def may_issue(user, section: Section) -> bool:
    """Whether the user may publish what was already issued in this section."""
    module = section.plugin
    unit = section.owning_unit
    return bool(
        user
        and user.is_active
        and module is not None
        and module.issued
        and viewer_of(user).has_role(Role.PARTY_OFFICE, unit.committee_id or unit.pk)
    )


def check(page: Record) -> None:
    """What the form and the submission of a single record would ask, without a question to the database for each.

    Raises ValidationError by field.
    """
    page.fill_in()
    page.clean_fields(exclude=_not_asked(type(page)))
    page.clean()
    page.checks()
    if refused := identity_numbers.found_in(page):
        raise ValidationError(refused)


def _not_asked(model) -> set[str]:
    """Keys of other tables, which were read from them, and what a page gets with its place in the tree."""
    related = {field.name for field in model._meta.concrete_fields if field.is_relation}
    return related | {"path", "depth", "slug", "url_path", "body"}


class Issuing:
    """One import into one section. In a transaction of the caller's, which ends with `finish()`.

    by: the user. basis: {"file", "sha256", "source"}, kept with each release. Raises PermissionDenied for whoever may not.
    """

    def __init__(self, section: Section, by, basis: dict):
        # The section's row: pages are added below it, and it is not closed meanwhile
        Page.objects.select_for_update().get(pk=section.pk)
        self.section = Section.objects.get(pk=section.pk)
        if not may_issue(by, self.section):
            raise PermissionDenied(_("只有本党委的党务室可以导入已制发的文件，且只限制度和指南类栏目。"))
        if not self.section.takes_records:
            raise PermissionDenied(_("“%(section)s”栏目已关闭，不再接收记录。") % {"section": self.section})
        self.by, self.basis = by, basis
        self.person = Person.objects.filter(user=by).first()
        self.shelf = Shelf(self.section)
        self.locale = Locale.get_default()
        self.count = 0

    def publish(self, pages: Sequence[Record]) -> list[Record]:
        """Publish these new records (unsaved, `check()`ed, their relations in memory); the pages with their keys."""
        now = timezone.now()
        for page, own in zip(pages, fresh_keys(len(pages)), strict=True):
            number(page, *own)
            page.owner, page.drafter = self.by, self.person
            self.shelf.put(page, self.locale)
            page.first_published_at = page.last_published_at = page.latest_revision_created_at = now
        insert_rows(pages)
        releases = [self._release(page, now) for page in pages]
        insert(Release, releases)
        prefetch_related_objects(releases, "reviews")  # none, which the documents then need not ask one by one
        insert_revisions(pages, lambda page: now)
        insert_pages(pages)
        insert_documents(pages, releases, lambda page: now)
        refer(pages)
        self._log(pages, now)
        index(type(pages[0]), pages)
        self.count += len(pages)
        return list(pages)

    def replace(self, page: Record) -> None:
        """Publish a record again that was imported before, as it is now in memory (`check()`ed)."""
        release = self._release(page, None)
        release.save()
        page.save_revision(user=self.by, log_action=True, clean=False).publish(
            user=self.by, skip_permission_checks=True
        )
        self.count += 1

    def _release(self, page: Record, spent) -> Release:
        now = timezone.now()
        return Release(
            page_id=page.pk,
            unit_id=self.section.owning_unit_id,
            kind=Release.ISSUED,
            content_hash=content_hash(page),
            submitted_by=self.by,
            opened_at=now,
            complete_at=now,
            spent_at=spent,
            basis=self.basis,
        )

    def _log(self, pages: Sequence[Record], now) -> None:
        """The beginning of each page's history in the admin."""
        insert(
            PageLogEntry,
            (
                PageLogEntry(
                    page_id=page.pk,
                    content_type=page.content_type,
                    label=page.title,
                    action="wagtail.publish",
                    timestamp=now,
                    user_id=self.by.pk,
                    revision_id=page.live_revision_id,
                    content_changed=True,
                )
                for page in pages
            ),
        )

    def finish(self) -> None:
        """Count the section's pages and leave one entry in the log, which the audit log keeps."""
        if not self.count:
            return
        Page.objects.filter(pk=self.section.pk).update(numchild=Page.objects.child_of(self.section).count())
        data = {**self.basis, "count": self.count, "module": self.section.module}
        log(instance=self.section, action=LOGGED, user=self.by, data=data)

    @staticmethod
    def tell(pages: Sequence[Record]) -> None:
        """Note the new records for search and the other consumers, with the transaction. After it, `outbox.drain()` is the
        caller's, or the outbox's keeper's: thousands are not handed over while somebody waits."""
        insert(
            OutboxEntry, (OutboxEntry(consumer=name, page_id=page.pk) for name in outbox.consumers() for page in pages)
        )
