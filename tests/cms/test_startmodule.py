"""`manage.py startmodule`: what it refuses, and that a refusal leaves nothing behind. What it writes is tested, run and all,
in tests/thirdparty/test_packages.py."""

import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.scaffold import Scaffold
from tools.console import ROOT, environment

# What lies in a checkout and is no part of the project; var/ is large
NOT_OF_THE_PROJECT = (".*", "var", "__pycache__", "*.egg-info", "node_modules", "test-results", "build", "dist")


@pytest.fixture
def project(tmp_path):
    """The part of a project that a new module is written into."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def startmodule(label, folder: Path, *more, zh="荣誉表彰", en="Honours", board="review", scopes="branch") -> str:
    out = io.StringIO()
    call_command(
        "startmodule", label, "--zh", zh, "--en", en, "--board", board, "--for", scopes, "--dir", str(folder), *more,
        stdout=out,
    )  # fmt: skip
    return out.getvalue()


def files(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


def test_a_module_is_written_tested_and_declared(project):
    text = startmodule("honours", project, scopes="committee,branch")
    written = set(files(project)) - {"pyproject.toml"}
    assert written == {
        "modules/honours/__init__.py", "modules/honours/apps.py", "modules/honours/models.py",
        "modules/honours/migrations/__init__.py", "modules/honours/migrations/0001_initial.py",
        "tests/modules/honours/test_honours.py",
    }  # fmt: skip
    assert 'honours = "modules.honours.apps:HonoursConfig"\n' in files(project)["pyproject.toml"]
    assert 'scopes = {"committee": 1, "branch": 1}' in files(project)["modules/honours/apps.py"]
    assert "pytest tests/modules/honours" in text
    assert not list(project.rglob(".*"))


def test_nothing_outside_its_own_folders_is_touched_but_one_line_of_pyproject(tmp_path):
    """On a whole copy of the project, as git sees it: neither a list of modules, nor settings, nor the core's migrations."""
    project = tmp_path / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(*NOT_OF_THE_PROJECT))
    git(project, "init", "-q")
    git(project, "add", "-A")
    assert git(project, "diff", "--name-only") == ""
    startmodule("honours", project, scopes="committee,branch")
    assert git(project, "ls-files", "--others", "--directory", "--no-empty-directory").splitlines() == [
        "modules/honours/",
        "tests/modules/honours/",
    ]
    assert git(project, "diff", "--numstat").split() == ["1", "0", "pyproject.toml"]
    added = [line for line in git(project, "diff", "--unified=0").splitlines() if line.startswith("+")][1:]
    assert added == ['+honours = "modules.honours.apps:HonoursConfig"']


def git(folder: Path, *arguments: str) -> str:
    """What git says in a repository that knows no configuration but its own."""
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_DIR": None, "GIT_WORK_TREE": None}
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=environment(**alone), capture_output=True, text=True, check=True
    ).stdout


def test_a_package_goes_into_a_folder_of_its_own(tmp_path):
    text = startmodule("party_honours", tmp_path, "--package")
    assert [path.name for path in tmp_path.iterdir()] == ["hongban-party-honours"]
    assert f'pip install -e "{tmp_path}/hongban-party-honours[test]"' in text


def test_a_long_label_gets_a_table_name_that_still_fits():
    def table(label, **more):
        return Scaffold(label, "名称", "Name", "review", ("branch",), Path(), **more).table

    assert table("honours") == "m_honours"
    assert table("honours", package=True) == "x_honours"
    assert table("volunteer_service_hours") == "m_volunteer"


