"""Endpoints and their log in the admin: addresses and a menu item, for administrators only."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.access import viewer_of

ACTIONS = {
    "webhooks.endpoint.add": _("添加推送端点"),
    "webhooks.endpoint.change": _("修改推送端点"),
    "webhooks.endpoint.secret": _("更换推送密钥"),
    "webhooks.endpoint.remove": _("删除推送端点"),
    "webhooks.delivery.again": _("重发推送"),
    "webhooks.delivery.skip": _("跳过推送"),
}


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)


@hooks.register("register_admin_urls")
def urls():
    from . import views

    ours = [
        path("", views.index, name="index"),
        path("new/", views.add, name="add"),
        path("<int:pk>/", views.edit, name="edit"),
        path("<int:pk>/secret/", views.renew, name="renew"),
        path("<int:pk>/test/", views.try_out, name="try_out"),
        path("<int:pk>/delete/", views.delete, name="delete"),
        path("deliveries/", views.deliveries, name="deliveries"),
        path("deliveries/act/", views.act, name="act"),
        path("deliveries/<int:pk>/", views.delivery, name="delivery"),
    ]
    return [path("webhooks/", include((ours, "webhooks")))]


class WebhooksItem(MenuItem):
    def is_shown(self, request):
        from .reading import may_keep

        return may_keep(viewer_of(request.user))


@hooks.register("register_admin_menu_item")
def webhooks_item():
    return WebhooksItem(_("事件推送"), reverse("webhooks:index"), name="webhooks", icon_name="link", order=310)
