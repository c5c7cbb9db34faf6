"""Which other sites' scripts may ask the API from a browser: those of an allow-list (`API_ORIGINS`), none without one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

__all__ = ["allow", "preflight"]

METHODS = "GET, HEAD, POST, PATCH, OPTIONS"
HEADERS = "Accept-Language, Authorization, Content-Type, If-Match, If-None-Match, X-CSRFToken"
# What a script may read of an answer beside its body
EXPOSED = "ETag, Location, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"
KEPT_FOR = 600  # seconds for which a browser need not ask again


def allow(request: HttpRequest, response: HttpResponse) -> None:
    """Let a listed origin read the answer, as whoever its credentials say. Never with a wildcard."""
    if not settings.API_ORIGINS:
        return
    patch_vary_headers(response, ["Origin"])
    if (origin := _listed(request)) is None:
        return
    response["Access-Control-Allow-Origin"] = origin
    response["Access-Control-Allow-Credentials"] = "true"
    response["Access-Control-Expose-Headers"] = EXPOSED


def preflight(request: HttpRequest) -> HttpResponse | None:
    """The answer to a browser that asks whether it may, for a listed origin; None for every other request."""
    if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers or not _listed(request):
        return None
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": HEADERS,
            "Access-Control-Max-Age": str(KEPT_FOR),
        },
    )


def _listed(request: HttpRequest) -> str | None:
    origin = request.headers.get("Origin")
    return origin if origin in settings.API_ORIGINS else None
