"""`make test`: lint, then the suite on SQLite, then on PostgreSQL. Arguments go to pytest.

What this machine lacks (PostgreSQL, Chromium, Java with Maven) is named in a SKIPPED line before anything runs; with CI=true it is a
failure. The first step that fails ends it, so that the last lines are always those of the run that decides.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from tools import chromium, node, postgres
from tools.console import ROOT, Stop, environment, main, say
from tools.elasticsearch import prepared as elasticsearch
from tools.lint import lint
from tools.packages import prepare


def missing() -> dict[str, str]:
    """What cannot be tested here, and what would be needed."""
    found = {}
    if postgres.binaries() is None:
        found["the suite on PostgreSQL"] = (
            "no initdb in PATH or below /usr/lib/postgresql (Debian: apt install postgresql)"
        )
    if chromium.executable() is None:
        found["the end-to-end tests"] = "no Chromium (Debian: apt install chromium; or name one in CHROMIUM)"
    if node.missing():
        found["the TypeScript client and its front end"] = node.missing()
    if why := elasticsearch.lacking():
        found["the tests with Elasticsearch"] = why
    return found


def suite(title: str, python: Path, url: str | None, *options: str) -> int:
    say(f"\n== The tests on {title}")
    # two workers: the machines that this is built and tested on have two cores
    command = [python, "-m", "pytest", "-n", os.environ.get("WORKERS", "2"), *options, *sys.argv[1:]]
    return subprocess.run(command, cwd=ROOT, env=environment(DATABASE_URL=url)).returncode


def test() -> int:
    started = time.monotonic()
    lacking = missing()
    if lacking and os.environ.get("CI") == "true":
        raise Stop("; ".join(f"{what} cannot run: {why}" for what, why in lacking.items()))
    for what, why in lacking.items():
        say(f"SKIPPED {what}: {why}")
    say("== The environment")
    python = prepare("requirements-test.lock")
    say("\n== Lint")
    lint(python)
    code = suite("SQLite", python, None)
    if code == 0 and postgres.binaries():
        say(f"   (so far {time.monotonic() - started:.0f} s)")
        with postgres.cluster() as url:
            # what asks for no database has just run
            code = suite("PostgreSQL", python, url, "--database-only")
    return code


if __name__ == "__main__":
    main(test)
