"""docs/plugins.md is true: it names everything that is promised, shows the example as it is, and lists every check.

And nobody needs more: built-in modules and the third party's package use promised names only.
"""

import ast
import importlib
import re
from dataclasses import fields
from pathlib import Path

import pytest

from cms import plugins
from cms.fields import FieldRule
from cms.testing import ModuleContract
from tools.console import ROOT

DOCUMENT = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "tests" / "thirdparty" / "hongban_honours"
ELECTION = ROOT / "examples" / "hongban-election"

PROMISED = {
    "cms.plugins": {"Board", "Cadence", "Module", "Plugin", "Source", "find_module", "installed", "modules"},
    "cms.tree": {
        "SCOPE_CHOICES", "Record", "RecordAttachment", "RecordEvidence", "RecordTag", "Section", "SectionState", "Tag",
        "Unit", "period_of", "record_panels",
    },
    "cms.fields": {
        "BodyField", "FieldRule", "FileRow", "HomeBodyField", "ImageRow", "MoneyField", "MultiChoiceField",
        "PercentField", "PeriodField", "Row", "percent", "rows_of",
    },
    "cms.testing": {"ModuleContract", "World", "answers_for", "decide", "publish", "review", "without_plugin", "world"},
}  # fmt: skip
# Promised too, with whatever their `__all__` says
MORE = (
    "cms.acts", "cms.tree.actions", "cms.months", "cms.references", "cms.panels", "cms.days", "cms.people", "cms.media", "cms.access",
    "cms.delivery.reading", "cms.delivery.api", "cms.moderation.after_release", "cms.moderation.reviewers", "cms.signals",
    "cms.charts", "cms.portal.responses", "cms.portal.errors", "cms.drafting.actions", "cms.moderation.actions", "cms.moderation.packages",
    "cms.periods", "cms.seams.board", "cms.seams.bulletin", "cms.seams.concerns", "cms.seams.dues", "cms.seams.events", "cms.seams.scores",
    "cms.seams.objectives", "cms.exports", "cms.drafting.actions", "cms.portal.responses",
)  # fmt: skip


def documented(module: str) -> set[str]:
    """The names in the first column of the module's table under "What is promised"."""
    section = re.search(rf"^### `{re.escape(module)}`\n(.*?)(?=^### |\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert section, f"docs/plugins.md has no section for {module}"
    cells = [line.split("|")[1] for line in section[1].splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`(\w+)", cell)}


def exported(module: str) -> set[str]:
    return set(importlib.import_module(module).__all__)


@pytest.mark.parametrize(("module", "names"), PROMISED.items())
def test_the_core_of_the_public_api_is_exactly_this(module, names):
    assert exported(module) == names


@pytest.mark.parametrize("module", [*PROMISED, *MORE])
def test_every_promised_name_is_documented_and_every_documented_name_is_there(module):
    assert documented(module) == exported(module)
    found = importlib.import_module(module)
    assert [name for name in exported(module) if not hasattr(found, name)] == []


def test_every_promised_module_is_in_the_list():
    assert set(re.findall(r"^### `([\w.]+)`", DOCUMENT, re.MULTILINE)) == {*PROMISED, *MORE}


def imports(folder: Path):
    """(file, module, name) of everything that the Python files in this folder take from `cms` and `search`."""
    for path in sorted(folder.rglob("*.py")):
        if {"migrations", "demo", "build"} & set(path.relative_to(folder).parts):
            continue  # generated, or of the demo plugin
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom):
                names = [(node.module or "", alias.name) for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [(alias.name, "") for alias in node.names]
            yield from ((path, module, name) for module, name in names if module.split(".")[0] in ("cms", "search"))


@pytest.mark.parametrize("folder", [ROOT / "modules", EXAMPLE, ELECTION], ids=["modules", "third party", "example"])
def test_modules_use_promised_names_only(folder):
    promised = {*PROMISED, *MORE}
    used = list(imports(folder))
    beyond = [
        f"{path.relative_to(ROOT)}: from {module} import {name}"
        for path, module, name in used
        if f"{module}.{name}" not in promised and (module not in promised or name not in exported(module))
    ]
    assert len(used) > 10
    assert beyond == []


def test_the_example_is_shown_as_it_is():
    shown = dict(re.findall(r"^`([\w./]+)`:\n\n```\w+\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL))
    assert {
        "pyproject.toml", "hongban_honours/apps.py", "hongban_honours/models.py", "hongban_honours/blocks.py",
        "hongban_honours/api.py", "hongban_honours/urls.py", "hongban_honours/views.py", "hongban_honours/document.py",
    } <= set(shown)  # fmt: skip
    for name, text in shown.items():
        assert text == (EXAMPLE / name).read_text(encoding="utf-8"), name


def test_every_check_of_the_contract_is_listed_and_no_other():
    listed = set(re.findall(r"^\| `(\w+)` \|", DOCUMENT.split("## The contract, as tests")[1].split("\n## ")[0], re.M))
    assert listed == {name.removeprefix("test_") for name in dir(ModuleContract) if name.startswith("test_")}


def test_every_attribute_of_a_declaration_and_of_a_rule_is_listed():
    declaration = DOCUMENT.split("## The declaration")[1].split("\n## ")[0]
    own = {
        name for name in vars(plugins.Module) if not name.startswith("_") and not callable(vars(plugins.Module)[name])
    }
    own -= {"model"}  # what it brings, not what it declares
    assert {name for name in own if f"`{name}`" not in declaration} == set()
    rules = DOCUMENT.split("## The page type")[1].split("\n## ")[0]
    assert [field.name for field in fields(FieldRule) if f"`{field.name}" not in rules] == []
    offers = DOCUMENT.split("## What a plugin may offer")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| `<app>\.([\w.]+)` \|", offers, re.MULTILINE))
    assert rows == plugins.PLACES


def test_every_system_check_is_listed():
    source = (ROOT / "cms" / "checks.py").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(cms\.[EW]\d+)`", DOCUMENT, re.MULTILINE)) == set(
        re.findall(r'id="(cms\.[EW]\d+)"', source)
    )
