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

__all__ = ["spend", "tell"]

WINDOW = 60  # seconds


def spend(request: HttpRequest, user_id: int | None = None) -> None:
    """Count this request. Raises the problem 429 when the minute's requests are used up."""
    limit = settings.API_RATE_VIEWER if user_id else settings.API_RATE_ADDRESS
    if not limit:
        return
    now = time.time()
    window, rest = int(now // WINDOW), WINDOW - int(now % WINDOW)
    key = f"api-rate:{window}:{f'user:{user_id}' if user_id else client_ip(request)}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        used = cache.incr(key)
    except ValueError:  # the cache dropped it in between
        used = 1
    request.rate_limit = {
        "RateLimit-Limit": str(limit),
        "RateLimit-Remaining": str(max(limit - used, 0)),
        "RateLimit-Reset": str(rest),
    }
    if used > limit:
        detail = _("每分钟最多 %(limit)s 次请求，请 %(rest)s 秒后再试。") % {"limit": limit, "rest": rest}
        raise Problem(429, detail, headers={"Retry-After": str(rest)})


def tell(request: HttpRequest, response: HttpResponse) -> None:
    """Say in the answer's headers how many requests are left."""
    for name, value in getattr(request, "rate_limit", {}).items():
        response.setdefault(name, value)
