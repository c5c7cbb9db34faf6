"""Writing a new module: an app in this project, or a package of its own. All of it or nothing."""

import contextlib
import importlib.util
import json
import keyword
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from string import Template

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from cms import plugins
from cms.plugins import Board

from . import files

__all__ = ["Refused", "Scaffold", "write"]

GROUP = '[project.entry-points."hongban.plugins"]'
# The longest of a module's own table names adds this to its prefix
LONGEST_SUFFIX = "_participants"
LONGEST_PREFIX = 30 - len(LONGEST_SUFFIX)


class Refused(Exception):
    """What is wrong with what was asked for, in words for whoever asked."""


@dataclass
class Scaffold:
    """A module to be written. `folder`: the project's root, or where the package's folder goes."""

    label: str
    zh: str
    en: str
    board: str
    scopes: tuple[str, ...]
    folder: Path
    package: bool = False
    table: str = ""

    def __post_init__(self):
        prefix = "x" if self.package else "m"
        if not self.table:
            whole = f"{prefix}_{self.label}"
            self.table = whole if len(whole) <= LONGEST_PREFIX else f"{prefix}_{self.label.partition('_')[0]}"

    @property
    def name(self) -> str:
        return "".join(part.capitalize() for part in self.label.split("_"))

    @property
    def path(self) -> str:
        return self.label if self.package else f"modules.{self.label}"

    @property
    def distribution(self) -> str:
        return f"hongban-{self.label.replace('_', '-')}"


def write(asked: Scaffold) -> list[Path]:
    """Write the module's files; their folders and what else was changed. Raises Refused, and then nothing is written."""
    _refuse_names(asked)
    targets = _targets(asked)
    for target in targets:
        if target.exists():
            raise Refused(_("“%(path)s”已经存在，不会覆盖。") % {"path": target})
    if not asked.package and not (asked.folder / "pyproject.toml").is_file():
        raise Refused(
            _("“%(path)s”不是本项目的目录（没有 pyproject.toml）；另写一个包请加 --package。") % {"path": asked.folder}
        )
    return _write(asked, targets)


# What is refused ----------------------------------------------------------------------------------------------------------


def _refuse_names(asked: Scaffold) -> None:
    label = asked.label
    if not re.fullmatch(r"[a-z][a-z0-9_]*", label) or keyword.iskeyword(label):
        raise Refused(
            _("“%(label)s”不能作标签：只用小写英文字母、数字和下划线，以字母开头，如 honours。") % {"label": label}
        )
    if len(label) > plugins.LABEL_LENGTH:
        raise Refused(_("标签“%(label)s”过长：最多 %(most)s 个字符。") % {"label": label, "most": plugins.LABEL_LENGTH})
    if label in plugins.declared() or label in apps.app_configs:
        raise Refused(_("标签“%(label)s”已被使用；标签是模块永久的身份，请另取。") % {"label": label})
    if asked.package and importlib.util.find_spec(label) is not None:
        raise Refused(_("已有名为“%(label)s”的 Python 包，请另取标签。") % {"label": label})
    if f"{asked.name}Record".lower() in {model.__name__.lower() for model in get_page_models()}:
        raise Refused(_("页面类型“%(name)sRecord”已经存在，请另取标签。") % {"name": asked.name})
    _refuse_words(asked)
    _refuse_table(asked)
    if asked.board not in dict(Board.CHOICES):
        raise Refused(_one_of("--board", asked.board, dict(Board.CHOICES)))
    for scope in asked.scopes:
        if scope not in ("branch", "committee"):
            raise Refused(_one_of("--for", scope, ("branch", "committee")))
    if not asked.scopes:
        raise Refused(_("--for 须写明给谁用：branch（党支部）、committee（党委），或两者用逗号隔开。"))


def _refuse_words(asked: Scaffold) -> None:
    for option, text in (("--zh", asked.zh), ("--en", asked.en)):
        if not text.strip() or len(text) > 50 or not text.isprintable():
            raise Refused(_("%(option)s 须是 1 到 50 个字的一行名称。") % {"option": option})
    if not re.search(r"[\u4e00-\u9fff]", asked.zh):
        raise Refused(_("--zh “%(name)s”须含汉字。") % {"name": asked.zh})
    if re.search(r"[\"'\\]", asked.zh):
        raise Refused(_("--zh “%(name)s”中的引号请用中文引号，不要用反斜杠。") % {"name": asked.zh})
    if not asked.en.isascii():
        raise Refused(_("--en “%(name)s”须是英文。") % {"name": asked.en})


