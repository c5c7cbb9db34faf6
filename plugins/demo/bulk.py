"""Published records by the thousand: what the reviews, the gate and the publication of each would leave in the database,
written table by table. What a record is in it is made by the core's own functions: content hash, revision, document, references.
"""

from collections.abc import Collection, Iterator

from django.db.models import prefetch_related_objects
from wagtail.models import Locale, PageLogEntry

from cms.bulk.pages import (
    Shelf,
    by_type,
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
from cms.moderation.content import content_hash
from cms.moderation.models import Release, Review
from cms.tree import Record

from .pages import Pages
from .reviews import open_release, passed
from .settle import Settled, aware
from .world import DemoRecord


class Bulk:
    """Writes batches of published records of these units (all of them). The transaction around it is the caller's.

    `natural`: these records can be referred to by later ones.
    """

    def __init__(self, settled: Settled, pages: Pages, units: Collection[str] | None = None, *, natural: bool = False):
        self.settled, self.pages, self.natural = settled, pages, natural
        self.locale = Locale.get_default()
        self._shelves = {
            key: Shelf(section) for key, section in settled.sections.items() if units is None or key[0] in units
        }

    def write(self, records: list[DemoRecord]) -> list[Record]:
        """Publish these records; the pages."""
        made = []
        for record, own in zip(records, fresh_keys(len(records)), strict=True):
            page = self.pages.make(record)
            number(page, *own)
            self._place(record, page)
            made.append(page)
        times = {page.pk: record.times for record, page in zip(records, made, strict=True)}
        insert_rows(made)
        releases = self._release(records, made)
        for page in made:
            page.fill_in()  # some name those who reviewed them
        insert_revisions(made, lambda page: aware(times[page.pk].entered))
        insert_pages(made)
        prefetch_related_objects(releases, "reviews__reviewer")
        insert_documents(made, releases, lambda page: aware(times[page.pk].final))
        refer(made)
        self._log(records, made)
        for model, pages in by_type(made).items():
            index(model, pages)
        return made

    def _place(self, record: DemoRecord, page: Record) -> None:
        if self.natural:
            self.pages.can_be_referred_to(record, page)
        self._shelves[record.unit, record.module].put(page, self.locale)
        page.first_published_at = aware((record.first_times or record.times).final)
        page.last_published_at = aware(record.times.final)
        page.latest_revision_created_at = aware(record.times.entered)

    def _release(self, records, made) -> list[Release]:
        """Complete and spent releases with a review of each stage."""
        releases = [
            open_release(page, record.times, content_hash(page)) for record, page in zip(records, made, strict=True)
        ]
        for record, release in zip(records, releases, strict=True):
            release.spent_at = aware(record.times.final)
        insert(Release, releases)
        parts = zip(records, made, releases, strict=True)
        insert(
            Review,
            (
                review
                for record, page, release in parts
                for review in passed(self.settled, page, release, record.reviewers, record.times)
            ),
        )
        return releases

    def _log(self, records, made) -> None:
        """The beginning and the end of each page's history in the admin."""
        insert(
            PageLogEntry,
            (
                PageLogEntry(
                    page_id=page.pk,
                    content_type=page.content_type,
                    label=page.title,
                    action=action,
                    timestamp=aware(moment),
                    user_id=user.pk,
                    revision_id=page.live_revision_id,
                    content_changed=action != "wagtail.publish",
                )
                for record, page in zip(records, made, strict=True)
                for action, moment, user in self._history(record, page)
            ),
        )

    def _history(self, record, page) -> Iterator[tuple]:
        """(action, moment, user) of its creation and of each publication."""
        signer = self.settled.user(record.reviewers[-1])
        first = record.first_times or record.times
        yield "wagtail.create", first.entered, page.owner
        yield "wagtail.publish", first.final, signer
        if record.first_times:
            yield "wagtail.edit", record.times.entered, page.owner
            yield "wagtail.publish", record.times.final, signer
