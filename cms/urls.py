"""All addresses: admin, API, files, plugins' own, and the portal, whose catch-all comes last."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from cms import plugins
from cms.delivery import files
from cms.delivery.api import api, with_tokens
from cms.exports import views as exports
from cms.health import healthz
from cms.portal import views as portal


def plugin_urls():
    """Each plugin's portal pages below its own prefix."""
    found = []
    for plugin, patterns in plugins.offers("portal_urls"):
        with plugins.isolated(plugin, "portal_urls"):
            if plugin.portal_prefix:
                found.append(path(f"{plugin.portal_prefix}/", include((patterns, plugin.label))))
    return found


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", include("cms.admin.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("api/v1/", api.urls),
    path("files/<int:document_id>/<str:document_filename>", with_tokens(files.attachment), name="wagtaildocs_serve"),
    path("media/<path:path>", with_tokens(files.media), name="media"),
    path("exports/records/<int:pk>.<str:kind>", with_tokens(exports.record), name="export"),
    path("exports/drafts/<int:pk>.<str:kind>", with_tokens(exports.draft), name="export_draft"),
    *plugin_urls(),
    path("", include("cms.portal.urls")),
    # Wagtail reverses this name to make every page's address; what answers is ours
    re_path(wagtail_urls.serve_pattern, portal.page, name="wagtail_serve"),
]

handler400 = "cms.portal.views.bad_request"
handler404 = "cms.portal.views.not_found"
handler403 = "cms.portal.views.forbidden"
handler500 = "cms.portal.views.server_error"
