"""Wagtail's side of access: one permission tester for the whole tree, and groups derived from memberships.

Publication is only ever the end of the workflow, so nobody, superusers included, may publish, unpublish or schedule; what a
record's fate is once it was published is decided by `cms.moderation`. Reading is `cms.access`.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission
from wagtail.models.pages import PagePermissionTester

from .people import Membership, Role

# Roles that work in the admin.
EDITORIAL = (Role.DRAFTER, Role.REVIEWER, Role.SECRETARY, Role.APPROVER, Role.PARTY_OFFICE, Role.ADMINISTRATOR)


class TreePermissionTester(PagePermissionTester):
    """Edit, create, bulk, copy and alias views all ask this one."""

    def __init__(self, user, page):
        super().__init__(user, page)
        self.owning_unit_id = getattr(page.specific_deferred, "owning_unit_id", None)

    def _drafts_here(self) -> bool:
        from .access import may_draft

        return self.user.is_active and self.owning_unit_id is not None and may_draft(self.user, self.owning_unit_id)

    def can_add_subpage(self):
        # Units and sections are opened by functions of their own, so only sections take children here
        return super().can_add_subpage() and self._drafts_here() and self.page.specific.takes_records

    def can_edit(self):
        if self.page_is_root or not self.user.is_active or not self.page.specific_class.has_drafts:
            return False
        if self._drafts_here():
            return True
        task = self.page.current_workflow_task
        return bool(task and task.user_can_access_editor(self.page, self.user))

    def can_delete(self, ignore_bulk=False):
        return self._drafts_here() and self.page.specific.may_be_deleted

    def can_move(self):
        return False

    def can_move_to(self, destination):
        return False

    def can_copy(self):
        return self._drafts_here() and self.page.specific_class.has_drafts

    def can_copy_to(self, destination, recursive=False):
        return (
            not recursive
            and self.can_copy()
            and self.page.specific_class.can_create_at(destination.specific)
            and destination.permissions_for_user(self.user).can_add_subpage()
        )

    def can_submit_for_moderation(self):
        return super().can_submit_for_moderation() and self._drafts_here()

    def can_publish(self):
        return False

    can_publish_subpage = can_unpublish = can_unschedule = can_set_view_restrictions = can_publish
    can_reorder_children = can_lock = can_publish

    def can_unlock(self):
        return False

    def can_view_revisions(self):
        return self.can_edit()


def group_name(unit_id: int, role: str) -> str:
    return f"unit-{unit_id}-{role}"


@transaction.atomic
def derive(unit) -> None:
    """Make the groups, page and collection permissions of one unit what its memberships and sections say. Idempotent.

    Called when a membership or section changes and nightly (`manage.py memberships sync`), since dates pass without a write;
    what somebody may do is asked of memberships each time all the same, the groups decide what the admin offers.
    """
    from .tree import Section

    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    collection = unit.collection
    sections = list(Section.objects.child_of(unit))
    for role in EDITORIAL:
        holders = set(
            Membership.objects.on()
            .filter(unit=unit, role=role, person__user__isnull=False)
            .values_list("person__user_id", flat=True)
        )
        group = Group.objects.filter(name=group_name(unit.pk, role)).first()
        if not holders:
            if group:
                group.delete()
            continue
        if group is None:
            group = Group.objects.create(name=group_name(unit.pk, role))
        group.permissions.set([admin])
        group.user_set.set(holders)
        if role == Role.DRAFTER:
            _set_page_permissions(group, sections, ("add_page", "change_page"))
            _set_collection_permissions(group, collection)


def _set_page_permissions(group, pages, codenames) -> None:
    wanted = {
        (page.pk, permission.pk)
        for page in pages
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    }
    held = {(row.page_id, row.permission_id): row.pk for row in group.page_permissions.all()}
    GroupPagePermission.objects.filter(pk__in=[pk for key, pk in held.items() if key not in wanted]).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page, permission_id=permission)
        for page, permission in sorted(wanted - held.keys())
    )


def _set_collection_permissions(group, collection: Collection | None) -> None:
    if collection is None:
        return
    wanted = Permission.objects.filter(
        content_type__app_label="cms",
        codename__in=["add_image", "change_image", "choose_image", "add_attachment", "change_attachment", "choose_attachment"],
    )
    held = set(group.collection_permissions.filter(collection=collection).values_list("permission_id", flat=True))
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for permission in wanted
        if permission.pk not in held
    )
