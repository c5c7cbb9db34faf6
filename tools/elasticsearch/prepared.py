"""The server's jars and the launcher, fetched and compiled once: below HONGBAN_CACHE, else the user's cache folder."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tools.console import Stop, say

HERE = Path(__file__).parent
POM = HERE / "pom.xml"


def lacking() -> str:
    """What this machine lacks for it; empty when nothing."""
    programs = [name for name in ("java", "javac", "mvn") if not shutil.which(name)]
    if not programs:
        return ""
    return f"no {', '.join(programs)} in PATH (Debian: apt install openjdk-17-jdk-headless maven)"


def prepared() -> Path:
    """The folder with `libs/` and `classes/`; made when there is none yet (ten seconds, 38 MB). Raises Stop.

    Two that make it at once do no harm: each works in a folder of its own, and the first to finish gives its own the name.
    """
    if missing := lacking():
        raise Stop(f"Elasticsearch cannot be started: {missing}")
    folder = _cache() / f"elasticsearch-{_digest()}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        say(f"   preparing Elasticsearch in {folder}")
        fresh = Path(tempfile.mkdtemp(prefix=".elasticsearch-", dir=folder.parent))
        try:
            _make(fresh)
            fresh.rename(folder)
        except OSError as error:
            if not folder.is_dir():  # or else somebody else was quicker
                raise Stop(f"{folder} cannot be made: {error}") from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return folder


def _cache() -> Path:
    own = os.environ.get("HONGBAN_CACHE")
    return Path(own) if own else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hongban"


def _sources() -> list[Path]:
    return sorted((HERE / "src").rglob("*.java"))


def _digest() -> str:
    digest = hashlib.sha256()
    for path in [POM, *_sources()]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _make(folder: Path) -> None:
    libs, classes = folder / "libs", folder / "classes"
    _run("mvn", "-B", "-q", "-f", POM, "dependency:copy-dependencies", f"-DoutputDirectory={libs}")
    _run("javac", "-nowarn", "-proc:none", "-cp", f"{libs}/*", "-d", classes, *_sources())


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Stop(f"{command[0]} failed:\n{(done.stdout + done.stderr)[-3000:]}")
