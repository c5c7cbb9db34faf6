"""What third parties do: install a package with pip, write a new one, write a new module; each passes its own tests at once.

All three are tested by one pytest in a process of its own, where they are installed beside Hongban. It has an SQLite database.
"""

import io
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.cms.fakes import declare
from tools.console import ROOT, environment

HONOURS = Path(__file__).with_name("hongban_honours")

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="runs in a process of its own, on SQLite, once"),
    pytest.mark.xdist_group("thirdparty"),
]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    """A folder with a third party's package, one that startmodule wrote, and a copy of this project with a new module."""
    folder = tmp_path_factory.mktemp("workshop")
    shutil.copytree(HONOURS, folder / "honours", ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info"))
    call_command(
        "startmodule", "party_brand", "--zh", "党建品牌", "--en", "Party-building brand", "--board", "review",
        "--for", "branch", "--package", "--dir", str(folder), stdout=io.StringIO(),
    )  # fmt: skip
    copy_project(folder / "project")
    call_command(
        "startmodule", "facilities", "--zh", "“阵地”建设", "--en", "Facilities", "--board", "foundation",
        "--for", "branch, committee", "--dir", str(folder / "project"), stdout=io.StringIO(),
    )  # fmt: skip
    return folder


def copy_project(place: Path) -> None:
    """This project by links, but with `modules/`, `tests/` and pyproject.toml of its own."""
    (place / "modules").mkdir(parents=True)
    for path in ROOT.iterdir():
        if path.name not in ("modules", "tests", "pyproject.toml", "var") and not path.name.startswith("."):
            (place / path.name).symlink_to(path)
    for path in (ROOT / "modules").iterdir():
        (place / "modules" / path.name).symlink_to(path)
    shutil.copy(ROOT / "pyproject.toml", place)


@pytest.fixture(scope="module")
def report(workshop):
    """{test file: {test: outcome}} of all three, run once."""
    site = workshop / "site"
    for package in ("honours", "hongban-party-brand"):
        options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--target", site]
        # from a copy, since a build leaves folders beside its source
        shutil.copytree(workshop / package, workshop / "built" / package)
        pip(*options, workshop / "built" / package)
    declare(site, "facilities", "modules.facilities.apps:FacilitiesConfig")
    tests = [
        workshop / "honours" / "tests",
        workshop / "hongban-party-brand" / "tests",
        "tests/modules/facilities",
    ]
    clean = {
        "DJANGO_SETTINGS_MODULE": None,
        "DATABASE_URL": None,
        "PYTEST_ADDOPTS": None,
        "PYTEST_XDIST_WORKER": None,
        "PYTHONPATH": str(site),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--ds=cms.testing.settings"]
        + ["--junitxml", str(workshop / "report.xml"), *map(str, tests)],
        cwd=workshop / "project", env=environment(**clean), capture_output=True, text=True,
    )  # fmt: skip
    assert (workshop / "report.xml").exists(), done.stdout + done.stderr
    found = {}
    for case in ET.parse(workshop / "report.xml").iter("testcase"):
        outcome = next((f"{part.tag}: {part.get('message')}" for part in case if part.tag != "system-out"), "passed")
        file = case.get("classname").replace(".TestContract", "").rpartition(".")[2]
        found.setdefault(file, {})[case.get("name")] = outcome
    return found, done.stdout


def pip(*arguments) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("file", "own_tests"), [("test_honours", 8), ("test_party_brand", 2), ("test_facilities", 2)])
def test_it_passes_the_contract_and_its_own_tests_as_it_is_installed(report, file, own_tests):
    results, output = report
    assert file in results, output
    failed = {name: outcome for name, outcome in results[file].items() if outcome != "passed"}
    assert failed == {}, output
    assert "test_a_draft_passes_three_reviews_and_is_read_with_its_fields" in results[file]
    assert len(results[file]) > 20 + own_tests


def test_a_new_package_is_shaped_as_pip_wants_it(workshop):
    package = workshop / "hongban-party-brand"
    files = {str(path.relative_to(package)) for path in package.rglob("*") if path.is_file()}
    assert files == {
        "README.md", "pyproject.toml", "party_brand/__init__.py", "party_brand/apps.py", "party_brand/models.py",
        "party_brand/migrations/__init__.py", "party_brand/migrations/0001_initial.py", "tests/test_party_brand.py",
    }  # fmt: skip
    project = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["name"] == "hongban-party-brand"
    entry_points = project["project"]["entry-points"]["hongban.plugins"]
    assert entry_points == {"party_brand": "party_brand.apps:PartyBrandConfig"}
    assert project["tool"]["pytest"]["ini_options"]["DJANGO_SETTINGS_MODULE"] == "cms.testing.settings"
    assert "党建品牌" in (package / "README.md").read_text(encoding="utf-8")


def test_a_new_module_is_declared_in_the_project_and_keeps_to_its_style(workshop):
    project = workshop / "project"
    declared = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    before = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    plugins = declared["project"]["entry-points"].pop("hongban.plugins")
    assert plugins.pop("facilities") == "modules.facilities.apps:FacilitiesConfig"
    assert plugins == before["project"]["entry-points"].pop("hongban.plugins")
    assert declared == before
    assert 'zh = "“阵地”建设"' in (project / "modules" / "facilities" / "apps.py").read_text(encoding="utf-8")
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [Path(sys.executable).with_name("ruff"), *command, "--no-cache", "modules/facilities", "tests/modules/facilities"],
            cwd=project, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
