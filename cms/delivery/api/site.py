"""The API as it is mounted: the core's operations, then those of every plugin that is in use."""

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import cached_property

from django.urls import re_path
from django.utils import translation
from ninja import NinjaAPI, Router

from cms import plugins

from . import drafts, feeds, files, me, modules, openapi, records, reviews, sections, sync, units
from .auth import EVERYBODY
from .problems import response_for
from .render import JSON
from .serve import served, strict, unknown

NAMESPACE = "api-1"
# In the order of the OpenAPI document
CORE = (me, units, sections, records, modules, sync, feeds, drafts, files, reviews)


class Api(NinjaAPI):
    """ninja's API with our errors, caching and strictness; see `serve`."""

    known: Callable[[plugins.Plugin], bool]  # of which plugins its document tells blocks and modules

    @property
    def urls(self):
        patterns, app, namespace = super().urls
        for pattern in patterns:
            pattern.callback = served(pattern.callback)
        return [*patterns, re_path("", served(unknown), name="unknown")], app, namespace

    def get_openapi_schema(self, **kwargs) -> dict:
        return deepcopy(self._schema)

    @cached_property
    def _schema(self) -> dict:
        with translation.override("zh-hans"):  # one document, whoever asks first
            return openapi.complete(dict(super().get_openapi_schema()), self.known)

    def on_exception(self, request, exc):
        return response_for(exc)


def build(
    offered: Iterable[tuple[plugins.Plugin, Router]],
    namespace: str = NAMESPACE,
    known: Callable[[plugins.Plugin], bool] = lambda _plugin: True,
) -> Api:
    """An API with the core's operations and these plugins' routers. A router that cannot be mounted is a fault of its
    plugin's, told by `manage.py check`, and left out. known: of which plugins its document describes blocks and modules."""
    found = Api(
        title="Hongban 红板",
        version="1",
        description=openapi.DESCRIPTION.strip(),
        urls_namespace=namespace,
        docs_url=None,
        renderer=JSON(),
        auth=EVERYBODY,
        openapi_extra={"tags": openapi.TAGS},
    )
    found.known = known
    found.add_decorator(strict, mode="view")
    taken: dict[str, str] = {}
    for router in (one.router for one in CORE):
        found.add_router("", router)
        taken.update(dict.fromkeys(_addresses(router), "cms"))
    for plugin, router in offered:
        with plugins.isolated(plugin, "api_router"):
            own = _addresses(router)
            for address in own:
                if address in taken:
                    raise ValueError(f"the address /api/v1{address} is taken by {taken[address]!r}")
            found.add_router("", router)
            taken.update(dict.fromkeys(own, plugin.label))
    return found


def _addresses(router: Router) -> set[str]:
    """Its addresses with all parameters alike: /units/{}. Raises whatever keeps it from being mounted."""
    if not isinstance(router, Router):
        raise TypeError(f"expected a ninja.Router, not {type(router).__name__}")
    probe = NinjaAPI(urls_namespace="probe", docs_url=None, openapi_url=None)
    probe.add_router("", router)
    probe.add_decorator(strict, mode="view")
    patterns = probe.urls[0][:-1]  # without ninja's own root
    return {"/" + re.sub("<[^>]*>", "{}", str(pattern.pattern)) for pattern in patterns}


api = build(plugins.offers("api_router"))
