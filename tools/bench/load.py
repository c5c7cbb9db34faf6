"""Requests over kept connections, as many as the server takes: `measure()` for some seconds.

The client is a program on the same machine, and what it costs is in every figure, the fast ones most: wrk (Debian's package) where
it is installed, at about 10 µs a request, else a loop of our own at about 30.
"""

import json
import random
import re
import select
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass

__all__ = ["CLIENT", "Figures", "measure"]

CONNECTIONS = 16
CLIENT = shutil.which("wrk")


@dataclass
class Figures:
    """`p50`, `p99`: milliseconds. `wrong`: answers other than 200."""

    requests: int
    seconds: float
    wrong: int
    p50: float
    p99: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


def measure(port: int, addresses: list[str], headers: list[dict[str, str]], seconds: float) -> Figures:
    """Ask for these addresses at random, as the readers whose headers are given ({} for nobody), turn by turn."""
    luck = random.Random(1)
    asked = [(luck.choice(addresses), headers[number % len(headers)]) for number in range(4096)]
    return (_wrk if CLIENT else _loop)(port, asked, seconds)


SCRIPT = """
local asked, at = {}, 0
%s
request = function() at = at %% #asked + 1; return asked[at] end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("FIGURES %%d %%d %%d %%f %%f\\n", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99)))
end
"""


def _wrk(port: int, asked, seconds: float) -> Figures:
    lines = "\n".join(f"asked[#asked + 1] = {json.dumps(request.decode())}" for request in _requests(port, asked))
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="ascii") as script:
        script.write(SCRIPT % lines)
        script.flush()
        command = [CLIENT, "-t", "1", "-c", str(CONNECTIONS), "-d", f"{max(round(seconds), 1)}s", "-s", script.name]
        done = subprocess.run([*command, f"http://127.0.0.1:{port}"], check=True, capture_output=True, text=True)
    requests, micro, wrong, p50, p99 = re.search(r"FIGURES (\S+) (\S+) (\S+) (\S+) (\S+)", done.stdout).groups()
    return Figures(int(requests), int(micro) / 1e6, int(wrong), float(p50) / 1000, float(p99) / 1000)


def _requests(port: int, asked) -> list[bytes]:
    return [
        (f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
         + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n").encode()
        for address, headers in asked
    ]  # fmt: skip


def _loop(port: int, asked, seconds: float) -> Figures:
    """One request in flight on each connection, and a loop over those that have something to read."""
    requests, at = _requests(port, asked), 0
    poll, open_ = select.epoll(), {}
    for _number in range(CONNECTIONS):
        one = socket.create_connection(("127.0.0.1", port))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        poll.register(one.fileno(), select.EPOLLIN)
        open_[one.fileno()] = [one, b"", 0, 0.0]
    clock, taken, wrong = time.perf_counter, [], 0
    begun = clock()
    for state in open_.values():
        state[3] = clock()
        state[0].sendall(requests[at])
        at += 1
    while clock() < begun + seconds:
        for number, _event in poll.poll(1):
            state = open_[number]
            data = state[0].recv(1 << 18)
            if not data:
                raise ConnectionError("the server closed a connection")
            if state[2]:
                state[2] -= len(data)
            else:
                head = state[1] + data
                end = head.find(b"\r\n\r\n")
                if end < 0:
                    state[1] = head
                    continue
                length = re.search(rb"(?i)content-length: *(\d+)", head[:end])
                wrong += head[9:12] != b"200"
                state[1], state[2] = b"", int(length[1]) - (len(head) - end - 4)
            if state[2] == 0:
                now = clock()
                taken.append(now - state[3])
                state[3] = now
                state[0].sendall(requests[at % len(requests)])
                at += 1
    spent = clock() - begun
    for one, *_rest in open_.values():
        one.close()
    taken.sort()
    return Figures(len(taken), spent, wrong, *(taken[int(len(taken) * share)] * 1000 for share in (0.5, 0.99)))
