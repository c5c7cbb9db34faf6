"""Addresses and menu items of what the guide editors keep and read about search."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .admin.viewsets import SearchViewSets

register_snippet(SearchViewSets)


@hooks.register("register_admin_urls")
def urls():
    from .admin import editing

    ours = [
        path("statistics/", editing.statistics, name="statistics"),
        path("recommended/", editing.index, name="bets"),
        path("recommended/add/", editing.add, name="bet_add"),
        path("recommended/<int:pk>/", editing.change, name="bet"),
        path("recommended/<int:pk>/remove/", editing.remove, name="bet_remove"),
    ]
    return [path("search-guides/", include((ours, "search_admin")))]


class GuideEditorsItem(MenuItem):
    def is_shown(self, request):
        from .admin.editing import committees

        return bool(committees(request.user))


@hooks.register("register_admin_menu_item")
def statistics_item():
    return GuideEditorsItem(
        _("检索统计"), reverse("search_admin:statistics"), name="search-statistics", icon_name="search", order=320
    )


@hooks.register("register_admin_menu_item")
def bets_item():
    return GuideEditorsItem(_("推荐结果"), reverse("search_admin:bets"), name="search-bets", icon_name="pin", order=321)
