"""A PostgreSQL of our own for as long as a command runs: `python -m tools.postgres -- COMMAND ARGUMENT…`.

The cluster lives in a temporary folder, is reached by a unix socket there (so it takes no port and no password), keeps
nothing safe from a power cut (tests do not need that), and is gone afterwards. The command finds it in DATABASE_URL.
"""

import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tools.console import Stop, environment, main

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}


def binaries() -> Path | None:
    """The folder with initdb and postgres: from PATH, else the newest of Debian's; None when there is none."""
    if (found := shutil.which("initdb")) and shutil.which("postgres"):
        return Path(found).resolve().parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda path: [int(part) for part in re.findall(r"\d+", path.parent.name)], default=None)


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """A running cluster; gives its DATABASE_URL. Raises Stop when it cannot be started."""
    folder = binaries()
    if folder is None:
        raise Stop(
            "PostgreSQL was not found: neither in PATH nor below /usr/lib/postgresql. On Debian: apt install postgresql"
        )
    account = _account()
    home = Path(tempfile.mkdtemp(prefix="hongban-pg-"))
    # a session of its own: Ctrl-C reaches the tests first, and the server stays until they have ended
    options = {"start_new_session": True, "cwd": home, "stdin": subprocess.DEVNULL}
    if account:
        os.chown(home, account.pw_uid, account.pw_gid)
        options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    server = None
    try:
        made = subprocess.run(
            [folder / "initdb", "--pgdata", home / "data", "--username", "hongban", "--auth", "trust"]
            + ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
            **options,
            capture_output=True,
            text=True,
        )
        if made.returncode:
            raise Stop(f"PostgreSQL's initdb failed:\n{made.stdout}{made.stderr}")
        flags = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with (home / "log").open("w", encoding="utf-8") as log:
            server = subprocess.Popen(
                [folder / "postgres", "-D", home / "data", "-k", home, *flags], **options, stdout=log, stderr=log
            )
        _wait(server, home)
        # the host is the socket's folder; the database is one that every cluster has, for tests make their own
        yield f"postgresql://hongban@/postgres?host={home}"
    finally:
        if server:
            server.send_signal(signal.SIGQUIT)  # immediate: nothing in it is worth a checkpoint
            server.wait()
        shutil.rmtree(home, ignore_errors=True)


def _account() -> pwd.struct_passwd | None:
    """Who runs it: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Stop("PostgreSQL does not run as root, and this machine has neither a user 'postgres' nor 'nobody'.")


def _wait(server: subprocess.Popen, home: Path) -> None:
    """Until its pid file says ready; Stop with its log when it ends first or takes a minute."""
    pid_file = home / "data" / "postmaster.pid"
    for _ in range(600):
        with contextlib.suppress(OSError, IndexError):
            if pid_file.read_text(encoding="utf-8").splitlines()[7].strip() == "ready":
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise Stop("PostgreSQL did not start:\n" + (home / "log").read_text(encoding="utf-8", errors="replace"))


def _command() -> int:
    command = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    if not command:
        raise Stop("Say what to run: python -m tools.postgres -- COMMAND ARGUMENT…")
    # a plain end of the process would leave the server behind
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster() as url:
        return subprocess.run(command, env=environment(DATABASE_URL=url)).returncode


if __name__ == "__main__":
    main(_command)
