"""What must not lie readable in the database: a robot's address lets whoever has it write into the group.

Encrypted with a key that follows from the site's SECRET_KEY, which is not in the database: a copy of the database does not open it,
and with a new SECRET_KEY the addresses must be entered again.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

__all__ = ["Lost", "seal", "unseal"]

SALT = "plugins.notifications.robots"


class Lost(Exception):
    """It was sealed with another SECRET_KEY."""


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    try:
        return _box().decrypt(sealed.encode("ascii")).decode()
    except InvalidToken:
        raise Lost from None


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac(SALT, "address", algorithm="sha256").digest()))
