"""The head outside the database: one line of JSON for each seal, appended and synced before the database commits.

{"after": 41, "previous": "…", "sequence": 43, "hash": "…", "count": 43, "time": "…", "ids": [40, 44]}

`after` and `previous` are the head that the seal starts from, `ids` the entries that it seals. Written first, so that the
database is never ahead of it: whoever adds, removes or rewrites entries there cannot have the lines agree. A process that
was killed between the line and the commit left the entries unsealed, and the next sealer does exactly what the line says.
"""

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from . import chain

TAIL = 1 << 17  # more than the longest line


def append(line: dict) -> None:
    """Durably, or OSError."""
    path = settings.AUDIT_ANCHOR
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        data = chain.canonical(line).encode() + b"\n"
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":
            data = b"\n" + data  # somebody was killed while writing
        if os.write(handle, data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def last(path: Path | None = None) -> dict | None:
    """The newest whole line; None when there is none."""
    try:
        with (path or settings.AUDIT_ANCHOR).open("rb") as stream:
            stream.seek(0, os.SEEK_END)
            stream.seek(max(stream.tell() - TAIL, 0))
            lines = stream.read().split(b"\n")
    except FileNotFoundError:
        return None
    return next((line for raw in reversed(lines) if (line := _parsed(raw))), None)


def lines(size: int | None = None, path: Path | None = None) -> Iterator[dict]:
    """Every whole line, oldest first; with `size` only those within the file's first so many bytes. What is no line is left out:
    whole lines name their predecessors, so that a spoilt one is missed."""
    read = 0
    try:
        with (path or settings.AUDIT_ANCHOR).open("rb") as stream:
            for raw in stream:
                read += len(raw)
                if size is not None and read > size:
                    return
                if line := _parsed(raw):
                    yield line
    except FileNotFoundError:
        return


def size() -> int:
    try:
        return settings.AUDIT_ANCHOR.stat().st_size
    except FileNotFoundError:
        return 0


def _parsed(raw: bytes) -> dict | None:
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    wanted = {"after": int, "previous": str, "sequence": int, "hash": str, "ids": list}
    right = isinstance(line, dict) and all(isinstance(line.get(name), kind) for name, kind in wanted.items())
    return line if right else None
