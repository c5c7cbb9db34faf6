"""One HTTP request to another machine: to the checked address, within a time, following nothing."""

import contextlib
import http.client
import socket
import ssl
import threading
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from .targets import Refused, Target

CONNECT_SECONDS = 5
SECONDS = 15  # for everything, however slowly the other side drips
READ = 4096  # bytes of an answer: of the rest nothing is wanted
SHOWN = 500
LONGEST_BODY = 256 * 1024
AGENT = "Hongban-Webhooks/1"

__all__ = ["LONGEST_BODY", "SECONDS", "Answer", "call", "unsent"]


@dataclass(frozen=True)
class Answer:
    """What came of a request: a status, or an error in words where there was none."""

    status: int | None = None
    text: str = ""
    error: str = ""
    retry_after: int = 0  # seconds that the other side asks for

    @property
    def reached(self) -> bool:
        """False when the endpoint itself seems to be down or overloaded, rather than not to like this one request."""
        return self.status is not None and self.status < 500 and self.status != 429


def call(target: Target, method: str, path: str, headers: dict, body: bytes = b"", seconds: float = SECONDS) -> Answer:
    """Send it and read the beginning of the answer. Whatever the network does is an Answer, never an exception."""
    if len(body) > LONGEST_BODY:
        return Answer(error=_("推送内容超过 %(most)s KB，没有发出。") % {"most": LONGEST_BODY // 1024})
    late = threading.Event()
    connection = _connection(target, seconds, late)
    watch = threading.Timer(seconds, _cut, [connection, late])
    watch.daemon = True
    watch.start()
    try:
        connection.request(method, path, body or None, {"User-Agent": AGENT, "Accept-Encoding": "identity"} | headers)
        response = connection.getresponse()
        text = response.read(READ).decode("utf-8", "replace").replace("\0", "")[:SHOWN]
        if late.is_set():  # what was cut off looks like an end
            raise TimeoutError
        return Answer(response.status, text, _refusal(response.status), _retry_after(response.getheader("Retry-After")))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(error=_in_words(error, late.is_set(), seconds))
    finally:
        watch.cancel()
        connection.close()


def _connection(target: Target, seconds: float, late: threading.Event) -> http.client.HTTPConnection:
    timeout = min(seconds, SECONDS)
    if target.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(target.host, target.port, timeout=timeout, context=context)
    else:
        connection = http.client.HTTPConnection(target.host, target.port, timeout=timeout)

    def connect(_address, _timeout=None, *args, **kwargs) -> socket.socket:
        # to the addresses that were checked; the name stays for Host and the certificate
        fault: OSError | None = None
        for address in target.addresses:
            if late.is_set():
                raise TimeoutError
            try:
                sock = socket.create_connection((address, target.port), min(CONNECT_SECONDS, seconds))
            except OSError as error:
                fault = error
                continue
            sock.settimeout(timeout)
            return sock
        raise fault or OSError(_("没有可用的地址"))

    connection._create_connection = connect
    return connection


def _cut(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    """End whatever the other side is still about."""
    late.set()
    if connection.sock is not None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


def _refusal(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return _("对方要求跳转（%(status)s），推送不跟随跳转。") % {"status": status}
    return _("对方没有收下（%(status)s）。") % {"status": status}


def _in_words(error: Exception, late: bool, seconds: float) -> str:
    if late or isinstance(error, TimeoutError):
        return _("超时：%(seconds)s 秒内没有完成。") % {"seconds": round(seconds)}
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("证书不被信任：%(reason)s") % {"reason": error.verify_message}
    if isinstance(error, ConnectionRefusedError):
        return _("对方拒绝连接。")
    if isinstance(error, socket.gaierror):
        return _("主机名无法解析。")
    if isinstance(error, http.client.HTTPException):
        return _("对方的回应不是 HTTP：%(error)s") % {"error": type(error).__name__}
    return _("连接失败：%(error)s") % {"error": error}


def unsent(error: Exception) -> Answer:
    """The answer where nothing was sent, since the target was refused or could not be found."""
    return Answer(error=str(error) if isinstance(error, Refused) else _in_words(error, False, 0))


def _retry_after(value: str | None) -> int:
    """Seconds; 0 when the header is not there or makes no sense."""
    if not value:
        return 0
    if value.isascii() and value.isdigit() and len(value) < 8:
        return int(value)
    try:
        return max(int((parsedate_to_datetime(value) - timezone.now()).total_seconds()), 0)
    except (TypeError, ValueError):
        return 0
