"""Fields that change after publication (`FieldRule.after_release`: receipts, replies, selection …).

They are no part of the approved content: releases and hashes do not know them, drafts carry none of their own. Each module has
a function of its own for each of them (`select()`, `reply()` …), which asks who may and calls `change()`.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

__all__ = ["change", "keep"]


@transaction.atomic
def change(page, by, action: str, **values):
    """Set after-release fields of a published record, with its document and an entry in the log; the page as it is then.

    page: a record. by: the user, whose right to do so the caller has asked. action: the log action of this act.
    values: {field: value}; a table's value is the list of all its rows.
    Raises ValidationError when the record is not published (any more) or a value is not valid.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if not page.live:
        raise ValidationError(_("“%(title)s”没有发布。") % {"title": page.title})
    if others := [name for name in values if name not in names(type(page))]:
        raise TypeError(f"{type(page).__name__}: part of the approved content: {', '.join(others)}")
    for name, value in values.items():
        setattr(page, name, value)
    page.clean_fields(exclude=[field.name for field in page._meta.fields if field.name not in values])
    # Through the gate like every save: the release still covers the content, and the document is written anew
    page.save()
    told = {name: value for name, value in values.items() if isinstance(value, (str, int, bool, type(None)))}
    log(instance=page, action=action, user=by, data=told)
    return page


def names(model) -> list[str]:
    return [name for name, rule in getattr(model, "field_rules", {}).items() if rule.after_release]


def keep(current, draft) -> None:
    """Give `draft`, made of a revision, the after-release fields of the page `current` as it is in the database: a revision
    written before they were set would otherwise undo them when it is published."""
    for name in names(type(draft)):
        value = getattr(current.specific, name)
        setattr(draft, name, list(value.all()) if hasattr(value, "all") else value)
