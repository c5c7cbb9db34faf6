"""How the portal answers: headers that every page has, conditional requests, and what to do with who may not see a page."""

import functools
import hashlib
import json
from importlib.metadata import PackageNotFoundError, version

from django.contrib.auth.views import redirect_to_login
from django.contrib.messages import get_messages
from django.http import Http404
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from .context import waiting
from .header import header_links

__all__ = ["conditional", "private_page", "reader_page", "refuse"]

# Nothing comes from elsewhere and no script is written into a page
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
try:
    VERSION = version("hongban")
except PackageNotFoundError:  # run from a checkout that was never installed
    VERSION = ""


def reader_page(view):
    """A page that is one reader's: read with GET, never from a shared cache, always asked for again."""

    @functools.wraps(view)
    def wrapped(request, *args, **kwargs):
        return dress(view(request, *args, **kwargs))

    return require_safe(wrapped)


def private_page(*methods):
    """A page of somebody's work on what is not published: no cache keeps it, not even the browser's."""

    def decorate(view):
        @functools.wraps(view)
        def wrapped(request, *args, **kwargs):
            response = dress(view(request, *args, **kwargs))
            patch_cache_control(response, no_store=True)
            return response

        return require_http_methods([*methods, "HEAD"])(wrapped)

    return decorate


def dress(response):
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    response.headers.setdefault("Content-Security-Policy", POLICY)
    return response


def refuse(request):
    """There is no such page, or it is not for this reader: the same answer for both.

    A visitor is asked to sign in and comes back to the page; somebody who has signed in gets the 404 page.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise Http404


def conditional(request, parts: list, modified, make):
    """`make()`'s page, or 304 when the reader has it already. `parts`: whatever the page's content follows from.

    Only the ETag decides: what somebody may see changes without the document being modified.
    """
    etag = _etag(request, parts)
    response = None if len(get_messages(request)) else get_conditional_response(request, etag=etag)
    if response is None:
        response = make()
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified.timestamp())
    return response


def _etag(request, parts: list) -> str:
    """Weak: the same page holds a differently masked CSRF token each time. The token's secret and the session belong to
    it, so that the forms of a page taken from the browser's cache still work after signing in anew."""
    get_token(request)
    frame = [
        request.user.pk,
        request.session.session_key,
        request.META.get("CSRF_COOKIE"),
        get_language(),
        waiting(request),
        header_links(request),
        static("hongban/portal.css"),
        VERSION,
    ]
    digest = hashlib.sha256(json.dumps([*frame, *parts], ensure_ascii=False, default=str).encode())
    return f'W/"{digest.hexdigest()[:32]}"'
