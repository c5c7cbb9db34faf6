"""The log in the admin: an address and a menu item, for auditors only."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.access import viewer_of


@hooks.register("register_admin_urls")
def urls():
    from .views import LogView

    ours = [
        path("", LogView.as_view(), name="index"),
        path("results/", LogView.as_view(results_only=True), name="results"),
    ]
    return [path("audit/", include((ours, "audit")))]


class LogItem(MenuItem):
    def is_shown(self, request):
        from .reading import may_read

        return may_read(viewer_of(request.user))


@hooks.register("register_admin_menu_item")
def log_item():
    return LogItem(_("审计日志"), reverse("audit:index"), name="audit", icon_name="history", order=230)
