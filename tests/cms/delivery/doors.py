"""Asking a WSGI application in this process, as a server would."""

import io
import sys
from dataclasses import dataclass

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections

from cms.delivery.fast.door import FastDoor


@dataclass(frozen=True)
class Answer:
    status: str
    headers: tuple
    body: bytes

    @property
    def code(self) -> int:
        return int(self.status[:3])

    def __getitem__(self, name: str) -> str:
        return dict(self.headers)[name]


class Doors:
    """The site with its fast door and without it. `slow`: how often the first one left an answer to Django."""

    def __init__(self):
        self.plain = WSGIHandler()
        self.slow = 0
        self.fast = FastDoor(self._counted)

    def _counted(self, environ, start_response):
        self.slow += 1
        return self.plain(environ, start_response)

    def ask(self, address: str, door: str = "fast", method: str = "GET", **environ) -> Answer:
        path, _mark, query = address.partition("?")
        got = {}

        def start_response(status, headers, exc_info=None):
            got.update(
                status=status,
                headers=tuple(sorted(header for header in headers if not header[0].startswith("RateLimit"))),
            )

        application = {"fast": self.fast, "plain": self.plain}[door]
        # as django.test.Client does: between requests Django would close the connection that holds the test's transaction
        request_started.disconnect(close_old_connections)
        try:
            body = b"".join(application(self._environ(path, query, method, environ), start_response))
        finally:
            request_started.connect(close_old_connections)
        return Answer(got["status"], got["headers"], body)

    def _environ(self, path: str, query: str, method: str, more: dict) -> dict:
        return {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "testserver",
            "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, **more,
        }  # fmt: skip

    def quick(self, address: str, **environ) -> Answer | None:
        """The answer that the fast door gave by itself; None when it left it to Django, which may have had to show it the
        headers first."""
        for _try in range(2):
            before = self.slow
            answer = self.ask(address, **environ)
            if self.slow == before:
                return answer
        return None

    def same(self, address: str, **environ) -> Answer:
        """Asked at both; asserts that nothing differs."""
        self.quick(address, **environ)
        answer, plain = self.ask(address, **environ), self.ask(address, "plain", **environ)
        assert answer == plain, address
        return answer


def session_of(client) -> dict:
    """What a browser sends that has this test client's cookies."""
    return (
        {"HTTP_COOKIE": "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())}
        if client.cookies
        else {}
    )


def bearer(secret: str) -> dict:
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
