"""`make bench-api`: our API and Wagtail's own, side by side in one run, on one database, with signed-in members.

RECORDS (10000), SECONDS (2) and ROUNDS (3) may be given. The last line is JSON: each figure a ratio to plain Wagtail with a
connection per request; `publish` is a publication's time in those of Wagtail's own. docs/performance.md has the method and results.
"""

import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tools import postgres
from tools.bench.load import CLIENT, Figures, measure
from tools.console import ROOT, Stop, environment, main, say

RECORDS = int(os.environ.get("RECORDS", "10000"))
SECONDS = float(os.environ.get("SECONDS", "2"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
PYTHON = sys.executable


class Server:
    """Granian with two workers, as in production, in a session of its own so that its processes can be counted and ended."""

    def __init__(self, application: str, env: dict, threads: int = 4):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [PYTHON, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)]
        command += ["--workers", "2", "--blocking-threads", str(threads), "--no-access-log", application]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=env, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def wait(self, address: str) -> None:
        for _try in range(120):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{address}", timeout=5):
                    return
            except OSError:
                time.sleep(0.5)
        raise Stop(f"the server on port {self.port} does not answer")

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()

    def cpu(self) -> float:
        return _cpu(lambda pid, fields: int(fields[3]) == self.process.pid)


def _cpu(belongs) -> float:
    """Seconds of the processor that these processes (by pid and the fields after the name in /proc/…/stat) have used."""
    ticks = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if belongs(int(folder.name), fields):
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _database_cpu() -> float:
    def belongs(pid, fields):
        try:
            return "postgres" in Path(f"/proc/{pid}/comm").read_text()
        except OSError:
            return False

    return _cpu(belongs)


def prepared(env: dict) -> dict:
    """The content, a member's session, and what is asked; printed as JSON by the site itself."""
    for step in (["migrate", "-v0"], ["demo", "--size", str(RECORDS)], ["collectstatic", "--noinput", "-v0"]):
        say(f"   manage.py {' '.join(step)}")
        subprocess.run([PYTHON, "manage.py", *step], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run(
        [PYTHON, "-m", "tools.bench.subject"], cwd=ROOT, env=env | {"DJANGO_SETTINGS_MODULE": "cms.settings"},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def run(url: str) -> int:
    home = Path(tempfile.mkdtemp(prefix="hongban-bench-"))
    env = environment(DATABASE_URL=url, HONGBAN_DATA=str(home), LOG_LEVEL="ERROR", DATABASE_CONN_MAX_AGE="600")
    env |= {"API_RATE_VIEWER": "0", "API_RATE_ADDRESS": "0"}  # it is more than anybody may
    say(f"== Content: {RECORDS} records")
    subject = prepared(env)
    plain = env | {"DJANGO_SETTINGS_MODULE": "tools.bench.plain_settings"}
    servers = {
        "wagtail": Server("tools.bench.plain:application", plain),
        "wagtail, kept connections": Server("tools.bench.plain:application", plain | {"PLAIN_CONN_MAX_AGE": "600"}),
        "site": Server("cms.wsgi:application", env),
        "delivery": Server("cms.delivery.fast.app:application", env),
        "delivery, nothing kept": Server("cms.delivery.fast.app:application", env | {"API_KEPT_BYTES": "0"}),
    }
    try:
        found = compare(servers, subject)
    finally:
        for server in servers.values():
            server.stop()
    try:
        ratios = table(found) | {"publish": published(env)}
    finally:
        shutil.rmtree(home, ignore_errors=True)
    say(json.dumps(ratios))
    return 0


Found = dict[tuple[str, str], list[tuple[Figures, float, float]]]


def compare(servers: dict[str, Server], subject: dict) -> Found:
    theirs, ours = subject["wagtail"], subject["ours"]
    readers = [{"Cookie": cookie} for cookie in subject["cookies"]]
    if not CLIENT:
        say("   wrk is not installed (Debian: apt install wrk): the client of our own takes more of the two cores")
    say(f"   {len(readers)} members ask ours, each checked at every request; nobody in particular asks Wagtail's")
    found: Found = {}
    for name, server in servers.items():
        server.wait(theirs["list"][0] if name.startswith("wagtail") else "/healthz" if name == "site" else "/api/v1/")
    for _round in range(ROUNDS):
        for kind in ours:
            for name, server in servers.items():
                addresses = (theirs if name.startswith("wagtail") else ours)[kind]
                headers = [{}] if name.startswith("wagtail") else readers
                if _round == 0:
                    # the first sight of each reader and record
                    measure(server.port, addresses, headers, 6 if len(addresses) > 1000 else 1)
                before, database = server.cpu(), _database_cpu()
                figures = measure(server.port, addresses, headers, SECONDS)
                spent = (server.cpu() - before, _database_cpu() - database)
                if figures.wrong:
                    raise Stop(f"{name}: {figures.wrong} of {figures.requests} answers to {kind} were not 200")
                found.setdefault((kind, name), []).append((figures, *spent))
    return found


def table(found: Found) -> dict[str, float]:
    """Print what was found; the ratios."""
    ratios = {}
    for kind in dict.fromkeys(kind for kind, _name in found):
        say(f"\n{kind:14}{'requests/s':>12}{'ratio':>8}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms: app':>13}{'database':>10}")
        base = None
        for name in [name for one, name in found if one == kind]:
            rounds = found[kind, name]
            rate = statistics.median(figures.rate for figures, _app, _database in rounds)
            base = base or rate
            count = sum(figures.requests for figures, _app, _database in rounds)
            p50, p99 = (statistics.median(getattr(one[0], share) for one in rounds) for share in ("p50", "p99"))
            app, database = (sum(one[place] for one in rounds) / count * 1000 for place in (1, 2))
            say(f"  {name:26}{rate:>12.0f}{rate / base:>8.1f}{p50:>9.2f}{p99:>9.2f}{app:>9.3f}{database:>10.3f}")
            if name == "delivery":
                ratios[kind] = round(rate / base, 1)
            if name == "site" and kind in ("detail", "list"):
                ratios[f"site_{kind}"] = round(rate / base, 1)
    return ratios


def published(env: dict) -> float:
    """A publication with gate, document and outbox, in those of Wagtail's own."""
    say("\npublish")
    done = subprocess.run(
        [PYTHON, "-m", "tools.bench.publish"], cwd=ROOT, env=env | {"DJANGO_SETTINGS_MODULE": "cms.settings"},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    *lines, last = done.stdout.splitlines()
    for line in lines:
        say(f"  {line}")
    return float(last)


def bench() -> int:
    with postgres.cluster() as url:
        return run(url)


if __name__ == "__main__":
    main(bench)
