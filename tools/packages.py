"""The virtual environment `.venv`: made, filled with exactly what a lock file says, and left alone while that holds."""

import contextlib
import fcntl
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.console import ROOT, Stop, main, run, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

PIP_ADVICE = [
    (
        r"No space left on device",
        "The disk is full: free about 500 MB and run the same command again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "The package index serves other files than the lock file names. Use an index that mirrors the public one unchanged.",
    ),
    (
        r"Permission denied",
        "Give yourself write permission in this folder (was it made by another user?), and run the same command again.",
    ),
    (
        r"No matching distribution|Could not find a version|NewConnectionError|Max retries|name resolution|timed out",
        "No package index with these packages could be reached. Name yours in PIP_INDEX_URL "
        "(or a folder of wheels in PIP_FIND_LINKS) and run the same command again.",
    ),
]


def prepare(lock: str) -> Path:
    """The environment's Python, after it holds the packages of this lock file and the project itself.

    What is already so is not done again: a stamp in `.venv` keeps the hashes of what was installed. Programs that
    prepare at the same time wait for each other. Raises Stop.
    """
    lock_file = ROOT / lock
    with alone(lock_file, "another make is installing; waiting for it"):
        if not _works():
            _create()
        if _stamp(lock) != (wanted := _hash(lock_file)):
            names = re.findall(r"^[A-Za-z0-9._-]+==", lock_file.read_text(encoding="utf-8"), re.MULTILINE)
            run(
                f"Installing {len(names)} packages of {lock}",
                [
                    PYTHON,
                    "-m",
                    "pip",
                    "install",
                    "--disable-pip-version-check",
                    "--no-input",
                    "--require-hashes",
                    "-r",
                    lock,
                ],
                log=VENV / "install.log",
                item=r"^\s*(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9._-]+)",
                total=len(names),
                advice=PIP_ADVICE,
            )
            _write_stamp(lock, wanted)
        if _stamp("project") != (wanted := _hash(ROOT / "pyproject.toml")):
            # without isolation: the build backend is the locked setuptools, not whatever the index has today
            run(
                "Installing the project",
                [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-deps"]
                + ["--no-build-isolation", "--editable", "."],
                log=VENV / "install.log",
                advice=PIP_ADVICE,
            )
            _write_stamp("project", wanted)
    return PYTHON


@contextlib.contextmanager
def alone(path: Path, waiting: str) -> Iterator[None]:
    """Hold a lock on this file or folder while inside; `waiting` is said when somebody else holds it."""
    with contextlib.ExitStack() as stack:
        if path.is_dir():
            path = path / ".lock"
        handle = stack.enter_context(path.open("a" if path.name == ".lock" else "r"))
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"  {waiting} …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _works() -> bool:
    """Whether .venv holds a Python >= 3.11 with pip; not so after a move to another machine or a removed interpreter."""
    if not PYTHON.exists():
        return False
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", question], capture_output=True).returncode == 0


def _create() -> None:
    if VENV.exists():
        say("  .venv cannot be used (moved, without pip, or its Python is gone); making it anew")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        VENV.mkdir()
    except OSError as error:
        raise Stop(
            f"{error.filename} cannot be written ({error.strerror}). Give yourself write permission there."
        ) from error
    version = "{}.{}".format(*sys.version_info)
    try:
        run(
            f"Creating .venv with Python {version}",
            [sys.executable, "-m", "venv", VENV],
            log=VENV / "create.log",
            advice=[
                (
                    r"ensurepip",
                    f"This Python comes without venv/pip. On Debian: apt install python{version}-venv",
                )
            ],
        )
    except BaseException:
        # half an environment would look like a whole one
        (VENV / "bin" / "python").unlink(missing_ok=True)
        raise


def _hash(path: Path) -> str:
    """Of the file, and of where the environment lies: a copied checkout must not use the original's code."""
    return hashlib.sha256(path.read_bytes() + str(VENV).encode()).hexdigest()


def _stamp(name: str) -> str:
    path = VENV / f"installed-{name}"
    return path.read_text(encoding="ascii") if path.exists() else ""


def _write_stamp(name: str, value: str) -> None:
    (VENV / f"installed-{name}").write_text(value, encoding="ascii")


if __name__ == "__main__":
    main(lambda: prepare("requirements-test.lock" if "--test" in sys.argv else "requirements.lock") and None)
