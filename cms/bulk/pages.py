"""Published records by the thousand: their pages, rows, revisions and documents, and what Wagtail's signals would note of them."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from modelsearch.backends import get_search_backends
from wagtail.models import Locale, Page, Revision

from cms.delivery import documents, versions
from cms.delivery.models import Document, DocumentFile, DocumentLink, DocumentPiece
from cms.tree import Record, Section

from .rows import insert, keys

__all__ = [
    "Shelf",
    "by_type",
    "fresh_keys",
    "index",
    "insert_documents",
    "insert_pages",
    "insert_revisions",
    "insert_rows",
    "number",
]


class Shelf:
    """The next places and free addresses below one section."""

    def __init__(self, section: Section):
        self.section = section
        below = list(Page.objects.child_of(section).order_by("path").values_list("path", "slug"))
        self.taken = {slug for _path, slug in below}
        self.last = int(below[-1][0][-Page.steplen :], 36) if below else 0
        self._next: dict[str, int] = {}

    def put(self, page: Record, locale: Locale) -> None:
        """Give the page its place, address and what else every page row has; it is live, its revision is the latest."""
        # cached properties: building the document then asks the database nothing about the tree
        page.__dict__["owning_section"] = self.section
        page.fill_in()
        self.last += 1
        page.path = Page._get_path(self.section.path, self.section.depth + 1, self.last)
        page.depth = self.section.depth + 1
        page.slug = self._free(page.slug_base())
        page.url_path = f"{self.section.url_path}{page.slug}/"
        page.draft_title = page.title
        page.content_type = ContentType.objects.get_for_model(type(page))
        page.locale = locale
        page.live = True
        page.has_unpublished_changes = False

    def _free(self, base: str) -> str:
        slug, number = base, self._next.get(base, 1)
        while slug in self.taken:
            number += 1
            slug = f"{base}-{number}"
        self._next[base] = number
        self.taken.add(slug)
        return slug


def fresh_keys(count: int) -> Iterator[tuple[int, int]]:
    """A key and that of a revision for so many pages: what refers to them is written before they are."""
    return zip(keys(Page, count), keys(Revision, count), strict=True)


def number(page: Record, key: int, revision: int) -> None:
    page.id = page.page_ptr_id = page.record_ptr_id = key
    page.latest_revision_id = page.live_revision_id = revision


def insert_pages(pages: Sequence[Record]) -> None:
    """The rows of all tables that a page type inherits from."""
    insert(Page, pages)
    insert(Record, pages)
    for model, found in by_type(pages).items():
        insert(model, found)


def insert_rows(pages: Sequence[Record]) -> None:
    """The rows of the pages' tables and of their many-to-many fields."""
    rows, links = defaultdict(list), defaultdict(list)
    for page in pages:
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


def insert_revisions(pages: Sequence[Record], entered: Callable[[Record], datetime.datetime]) -> None:
    """Each page as it is, as its revision. entered: when it was written."""
    page_type = ContentType.objects.get_for_model(Page)
    insert(
        Revision,
        (
            Revision(
                pk=page.live_revision_id,
                content_type=page.content_type,
                base_content_type=page_type,
                object_id=str(page.pk),
                created_at=entered(page),
                user_id=page.owner_id,
                object_str=str(page),
                content=page.serializable_data(),
            )
            for page in pages
        ),
    )


def insert_documents(pages: Sequence[Record], releases: Sequence, built: Callable[[Record], datetime.datetime]) -> None:
    """The documents that rest on these releases. built: when they were made."""
    made = [documents.build(page, release) for page, release in zip(pages, releases, strict=True)]
    for (document, _files), page in zip(made, pages, strict=True):
        document.built_at = built(page)
    insert(Document, (document for document, _files in made))
    insert(
        DocumentPiece,
        (
            documents.piece_of(document, page.owning_unit, page.owning_section)
            for (document, _files), page in zip(made, pages, strict=True)
        ),
    )
    insert(DocumentFile, (file for _document, files in made for file in files))
    insert(DocumentLink, (link for document, _files in made for link in documents.links_of(document)))
    versions.documents_changed()
    versions.access_changed()  # somebody may have drafted something for the first time


def by_type(pages: Iterable[Record]) -> dict[type, list[Record]]:
    found = defaultdict(list)
    for page in pages:
        found[type(page)].append(page)
    return found


def index(model: type[Model], objects: Sequence) -> None:
    """Tell the admin's search about objects that were made in bulk, which sends no signals."""
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(model, objects)
