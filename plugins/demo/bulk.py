"""Published records by the thousand: what the reviews, the gate and the publication of each would leave in the database,
written table by table. What a record is in it is made by the core's own functions: content hash, revision, document, references.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import prefetch_related_objects
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Locale, Page, PageLogEntry, Revision

from cms.delivery import documents
from cms.delivery.models import Document, DocumentFile, DocumentLink, DocumentPiece
from cms.moderation.content import content_hash
from cms.moderation.models import Release, Review
from cms.slugs import first_free
from cms.tree import Record

from .pages import Pages
from .references import refer
from .reviews import open_release, passed
from .rows import insert, keys
from .settle import Settled, aware, index
from .world import DemoRecord


class Bulk:
    """Writes batches of published records of these units (all of them). The transaction around it is the caller's.

    `natural`: these records can be referred to by later ones.
    """

    def __init__(self, settled: Settled, pages: Pages, units: Collection[str] | None = None, *, natural: bool = False):
        self.settled, self.pages, self.natural = settled, pages, natural
        self.locale = Locale.get_default()
        self.page_type = ContentType.objects.get_for_model(Page)
        self._slugs: dict[int, set[str]] = {}
        self._children: dict[int, int] = {}
        for (unit, _module), section in settled.sections.items():
            if units is None or unit in units:
                below = list(Page.objects.child_of(section).order_by("path").values_list("path", "slug"))
                self._slugs[section.pk] = {slug for _path, slug in below}
                self._children[section.pk] = int(below[-1][0][-Page.steplen :], 36) if below else 0

    def write(self, records: list[DemoRecord]) -> list[Record]:
        """Publish these records; the pages."""
        numbers = zip(keys(Page, len(records)), keys(Revision, len(records)), strict=True)
        made = [self._page(record, *own) for record, own in zip(records, numbers, strict=True)]
        _insert_rows(made)
        releases = self._release(records, made)
        for page in made:
            page.fill_in()  # some name those who reviewed them
        self._revise(records, made)
        _insert_pages(made)
        self._document(records, made, releases)
        refer(made)
        self._log(records, made)
        for model, pages in _by_type(made).items():
            index(model, pages)
        return made

    def _page(self, record: DemoRecord, key: int, revision: int) -> Record:
        """The page with its own key and that of its revision: what refers to them is written before they are."""
        page = self.pages.make(record)
        page.id = page.page_ptr_id = page.record_ptr_id = key
        page.latest_revision_id = page.live_revision_id = revision
        if self.natural:
            self.pages.can_be_referred_to(record, page)
        section = self.settled.sections[record.unit, record.module]
        # cached properties: building the document then asks the database nothing about the tree
        page.__dict__["owning_section"] = section
        page.fill_in()
        self._children[section.pk] += 1
        page.path = Page._get_path(section.path, section.depth + 1, self._children[section.pk])
        page.depth = section.depth + 1
        page.slug = first_free(page.slug_base(), self._slugs[section.pk])
        self._slugs[section.pk].add(page.slug)
        page.url_path = f"{section.url_path}{page.slug}/"
        page.draft_title = page.title
        page.content_type = ContentType.objects.get_for_model(type(page))
        page.locale = self.locale
        page.live = True
        page.has_unpublished_changes = False
        page.first_published_at = aware((record.first_times or record.times).final)
        page.last_published_at = aware(record.times.final)
        page.latest_revision_created_at = aware(record.times.entered)
        return page

    def _revise(self, records, made) -> None:
        insert(
            Revision,
            (
                Revision(
                    pk=page.live_revision_id,
                    content_type=page.content_type,
                    base_content_type=self.page_type,
                    object_id=str(page.pk),
                    created_at=aware(record.times.entered),
                    user_id=page.owner_id,
                    object_str=str(page),
                    content=page.serializable_data(),
                )
                for record, page in zip(records, made, strict=True)
            ),
        )

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

    def _document(self, records, made, releases) -> None:
        """The documents that rest on these releases."""
        prefetch_related_objects(releases, "reviews__reviewer")
        built = [documents.build(page, release) for page, release in zip(made, releases, strict=True)]
        for (document, _files), record in zip(built, records, strict=True):
            document.built_at = aware(record.times.final)
        insert(Document, (document for document, _files in built))
        insert(
            DocumentPiece,
            (
                documents.piece_of(document, page.owning_unit, page.owning_section)
                for (document, _files), page in zip(built, made, strict=True)
            ),
        )
        insert(DocumentFile, (file for _document, files in built for file in files))
        insert(DocumentLink, (link for document, _files in built for link in documents.links_of(document)))

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


def _by_type(pages: list[Record]) -> dict[type, list[Record]]:
    found = defaultdict(list)
    for page in pages:
        found[type(page)].append(page)
    return found


def _insert_pages(made: list[Record]) -> None:
    """The rows of all tables that a page type inherits from."""
    insert(Page, made)
    insert(Record, made)
    for model, pages in _by_type(made).items():
        insert(model, pages)


def _insert_rows(made: list[Record]) -> None:
    """The rows of the pages' tables and of their many-to-many fields."""
    rows, links = defaultdict(list), defaultdict(list)
    for page in made:
        for relation in get_all_child_relations(page):
            for place, row in enumerate(getattr(page, relation.get_accessor_name()).all()):
                setattr(row, relation.field.attname, page.pk)
                if hasattr(row, "sort_order"):
                    row.sort_order = place
                rows[type(row)].append(row)
        for field in get_all_child_m2m_relations(page):
            through = field.remote_field.through
            mine, theirs = field.m2m_field_name(), field.m2m_reverse_field_name()
            links[through] += [
                through(**{f"{mine}_id": page.pk, f"{theirs}_id": other.pk})
                for other in getattr(page, field.name).all()
            ]
    for model, found in (*rows.items(), *links.items()):
        insert(model, found)
