"""Wagtail's side of access: one permission tester for the whole tree, and groups derived from memberships.

Publication is only ever the end of the workflow, so nobody, superusers included, may publish, unpublish or schedule; what a
record's fate is once it was published is decided by `cms.moderation`. Reading is `cms.access`.
"""

import datetime
import functools
import itertools
import operator

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, ReferenceIndex
from wagtail.models.pages import PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from . import orphans
from .people import Membership, Role

# Roles that work in the admin.
EDITORIAL = (
    Role.DRAFTER,
    Role.REVIEWER,
    Role.SECRETARY,
    Role.APPROVER,
    Role.PARTY_OFFICE,
    Role.ADMINISTRATOR,
    Role.SECRECY_OFFICER,
    Role.AUDITOR,
)

# How far back `derive_dated()` looks: a site that stood still over a long holiday is put right as well
DATED_DAYS = 14


def drafting_units(user) -> list[int]:
    """The units that the user writes for today. Superusers write for none by that."""
    from .access import viewer_of

    return sorted(unit for role, unit in viewer_of(user).roles if role == Role.DRAFTER)


class TreePermissionPolicy(PagePermissionPolicy):
    """What the admin lets somebody explore, find and choose: an information officer the pages of the own unit, others none.

    Asked of today's memberships, so that a term that ended yesterday opens nothing, and without Wagtail's way past for
    superusers: whoever keeps the machine running does not thereby read what a branch has not published.
    """

    def _base_user_has_permission(self, user):
        return None if user.is_active else False

    def _base_queryset_for_user(self, user):
        return None if user.is_active else self.model._default_manager.none()

    def get_all_permissions_for_user(self, user):
        groups = [group_name(unit, Role.DRAFTER) for unit in drafting_units(user)]
        if not groups:
            return GroupPagePermission.objects.none()
        held = GroupPagePermission.objects.filter(group__name__in=groups, group__user=user)
        return held.select_related("page", "permission")

    def user_has_any_permission(self, user, actions):
        return bool({"add", "change"} & set(actions)) and bool(drafting_units(user))

    def instances_with_direct_explore_permission(self, user):
        return list(Page.objects.filter(pk__in=drafting_units(user)))

    def explorable_instances(self, user):
        units = self.instances_with_direct_explore_permission(user)
        root = self.explorable_root_instance(user)
        if not units or root is None:
            return self.model._default_manager.none()
        sections = {held.page.path for held in self.get_cached_permissions_for_user(user)}
        rules = [Q(path__startswith=path) for path in sections]
        rules.append(Q(pk__in=[unit.pk for unit in units]))
        if len(units) > 1:
            # the way from the common ancestor down to each
            above = {
                unit.path[:length] for unit in units for length in range(len(root.path), len(unit.path), unit.steplen)
            }
            rules.append(Q(path__in=above))
        return orphans.known(self.model._default_manager.filter(functools.reduce(operator.or_, rules)))


class UnitFilesPolicy(CollectionOwnershipPermissionPolicy):
    """Images and files of the own unit: the groups of today's roles count, and superusers see none by that."""

    def _check_perm(self, user, actions, collection=None):
        return user.is_active and user.is_authenticated and super()._check_perm(_plain(user), actions, collection)

    def collections_user_has_any_permission_for(self, user, actions):
        return super().collections_user_has_any_permission_for(_plain(user), actions)

    def instances_user_has_any_permission_for(self, user, actions):
        return super().instances_user_has_any_permission_for(_plain(user), actions)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        # what some page uses is not deleted, so the button is not shown
        wanted = set(actions) - ({"delete"} if is_used(instance) else set())
        return bool(wanted) and super().user_has_any_permission_for_instance(_plain(user), wanted, instance)

    def get_all_permissions_for_user(self, user):
        groups = [group_name(unit, Role.DRAFTER) for unit in drafting_units(user)]
        if not groups:
            return GroupCollectionPermission.objects.none()
        held = GroupCollectionPermission.objects.filter(group__name__in=groups, group__user=user)
        return held.select_related("permission", "collection")


def is_used(item) -> bool:
    """Whether any page, published or being written, refers to this image or file."""
    from .moderation.gate import is_shown

    return is_shown(item) or ReferenceIndex.get_references_to(item).exists()


def _plain(user):
    """The same user without the superuser's way past; the row is not touched."""
    if not getattr(user, "is_superuser", False):
        return user
    if "_plain" not in user.__dict__:
        twin = get_user_model()(pk=user.pk, username=user.username, is_active=user.is_active, is_superuser=False)
        user.__dict__["_plain"] = twin
    return user.__dict__["_plain"]


def keeps_people(user) -> bool:
    """Whether the user manages people, accounts and memberships: the platform's administrator (平台管理员), and a superuser,
    who appoints the first one."""
    from .access import viewer_of

    return user.is_active and (user.is_superuser or viewer_of(user).has_role(Role.ADMINISTRATOR))


