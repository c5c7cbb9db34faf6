"""What holds for every answer below /api/v1/, a plugin's operations, errors and unknown addresses included."""

import hashlib
import inspect
import json
import re
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _

from . import cors, limits
from .problems import Problem, response_for

# An answer is one reader's: it may be kept by their own browser, and is asked for again each time
CACHING = "private, no-cache"
UNFIT = re.compile("[\0\ud800-\udfff]")
VARY = ["Cookie", "Authorization", "Accept-Language"]


def served(view: Callable) -> Callable:
    """The view with HEAD, problem details, ETag and private caching, for other origins as far as they are allowed."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        asked = request.method
        if asked == "HEAD":
            request.method = "GET"
        try:
            _refuse_nul(request)
            response = cors.preflight(request) or view(request, *args, **kwargs)
            if response.status_code == 405:
                raise _not_allowed(asked, response)
        except Exception as error:  # noqa: BLE001 (logged there; nothing of it reaches the reader)
            response = response_for(error)
        request.method = asked
        response = _finish(request, response)
        limits.tell(request, response)
        cors.allow(request, response)
        return response

    answer.csrf_exempt = True  # what a session may change is checked by `auth.Session`
    return answer


def unknown(request: HttpRequest) -> HttpResponse:
    """Any address below /api/v1/ that no operation has."""
    raise Problem(404, _("没有这个接口地址；全部地址见 /api/v1/openapi.json。"))


def strict(run: Callable) -> Callable:
    """For ninja's `add_decorator(…, mode="view")`: a query parameter that is unknown, repeated or empty is an
    error that names it: a filter that was mistyped, or whose variable was empty, would otherwise return everything.
    """
    operation = getattr(inspect.unwrap(run), "__self__", None)
    models = [model for model in getattr(operation, "models", ()) if model.__ninja_param_source__ == "query"]
    known = sorted({name for model in models for name in model.__ninja_flatten_map__})
    lists = {name for model in models for name in getattr(model, "__ninja_collection_fields__", ())}

    @wraps(run)
    def checked(request: HttpRequest, *args, **kwargs):
        errors = {}
        for name, values in request.GET.lists():
            if name not in known:
                errors[name[:100]] = _unknown_parameter(known)
            elif len(values) > 1 and name not in lists:
                errors[name] = _("这个参数只能出现一次。")
            elif "" in values:
                errors[name] = _("没有值：请写明，或去掉这个参数。")
        if errors:
            raise Problem(422, errors=errors)
        _refuse_unfit_texts(request)
        return run(request, *args, **kwargs)

    return checked


def _unknown_parameter(known: list[str]) -> str:
    if not known:
        return _("没有这个参数；这个地址不带参数。")
    return _("没有这个参数，可用：%(known)s。") % {"known": "、".join(known)}


def _refuse_nul(request: HttpRequest) -> None:
    """No text of ours holds NUL, and PostgreSQL refuses it."""
    if "\0" in request.path:
        raise Problem(404, _("没有这个接口地址；全部地址见 /api/v1/openapi.json。"))
    for name, values in request.GET.lists():
        if "\0" in name or any("\0" in value for value in values):
            raise Problem(422, errors={name.replace("\0", "\\0")[:100]: _("含有不允许的字符。")})


def _refuse_unfit_texts(request: HttpRequest) -> None:
    """Texts of a JSON body that no database takes: NUL, and halves of a character (which escapes can write)."""
    if request.method in ("GET", "HEAD") or request.content_type == "multipart/form-data":
        return
    try:
        waiting = [("", json.loads(request.body or b"null"))]
    except (ValueError, RecursionError):
        return  # told where it is parsed
    while waiting:
        place, value = waiting.pop()
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for name, part in parts:
            if isinstance(name, str) and UNFIT.search(name):
                raise Problem(422, errors={place: _("含有不允许的字符。")})
            waiting.append((f"{place}.{name}".lstrip("."), part))
        if isinstance(value, str) and UNFIT.search(value):
            raise Problem(422, errors={place: _("含有不允许的字符。")})


def _not_allowed(method: str, response: HttpResponse) -> Problem:
    allowed = {name.strip() for name in response.headers.get("Allow", "").split(",")} - {""}
    if "GET" in allowed:
        allowed.add("HEAD")
    shown = ", ".join(sorted(allowed))
    detail = _("这个地址不支持 %(method)s，可用：%(allowed)s。") % {"method": method[:20], "allowed": shown}
    return Problem(405, detail, headers={"Allow": shown})


def _finish(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code == 200 and request.method in ("GET", "HEAD") and not response.streaming:
        # Of the bytes themselves: fields that are withheld, links and words differ from reader to reader
        digest = hashlib.sha256(response.content).hexdigest()[:40]
        response.setdefault("ETag", f'"{getattr(request, "state_tag", "")}{digest}"')
        response = get_conditional_response(request, etag=response["ETag"], response=response)
        if response.status_code == 412:
            response = response_for(Problem(412, _("If-Match 与当前内容不符。")))
    response.setdefault("Cache-Control", CACHING)
    response.setdefault("X-Content-Type-Options", "nosniff")
    patch_vary_headers(response, VARY)
    if request.method == "HEAD" and not response.streaming:
        if response.status_code != 304:
            response.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    return response
