"""Prove `make demo` on this checkout as a person would use it: from nothing to the first page, twice, on a spare port."""

import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools.console import ROOT, Stop, environment, main, say

# From clone to the first page, and the second time (seconds).
FIRST, SECOND = 240, 10


def first_page(port: int, data: str) -> float:
    """Start it, wait for a page that is well, look at it, end it by Ctrl-C; the seconds until the page."""
    url = f"http://127.0.0.1:{port}"
    started = time.monotonic()
    env = environment(PORT=str(port), HONGBAN_DATA=data, DATABASE_URL=None, PYTHONUNBUFFERED="1")
    output = Path(data, "make-demo.log")
    with output.open("w", encoding="utf-8") as log:
        # a session of its own: the Ctrl-C below is for it alone
        make = subprocess.Popen(
            ["make", "demo"],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            while not well(f"{url}/healthz"):
                if make.poll() is not None:
                    raise Stop(f"make demo ended:\n{output.read_text(encoding='utf-8')}")
                if time.monotonic() - started > 2 * FIRST:
                    raise Stop(f"make demo served nothing:\n{output.read_text(encoding='utf-8')}")
                time.sleep(0.1)
            page, address = read(f"{url}/")
            seconds = time.monotonic() - started
            look(page, address, url)
            announced(output, url)
        finally:
            if make.poll() is None:
                os.killpg(make.pid, signal.SIGINT)
            make.wait(timeout=30)
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise Stop("Ctrl-C left the server behind")
    return seconds


def well(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as error:
        raise Stop(f"the demo is unwell: {error.read().decode()}") from error
    except OSError:
        return False


def read(url: str) -> tuple[str, str]:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read().decode(), answer.url


def look(page: str, address: str, url: str) -> None:
    """The first page is in Chinese, and every stylesheet and script that it names is there."""
    if "<html" not in page or "红板" not in page:
        raise Stop(f"{address} is not the portal's page:\n{page[:2000]}")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    if not files:
        raise Stop(f"{address} names no static file:\n{page[:2000]}")
    for file in files:
        read(url + file)


def announced(output: Path, url: str) -> None:
    """The address and an account are printed, a little after the site answers."""
    for _ in range(300):
        if url in (text := output.read_text(encoding="utf-8")):
            if not re.search(r"approver|签发人", text):
                raise Stop(f"make demo printed no accounts:\n{text}")
            return
        time.sleep(0.1)
    raise Stop(f"make demo printed no address:\n{text}")


def prove() -> None:
    # a shell's background job ignores Ctrl-C, and what it starts would too
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="hongban-demo-") as data:
        for title, limit in (("first", FIRST), ("second", SECOND)):
            seconds = first_page(port, data)
            say(f"  the {title} time: {seconds:.1f} s to the first page (at most {limit})")
            if seconds > limit:
                raise Stop(
                    f"That took longer than {limit} s:\n{Path(data, 'make-demo.log').read_text(encoding='utf-8')}"
                )


if __name__ == "__main__":
    main(prove)
