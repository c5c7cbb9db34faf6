from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def urls():
    from .views import view

    return [path("guides/", include(([path("import/", view, name="import")], "guides_admin")))]


class ImportItem(MenuItem):
    def is_shown(self, request):
        from .views import concerns

        return concerns(request.user)


@hooks.register("register_admin_menu_item")
def import_item():
    return ImportItem(
        _("指南导入"), reverse("guides_admin:import"), name="guides-import", icon_name="upload", order=260
    )
