"""Where blocks are used: in the bodies of pages as they are stored, and in drafts and earlier versions (revisions)."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from wagtail.models import Revision

__all__ = ["Uses", "count_uses", "unknown_blocks"]


@dataclass
class Uses:
    """How many bodies use each block type: of pages as they are now, and of revisions (drafts and earlier versions)."""

    pages: Counter = field(default_factory=Counter)
    revisions: Counter = field(default_factory=Counter)

    def __bool__(self):
        return bool(self.pages or self.revisions)

    def names(self) -> list[str]:
        return sorted(self.pages.keys() | self.revisions.keys())


def count_uses(names: Iterable[str]) -> Uses:
    """The uses of these block types. Reads only the bodies in which such a name occurs at all."""
    names = set(names)
    found = Uses()
    if names:
        mentioned = Q()
        for name in names:
            mentioned |= Q(raw__contains=f'"{name}"')
        for types in _types_in_pages(mentioned):
            found.pages.update(types & names)
        for types in _types_in_revisions(mentioned):
            found.revisions.update(types & names)
    return found


def unknown_blocks() -> Uses:
    """The block types in bodies that no plugin knows: kept as they are, not shown. Reads every body."""
    from .vocabulary import vocabulary

    known = {name for name, _block in vocabulary(home=True)}
    found = Uses()
    for types in _types_in_pages(Q()):
        found.pages.update(types - known)
    for types in _types_in_revisions(Q()):
        found.revisions.update(types - known)
    return found


def _types_in_pages(condition: Q) -> Iterator[set[str]]:
    from cms.tree import Record, Unit

    for model in (Record, Unit):
        # As text: read as a field, every body would be made into blocks
        bodies = model.objects.annotate(raw=Cast("body", TextField())).filter(condition).order_by()
        for raw in bodies.values_list("raw", flat=True).iterator(chunk_size=500):
            yield _types(raw)


def _types_in_revisions(condition: Q) -> Iterator[set[str]]:
    bodies = Revision.objects.filter(content__has_key="body").annotate(raw=KT("content__body"))
    for raw in bodies.filter(condition).order_by().values_list("raw", flat=True).iterator(chunk_size=500):
        yield _types(raw)


def _types(raw: str | None) -> set[str]:
    try:
        body = json.loads(raw or "[]")
        body = json.loads(body) if isinstance(body, str) else body
    except ValueError:
        return set()
    return {child["type"] for child in body if isinstance(child, dict) and isinstance(child.get("type"), str)}
