"""Published forms that must not change unnoticed: `assert_snapshot("openapi.json", data)` compares with tests/snapshots/.

`UPDATE_SNAPSHOTS=1` writes the new form; the diff is then reviewed like any other code.
"""

import difflib
import json
import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).with_name("snapshots")


@pytest.fixture
def assert_snapshot():
    """A function of the snapshot's file name and its content: text, or data that becomes sorted JSON."""
    return compare


def compare(name: str, content, folder: Path = FOLDER) -> None:
    """Fail with the difference when the stored snapshot is another one or missing; or write it (UPDATE_SNAPSHOTS=1)."""
    text = (
        content
        if isinstance(content, str)
        else json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    )
    path = folder / name
    stored = path.read_text(encoding="utf-8") if path.exists() else ""
    if text == stored:
        return
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    changes = difflib.unified_diff(stored.splitlines(), text.splitlines(), f"stored {name}", "now", lineterm="")
    pytest.fail(f"{name} differs. If that is right: UPDATE_SNAPSHOTS=1\n" + "\n".join(changes), pytrace=False)
