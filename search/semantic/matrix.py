"""This machine's copy of the vectors: a file that all its processes map, so that they share one copy in memory.

    <data>/search/vectors/current   which copy is in use: JSON, replaced in one step
    <data>/search/vectors/m-…/      a copy: `rows` (float32), and of each row `pages` and `built` (the document's `built_at`), int64
    <data>/search/vectors/lock      held by whoever makes one

The database is the truth. Whoever computed vectors makes the copy anew; on other machines the next question after LOOKS seconds
notices that the database has others.
"""

import datetime
import json
import logging
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.conf import settings
from django.core.files import locks
from django.db import connection
from django.db.models import Count, Max

from .models import PassageVector

__all__ = ["Matrix", "current", "moment", "refresh"]

logger = logging.getLogger(__name__)

CHUNK = 2000
LOOKS = 30.0  # seconds between two looks at the database
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def moment(when: datetime.datetime) -> int:
    """Microseconds, exactly."""
    return (when - EPOCH) // datetime.timedelta(microseconds=1)


@dataclass(frozen=True)
class Matrix:
    """`rows`: a vector each; `pages` and `built`: of which document, and of which form of it."""

    rows: np.ndarray
    pages: np.ndarray
    built: np.ndarray


@dataclass(frozen=True)
class _Opened:
    mark: tuple[int, int]
    note: dict
    matrix: Matrix


_opened: dict[Path, _Opened] = {}
_looked: dict[Path, float] = {}
_looking = threading.Lock()


def current(model: str) -> Matrix | None:
    """The copy of this model's vectors; None when there is none (yet)."""
    folder = _folder()
    if _may_look(folder, missing=_open(folder) is None):
        _look(model)
    opened = _open(folder)
    return opened.matrix if opened and opened.note["model"] == model else None


def refresh(model: str) -> bool:
    """Make the copy anew if the database has other vectors; False when another process is doing it."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("ab") as lock:
        if not locks.lock(lock, locks.LOCK_EX | locks.LOCK_NB):
            return False
        try:
            stamp = _stamp(model)
            opened = _open(folder)
            if opened is None or opened.note["stamp"] != stamp:
                _make(folder, model, stamp)
        finally:
            locks.unlock(lock)
    return True


def _folder() -> Path:
    return Path(settings.HONGBAN_DATA) / "search" / "vectors"


def _stamp(model: str) -> list:
    """Changes with every change of the vectors: each comes as a new row. `built_at`, for a database may be put back as it was."""
    rows = PassageVector.objects.filter(model=model).aggregate(count=Count("pk"), last=Max("pk"), built=Max("built_at"))
    return [model, rows["count"], rows["last"], str(rows["built"])]


def _may_look(folder: Path, missing: bool) -> bool:
    now = time.monotonic()
    with _looking:
        if now - _looked.get(folder, -LOOKS) < LOOKS and not missing:
            return False
        _looked[folder] = now
        return True


def _look(model: str) -> None:
    if threading.current_thread() is threading.main_thread():
        refresh(model)
    else:
        # A request does not wait for it
        threading.Thread(target=_refresh, args=(model,), name="search vectors", daemon=True).start()


def _refresh(model: str) -> None:
    try:
        refresh(model)
    except Exception:
        logger.exception("search: the vectors could not be copied")
    finally:
        connection.close()


# Making ------------------------------------------------------------------------------------------------------------------


def _make(folder: Path, model: str, stamp: list) -> None:
    fresh = Path(tempfile.mkdtemp(prefix="m-", dir=folder))
    try:
        dimensions = 0
        with (
            (fresh / "rows").open("wb") as rows,
            (fresh / "pages").open("wb") as pages,
            (fresh / "built").open("wb") as built,
        ):
            for page_id, built_at, vector in _vectors(model):
                values = np.frombuffer(vector, dtype="<f2").astype(np.float32)
                dimensions = dimensions or len(values)
                if not len(values) or len(values) != dimensions:
                    continue  # refused by the model, or of one that has another width under the same name
                rows.write(values.tobytes())
                pages.write(page_id.to_bytes(8, "little", signed=True))
                built.write(moment(built_at).to_bytes(8, "little", signed=True))
        note = {"folder": fresh.name, "model": model, "stamp": stamp, "dimensions": dimensions}
        pointer = folder / f".current.{os.getpid()}"
        pointer.write_text(json.dumps(note), encoding="utf-8")
        os.replace(pointer, folder / "current")
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    for old in folder.glob("m-*"):
        # Whoever has mapped it keeps it until the next question
        if old.name != fresh.name:
            shutil.rmtree(old, ignore_errors=True)


def _vectors(model: str) -> Iterator[tuple[int, datetime.datetime, bytes]]:
    # By key rather than with one cursor: no long transaction
    last = 0
    rows = PassageVector.objects.filter(model=model).order_by("pk").values_list("pk", "page_id", "built_at", "vector")
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield from (row[1:] for row in chunk)
        last = chunk[-1][0]


# Reading -----------------------------------------------------------------------------------------------------------------


def _open(folder: Path) -> _Opened | None:
    for _attempt in range(3):
        try:
            status = (folder / "current").stat()
            mark = (status.st_ino, status.st_mtime_ns)
            opened = _opened.get(folder)
            if opened is None or opened.mark != mark:
                note = json.loads((folder / "current").read_text(encoding="utf-8"))
                opened = _opened[folder] = _Opened(mark, note, _mapped(folder / note["folder"], note["dimensions"]))
            return opened
        except FileNotFoundError:
            continue  # none yet, or replaced between reading its name and opening it
        except (OSError, ValueError, KeyError, TypeError) as error:
            logger.warning("search: the copy of the vectors cannot be read: %s", error)
            return None
    return None


def _mapped(folder: Path, dimensions: int) -> Matrix:
    if not dimensions:
        return Matrix(np.zeros((0, 0), np.float32), np.zeros(0, np.int64), np.zeros(0, np.int64))
    return Matrix(
        np.memmap(folder / "rows", dtype=np.float32, mode="r").reshape(-1, dimensions),
        np.fromfile(folder / "pages", dtype="<i8"),
        np.fromfile(folder / "built", dtype="<i8"),
    )
