"""examples/hongban-election as a third party has it: a folder of its own, installed with pip, tested where it lies.

Its tests run in a process of their own, on the package as it is installed and on nothing else of this project but what
`hongban` brings. Nothing is fetched: the build is setuptools', which the lock file holds. The database is a copy of this run's, so
that only the example's own migration is left to do: half of the time that a third party waits.
"""

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET

import pytest
from django.db import connection

from tools.console import ROOT, environment

EXAMPLE = ROOT / "examples" / "hongban-election"
PACKAGE = EXAMPLE / "src" / "hongban_election"

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="runs in a process of its own, on SQLite, once"),
    pytest.mark.xdist_group("thirdparty"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder of packages with the example in it, installed from a copy that lies outside this project."""
    folder = tmp_path_factory.mktemp("election")
    # a build leaves folders beside its source
    shutil.copytree(EXAMPLE, folder / "source", ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info"))
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet"]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, "--target", folder / "site", folder / "source"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


# What the copy of the database takes beside the settings that the example names
SETTINGS = """
from pathlib import Path
from cms.testing.settings import *
from cms.testing.settings import DATABASES
DATABASES["default"]["TEST"]["NAME"] = str(Path(__file__).with_name("test.sqlite3"))
"""


@pytest.fixture(scope="module")
def results(site, django_db_setup):
    """{test: outcome} of the example's own tests, run once in a folder with its tests and its pyproject.toml alone."""
    place = site.parent / "tested"
    shutil.copytree(EXAMPLE / "tests", place / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(EXAMPLE / "pyproject.toml", place)
    (place / "copied.py").write_text(SETTINGS, encoding="utf-8")
    with (
        contextlib.closing(sqlite3.connect(connection.settings_dict["NAME"])) as ours,
        contextlib.closing(sqlite3.connect(place / "test.sqlite3")) as theirs,
    ):
        ours.backup(theirs)
    clean = {
        "DJANGO_SETTINGS_MODULE": None,
        "DATABASE_URL": None,
        "PYTEST_ADDOPTS": None,
        "PYTEST_XDIST_WORKER": None,
        "PYTHONPATH": f"{site}{os.pathsep}{place}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--ds=copied", "--reuse-db"]
        + ["--junitxml", str(place / "report.xml")],
        cwd=place, env=environment(**clean), capture_output=True, text=True,
    )  # fmt: skip
    assert (place / "report.xml").exists(), done.stdout + done.stderr
    found = {}
    for case in ET.parse(place / "report.xml").iter("testcase"):
        outcome = next((f"{part.tag}: {part.get('message')}" for part in case if part.tag != "system-out"), "passed")
        found[f"{case.get('classname')}.{case.get('name')}"] = outcome
    return found, done.stdout


def test_its_own_tests_pass_where_it_is_installed(results):
    found, output = results
    assert {name: outcome for name, outcome in found.items() if outcome != "passed"} == {}, output
    assert len(found) > 100


def test_the_contract_of_modules_is_among_them(results):
    from cms.testing import ModuleContract

    found, _output = results
    run = {name.rpartition(".")[2] for name in found if ".TestContract." in name}
    assert run == {name for name in dir(ModuleContract) if name.startswith("test_")}


def test_pip_installs_the_whole_package(site):
    """Templates and catalogues too: a package that lacks them works where it is written, and nowhere else."""

    def files(folder):
        found = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
        return {str(path) for path in found if "__pycache__" not in path.parts}

    assert files(site / "hongban_election") == files(PACKAGE)
    assert {"locale/en/LC_MESSAGES/django.mo", "templates/portal/records/election.html"} <= files(PACKAGE)


def test_its_settings_are_those_of_the_kit():
    options = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    assert options["DJANGO_SETTINGS_MODULE"] == "cms.testing.settings"


def test_nothing_of_the_project_knows_it():
    """But the documents, which mention it."""
    folders = ("cms", "modules", "plugins", "search", "templates", "tools")
    named = [
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".html", ".toml") and "hongban_election" in path.read_text(encoding="utf-8")
    ]
    assert named == []
    assert (
        "election"
        not in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["hongban.plugins"]
    )


def test_the_two_readmes_have_the_same_sections():
    shapes = [
        re.findall(r"^(#+ |```\w*$|\| *---)", (EXAMPLE / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in ("README.md", "README.zh-CN.md")
    ]
    assert shapes[0] == shapes[1]
    assert len(shapes[0]) > 10
