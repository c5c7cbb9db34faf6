"""A receiver that is a real HTTP server, and endpoints that lead to it."""

import datetime
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db.models import F
from django.utils import timezone

from cms.delivery import outbox
from cms.testing import publish
from plugins.webhooks import sending
from plugins.webhooks.models import Delivery, Endpoint, Event


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


@pytest.fixture
def endpoint(world, receiver):
    """Makes an endpoint of the committee that leads to the receiver; what happened before it was made is remembered, not told."""

    def make(**fields) -> Endpoint:
        for unit in (world.branch, world.other):
            world.section("featured_work", unit)
        outbox.drain("webhooks")
        defaults = {
            "committee": world.committee,
            "name": "统一门户",
            "url": f"{receiver.url}/hook",
            "events": [name for name, _label in Event.TYPES],
        }
        return Endpoint.objects.create(**(defaults | fields))

    return make


@pytest.fixture
def tell():
    """What happens after a commit: events are found and sent. The number that was taken."""

    def run() -> int:
        outbox.drain("webhooks")
        return sending.run()

    return run


@pytest.fixture
def correct(world):
    """Publish a correction of a published record."""

    def run(page, **fields):
        draft = page.get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.correction_note = f"更正：{'、'.join(fields)}"
        draft.save_revision(user=world.user("drafter", page.owning_unit))
        return publish(world, type(page).objects.get(pk=page.pk))

    return run


@pytest.fixture
def wait_over():
    """As if so much time had passed: what waits is due, what rests is awake, leases have run out."""

    def run(**time) -> None:
        past = datetime.timedelta(**(time or {"days": 2}))
        Delivery.objects.filter(state=Delivery.WAITING).update(next_try_at=F("next_try_at") - past)
        Endpoint.objects.update(resting_until=None, leased_until=timezone.now() - datetime.timedelta(seconds=1))

    return run
