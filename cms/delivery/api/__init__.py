"""The JSON API below /api/v1/: the published documents as each reader may see them, for any front end.

`api` is what `cms.urls` mounts. A plugin adds operations with a ninja `Router` called `router` in its `api.py` (or wherever
its `api_router` says); it is mounted below /api/v1/ unless the plugin is off, broken, or takes an address that is taken.
For its operations the same holds as for the core's: authentication, problem details, ETag, private caching, and an unknown
query parameter is an error. What such a router may use:

    viewer(request)          the `cms.access.Viewer` to read with
    Problem, not_found()     raise them: answered as RFC 9457 problems; Django's ValidationError is answered as 422 by field
    Day, UnitKey             types of parameters: a date, a unit's id or code (the default goes into `Query(…)`)
    unit_of(viewer, key)     the unit of that id or code, or None
    wanted_unit(viewer, key) the unit of a filter; raises the 422 that names it
    RecordItem, UnitRef      response models: a record in a list, a unit that something names
    record_items(request, documents), unit_ref(unit, links)  what they show; two queries however many records
    with_example(example)    a response model's `model_config`, for the OpenAPI document
    with_tokens(view)        a view outside the API that takes bearer tokens too: a file, an export
    Links(request)           absolute addresses of pages and operations

An operation without an id in its address that may answer 404 all the same says so: openapi_extra={"x-errors": [404]}.
"""

from importlib import import_module

_HOMES = {
    "api": "site",
    "viewer": "auth",
    "with_tokens": "auth",
    "Problem": "problems",
    "not_found": "problems",
    "Day": "params",
    "UnitKey": "params",
    "unit_of": "params",
    "wanted_unit": "params",
    "RecordItem": "schemas",
    "UnitRef": "schemas",
    "with_example": "schemas",
    "record_items": "shapes",
    "unit_ref": "shapes",
    "Links": "links",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str):
    # Late, since building `api` imports the plugins' routers, and these import this package
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
