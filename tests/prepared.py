"""The migrated test database, kept from one run to the next: two hundred migrations take longer than most files of tests.

SQLite only, and only for the same migrations of the same releases; the migrate command runs on the copy all the same. A fresh
clone has none, so that CI migrates from nothing.
"""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

from django.apps import apps
from django.db import connection

from tools.console import ROOT

# Where `pytest --cache-clear` clears
FOLDER = ROOT / ".pytest_cache" / "d" / "migrated"


def _kept() -> Path:
    """Where the database of these migrations is kept."""
    found = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for file in sorted(Path(config.path, "migrations").glob("*.py")):
            found.update(f"{config.label}/{file.name}\0".encode() + file.read_bytes())
    return FOLDER / f"{found.hexdigest()[:32]}.sqlite3"


def bring() -> bool:
    """Put the kept database where this run expects its own; whether there was one."""
    if connection.vendor != "sqlite" or not (kept := _kept()).exists():
        return False
    shutil.copyfile(kept, connection.settings_dict["TEST"]["NAME"])
    return True


def keep() -> None:
    """Keep this run's database as it is, with nothing in it but what migrations put there, in place of those of other days."""
    if connection.vendor != "sqlite" or (kept := _kept()).exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = kept.with_suffix(f".{os.getpid()}")
    # The backup includes what still stands in the write-ahead log
    with sqlite3.connect(made) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    copy.close()
    made.replace(kept)
    for other in FOLDER.glob("*.sqlite3"):
        if other != kept:
            other.unlink(missing_ok=True)
