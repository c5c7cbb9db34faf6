"""Requests over kept connections, as many as the server takes: `measure()` for some seconds.

The client is a program on the same machine: what it costs is in every figure, the fast ones most.
"""

import asyncio
import multiprocessing
import random
import time
from dataclasses import dataclass


@dataclass
class Figures:
    requests: int
    seconds: float
    wrong: int
    milliseconds: list[float]

    @property
    def rate(self) -> float:
        return self.requests / self.seconds

    def percentile(self, share: float) -> float:
        found = sorted(self.milliseconds)
        return found[min(int(len(found) * share), len(found) - 1)] if found else 0.0


def measure(
    port: int, addresses: list[str], headers: list[str], seconds: float, connections: int = 16, processes: int = 2
) -> Figures:
    """Ask for these addresses at random, each connection as one of the readers whose header lines are given ('' for nobody)."""
    share = max(connections // processes, 1)
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        jobs = [(port, addresses, headers, seconds, share, number) for number in range(processes)]
        found = pool.starmap(_work, jobs)
    return Figures(
        sum(one[0] for one in found),
        max(one[1] for one in found),
        sum(one[2] for one in found),
        [ms for one in found for ms in one[3]],
    )


def _work(port, addresses, headers, seconds, connections, number):
    return asyncio.run(_ask_all(port, addresses, headers, seconds, connections, number))


async def _ask_all(port, addresses, headers, seconds, connections, number):
    started = time.perf_counter()
    until = started + seconds
    found = await asyncio.gather(
        *(_ask(port, addresses, headers, until, 1000 * number + one) for one in range(connections))
    )
    spent = time.perf_counter() - started
    return sum(f[0] for f in found), spent, sum(f[1] for f in found), [ms for f in found for ms in f[2]]


async def _ask(port, addresses, headers, until, seed):
    luck = random.Random(seed)
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    own = headers[seed % len(headers)]
    requests = [f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{own}\r\n".encode() for address in addresses]
    count = wrong = 0
    taken = []
    while (now := time.perf_counter()) < until:
        writer.write(luck.choice(requests))
        head = await reader.readuntil(b"\r\n\r\n")
        lower = head.lower()
        at = lower.find(b"content-length:")
        if at >= 0:
            await reader.readexactly(int(lower[at + 15 : lower.index(b"\r", at)]))
        else:
            await _chunks(reader)
        wrong += not head.startswith(b"HTTP/1.1 200")
        taken.append((time.perf_counter() - now) * 1000)
        count += 1
    writer.close()
    return count, wrong, taken


async def _chunks(reader) -> None:
    while size := int((await reader.readline()).split(b";")[0], 16):
        await reader.readexactly(size + 2)
    await reader.readline()
