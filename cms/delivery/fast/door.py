"""The door before Django: a WSGI application that answers what `reads` can, and leaves everything else to the one behind it.

Headers are not written a second time here: they are taken from Django's own answers of the same kind, as these pass by.
"""

import hashlib
import logging
import re
import time

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.utils.http import parse_etags
from django.utils.translation import get_language_from_request

from cms.delivery.api import extras, limits
from cms.delivery.api.pieces import SITE

from . import readers, reads
from .kept import Answer, Kept

__all__ = ["FastDoor"]

logger = logging.getLogger(__name__)

ROOT = "/api/v1/records"
QUERY = re.compile(r"[a-z_]+=[0-9A-Za-z_-]{1,60}(&[a-z_]+=[0-9A-Za-z_-]{1,60})*")
# What makes an answer another one, and is Django's
NOT_HERE = ("HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE")
# Of one answer and not of its kind
OWN_HEADERS = frozenset(
    {"etag", "content-length", "set-cookie", "date", "server", "connection"}
    | {"ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"}
)
MOST = 1000
# Records in full on one page
MOST_WHOLE = extras.MOST // extras.EXPANSIONS["content"]


class FastDoor:
    """`application`: the site's WSGI application. Where it serves under a prefix (SCRIPT_NAME) everything is Django's."""

    def __init__(self, application):
        self.application = application
        self._sites: dict[tuple, bytes | None] = {}
        self._languages: dict[str, bool] = {}
        # {(status, operation, language): headers of Django's}
        self._headers: dict[tuple, list[tuple[str, str]]] = {}
        self._kept = Kept(settings.API_KEPT_BYTES)

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] != "GET" or not path.startswith(ROOT) or environ.get("SCRIPT_NAME"):
            return self.application(environ, start_response)
        operation = "page" if path == ROOT else "detail"
        try:
            answer = self._answer(environ, path, operation)
        except Exception:  # whatever it is: Django answers, or says that it cannot
            logger.exception("fast path")
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
            answer = None
        if answer is None:
            return self.application(environ, self._learning(environ, start_response, operation))
        status, headers, body = answer
        start_response(status, headers)
        return [body]

    # What Django would say ------------------------------------------------------------------------------------------------

    def _answer(self, environ, path: str, operation: str):
        site = self._site(environ)
        if site is None or self._is_elsewhere(environ) or not self._site_language(environ):
            return None
        reader = self._reader(environ)
        if reader is None:
            return None
        _close_obsolete()
        query = environ.get("QUERY_STRING", "")
        answer = self._kept.get((reader.circle, path, query, site))
        if answer is None or not reads.are_current(reader, answer.at):
            answer = self._anew(reader, environ, path, query, site)
            if answer is None:
                return None
        asked = environ.get("HTTP_IF_NONE_MATCH")
        status = "304 Not Modified" if asked and _matches(asked, answer.etag) else "200 OK"
        known = self._headers.get((status[:3], operation, environ.get("HTTP_ORIGIN")))
        if known is None:
            return None
        rate, left = limits.count(_Address(environ), reader.viewer.user_id)
        if left < 0:
            return None  # Django says so
        body = b"" if status[0] == "3" else answer.body
        return status, [*known, *rate.items(), ("ETag", answer.etag), ("Content-Length", str(len(body)))], body

    def _anew(self, reader, environ, path: str, query: str, site: bytes) -> Answer | None:
        """What the database says now; None where Django must answer."""
        try:
            read = self._read(reader, path, query)
        except reads.Stale as stale:
            readers.forget(reader.kind, reader.proof[0] if reader.proof else "")
            if not stale.good or (reader := self._reader(environ)) is None:
                return None
            try:
                read = self._read(reader, path, query)
            except reads.Stale:
                return None
        if read is None:
            return None
        body = read[0].encode("utf-8", "replace").replace(MARK, site)
        answer = Answer(body, f'"{hashlib.sha256(body).hexdigest()[:40]}"', read[1])
        # for the circle that the reader is of by now, which may not be the one that was asked for first
        self._kept.put((reader.circle, path, query, site), answer)
        return answer

    def _read(self, reader, path: str, query: str) -> tuple[str, tuple[int, int]] | None:
        if path != ROOT:
            number = path[len(ROOT) + 1 :]
            if query or path[len(ROOT)] != "/" or not (number.isascii() and number.isdigit()) or len(number) > 18:
                return None
            return reads.detail(reader, int(number))
        return self._page(reader, path, query)

    def _page(self, reader, path: str, query: str) -> tuple[str, tuple[int, int]] | None:
        given: dict[str, str] = {}
        if query:
            if not QUERY.fullmatch(query):
                return None
            pairs = [pair.split("=") for pair in query.split("&")]
            given = dict(pairs)
            if len(given) != len(pairs) or not given.keys() <= {"limit", "after", "section", "module", "expand"}:
                return None
        limit, section = given.get("limit", "20"), given.get("section", "1")
        if not limit.isdigit() or not 1 <= int(limit) <= 100 or not section.isdigit() or len(section) > 18:
            return None
        filters = {"section": int(section)} if "section" in given else {}
        if "module" in given:
            filters["module"] = given["module"]
        if whole := "expand" in given:
            if given["expand"] != "content" or int(limit) > MOST_WHOLE:
                return None
        found = reads.page(reader, limit=int(limit), after=given.get("after", ""), whole=whole, **filters)
        if found is None:
            return None
        if found.next:
            given["after"] = found.next
            following = "&".join(f"{name}={value}" for name, value in given.items())
            tail = f'"next":"{found.next}","next_href":"{SITE}{path}?{following}"'
        else:
            tail = '"next":null,"next_href":null'
        return f'{{"items":[{",".join(found.items)}],{tail}}}', found.at

    # Who asks, from where, in which language ------------------------------------------------------------------------------

    def _reader(self, environ) -> readers.Reader | None:
        sent = environ.get("HTTP_AUTHORIZATION")
        if sent is not None:
            scheme, _space, secret = sent.strip().partition(" ")
            return readers.of_token(secret.strip()) if scheme.lower() == "bearer" else None
        cookies = environ.get("HTTP_COOKIE", "")
        if settings.SESSION_COOKIE_NAME not in cookies:
            return readers.nobody()
        found = [part.partition("=") for part in cookies.split("; ")]
        keys = [value for name, _is, value in found if name == settings.SESSION_COOKIE_NAME]
        plain = len(keys) == 1 and keys[0].isascii() and keys[0].isalnum()
        return readers.of_session(keys[0]) if plain else None

    def _site(self, environ) -> bytes | None:
        """`http://host` as Django makes it; None where it would refuse or redirect."""
        names = (
            "wsgi.url_scheme",
            "HTTP_HOST",
            "HTTP_X_FORWARDED_PROTO",
            "HTTP_X_FORWARDED_HOST",
            "SERVER_NAME",
            "SERVER_PORT",
        )
        key = tuple(environ.get(name) for name in names)
        if key not in self._sites:
            request = WSGIRequest(environ)
            try:
                site = request.build_absolute_uri("/")[:-1].encode("ascii")
            except (DisallowedHost, UnicodeEncodeError):
                site = None
            if settings.SECURE_SSL_REDIRECT and not request.is_secure():
                site = None
            _put(self._sites, key, site)
        return self._sites[key]

    @staticmethod
    def _is_elsewhere(environ) -> bool:
        """Whether something of the request makes its answer another one."""
        origin = environ.get("HTTP_ORIGIN")
        return any(name in environ for name in NOT_HERE) or bool(origin) and origin not in settings.API_ORIGINS

    def _site_language(self, environ) -> bool:
        accepted, cookies = environ.get("HTTP_ACCEPT_LANGUAGE", ""), environ.get("HTTP_COOKIE", "")
        if settings.LANGUAGE_COOKIE_NAME in cookies:
            return False
        if accepted not in self._languages:
            _put(self._languages, accepted, get_language_from_request(WSGIRequest(environ)) == settings.LANGUAGE_CODE)
        return self._languages[accepted]

    # What passes by -------------------------------------------------------------------------------------------------------

    def _learning(self, environ, start_response, operation: str):
        """Notes the headers of Django's answers of the kinds that are given here."""

        def start(status, headers, *more):
            names = {name.lower() for name, _value in headers}
            kind = (status[:3], operation, environ.get("HTTP_ORIGIN"))
            if (
                kind not in self._headers
                and status[:3] in ("200", "304")
                and "etag" in names
                and "set-cookie" not in names
            ):
                if self._site_language(environ) and not self._is_elsewhere(environ):
                    self._headers[kind] = [(name, value) for name, value in headers if name.lower() not in OWN_HEADERS]
            return start_response(status, headers, *more)

        return start


MARK = SITE.encode()


class _Address:
    """As much of a request as `cms.addresses.client_ip` asks."""

    def __init__(self, environ):
        self.META = environ


def _put(known: dict, key, value) -> None:
    if len(known) >= MOST:
        known.clear()
    known[key] = value


def _matches(asked: str, etag: str) -> bool:
    found = parse_etags(asked)
    return found == ["*"] or etag in (one.removeprefix("W/") for one in found)


def _close_obsolete() -> None:
    """As Django does at each request's beginning: a connection that is older than it may be is replaced."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.close_at is not None and time.monotonic() >= database.close_at and not database.in_atomic_block:
        database.close_if_unusable_or_obsolete()
