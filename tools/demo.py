"""`make demo`: from a fresh clone to a site served as in production, with demo data, on this machine only.

PORT (8000) says where it listens, HONGBAN_DATA (./var) where everything that it makes lies, so that several can live side
by side. What was done and still holds is not done again: stamps in the data folder keep the hash of what each step read.
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from pathlib import Path

from tools.console import ROOT, Stop, environment, main, run, say
from tools.packages import alone, prepare

HOST = "127.0.0.1"
SETTINGS_ADVICE = [
    (r"ImproperlyConfigured", "A setting is wrong: the last line names the variable (docs/settings.md lists them all)."),
    (r"OperationalError.*(connection|connect)", "The database of DATABASE_URL does not answer: is it running, and is the address right?"),
    (r"database is locked", "Another program holds the database: is a demo running on this data folder already?"),
    (r"No space left on device", "The disk is full: free some space and run the same command again."),
]  # fmt: skip


def chosen_port() -> int:
    raw = os.environ.get("PORT") or "8000"
    if not raw.isdigit() or not 1 <= int(raw) <= 65535:
        raise Stop(f"PORT={raw}: expected a number from 1 to 65535.")
    return int(raw)


def ask_port(port: int) -> None:
    """Raises Stop when nobody could serve there; asked first, so that nobody waits minutes to be told."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Stop(
                f"Port {port} needs rights that you do not have; take one above 1023: make demo PORT=8000"
            ) from None
        except OSError:
            other = port + 1 if port < 65535 else 8001
            raise Stop(
                f"Port {port} is busy: another program serves there. End it, or choose another port: make demo PORT={other}"
            ) from None


def data_folder() -> Path:
    folder = Path(os.environ.get("HONGBAN_DATA") or ROOT / "var").expanduser().resolve()
    try:
        (folder / "stamps").mkdir(parents=True, exist_ok=True)
        (folder / "stamps" / "write").touch()
    except OSError as error:
        raise Stop(
            f"The data folder {folder} cannot be written ({error.strerror}). "
            "Give yourself write permission there, or choose another: make demo HONGBAN_DATA=/some/folder"
        ) from error
    return folder


def digest(files: Iterable[Path], *more: str) -> str:
    """Of these files' names and contents, and further strings."""
    found = hashlib.sha256()
    for path in sorted(files):
        found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    for text in more:
        found.update(b"\0" + text.encode())
    return found.hexdigest()


def sources(*patterns: str) -> list[Path]:
    """Files of the project's own packages that match, bytecode left out."""
    folders = ("cms", "modules", "plugins", "search", "templates")
    found = {path for folder in folders for pattern in patterns for path in (ROOT / folder).rglob(pattern)}
    return [path for path in found if path.is_file() and path.suffix != ".pyc"]


def installed(python: Path) -> str:
    """The names of what is installed: a package added by hand may bring migrations and static files too."""
    return "\n".join(sorted(path.name for path in python.parent.parent.glob("lib/*/site-packages/*-info")))


class Steps:
    """Steps that prepare one data folder, each done again only when what it read has changed."""

    def __init__(self, data: Path, python: Path, env: dict[str, str]):
        self.data, self.python, self.env = data, python, env

    def once(self, name: str, state: str, todo: Callable[[], None]) -> None:
        stamp = self.data / "stamps" / name
        if stamp.exists() and stamp.read_text(encoding="ascii") == state:
            return
        todo()
        stamp.write_text(state, encoding="ascii")

    def forget(self, *names: str) -> None:
        for name in names:
            (self.data / "stamps" / name).unlink(missing_ok=True)

    def manage(self, title: str, *arguments: str, item: str = "") -> None:
        run(
            title,
            [self.python, "manage.py", *arguments],
            log=self.data / f"{arguments[0]}.log",
            env=self.env,
            item=item,
            advice=SETTINGS_ADVICE,
        )

    def load_demo(self) -> None:
        """Straight to the screen: the command shows its own progress."""
        say("  Loading the demo data")
        if subprocess.run(
            [self.python, "manage.py", "demo"], cwd=ROOT, env=self.env, stdin=subprocess.DEVNULL
        ).returncode:
            raise Stop(
                "The demo data could not be loaded; the reason stands above. "
                f"To begin anew with an empty site, remove {self.data} (it holds everything that this demo made)."
            )

    def prepare(self) -> None:
        """Database, static files, demo data: as far as they are not there yet."""
        database = self.env.get("DATABASE_URL") or str(self.data / "hongban.sqlite3")
        if not self.env.get("DATABASE_URL") and not Path(database).exists():
            self.forget("migrate", "demo")
        if not (self.data / "static" / "staticfiles.json").exists():
            self.forget("static")
        brought = [installed(self.python), self.env.get("CMS_PLUGINS_OFF", "")]
        self.once(
            "migrate",
            digest(sources("migrations/*.py"), database, *brought),
            lambda: self.manage("Preparing the database", "migrate", "--no-input", item=r"Applying ([\w.]+)"),
        )
        self.once(
            "static",
            digest(sources("static/**/*"), *brought),
            lambda: self.manage("Collecting static files", "collectstatic", "--no-input"),
        )
        self.once("demo", digest([], database), self.load_demo)


def serve(python: Path, env: dict[str, str], port: int) -> int:
    """granian until it is stopped; the accounts and the address are printed once it answers."""
    # one process, for SQLite and the embedded index have one writer; threads, for a page may wait for the database
    command = [python, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", "4", "--log-level", "warning", "cms.wsgi:application"]
    # in a session of its own, so that Ctrl-C comes to this program alone, which then ends it in order
    server = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, start_new_session=True)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: sys.exit(0))
    try:
        accounts = subprocess.Popen(
            [python, "manage.py", "demo", "accounts"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
        )
        unwell = wait(server, f"http://{HOST}:{port}/healthz")
        say("\n" + accounts.communicate()[0].rstrip())
        if unwell:
            say(f"\n  Served, but not all is well: {unwell}")
        say(f"\n  红板 is at  http://{HOST}:{port}/   (Ctrl-C ends it)\n")
        return server.wait()
    except KeyboardInterrupt:
        say("\nStopped.")
        return 0
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()


def wait(server: subprocess.Popen, url: str) -> str:
    """Until the site answers; what it says when it is unwell, else nothing. Raises Stop when it ends or takes a minute."""
    # straight to this machine, whatever proxy the environment names
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(600):
        if server.poll() is not None:
            raise Stop("The server ended at once; the reason stands above.")
        try:
            with opener.open(url, timeout=5):
                return ""
        except urllib.error.HTTPError as error:
            return error.read().decode(errors="replace")
        except OSError:
            time.sleep(0.1)
    raise Stop(f"The server did not answer within a minute at {url}.")


def demo() -> int:
    port = chosen_port()
    ask_port(port)
    data = data_folder()
    python = prepare("requirements.lock")
    env = environment(HONGBAN_DATA=str(data), DEBUG="0", BASE_URL=f"http://{HOST}:{port}", PYTHONUNBUFFERED="1")
    with alone(data, "another make demo prepares this data folder; waiting for it"):
        Steps(data, python, env).prepare()
    return serve(python, env, port)


if __name__ == "__main__":
    main(demo)
