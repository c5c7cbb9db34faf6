"""票箱: how the answers of a secret survey are kept so that the database cannot say whose they are.

An attacker who owns the database knows who took part. So that it does not help:

- answers of everybody are one text in one row, counts and words without order: there is no row, id, sequence, time, place in the
  table (ctid, rowid) or transaction number of one person's answers;
- the text is encrypted (Fernet: AES and HMAC) under a key made of SECRET_KEY, which is not in the database, without the time that
  Fernet would note: comparing the row before and after somebody took part, in a backup, in the write-ahead log or in rows
  that were not vacuumed yet, shows that it changed and not how;
- before, it is filled up to whole blocks, so that its length does not tell which choice grew a digit.
"""

import base64
import json
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

__all__ = ["Locked", "add", "empty", "opened", "sealed"]

BLOCK = 4096


class Locked(Exception):
    """The urn was sealed under another SECRET_KEY than those of now."""


def empty(questions) -> dict:
    """What a survey with these questions starts from: `{cast, questions: {id: {answered, counts, texts}}}`."""
    return {
        "cast": 0,
        "questions": {
            str(question.pk): {"answered": 0, "counts": [0] * len(question.options), "texts": []}
            for question in questions
        },
    }


def add(content: dict, answers: dict) -> dict:
    """The content with one person's answers; `answers` as `voting.take_part()` takes them."""
    content["cast"] += 1
    for key, answer in answers.items():
        kept = content["questions"][str(key)]
        kept["answered"] += 1
        if isinstance(answer, str):
            kept["texts"].insert(secrets.randbelow(len(kept["texts"]) + 1), answer)
        else:
            for place in answer if isinstance(answer, list) else [answer]:
                kept["counts"][place] += 1
    return content


def sealed(content: dict) -> str:
    plain = json.dumps(content, ensure_ascii=False).encode()
    plain += b" " * (-len(plain) % BLOCK)
    return _fernet(settings.SECRET_KEY).encrypt_at_time(plain, 0).decode()


def opened(text: str) -> dict:
    """Raises Locked when neither SECRET_KEY nor SECRET_KEY_FALLBACKS has the key that it was sealed under."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    try:
        return json.loads(MultiFernet([_fernet(key) for key in keys]).decrypt(text.encode()))
    except InvalidToken:
        raise Locked from None


def _fernet(secret: str) -> Fernet:
    digest = salted_hmac("plugins.voices.urn", "key", secret=secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
