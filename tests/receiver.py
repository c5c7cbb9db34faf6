"""A receiver of what the site pushes out that is a real HTTP server."""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass
class Received:
    method: str
    path: str
    headers: dict
    body: bytes

    @property
    def json(self) -> dict:
        return json.loads(self.body)


@dataclass
class Receiver:
    """Keeps what it is sent; answers `status`, or what `answers` says for the next requests: a status, or a function that gets
    the handler and answers itself."""

    status: int = 200
    text: bytes = b"taken"
    headers: dict = field(default_factory=dict)
    answers: list = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def types(self) -> list[str]:
        return [one.json["type"] for one in self.received]


@pytest.fixture
def receiver(settings):
    """Listens on an address of this machine, which the settings allow."""
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            found.received.append(Received(self.command, self.path, dict(self.headers), body))
            status = found.answers.pop(0) if found.answers else found.status
            if callable(status):
                status(self)
                return
            self.send_response(status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(found.text)))
            self.end_headers()
            self.wfile.write(found.text)

        do_GET = do_POST = do_PURGE = do_BAN = answer

        def log_message(self, *args):
            pass

    found.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=found.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.WEBHOOKS_ALLOW = [f"127.0.0.1:{found.server.server_port}"]
    yield found
    found.server.shutdown()
    thread.join(timeout=10)
    found.server.server_close()
