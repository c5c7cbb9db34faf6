"""Node.js for the TypeScript client and its front end in examples/: the packages of package-lock.json, installed once."""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from tools.console import ROOT
from tools.packages import alone

EXAMPLES = ROOT / "examples"
OLDEST = (18, 18)  # Debian 12 has it
STAMP = EXAMPLES / "node_modules" / ".hongban"


def missing() -> str:
    """Why nothing of it can run here; '' when it can."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "no node and npm (Debian: apt install nodejs npm)"
    shown = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()
    numbers = re.match(r"v(\d+)\.(\d+)", shown)
    if not numbers or tuple(map(int, numbers.groups())) < OLDEST:
        return f"node is {shown or 'broken'}, and {'.'.join(map(str, OLDEST))} or newer is needed"
    return ""


def prepare() -> Path:
    """The folder of the workspace, in which exactly the locked packages are installed. Raises AssertionError with npm's words."""
    with alone(EXAMPLES / "package-lock.json", "another npm is installing; waiting for it"):
        wanted = hashlib.sha256((EXAMPLES / "package-lock.json").read_bytes()).hexdigest()
        if not STAMP.exists() or STAMP.read_text() != wanted:
            run("npm", "ci")
            STAMP.write_text(wanted)
    return EXAMPLES


def run(*command: str, **environment: str) -> str:
    """What the command printed, in the workspace. Raises AssertionError with its words when it fails."""
    done = subprocess.run(
        command, cwd=EXAMPLES, env=os.environ | environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout
