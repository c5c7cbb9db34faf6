"""The notices in the admin's menu, with the number of unread ones; the robots, for the Party office."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.access import viewer_of
from cms.portal.header import header_links


class NoticesItem(MenuItem):
    def is_shown(self, request):
        return viewer_of(request.user).person_id is not None

    def render_component(self, request):
        item = super().render_component(request)
        address = reverse("notifications:list")
        count = next((link["count"] for link in header_links(request) if link["url"] == address), 0)
        if count:
            item.label = f"{item.label}（{count}）"
        return item


@hooks.register("register_admin_menu_item")
def notices_item():
    return NoticesItem(_("消息"), reverse("notifications:list"), name="notices", icon_name="mail", order=90)


ACTIONS = {
    "notifications.robot.add": _("添加群机器人"),
    "notifications.robot.change": _("修改群机器人"),
    "notifications.robot.remove": _("删除群机器人"),
    "notifications.robot.test": _("测试群机器人"),
    "notifications.robot.again": _("重发群消息"),
    "notifications.robot.give_up": _("放弃群消息"),
}


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)


@hooks.register("register_admin_urls")
def urls():
    from .robots import views

    ours = [
        path("", views.index, name="index"),
        path("new/", views.add, name="add"),
        path("<int:pk>/", views.edit, name="edit"),
        path("<int:pk>/test/", views.try_out, name="try_out"),
        path("<int:pk>/delete/", views.delete, name="delete"),
        path("deliveries/", views.deliveries, name="deliveries"),
        path("deliveries/<int:pk>/", views.delivery, name="delivery"),
        path("deliveries/<int:pk>/act/", views.act, name="act"),
    ]
    return [path("robots/", include((ours, "robots")))]


class RobotsItem(MenuItem):
    def is_shown(self, request):
        from .robots.reading import may_keep

        return may_keep(viewer_of(request.user))


@hooks.register("register_admin_menu_item")
def robots_item():
    return RobotsItem(_("群机器人"), reverse("robots:index"), name="robots", icon_name="comment", order=300)
