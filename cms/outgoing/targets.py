"""Where a request may go. Receivers are in the intranet, so private addresses are right; what serves this machine alone is not.

Refused are link-local addresses (cloud metadata), multicast and unspecified ones, loopback and every other address of this
machine, and the site itself; except what WEBHOOKS_ALLOW names. The address that was looked at is the one that is connected to, so that
a name which resolves to something else a moment later leads nowhere else.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

PORTS = {"http": 80, "https": 443}


class Refused(Exception):
    """No request goes there; the message says why, in words."""


@dataclass(frozen=True)
class Target:
    """A checked address: what to connect to, and what it is called."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]


def parse(url: str) -> SplitResult:
    """The parts of an endpoint's address. Raises Refused: it is none, or says what no endpoint may say."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 (raises when it is no port)
    except ValueError:
        raise Refused(_("这不是网址，写作 http://主机:端口/路径。")) from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise Refused(_("地址须以 http:// 或 https:// 开头，并写明主机。"))
    if not url.isascii() or any(sign <= " " or sign == "\x7f" for sign in url):
        raise Refused(_("地址只能用 ASCII 字符，不能有空格；中文路径请写成百分号编码。"))
    if parts.username is not None or parts.password is not None:
        raise Refused(_("地址中不要写用户名和密码：推送以签名证明来源。"))
    if parts.fragment:
        raise Refused(_("地址中不要有 # 及其后的部分。"))
    return parts


def find(url: str) -> Target:
    """The target of this address, resolved and checked. Raises Refused, or OSError when the name cannot be resolved."""
    parts = parse(url)
    host, port = parts.hostname, parts.port or PORTS[parts.scheme]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = tuple(dict.fromkeys(entry[4][0] for entry in found))
    if not _allowed(host, port):
        for address in addresses:
            if reason := refusal(address):
                raise Refused(reason)
        if host == (urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "").lower():
            raise Refused(_("这是本站自己的地址。"))
    path = parts.path or "/"
    return Target(parts.scheme, host, port, f"{path}?{parts.query}" if parts.query else path, addresses)


def _allowed(host: str, port: int) -> bool:
    shown = f"[{host}]" if ":" in host else host
    return bool({shown, f"{shown}:{port}"} & {name.lower() for name in settings.WEBHOOKS_ALLOW})


def refusal(address: str) -> str:
    """Why no request goes to this IP address; '' when one may."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_link_local:
        return _("“%(address)s”是链路本地地址，不能推送。") % {"address": ip}
    if ip.is_multicast or ip.is_unspecified or ip == ipaddress.ip_address("255.255.255.255"):
        return _("“%(address)s”不是一台主机的地址，不能推送。") % {"address": ip}
    if ip.is_loopback or _is_ours(str(ip)):
        return _("“%(address)s”是本机地址，不能推送；确需推送时由运维人员写入 WEBHOOKS_ALLOW。") % {"address": ip}
    return ""


def _is_ours(address: str) -> bool:
    """Whether it is an address of this machine: only such a one can be bound."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((address, 0))
    except OSError:
        return False
    return True
