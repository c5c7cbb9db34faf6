"""Whose address a request comes from."""

import ipaddress

from django.conf import settings


def client_ip(request) -> str:
    """The client's address: of the peer, or, behind `TRUSTED_PROXIES` proxies of ours, the one that the first of them saw.

    What stands further left in `X-Forwarded-For` was written by the client, who may write anything.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return peer
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    address = seen[-settings.TRUSTED_PROXIES] if len(seen) >= settings.TRUSTED_PROXIES else ""
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return peer
