"""What happens when something of Wagtail's or ours changes."""

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import post_page_move, workflow_cancelled, workflow_rejected

from .delegation import follow
from .delivery import documents
from .moderation.actions import cancel_rejected, void_cancelled
from .people import Membership, Person
from .permissions import derive


def membership_changes(instance, **kwargs):
    """Remember what a membership was, and the unit that it leaves when it is saved with another one."""
    before = Membership.objects.filter(pk=instance.pk).select_related("unit").first() if instance.pk else None
    instance.before = before
    instance.left_unit = before.unit if before and before.unit_id != instance.unit_id else None


def membership_changed(instance, **kwargs):
    follow(instance)
    derive(instance.unit)
    if left := getattr(instance, "left_unit", None):
        derive(left)


def person_changed(instance, created, **kwargs):
    """A person who was given an account, or another one, works with it in every unit at once."""
    if not created:
        for held in Membership.objects.filter(person=instance).select_related("unit").distinct():
            derive(held.unit)


def page_moved(instance, url_path_before, url_path_after, **kwargs):
    if url_path_before != url_path_after:
        documents.relocate(url_path_after)


def page_to_be_deleted(instance, **kwargs):
    """Asks each page that a deletion takes along: treebeard deletes a whole branch without calling anybody's `delete()`."""
    page = instance.specific
    if not getattr(page, "may_be_deleted", True):
        raise PermissionDenied(_("“%(title)s”不能删除。") % {"title": instance.title})


def install() -> None:
    pre_save.connect(membership_changes, sender=Membership, dispatch_uid="cms.membership.saving")
    post_save.connect(membership_changed, sender=Membership, dispatch_uid="cms.membership.saved")
    post_delete.connect(membership_changed, sender=Membership, dispatch_uid="cms.membership.deleted")
    post_save.connect(person_changed, sender=Person, dispatch_uid="cms.person.saved")
    pre_delete.connect(page_to_be_deleted, sender=Page, dispatch_uid="cms.page.deleting")
    post_page_move.connect(page_moved, dispatch_uid="cms.page_moved")
    workflow_cancelled.connect(void_cancelled, dispatch_uid="cms.workflow_cancelled")
    workflow_rejected.connect(cancel_rejected, dispatch_uid="cms.workflow_rejected")
