"""预览网址: what one state of a draft looks like, for ten minutes, to whoever may see the draft when they open the address.

The address names the state and opens nothing by itself: rights are asked anew each time it is read, so that whoever lost
theirs, or only got hold of the address, finds nothing there.
"""

from django.core import signing
from wagtail.models import Page

from cms.access import Viewer, may_draft
from cms.delivery import documents
from cms.delivery.models import Document
from cms.moderation import actions
from cms.moderation.models import Release
from cms.moderation.stages import BY_SLUG
from cms.orphans import known

from .actions import state_of

__all__ = ["LASTS", "built", "find", "may_see_draft", "sign"]

LASTS = 600  # seconds
SALT = "cms.drafting.preview"


def sign(page) -> str:
    """The signature of the draft as it is now."""
    return signing.dumps([page.pk, state_of(page)], salt=SALT)


def find(signature: str, user):
    """The draft (a specific page in memory) that this signature is of, for this user; None when the signature is no good or too
    old, when the draft was saved since, and when the user may not see it (any more)."""
    try:
        pk, state = signing.loads(signature, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    page = known(Page.objects.filter(pk=pk)).first()
    if page is None or not may_see_draft(user, page.specific) or state_of(page.specific) != state:
        return None
    return page.specific.get_latest_revision_as_object()


def built(draft, viewer: Viewer) -> tuple[Document, dict]:
    """The document that this draft would be, not stored, and its content as this viewer would see it."""
    document, _files = documents.build(draft, Release(unit=draft.owning_unit))
    return document, documents.read(document, viewer)


def may_see_draft(user, page) -> bool:
    """Whether the user works on this page's draft now: an information officer of its unit, or the reviewer whose turn it is."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    if may_draft(user, page.owning_unit_id):
        return True
    state = page.current_workflow_task_state
    stage = BY_SLUG.get(getattr(state.task.specific, "stage", "")) if state else None
    return stage is not None and actions.may_decide(user, page, stage)
