"""Who asks: a bearer token, a session, or nobody, who then sees what is public.

Credentials that are sent count or are refused: a request is never answered as somebody else than it says it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, HttpBearer

from cms.access import Viewer, viewer_of
from cms.delivery.models import ApiToken
from cms.tokens import SCOPES, find_token

from . import cors
from .limits import spend
from .problems import Problem, respond, unauthorized

SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Credentials:
    """How the reader was recognised; ninja keeps it as `request.auth`."""

    kind: str  # token, session or none
    token: ApiToken | None = None

    @property
    def scopes(self) -> list[str]:
        """What they may be used for: a session for all that its user may do."""
        if self.token:
            return self.token.scopes.split()
        return list(SCOPES) if self.kind == "session" else ["read"]


class BearerToken(HttpBearer):
    """`Authorization: Bearer hb_…`, made by `manage.py token create USERNAME`. Goes before a session.

    scope: what a token needs for methods that change something; `always`: for reading as well.
    """

    def __init__(self, scope: str = "write", *, always: bool = False):
        super().__init__()
        self.scope, self.always = scope, always

    def __call__(self, request: HttpRequest) -> Credentials | None:
        sent = request.headers.get(self.header)
        if sent is None:
            return None
        scheme, _space, secret = sent.strip().partition(" ")
        if scheme.lower() != self.openapi_scheme:
            raise unauthorized(_("Authorization 须写作“Bearer 令牌”。"))
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Credentials:
        found = find_token(token)
        if found is None:
            spend(request)
            raise unauthorized()
        spend(request, found.user_id)
        if (self.always or request.method not in SAFE) and not found.allows(self.scope):
            raise Problem(403, _("这个令牌没有 %(scope)s 权限范围，请另行签发。") % {"scope": self.scope})
        request.user = found.user
        return Credentials("token", found)


class Session(APIKeyCookie):
    """The session cookie of the portal. Unsafe methods need the CSRF token as well."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self):
        super().__init__(csrf=True)

    def _get_key(self, request: HttpRequest) -> str | None:
        try:
            return super()._get_key(request)
        except HttpError as error:
            raise Problem(403, _("缺少或不符的 CSRF 令牌：请用 X-CSRFToken 头重新提交。")) from error

    def authenticate(self, request: HttpRequest, key: str | None) -> Credentials | None:
        named = key and SESSION_KEY in request.session  # before request.user, which ends a session that is not good
        if request.user.is_authenticated:
            spend(request, request.user.pk)
            return Credentials("session")
        if named:
            spend(request)
            raise unauthorized(_("登录已失效，请重新登录。"))
        return None


def nobody(request: HttpRequest) -> Credentials:
    spend(request)
    return Credentials("none")


# In this order; the first that recognises the reader
EVERYBODY = [BearerToken(), Session(), nobody]
# For operations on what is not published: nobody without credentials, and no token that was made for reading only
DRAFTERS = [BearerToken("write", always=True), Session()]
REVIEWERS = [BearerToken("review", always=True), Session()]


def viewer(request: HttpRequest) -> Viewer:
    """The viewer that this request's credentials make: what every operation, a plugin's too, must read with."""
    return viewer_of(request.user)


def with_tokens(view: Callable) -> Callable:
    """For addresses outside the API that its readers need, images and files: a bearer token counts there too."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if (response := cors.preflight(request)) is not None:
            cors.allow(request, response)
            return response
        try:
            # Another scheme is a proxy's business: a browser sends what it asks for along with every picture
            if request.headers.get("Authorization", "").lower().startswith("bearer"):
                EVERYBODY[0](request)
        except Problem as problem:
            response = respond(problem)
            response["Cache-Control"] = "no-store"
        else:
            response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Authorization"])
        cors.allow(request, response)
        return response

    return answer
