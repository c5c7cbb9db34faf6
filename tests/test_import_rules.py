"""Who may import whom: the contracts of pyproject.toml hold, and would notice if they did not."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.console import ROOT

BREACHES = {
    "the core imports search": ("cms/breach.py", "import search.engine"),
    "the core imports a module": ("cms/breach.py", "import modules.one.models"),
    "the core imports a plugin": ("cms/breach.py", "import plugins.three.models"),
    "search imports a module": ("search/breach.py", "import modules.one.models"),
    "a module imports another": ("modules/one/breach.py", "import modules.two.models"),
    "a module imports a plugin": ("modules/one/breach.py", "import plugins.three.models"),
    "a plugin imports a module": ("plugins/three/breach.py", "import modules.one.models"),
    "a plugin imports another": ("plugins/three/breach.py", "import plugins.four.models"),
}
ALLOWED = {
    "search imports the core": ("search/fine.py", "import cms.tree"),
    "a module imports the core and search": ("modules/one/fine.py", "import cms.tree\nimport search.engine"),
    "a module imports itself": ("modules/one/fine.py", "import modules.one.models"),
}


def lint(folder: Path) -> subprocess.CompletedProcess:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache"], cwd=folder, capture_output=True, text=True)


@pytest.fixture
def small_project(tmp_path):
    """The layout in small, under the contracts of the real pyproject.toml."""
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    packages = ("modules/one", "modules/two", "plugins/three", "plugins/four")
    for file in ["cms/tree.py", "search/engine.py", *(f"{package}/models.py" for package in packages)]:
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        for folder in (path.parent, path.parent.parent):
            if folder != tmp_path:
                (folder / "__init__.py").touch()
    return tmp_path


def test_the_import_rules_hold():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("file", "line"), BREACHES.values(), ids=BREACHES)
def test_a_breach_of_the_import_rules_is_noticed(small_project, file, line):
    assert lint(small_project).returncode == 0
    (small_project / file).write_text(line)
    done = lint(small_project)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout


@pytest.mark.parametrize(("file", "lines"), ALLOWED.values(), ids=ALLOWED)
def test_the_allowed_directions_pass(small_project, file, lines):
    (small_project / file).write_text(lines)
    assert lint(small_project).returncode == 0
