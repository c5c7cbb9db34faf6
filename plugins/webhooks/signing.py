"""Secrets and signatures: `X-Hongban-Signature: t=<seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`.

While a renewed secret is young, a second `v1` is made with the one before, so that a receiver may change over in its own time.
"""

import base64
import hashlib
import hmac
import secrets

from django.utils import timezone
from django.utils.crypto import salted_hmac

HEADER = "X-Hongban-Signature"


def new_seed() -> str:
    return secrets.token_hex(32)


def secret_of(seed: str) -> str:
    """The secret that belongs to this seed. A copy of the database alone does not have it."""
    digest = salted_hmac("plugins.webhooks.secret", seed, algorithm="sha256").digest()
    return "whsec_" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def signature(body: bytes, secrets_: list[str], moment: int) -> str:
    """The header's value for this body, sent at `moment` (seconds since 1970); one `v1` for each secret."""
    signed = str(moment).encode("ascii") + b"." + body
    marks = [hmac.new(secret.encode("ascii"), signed, hashlib.sha256).hexdigest() for secret in secrets_]
    return ",".join([f"t={moment}", *(f"v1={mark}" for mark in marks)])


def secrets_of(endpoint) -> list[str]:
    """Those that sign at present, the newest first."""
    found = [secret_of(endpoint.seed)]
    if endpoint.previous_seed and endpoint.previous_until and endpoint.previous_until > timezone.now():
        found.append(secret_of(endpoint.previous_seed))
    return found
