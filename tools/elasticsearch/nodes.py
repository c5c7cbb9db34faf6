"""Nodes of one cluster, each a process of its own with a folder and ports of its own."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.console import Stop
from tools.elasticsearch.prepared import HERE, prepared

HEAP = "512m"
# Starts in half of the time; what runs for longer is better off without
QUICK = ("-XX:TieredStopAtLevel=1",)
SHARED_MEMORY = Path("/dev/shm")
PATIENCE = 90  # seconds until a node must answer; it takes three on a quiet machine


class Node:
    """One node. It can be killed, and started again on what it has kept."""

    def __init__(self, home: Path, http: int, transport: int, settings: list[str], java: list[str]):
        self.home, self.http, self.transport, self.settings, self.java = home, http, transport, settings, java
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http}"

    @property
    def name(self) -> str:
        return f"node-{self.http}"

    def start(self) -> None:
        """Start the process; `wait()` until it answers."""
        folder = prepared()
        self.home.mkdir(parents=True, exist_ok=True)
        command = ["java", *self.java, "-XX:+UseSerialGC"]
        command += [f"-Dlog4j2.configurationFile={HERE / 'log4j2.properties'}", f"-Djava.io.tmpdir={self.home}"]
        command += ["-cp", f"{folder / 'classes'}:{folder / 'libs'}/*", "org.elasticsearch.node.ElasticsearchNode"]
        command += [str(self.home), str(self.http), str(self.transport), *self.settings]
        with (self.home / "log").open("a", encoding="utf-8") as log:
            # A session of its own: Ctrl-C reaches the tests first. Its standard input closes with this process.
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True, cwd=self.home
            )

    def wait(self, nodes: int = 1) -> None:
        """Until it is one of at least so many nodes and every shard that can be there is. Raises Stop with the log's end."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up and self.process.poll() is None:
            with contextlib.suppress(OSError, ValueError):
                asked = f"/_cluster/health?wait_for_nodes=>={nodes}&wait_for_no_initializing_shards=true&timeout=5s"
                health = self.ask(asked)
                if not health["timed_out"]:
                    return
            time.sleep(0.1)
        log = (self.home / "log").read_text(encoding="utf-8", errors="replace")
        raise Stop(f"Elasticsearch on port {self.http} did not start:\n{log[-3000:]}")

    def ask(self, path: str) -> dict | list:
        """What it answers to a GET of its HTTP API. Raises OSError when it does not."""
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return json.load(answer)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            os.kill(self.process.pid, how)
        self.process.wait()
        self.process.stdin.close()
        self.process = None


@contextlib.contextmanager
def cluster(count: int = 1, heap: str = HEAP, options: Sequence[str] = QUICK) -> Iterator[list[Node]]:
    """So many running nodes that know each other, with nothing in them; gone afterwards. Raises Stop.

    heap, options: of each node's Java.
    """
    # In memory where that can be had: each change of an index waits for the disk
    home = Path(tempfile.mkdtemp(prefix="hongban-es-", dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None))
    ports = _free_ports(2 * count)
    http, transport = ports[:count], ports[count:]
    # A disk that is nearly full is no reason to take no index
    settings = ["cluster.routing.allocation.disk.threshold_enabled=false"]
    if count > 1:
        settings.append("discovery.seed_hosts=" + ",".join(f"127.0.0.1:{port}" for port in transport))
        settings.append("cluster.initial_master_nodes=" + ",".join(f"node-{port}" for port in http))
    java = [f"-Xms{heap}", f"-Xmx{heap}", *options]
    nodes = [
        Node(home / f"node-{place}", *pair, settings, java)
        for place, pair in enumerate(zip(http, transport, strict=True))
    ]
    try:
        for node in nodes:
            node.start()
        for node in nodes:
            node.wait(count)
        yield nodes
    finally:
        for node in nodes:
            node.kill()  # nothing in it is worth a clean end
        shutil.rmtree(home, ignore_errors=True)


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _number in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
