"""What changed since a reader last asked: for static builds and copies that are kept up to date.

A consumer of the outbox numbers the changes after their commit, one after the other, so that no number appears behind one that
a reader has already been given. Who is told is asked of the circles of readers that a document has, and had: whoever could see
it and cannot any more learns that it is gone, and nothing else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.access import Viewer, readable

from . import outbox
from .models import ChangeHead, Document, DocumentChange, Withdrawal
from .reading import LARGEST_PAGE, documents

__all__ = ["CONSUMER", "Changes", "install", "note", "since"]

CONSUMER = "changes"
SHOWN = ("page_id", "kind", "module", "path", "etag", "last_published_at")


@dataclass(frozen=True)
class Changes:
    """One page of changes: `items` are (page's id, its document or None when it is gone for this reader). `cursor`: what to
    ask with the next time; `more`: whether there is more already."""

    items: list[tuple[int, Document | None]]
    cursor: str
    more: bool


def install() -> None:
    outbox.register(CONSUMER, note)


@transaction.atomic
def note(page_ids: Iterable[int]) -> None:
    """Give these pages the next numbers, in every circle of readers that they have or had. The outbox's handler."""
    seq = _head()
    found = Document.objects.filter(pk__in=page_ids).only("page_id", *DocumentChange.CIRCLE).in_bulk()
    # Published and taken down before anything was handed over: who could see it meanwhile is told as well
    gone = set(page_ids) - found.keys()
    found |= Withdrawal.objects.filter(pk__in=gone).in_bulk() if gone else {}
    known = list(DocumentChange.objects.filter(page_id__in=page_ids).order_by("seq"))
    circles = {(row.page_id, *(getattr(row, name) for name in DocumentChange.CIRCLE)) for row in known}
    new = []
    for pk, document in sorted(found.items()):
        placed = {name: getattr(document, name) for name in DocumentChange.CIRCLE}
        if (pk, *placed.values()) not in circles:
            new.append(DocumentChange(page_id=pk, **placed))
    for place, row in enumerate([*known, *new], seq + 1):
        row.seq = place
    DocumentChange.objects.bulk_update(known, ["seq"], batch_size=200)
    DocumentChange.objects.bulk_create(new, batch_size=200)
    ChangeHead.objects.filter(pk=1).update(seq=seq + len(known) + len(new))


def _head() -> int:
    """The last number given out, locked for this transaction."""
    ChangeHead.objects.get_or_create(pk=1)
    return ChangeHead.objects.select_for_update().get(pk=1).seq


def since(viewer: Viewer, cursor: str = "", limit: int = LARGEST_PAGE) -> Changes:
    """What happened after `cursor` ('' for everything) to documents that the viewer sees, or saw as they were placed.

    The oldest change first; of each document its latest only. Raises ValidationError under `since` for a cursor that is none.
    """
    after = _number(cursor)
    rows = DocumentChange.objects.filter(readable(viewer), seq__gt=after).order_by("seq")
    page = list(rows.values_list("seq", "page_id")[: limit + 1])
    more, page = len(page) > limit, page[:limit]
    ids = list(dict.fromkeys(pk for _seq, pk in page))
    seen = documents(viewer).filter(pk__in=ids).only(*SHOWN).in_bulk()
    return Changes([(pk, seen.get(pk)) for pk in ids], str(page[-1][0] if page else after), more)


def _number(cursor: str) -> int:
    if not cursor:
        return 0
    number = int(cursor) if re.fullmatch(r"[0-9]{1,18}", cursor) else None
    # One from before a backup was restored would pass over what has happened since
    if number is None or number > (ChangeHead.objects.filter(pk=1).values_list("seq", flat=True).first() or 0):
        raise ValidationError({"since": _("“%(cursor)s”不是变动标记，请从头读取。") % {"cursor": cursor[:40]}})
    return number