@pytest.mark.parametrize(
    ("label", "changes", "told"),
    [
        ("荣誉", {}, "“荣誉”不能作标签：只用小写英文字母、数字和下划线，以字母开头，如 honours。"),
        ("Honours", {}, "“Honours”不能作标签"),
        ("2honours", {}, "“2honours”不能作标签"),
        ("hon-ours", {}, "“hon-ours”不能作标签"),
        ("class", {}, "“class”不能作标签"),
        ("../honours", {}, "“../honours”不能作标签"),
        ("h" * 31, {}, "过长：最多 30 个字符"),
        ("featured_work", {}, "标签“featured_work”已被使用"),
        ("wagtailadmin", {}, "标签“wagtailadmin”已被使用"),
        ("auth", {}, "标签“auth”已被使用"),
        ("featured", {}, "页面类型“FeaturedRecord”已经存在"),
        ("honours", {"zh": "Honours"}, "--zh “Honours”须含汉字。"),
        ("honours", {"zh": ""}, "--zh 须是 1 到 50 个字的一行名称。"),
        ("honours", {"zh": "荣誉\n表彰"}, "--zh 须是 1 到 50 个字的一行名称。"),
        ("honours", {"zh": '荣誉"""表彰'}, "中的引号请用中文引号"),
        ("honours", {"zh": "荣\\誉"}, "不要用反斜杠"),
        ("honours", {"en": "  "}, "--en 须是 1 到 50 个字的一行名称。"),
        ("honours", {"en": "荣誉"}, "--en “荣誉”须是英文。"),
        ("honours", {"board": "reveiw"}, "--board 没有“reveiw”；可用：foundation、focus、review。是不是 review？"),
        ("honours", {"scopes": "branch,comittee"}, "--for 没有“comittee”；可用：branch、committee。是不是 committee？"),
        ("honours", {"scopes": " , "}, "--for 须写明给谁用"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(project, label, changes, told):
    before = files(project)
    with pytest.raises(CommandError) as error:
        startmodule(label, project, **changes)
    assert told in str(error.value)
    assert files(project) == before
    assert [path.name for path in project.iterdir()] == ["pyproject.toml"]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("x_much_too_long_a_name", "表名前缀“x_much_too_long_a_name”过长：最多 17 个字符"),
        ("X-1", "表名前缀“X-1”只能用小写英文字母"),
        ("m_featured", "表名前缀“m_featured”已由“featured_work”使用"),
    ],
)
def test_a_table_name_that_does_not_fit_or_is_taken_is_refused(project, table, told):
    with pytest.raises(CommandError) as error:
        startmodule("honours", project, "--table", table)
    assert told in str(error.value)
    assert [path.name for path in project.iterdir()] == ["pyproject.toml"]


def test_nothing_is_written_over(project):
    (project / "tests" / "modules" / "honours").mkdir(parents=True)
    with pytest.raises(CommandError, match="已经存在，不会覆盖"):
        startmodule("honours", project)
    assert not (project / "modules").exists()
    (project / "hongban-honours").mkdir()
    with pytest.raises(CommandError, match="hongban-honours”已经存在"):
        startmodule("honours", project, "--package")


def test_a_label_that_python_knows_cannot_be_a_package(tmp_path):
    with pytest.raises(CommandError, match="已有名为“json”的 Python 包"):
        startmodule("json", tmp_path, "--package")


def test_a_folder_that_is_no_project_is_refused(tmp_path):
    with pytest.raises(CommandError, match="不是本项目的目录"):
        startmodule("honours", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_project_without_the_group_of_plugins_stays_as_it_was(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'other'\n")
    with pytest.raises(CommandError, match="中没有"):
        startmodule("honours", tmp_path)
    assert files(tmp_path) == {"pyproject.toml": "[project]\nname = 'other'\n"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(project):
    project.chmod(0o500)
    try:
        with pytest.raises(CommandError, match="不能写入"):
            startmodule("honours", project)
    finally:
        project.chmod(0o700)


def test_a_disk_that_fails_half_way_leaves_nothing_behind(project, monkeypatch):
    def full(self, target):
        if "tests" in self.parts:
            raise OSError(28, "No space left on device", str(target))
        return os.rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(CommandError, match="No space left on device"):
        startmodule("honours", project)
    assert set(files(project)) == {"pyproject.toml"}
    assert files(project)["pyproject.toml"] == (ROOT / "pyproject.toml").read_text("utf-8")
