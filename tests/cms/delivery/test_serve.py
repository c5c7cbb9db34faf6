"""`hongban-delivery`, started as it is installed."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools.console import environment


def test_the_api_is_served_alone(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).parent / "hongban-delivery"), "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(
        command, env=environment(HONGBAN_DATA=str(tmp_path), DEBUG="1"), stdout=subprocess.DEVNULL
    )
    try:
        for _try in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
            except urllib.error.HTTPError as refused:
                assert refused.code == 404, "the site's pages are not here"
                break
            except OSError:
                assert server.poll() is None
                time.sleep(0.1)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/openapi.json", timeout=30) as answer:
            assert b'"/api/v1/records"' in answer.read()
    finally:
        server.terminate()
        server.wait(timeout=20)
