"""The notices in the admin's menu, with the number of unread ones."""

from django.urls import reverse
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
