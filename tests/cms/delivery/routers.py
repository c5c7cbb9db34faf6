"""Plugins made for a test, and a site that has their routers."""

import types

from django.urls import clear_url_caches, path

from cms.plugins import Plugin


def plugin(label: str, **attributes) -> Plugin:
    """A plugin of this label that is no installed app. `attributes`: what it declares."""
    module = types.ModuleType(f"made_{label}")
    kind = type("Config", (Plugin,), {"name": f"made_{label}", "label": label, "path": "/nowhere", **attributes})
    return kind(f"made_{label}", module)


def mounted(settings, *offered) -> None:
    """For this test the site's API is the core's and these (plugin, router) pairs'."""
    from cms import urls
    from cms.delivery.api.site import build

    api = build(offered)
    module = types.ModuleType("made_urls")
    module.urlpatterns = [path("api/v1/", api.urls), *urls.urlpatterns]
    module.handler404, module.handler500 = urls.handler404, urls.handler500
    clear_url_caches()
    settings.ROOT_URLCONF = module
