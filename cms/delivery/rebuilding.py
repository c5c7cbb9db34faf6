"""Proving and restoring documents: each is what its page, as it was reviewed, makes of itself.

Needed after an upgrade or a plugin that changes what documents hold, after somebody was renamed, and when a row was damaged. It
publishes nothing: a page that is no longer what was reviewed keeps the document that it has, and is named.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.moderation.models import Release
from cms.moderation.verify import faults
from cms.tree import Record, Unit

from . import documents
from .models import Document

__all__ = ["DIFFERENT", "REFUSED", "SAME", "Outcome", "look_at", "mend", "wanted"]

SAME, DIFFERENT, REFUSED = "same", "different", "refused"


@dataclass(frozen=True)
class Outcome:
    """What was found of one page: `same`; `different`, and with `mend()` it is put right by now; `refused`, with the reason."""

    page: int
    title: str
    state: str
    reason: str = ""


def wanted() -> list[int]:
    """The pages to look at, in ascending order: everything live, and whatever has a document."""
    live = [*Unit.objects.filter(live=True).values_list("pk", flat=True)]
    live += Record.objects.filter(live=True).values_list("pk", flat=True)
    return sorted({*live, *Document.objects.values_list("pk", flat=True)})


def look_at(pks: Iterable[int]) -> list[Outcome]:
    """What is so, without changing anything."""
    return [_look(pk) for pk in pks]


def mend(pks: Iterable[int]) -> list[Outcome]:
    """Write the documents that are not what they should be; each page in a transaction of its own."""
    return [_mend(pk) for pk in pks]


@transaction.atomic
def _mend(pk: int) -> Outcome:
    # as everywhere: a publication or withdrawal in the same moment comes before or after
    Page.objects.select_for_update().filter(pk=pk).first()
    outcome = _look(pk)
    if outcome.state == DIFFERENT:
        page = Page.objects.get(pk=pk).specific
        if page.live:
            documents.write(page, _release_of(page))
        else:
            documents.remove(pk)
    return outcome


def _look(pk: int) -> Outcome:
    page, document = Page.objects.filter(pk=pk).first(), Document.objects.filter(pk=pk).first()
    if page is None:
        return Outcome(pk, "", SAME)  # deleted since
    page = page.specific
    if page.specific_class is None:
        return Outcome(pk, page.title, SAME)  # of a module that is off: nobody reads it, and what it holds is not known
    if not page.live:
        if document is None:
            return Outcome(pk, page.title, SAME)
        return Outcome(pk, page.title, DIFFERENT, _("页面没有发布，却有发布件"))
    release = _release_of(page)
    if wrong := faults(page, release):
        return Outcome(pk, page.title, REFUSED, "；".join(wrong))
    if document is None:
        return Outcome(pk, page.title, DIFFERENT, _("已发布，却没有发布件"))
    if document.release_id != release.pk or documents.differs(document, page):
        return Outcome(pk, page.title, DIFFERENT, _("发布件与审核过的内容不符"))
    return Outcome(pk, page.title, SAME)


def _release_of(page) -> Release | None:
    """The one under which it is live, whatever its document says."""
    spent = Release.objects.filter(page_id=page.pk, unit_id=page.owning_unit_id, spent_at__isnull=False, void_at=None)
    return spent.order_by("spent_at").last()
