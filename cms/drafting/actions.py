"""Making and changing drafts for a program: each act is one transaction, and ends in a new revision or in nothing."""

import hashlib
import json

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.access import may_draft
from cms.tree import Section

from . import form as forms

__all__ = ["Overwritten", "change", "correct", "create", "state_of"]


class Overwritten(Exception):
    """Somebody saved the draft since it was read; nothing was written."""


def state_of(page) -> str:
    """What the latest draft of this page is, in a word that changes whenever somebody saves: a revision may be overwritten in
    place, so its id alone does not say."""
    # As the database has it: in memory, dates are not text yet
    stored = Revision.objects.filter(pk=page.latest_revision_id).values_list("content", flat=True).first()
    content = json.dumps(stored, sort_keys=True)
    return f"{page.latest_revision_id or 0}-{hashlib.sha256(content.encode()).hexdigest()[:16]}"


@transaction.atomic
def create(section: Section, by, values: dict):
    """A new draft in this section, by an information officer of its unit; the specific page.

    values: what `form.bind()` takes. Raises PermissionDenied for others and where the section takes no records; ValidationError
    naming the fields that are not in order.
    """
    # The section's row, so that it is not closed or moved meanwhile
    Page.objects.select_for_update().get(pk=section.pk)
    section = Section.objects.get(pk=section.pk)
    if not may_draft(by, section.owning_unit_id):
        raise PermissionDenied(_("只有本单位的信息员可以拟稿。"))
    if not section.takes_records:
        raise PermissionDenied(_("“%(section)s”栏目已关闭，不再接收记录。") % {"section": section})
    page = section.plugin.model(owner=by, live=False, locale=section.locale)
    bound = forms.bind(page, values, parent=section, user=by)
    forms.check(bound)
    page = bound.save(commit=False)
    page.live = False
    section.add_child(instance=page)
    page.save_revision(user=by, log_action=True, clean=False)
    return page


@transaction.atomic
def change(page, by, values: dict, *, expected: str = ""):
    """Write these values into the latest draft of a record, as a new revision; the specific page as it is now.

    expected: the `state_of()` that the change was made of, '' for whichever. Raises Overwritten when it is another by now,
    PermissionDenied for who is no information officer of the unit and while it is in moderation, ValidationError by field.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if not may_draft(by, page.owning_unit_id):
        raise PermissionDenied(_("只有本单位的信息员可以拟稿。"))
    if page.workflow_in_progress:
        raise PermissionDenied(_("审核期间任何人不能修改；信息员可撤回报送后再改。"))
    if (lock := page.get_lock()) is not None and lock.for_user(by):
        raise PermissionDenied(_("“%(title)s”已锁定，不能修改。") % {"title": page.title})
    if expected and expected != state_of(page):
        raise Overwritten
    draft = page.get_latest_revision_as_object()
    bound = forms.bind(draft, values, parent=page.get_parent().specific, user=by)
    forms.check(bound)
    draft = bound.save(commit=not page.live)
    draft.save_revision(user=by, log_action=True, clean=False)
    return Page.objects.get(pk=page.pk).specific


def correct(page, by, note: str):
    """更正: begin the next version of a record that was once published, with the note that its readers will see.

    Raises as `change()` does, and ValidationError under `note`.
    """
    if page.first_published_at is None:
        raise ValidationError({"note": _("没有发布过的记录不写更正说明。")})
    if not note.strip():
        raise ValidationError({"note": _("请写明更正了什么、为什么。")})
    try:
        return change(page, by, {"correction_note": note.strip()})
    except ValidationError as refused:
        if "correction_note" not in getattr(refused, "error_dict", {}):
            raise
        raise ValidationError({"note": refused.message_dict["correction_note"]}) from None
