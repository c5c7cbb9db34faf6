"""Resolve pyproject.toml into the two lock files: for every platform, with hashes, and agreeing with each other."""

import os
import subprocess

from tools.console import ROOT, Stop, main, say
from tools.packages import prepare

COMMON = ["--universal", "--generate-hashes", "--no-header", "--python-version", "3.11", "--group", "build"]


def lock() -> None:
    uv = prepare("requirements-test.lock").parent / "uv"
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
    for output, options in {
        "requirements.lock": [],
        "requirements-test.lock": ["--extra", "test", "--constraint", "requirements.lock"],
    }.items():
        say(f"  {output}")
        command = [
            uv,
            "pip",
            "compile",
            "--quiet",
            *COMMON,
            *options,
            *upgrade,
            "--output-file",
            output,
            "pyproject.toml",
        ]
        if subprocess.run(command, cwd=ROOT).returncode:
            raise Stop(f"{output} could not be resolved; see above. A package index must be reachable (UV_INDEX_URL).")


if __name__ == "__main__":
    main(lock)