def _refuse_table(asked: Scaffold) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", asked.table):
        raise Refused(_("表名前缀“%(table)s”只能用小写英文字母、数字和下划线，以字母开头。") % {"table": asked.table})
    if len(asked.table) > LONGEST_PREFIX:
        raise Refused(
            _("表名前缀“%(table)s”过长：最多 %(most)s 个字符（数据表名不得超过 30 个字符）。请用 --table 另取较短的。")
            % {"table": asked.table, "most": LONGEST_PREFIX}
        )
    taken = {module.table: module.label for module in plugins.modules()}
    if asked.table in taken:
        raise Refused(
            _("表名前缀“%(table)s”已由“%(label)s”使用，请用 --table 另取。")
            % {"table": asked.table, "label": taken[asked.table]}
        )


def _one_of(option: str, value: str, known) -> str:
    near = get_close_matches(value, list(known), n=1)
    hint = _("是不是 %(near)s？") % {"near": near[0]} if near else ""
    return _("%(option)s 没有“%(value)s”；可用：%(known)s。") % {
        "option": option,
        "value": value,
        "known": "、".join(known),
    } + hint  # fmt: skip


# What is written ----------------------------------------------------------------------------------------------------------


def _targets(asked: Scaffold) -> list[Path]:
    if asked.package:
        return [asked.folder / asked.distribution]
    return [asked.folder / "modules" / asked.label, asked.folder / "tests" / "modules" / asked.label]


def _write(asked: Scaffold, targets: list[Path]) -> list[Path]:
    texts = _texts(asked)
    done = []
    with contextlib.ExitStack() as undo:
        try:
            for target, contents in zip(targets, texts, strict=True):
                target.parent.mkdir(parents=True, exist_ok=True)
                # Beside its place, so that it is put there by one rename
                made = Path(tempfile.mkdtemp(prefix=".startmodule-", dir=target.parent))
                undo.callback(shutil.rmtree, made, ignore_errors=True)
                made.chmod(0o755)
                for name, text in contents.items():
                    (made / name).parent.mkdir(parents=True, exist_ok=True)
                    (made / name).write_text(text, encoding="utf-8")
                done.append((made, target))
            for made, target in done:
                made.rename(target)
                undo.callback(shutil.rmtree, target, ignore_errors=True)
            if not asked.package:
                _declare(asked)
        except OSError as error:
            raise Refused(
                _("不能写入“%(path)s”：%(reason)s") % {"path": error.filename or asked.folder, "reason": error.strerror}
            ) from error
        undo.pop_all()
    return targets if asked.package else [*targets, asked.folder / "pyproject.toml"]


def _texts(asked: Scaffold) -> list[dict[str, str]]:
    """For each target {file: text}."""
    words = {
        "label": asked.label,
        "name": asked.name,
        "name_lower": asked.name.lower(),
        "path": asked.path,
        "table": asked.table,
        "zh": json.dumps(asked.zh, ensure_ascii=False),
        "zh_single": repr(asked.zh),
        "zh_text": asked.zh,
        "en": json.dumps(asked.en),
        "en_text": asked.en,
        "board": asked.board.upper(),
        "scopes": "{" + ", ".join(f'"{scope}": 1' for scope in asked.scopes) + "}",
        "for_whom": " and ".join({"branch": "branches", "committee": "the committee"}[scope] for scope in asked.scopes),
        "distribution": asked.distribution,
        "description": json.dumps(f"{asked.en} ({asked.zh}): a module for Hongban", ensure_ascii=False),
    }
    fill = {
        name: Template(getattr(files, name)).substitute(words)
        for name in ("APPS", "MODELS", "MIGRATION", "TESTS", "PYPROJECT", "README")
    }
    app = {
        "__init__.py": "",
        "apps.py": fill["APPS"],
        "models.py": fill["MODELS"],
        "migrations/__init__.py": "",
        "migrations/0001_initial.py": fill["MIGRATION"],
    }
    test = f"test_{asked.label}.py"
    if not asked.package:
        return [app, {test: fill["TESTS"]}]
    package = {f"{asked.label}/{name}": text for name, text in app.items()}
    package |= {f"tests/{test}": fill["TESTS"], "pyproject.toml": fill["PYPROJECT"], "README.md": fill["README"]}
    return [package]


def _declare(asked: Scaffold) -> None:
    """Add the module to the entry points of the project's pyproject.toml, after the last of them."""
    path = asked.folder / "pyproject.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    heading = next((number for number, line in enumerate(lines) if line.strip() == GROUP), None)
    if heading is None:
        raise Refused(_("“%(path)s”中没有 %(group)s 一节。") % {"path": path, "group": GROUP})
    end = heading + 1
    while end < len(lines) and lines[end].strip() and not lines[end].startswith("["):
        end += 1
    lines.insert(end, f'{asked.label} = "{asked.path}.apps:{asked.name}Config"\n')
    fresh = path.with_name(f".pyproject.{os.getpid()}.toml")
    fresh.write_text("".join(lines), encoding="utf-8")
    fresh.replace(path)