class PeoplePolicy(ModelPermissionPolicy):
    """People and memberships are managed by the administrator. Neither is ever deleted: a membership ends."""

    def user_has_permission(self, user, action):
        return action in ("add", "change", "view") and keeps_people(user)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_any_permission(user, actions)

    def instances_user_has_any_permission_for(self, user, actions):
        return (
            self.model._default_manager.all()
            if self.user_has_any_permission(user, actions)
            else self.model._default_manager.none()
        )


def install() -> None:
    """Make Wagtail ask these about pages and people; called where the hooks load, before anything looks a policy up."""
    from wagtail.permissions import register_permission_policy

    from .people import Person

    register_permission_policy(Page, TreePermissionPolicy())
    register_permission_policy(Person, PeoplePolicy(Person))
    register_permission_policy(Membership, PeoplePolicy(Membership))


def install_for_files() -> None:
    """And about images and files; called where addresses load, since Wagtail's own apps, ready after ours, register theirs."""
    from wagtail.permissions import register_permission_policy

    from .media import Attachment, Image

    for model in (Image, Attachment):
        register_permission_policy(model, UnitFilesPolicy(model, auth_model=model, owner_field_name="uploaded_by_user"))


class TreePermissionTester(PagePermissionTester):
    """Edit, create, bulk, copy and alias views all ask this one. It asks memberships, never `is_superuser`."""

    def __init__(self, user, page):
        self.user = user
        self.page = page
        self.page_is_root = page.depth == 1
        # What Wagtail's own answers are made of: whatever is not answered below is refused
        self.permissions = set()
        self.owning_unit_id = getattr(page.specific_deferred, "owning_unit_id", None)

    def _drafts_here(self) -> bool:
        from .access import may_draft

        return self.user.is_active and self.owning_unit_id is not None and may_draft(self.user, self.owning_unit_id)

    def can_add_subpage(self):
        # Units and sections are opened by functions of their own, so only sections take children here
        return self._drafts_here() and self.page.specific.takes_records

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


def derive_all() -> list[str]:
    """`derive()` for every unit; the names of the groups whose members changed by it."""
    from .tree import Unit

    before = _holders()
    for unit in Unit.objects.select_related("collection").order_by("path").iterator(chunk_size=500):
        derive(unit)
    after = _holders()
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def derive_dated() -> None:
    """`derive()` for the units in which a term began or ended these days: dates pass without a write."""
    from .tree import Unit

    today = timezone.localdate()
    lately = today - datetime.timedelta(days=DATED_DAYS)
    began = Q(since__range=(lately, today))
    ended = Q(until__range=(lately - datetime.timedelta(days=1), today))
    units = Membership.objects.filter(began | ended, role__in=EDITORIAL).values("unit_id")
    for unit in Unit.objects.select_related("collection").filter(pk__in=units).order_by("path"):
        derive(unit)


def _holders() -> dict[str, set[int]]:
    held: dict[str, set[int]] = {}
    for name, user in Group.objects.filter(name__startswith="unit-").values_list("name", "user"):
        held.setdefault(name, set()).update({user} - {None})
    return held


@transaction.atomic
def derive(unit) -> None:
    """Make the groups, page and collection permissions of one unit what its memberships and sections say. Idempotent.

    Called when a membership or section changes and nightly (`manage.py memberships sync`), since dates pass without a write;
    what somebody may do is asked of memberships each time all the same, the groups decide what the admin offers.
    """
    holders: dict[str, set[int]] = {}
    memberships = Membership.objects.on().filter(unit=unit, role__in=EDITORIAL, person__user__isnull=False)
    for role, user in memberships.order_by().values_list("role", "person__user_id"):
        holders.setdefault(role, set()).add(user)
    names = [group_name(unit.pk, role) for role in EDITORIAL]
    groups = {
        group.name: group
        for group in Group.objects.filter(name__in=names).prefetch_related("permissions", "user_set").order_by("pk")
    }
    admin = None
    for role, name in zip(EDITORIAL, names, strict=True):
        group = groups.get(name)
        if role not in holders:
            if group:
                group.delete()
            continue
        admin = admin or Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
        if group is None:
            group = Group.objects.create(name=name)
        # asked before it is set, for most often nothing is to be done
        if {permission.pk for permission in group.permissions.all()} != {admin.pk}:
            group.permissions.set([admin])
        if {user.pk for user in group.user_set.all()} != holders[role]:
            group.user_set.set(holders[role])
        if role == Role.DRAFTER:
            _set_page_permissions(group, unit, ("add_page", "change_page"))
            _set_collection_permissions(group, unit.collection)


def _set_page_permissions(group, unit, codenames) -> None:
    """On the unit's sections."""
    from .tree import Section

    permissions = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    sections = Section.objects.child_of(unit).order_by().values_list("pk", flat=True)
    wanted = set(itertools.product(sections, permissions.order_by().values_list("pk", flat=True)))
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
        codename__in=[
            "add_image",
            "change_image",
            "choose_image",
            "add_attachment",
            "change_attachment",
            "choose_attachment",
        ],
    )
    held = set(group.collection_permissions.filter(collection=collection).values_list("permission_id", flat=True))
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for permission in wanted
        if permission.pk not in held
    )
