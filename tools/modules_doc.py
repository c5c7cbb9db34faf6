"""docs/modules.md: every built-in module of the presets as the registry knows it (`make modules`).

A module that no preset opens is not in it: whoever adds one touches nothing but its own folder and a line of pyproject.toml.
"""

import os

from tools.console import ROOT, main

HEAD = """# Modules

Generated from the registry by `make modules`; a test holds it to what is installed. `GET /api/v1/modules` says the same as JSON.
C and B: phase in which committees and branches have the module (1: first release, 2: expansion; general branches are branches).

"""
BOARDS = {"foundation": "管理基础", "focus": "管理重点", "review": "管理回顾"}


def render() -> str:
    """The whole document; Django must be set up."""
    from django.utils import translation

    from cms import plugins
    from cms.schema import module_fields

    lines = [
        HEAD,
        "",
        "| No. | Label | 中文 | English | Board | C | B | Privacy | Cadence | Rule |",
        "| " + "--- | " * 10,
    ]
    with translation.override("zh-hans"):
        modules = [module for module in plugins.modules() if _is_of_presets(module)]
        for module in sorted(modules, key=lambda module: module.number):
            lines.append(_line(module))
        for module in sorted(modules, key=lambda module: module.number):
            lines += [
                "",
                f"## {module.zh} `{module.label}`",
                "",
                "| Field | 中文 | Type | Required | Notes |",
                "| " + "--- | " * 5,
            ]
            lines += [_field(spec) for spec in module_fields(module.model)]
    return "\n".join(line.rstrip() for line in lines) + "\n" + _departures()


def _is_of_presets(module) -> bool:
    return type(module).__module__.startswith("modules.") and not module.optional


def _line(module) -> str:
    phases = [str(module.scopes.get(kind, "–")) for kind in ("committee", "branch")]
    cadence = f"{module.cadence.interval}: {module.cadence.due}" if module.cadence else "–"
    rule = "、".join(f"{source.title}{f' ({source.year})' if source.year else ''}" for source in module.sources)
    cells = [
        str(module.number),
        f"`{module.label}`",
        module.zh,
        module.en,
        BOARDS[module.board],
        *phases,
        module.privacy,
        cadence,
        rule,
    ]
    return f"| {' | '.join(cells)} |"


def _field(spec) -> str:
    rule = spec.rule
    notes = [
        f"for {rule.privacy}" if rule.privacy else "",
        "masked" if rule.mask else "",
        "after release" if rule.after_release else "",
        f"{rule.only_for} only" if rule.only_for else "",
        "computed" if rule.computed else "",
        "filled in" if rule.filled and not rule.computed else "",
        ", ".join(f"{column.name} {column.label}" for column in spec.columns),
    ]
    told = "; ".join(note for note in notes if note)
    return f"| `{spec.name}` | {spec.label} | {spec.type} | {'yes' if spec.required else ''} | {told} |"


def _departures() -> str:
    from tests.modules.test_catalogue import EXCEPTIONS, RENAMED

    lines = ["", "## Departures from the catalogue", "", "| Module | Field | What | Why |", "| " + "--- | " * 4]
    lines += [f"| `{label}` | `{name}` | called `{ours}` | {why} |" for (label, name), (ours, why) in RENAMED.items()]
    lines += [f"| `{label}` | `{name}` | {what} | {why} |" for (label, name, what), why in EXCEPTIONS.items()]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def write() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    (ROOT / "docs" / "modules.md").write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main(write)
