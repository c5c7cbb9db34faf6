"""What holds for the project as a whole: its lock files, its layout, its documents, its names in the database."""

import os
import re
import subprocess
import sys
import tomllib

import polib
import pytest
from django.apps import apps
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools.console import ROOT, environment

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OURS = ("cms", "modules", "plugins", "search")
# The longest name that all databases of this project's kind take.
LONGEST_IDENTIFIER = 30

TOP_LEVEL = {
    *OURS, "templates", "tests", "manage.py", "pyproject.toml", "requirements.lock", "requirements-test.lock",
    "README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE", "Makefile", "docs", "examples", "tools", "locale",
    ".ci", ".editorconfig", ".gitattributes", ".gitignore", ".pre-commit-config.yaml",
}  # fmt: skip

# In pieces, for this file is searched too.
MACHINES = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/User" + "s/", "/tmp/h" + "b"]
REGISTRIES = [
    "py" + "pi.org", "pythonhoste" + "d.org", "npmj" + "s.org", "crat" + "es.io", "proxy.gola" + "ng.org",
    "repo.mave" + "n", "deb.debia" + "n.org",
]  # fmt: skip


def pins(lock: str) -> dict[tuple[str, str], str]:
    """{(package, marker): version} of a lock file."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)(?: ; ([^\\\n]+?))? \\$", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    return {(canonicalize_name(name), marker.strip()): version for name, version, marker in found}


def committed() -> list[str]:
    """The paths of all files that are or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def manage(tmp_path, *arguments, **env):
    """A management command on an empty data folder, under the project's own settings."""
    clean = {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "DATABASE_URL": None,
        "SECRET_KEY": None,
        "HONGBAN_DATA": str(tmp_path),
        "DJANGO_ALLOW_ASYNC_UNSAFE": None,  # the browser tests' own
    }
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment(**(clean | env)), capture_output=True, text=True,
    )  # fmt: skip


# Lock files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lock", "wanted"),
    {
        "requirements.lock": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"],
        "requirements-test.lock": PROJECT["project"]["dependencies"]
        + PROJECT["dependency-groups"]["build"]
        + PROJECT["project"]["optional-dependencies"]["test"],
    }.items(),
    ids=["run", "test"],
)
def test_each_lock_file_satisfies_pyproject(lock, wanted):
    locked = {name: version for (name, _marker), version in pins(lock).items()}
    for requirement in map(Requirement, wanted):
        name = canonicalize_name(requirement.name)
        assert name in locked, f"{requirement} is not in {lock}: make lock"
        assert Version(locked[name]) in requirement.specifier, f"{lock} has {name} {locked[name]}: make lock"


