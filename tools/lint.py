"""What is checked without running a test: style, import rules, Django's checks, missing migrations. `--fix` repairs style."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.console import ROOT, Stop, environment, main, say
from tools.packages import prepare


def steps(python: Path) -> dict[str, list[str]]:
    """Each check by its title."""
    binaries = python.parent
    manage = [python, "manage.py"]
    return {
        "ruff check": [binaries / "ruff", "check", "--quiet", "."],
        "ruff format": [binaries / "ruff", "format", "--quiet", "--diff", "."],
        "import rules": [binaries / "lint-imports", "--no-cache"],
        "system checks": [*manage, "check", "--fail-level", "WARNING"],
        "missing migrations": [*manage, "makemigrations", "--check", "--dry-run"],
    }


def lint(python: Path) -> None:
    """Run every check, on an empty data folder. Raises Stop at the first that fails, with its output."""
    with tempfile.TemporaryDirectory(prefix="hongban-lint-") as data:
        # the person's own settings must not decide whether the project is right
        env = environment(HONGBAN_DATA=data, DATABASE_URL=None, CMS_PLUGINS_OFF=None, DEBUG=None)
        for title, command in steps(python).items():
            done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
            if done.returncode:
                advice = "Run: make format\n" if title.startswith("ruff") else ""
                raise Stop(f"{title} failed. {advice}\n{done.stdout}{done.stderr}")
            say(f"  {title}: ok")


def fix(python: Path) -> None:
    ruff = python.parent / "ruff"
    subprocess.run([ruff, "check", "--fix", "--quiet", "."], cwd=ROOT)
    subprocess.run([ruff, "format", "."], cwd=ROOT)


if __name__ == "__main__":
    main(lambda: (fix if "--fix" in sys.argv else lint)(prepare("requirements-test.lock")))
