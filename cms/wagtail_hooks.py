"""What Wagtail's admin asks of this site. What the answers mean is in `cms.admin`, `cms.moderation` and `cms.permissions`."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms import calendar, delegation, permissions
from cms.access import viewer_of
from cms.people import Role

# First of all: Wagtail keeps the policy that it finds when it first looks
permissions.install()

from cms.admin import choosers, desk, menu, pages, people, record_chooser  # noqa: E402


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("cms.unit.create", _("设立党组织"), _("设立党组织"))
    actions.register_action("cms.issued", _("导入已制发文件"), _("导入已制发文件"))
    actions.register_action("cms.unit.move", _("调整隶属关系"), _("调整隶属关系"))
    actions.register_action("cms.section.open", _("开设栏目"), _("开设栏目"))
    actions.register_action("cms.section.state", _("变更栏目状态"), _("变更栏目状态"))
    actions.register_action("cms.policy.add", _("新增审核设置"), _("新增审核设置"))
    actions.register_action("cms.policy.change", _("修改审核设置"), _("修改审核设置"))
    actions.register_action("cms.policy.remove", _("删除审核设置"), _("删除审核设置"))
    actions.register_action("cms.calendar.keep", _("登记工作日历"), _("登记工作日历"))
    actions.register_action("cms.calendar.remove", _("恢复工作日历"), _("恢复工作日历"))


# after Wagtail's own viewset for pages, which it replaces
@hooks.register("register_admin_viewset", order=10)
def viewsets():
    return [
        pages.TreeViewSet("cms_pages"),
        choosers.PersonChooser("cms_person_chooser"),
        record_chooser.record_chooser,
        people.PeopleViewSets(),
    ]


for item in menu.OURS:
    hooks.register("register_page_action_menu_item", item)

hooks.register("construct_page_action_menu", menu.only_ours)
hooks.register("construct_page_chooser_queryset", choosers.limit_pages)
hooks.register("construct_homepage_panels", desk.panels)


@hooks.register("insert_editor_js")
def saving_once():
    return format_html('<script src="{}"></script>', static("hongban/saving.js"))


@hooks.register("construct_homepage_summary_items")
def no_summary(request, items):
    items[:] = []


# Menus ---------------------------------------------------------------------------------------------------------------------


@hooks.register("construct_main_menu")
def main_menu(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in ("reports", "settings", "help")]


class RoleMenuItem(MenuItem):
    """Shown to those who hold one of the roles anywhere."""

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.roles = roles

    def is_shown(self, request):
        viewer = viewer_of(request.user)
        return any(viewer.has_role(role) for role in self.roles)


@hooks.register("register_admin_menu_item")
def sections_item():
    return RoleMenuItem(
        _("栏目开设"),
        reverse("cms_admin:sections"),
        name="sections",
        icon_name="list-ul",
        order=210,
        roles=[Role.PARTY_OFFICE],
    )


@hooks.register("register_admin_menu_item")
def published_item():
    roles = [Role.PARTY_OFFICE, Role.APPROVER]
    return RoleMenuItem(
        _("已发布"),
        reverse("cms_admin:published"),
        name="published",
        icon_name="doc-full-inverse",
        order=220,
        roles=roles,
    )


@hooks.register("register_admin_menu_item")
def statistics_item():
    return RoleMenuItem(
        _("审核统计"),
        reverse("cms_admin:review_statistics"),
        name="review_statistics",
        icon_name="table",
        order=230,
        roles=[Role.PARTY_OFFICE, Role.APPROVER],
    )


class DelegationsItem(MenuItem):
    """委托, for those who hold a role that can be delegated, and for the administrator."""

    def is_shown(self, request):
        return delegation.concerns(request.user)


@hooks.register("register_admin_menu_item")
def delegations_item():
    return DelegationsItem(
        _("审核委托"), reverse("cms_admin:delegations"), name="delegations", icon_name="group", order=240
    )


class CalendarItem(MenuItem):
    """工作日历, for the Party office of the committee at the top."""

    def is_shown(self, request):
        return calendar.may_keep(request.user)


@hooks.register("register_admin_menu_item")
def policies_item():
    return RoleMenuItem(
        _("审核设置"),
        reverse("cms_admin:policies"),
        name="review_policies",
        icon_name="cog",
        order=240,
        roles=[Role.PARTY_OFFICE, Role.ADMINISTRATOR],
    )


@hooks.register("register_admin_menu_item")
def calendar_item():
    return CalendarItem(_("工作日历"), reverse("cms_admin:calendar"), name="calendar", icon_name="calendar", order=250)


@hooks.register("register_admin_menu_item")
def portal_item():
    return MenuItem(_("回到门户"), "/", name="portal", icon_name="home", order=900)
