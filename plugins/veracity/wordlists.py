"""The lists that checks work by: `data/*.json`, each with its version and where it comes from."""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("data")


@cache
def read(name: str) -> dict:
    """`data/<name>.json`, read once."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