def test_the_tests_run_on_exactly_what_is_installed_for_the_demo():
    assert pins("requirements.lock").items() <= pins("requirements-test.lock").items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_every_locked_package_has_a_hash(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert len(entries) == len(pins(lock))


# Files ----------------------------------------------------------------------------------------------------------------


def test_the_top_level_is_as_designed():
    assert {name.partition("/")[0] for name in committed()} == TOP_LEVEL


def test_no_file_names_a_machines_paths_or_a_registrys_host():
    forbidden = re.compile("|".join(re.escape(text) for text in MACHINES + REGISTRIES).encode())
    found = []
    for name in committed():
        for number, line in enumerate((ROOT / name).read_bytes().splitlines(), 1):
            if forbidden.search(line):
                found.append(f"{name}:{number}: {line[:120].decode(errors='replace')}")
    assert found == []


CARRIED = """
from setuptools import Distribution
made = Distribution({"script_name": "setup.py"})
made.parse_config_files()
build = made.get_command_obj("build_py")
build.ensure_finalized()
print(*build.get_output_mapping().values(), sep="\\n")
"""


def test_the_built_package_carries_all_that_the_site_runs_from():
    """Templates, styles, catalogues and data too: whoever installs it has no checkout beside it."""
    found = subprocess.run([sys.executable, "-c", CARRIED], cwd=ROOT, capture_output=True, text=True, check=True)
    needed = {name for name in committed() if name.partition("/")[0] in (*OURS, "templates", "locale")}
    assert {"templates/static/portal.css", "locale/en/LC_MESSAGES/django.mo"} <= needed
    assert needed <= set(found.stdout.split("\n"))


def test_no_secret_and_no_data_is_committed():
    wrong = re.compile(r"(^|/)(secret_key|\.env)$|\.(sqlite3(-wal|-shm)?|pem|key|log)$")
    assert [name for name in committed() if wrong.search(name)] == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_both_commands(readme):
    lines = (ROOT / readme).read_text(encoding="utf-8").splitlines()
    assert "make demo" in lines
    assert "make test" in lines


def test_the_two_readmes_have_the_same_sections():
    shapes = [
        re.findall(r"^(#+ |```\w*$|\| *---)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in ("README.md", "README.zh-CN.md")
    ]
    assert shapes[0] == shapes[1]


def test_links_in_the_documents_lead_to_files():
    documents = [name for name in committed() if name.endswith(".md")]
    broken = []
    for name in documents:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", (ROOT / name).read_text(encoding="utf-8")):
            if not ((ROOT / name).parent / target).exists():
                broken.append(f"{name}: {target}")
    assert len(documents) > 3
    assert broken == []


def test_the_table_of_settings_lists_exactly_the_variables_that_are_read():
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "cms" / "settings").glob("*.py"))
    read = re.findall(
        r"(?:flag|number|names|addresses|index_name|origins|choice|env\.\w+|environ\.get)\(\s*\"([A-Z][A-Z0-9_]*)\"",
        source,
    )
    read += re.findall(r"environ\[\"([A-Z][A-Z0-9_]*)\"\]", source)
    table = re.findall(r"^\| `([A-Z0-9_]+)` \|", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(table) == sorted(set(read))


def test_only_the_settings_read_the_environment():
    reads = re.compile(r"os\.(environ(\.get\(|\[)|getenv\()")
    found = [
        name
        for name in committed()
        if name.startswith(OURS)
        and name.endswith(".py")
        and not name.startswith(("cms/settings/", "cms/testing/settings.py"))
        if reads.search((ROOT / name).read_text(encoding="utf-8"))
    ]
    assert found == []


# Catalogues -----------------------------------------------------------------------------------------------------------


def test_the_compiled_catalogues_agree_with_their_sources():
    sources = list((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    for path in sources:
        compiled = polib.mofile(str(path.with_suffix(".mo")))
        wanted = {entry.msgid_with_context: entry.msgstr for entry in polib.pofile(str(path)).translated_entries()}
        assert {entry.msgid_with_context: entry.msgstr for entry in compiled} == wanted, "make messages"
    assert sources


# The database and Django's own checks ---------------------------------------------------------------------------------


def our_models():
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith(OURS)]


def identifiers(model):
    """Every name in the database that we chose for this model."""
    yield model._meta.db_table
    for field in model._meta.local_fields:
        yield field.column
    for part in [*model._meta.indexes, *model._meta.constraints]:
        yield part.name


def test_names_in_the_database_are_short_enough_for_every_database():
    names = {name for model in our_models() for name in identifiers(model)}
    assert "cms_record" in names
    assert sorted(name for name in names if len(name) > LONGEST_IDENTIFIER) == []


def test_no_model_has_a_change_without_a_migration(tmp_path):
    done = manage(tmp_path, "makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("https", ["0", "1"])
def test_the_deployment_checks_are_clean(tmp_path, https):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", HTTPS=https)
    assert done.returncode == 0, done.stdout + done.stderr


def test_debug_is_off_unless_it_is_asked_for(tmp_path):
    question = "from django.conf import settings; print(settings.DEBUG)"
    assert manage(tmp_path, "shell", "--no-imports", "-c", question, DEBUG=None).stdout.strip() == "False"
    assert manage(tmp_path, "shell", "--no-imports", "-c", question, DEBUG="1").stdout.strip() == "True"


def test_two_data_folders_have_two_secret_keys(tmp_path):
    keys = []
    for name in ("one", "two"):
        assert manage(tmp_path / name, "check").returncode == 0
        keys.append((tmp_path / name / "secret_key").read_text(encoding="ascii"))
        assert oct((tmp_path / name / "secret_key").stat().st_mode & 0o777) == "0o600"
    assert keys[0] != keys[1]
    assert os.environ["SECRET_KEY"] not in keys
