"""The drafts that somebody works on: those of the units whose information officer they are."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import plugins
from cms.access import may_draft
from cms.delivery.reading import Listing
from cms.orphans import known
from cms.permissions import drafting_units
from cms.tree import Record, Unit
from cms.unfinished import UNFINISHED, of_sections

__all__ = ["LARGEST_PAGE", "drafts", "find"]

LARGEST_PAGE = 50
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def find(user, pk: int) -> Record | None:
    """The record (a specific page) of this id, published or not, of a unit that the user writes for; else None."""
    page = known(Page.objects.filter(pk=pk)).first()
    page = page.specific if page else None
    if page is None or not getattr(page, "is_record", False) or plugins.find_module(page.module_label()) is None:
        return None
    return page if may_draft(user, page.owning_unit_id) else None


def drafts(user, *, unit: Unit | None = None, mine: bool = False, after: str = "", limit: int = 20) -> Listing:
    """One page of what is begun and not published as it stands, in the user's units (or `unit`, if it is one of them), the one
    that was saved last first. mine: only what the user began.

    Raises ValidationError under `after` for a mark that is none.
    """
    units = [pk for pk in drafting_units(user) if unit is None or pk == unit.pk]
    where = of_sections(Unit.objects.filter(pk__in=units).only("path", "depth"))
    found = Record.objects.filter(where, UNFINISHED, latest_revision__isnull=False)
    labels = [module.label for module in plugins.modules()]
    found = known(found.filter(content_type__app_label__in=labels))
    if mine:
        found = found.filter(owner=user)
    if after:
        saved, pk = _place(after)
        found = found.filter(Q(latest_revision_created_at__lt=saved) | Q(latest_revision_created_at=saved, pk__lt=pk))
    rows = list(found.order_by("-latest_revision_created_at", "-pk").values_list("pk", flat=True)[: limit + 1])
    pages = Page.objects.filter(pk__in=rows[:limit]).specific().in_bulk()
    items = [pages[pk] for pk in rows[:limit]]
    return Listing(items, _mark(items[-1]) if len(rows) > limit else "")


def _mark(page: Record) -> str:
    return f"{(page.latest_revision_created_at - EPOCH) // datetime.timedelta(microseconds=1)}-{page.pk}"


def _place(mark: str) -> tuple[datetime.datetime, int]:
    parts = re.fullmatch(r"([0-9]{1,17})-([0-9]{1,18})", mark)
    try:
        micros, pk = map(int, parts.groups())
        return EPOCH + datetime.timedelta(microseconds=micros), pk
    except (AttributeError, OverflowError):
        raise ValidationError({"after": _("“%(cursor)s”不是翻页标记。") % {"cursor": mark[:40]}}) from None
