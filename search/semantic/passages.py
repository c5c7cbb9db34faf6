"""Documents cut into passages: short enough for one vector to say what they are about."""

import re
from collections.abc import Iterator
from hashlib import blake2b

__all__ = ["key_of", "passages_of"]

LENGTH = 220  # characters; measured against 400: docs/search.md
MOST = 64  # of one document: 14,000 characters
SENTENCES = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")


def passages_of(title: str, text: str) -> list[str]:
    """Each passage with the title before it, without which 第三条 would be of anything. Never none: a title is about something."""
    title = " ".join(title.split())
    cut = [" ".join(part.split()) for part in _cut(text)]
    return [f"{title} {part}".strip() for part in cut if part][:MOST] or [title]


def _cut(text: str) -> Iterator[str]:
    """Whole sentences where they fit."""
    passage = ""
    for sentence in SENTENCES.findall(text):
        if len(passage) + len(sentence) > LENGTH:
            yield passage
            passage = ""
        while len(sentence) > LENGTH:
            yield sentence[:LENGTH]
            sentence = sentence[LENGTH:]
        passage += sentence
    yield passage


def key_of(model: str, passage: str) -> str:
    """Names the vector of this passage by this model, in whatever document it stands."""
    return blake2b(f"{model}\0{passage}".encode(), digest_size=16).hexdigest()
