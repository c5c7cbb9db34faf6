"""What happens when something of Wagtail's or ours changes."""

from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_slug_changed, post_page_move, workflow_cancelled

from .delivery import documents
from .moderation.actions import void_cancelled
from .people import Membership
from .permissions import derive


def membership_changed(instance, **kwargs):
    derive(instance.unit)


def slug_changed(instance, **kwargs):
    documents.relocate(instance.url_path)


def page_moved(instance, url_path_before, url_path_after, **kwargs):
    if url_path_before != url_path_after:
        documents.relocate(url_path_after)


def install() -> None:
    post_save.connect(membership_changed, sender=Membership, dispatch_uid="cms.membership.saved")
    post_delete.connect(membership_changed, sender=Membership, dispatch_uid="cms.membership.deleted")
    page_slug_changed.connect(slug_changed, dispatch_uid="cms.slug_changed")
    post_page_move.connect(page_moved, dispatch_uid="cms.page_moved")
    workflow_cancelled.connect(void_cancelled, dispatch_uid="cms.workflow_cancelled")
