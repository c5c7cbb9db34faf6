"""Distributions of plugins as pip would have installed them, written into a folder: for tests of what breaks."""

import json
import subprocess
import sys
from pathlib import Path

from tools.console import ROOT, environment

PLUGIN = """
from cms.plugins import Plugin

class Config(Plugin):
    name = "{label}"
"""
MODULE = """
from cms.plugins import Module

class Config(Module):
    name = "{label}"
    zh = "{label}栏目"
    en = "{label}"
    board = "review"
    scopes = {{"branch": 1}}
    table = "x_{label}"
"""
RECORD = """
from django.db import models
from django.utils.translation import gettext_lazy as _
from cms.fields import Row, rows_of
from cms.tree import Record

class {name}Record(Record):
    person = models.ForeignKey("cms.Person", verbose_name=_("人员"), null=True, on_delete=models.PROTECT, related_name="+")
    again = models.ForeignKey("{label}.Never", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "x_{label}"
"""


def install(folder: Path, label: str, files: dict[str, str], apps: str = PLUGIN) -> None:
    """A distribution `label` 1.0 in `folder`, whose package of that name has these files beside `apps.py`."""
    package = folder / label
    package.mkdir(parents=True)
    for name, text in {"__init__.py": "", "apps.py": apps.format(label=label), **files}.items():
        (package / name).write_text(text, encoding="utf-8")
    declare(folder, label, f"{label}.apps:Config")


def declare(folder: Path, label: str, path: str, distribution: str = "") -> None:
    """The metadata of an installed distribution that declares one plugin."""
    name = distribution or label
    metadata = folder / f"{name}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(f"[hongban.plugins]\n{label} = {path}\n", encoding="utf-8")


def run(*arguments: str, data: Path, path: Path | None = None, **env) -> subprocess.CompletedProcess:
    """Python in a process of its own, on an SQLite database in `data`, with the distributions in `path` installed."""
    clean = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": None,
        "PYTEST_XDIST_WORKER": None,
        "HONGBAN_TEST_DATA": str(data),
        "PYTHONPATH": str(path) if path else None,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment(**(clean | env)), capture_output=True, text=True
    )


def answer(done: subprocess.CompletedProcess):
    """The JSON that the program printed last."""
    assert done.returncode == 0, f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    return json.loads(done.stdout.splitlines()[-1])
