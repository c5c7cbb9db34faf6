"""How often one reader may ask: a number of requests for each minute, counted in Django's cache.

Whoever signed in is counted by account, whoever did not, and whoever sends credentials that are no good, by address. Several
processes count together where they share a cache (`REDIS_URL`), each for itself otherwise.
"""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cms.addresses import client_ip

from .problems import Problem

__all__ = ["count", "spend", "tell"]

WINDOW = 60  # seconds


def spend(request: HttpRequest, user_id: int | None = None) -> None:
    """Count this request. Raises the problem 429 when the minute's requests are used up."""
    request.rate_limit, left = count(request, user_id)
    if left < 0:
        limit, rest = request.rate_limit["RateLimit-Limit"], request.rate_limit["RateLimit-Reset"]
        detail = _("每分钟最多 %(limit)s 次请求，请 %(rest)s 秒后再试。") % {"limit": limit, "rest": rest}
        raise Problem(429, detail, headers={"Retry-After": rest})


def count(request: HttpRequest, user_id: int | None = None) -> tuple[dict[str, str], int]:
    """Count this request: the headers that say so, and how many are left, less than none when it is one too many."""
    limit = settings.API_RATE_VIEWER if user_id else settings.API_RATE_ADDRESS
    if not limit:
        return {}, 0
    now = time.time()
    window, rest = int(now // WINDOW), WINDOW - int(now % WINDOW)
    key = f"api-rate:{window}:{f'user:{user_id}' if user_id else client_ip(request)}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        used = cache.incr(key)
    except ValueError:  # the cache dropped it in between
        used = 1
    left = limit - used
    headers = {
        "RateLimit-Limit": str(limit),
        "RateLimit-Remaining": str(max(left, 0)),
        "RateLimit-Reset": str(rest),
    }
    return headers, left


def tell(request: HttpRequest, response: HttpResponse) -> None:
    """Say in the answer's headers how many requests are left."""
    for name, value in getattr(request, "rate_limit", {}).items():
        response.setdefault(name, value)
