"""Many further records: in shares of the units, each with a connection and a transaction of its own, where the database takes
several writers and there is more than one core; one after the other everywhere else. What is written is the same."""

import gc
import multiprocessing
import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from itertools import islice

from django.db import connection, connections, transaction
from django.utils.translation import gettext as _

from .bulk import Bulk
from .pages import Pages
from .plan import Exhausted, more, retold
from .quiet import quiet_collector
from .settle import Settled
from .world import World

SHARES = 4
BATCH = 1000
# Below this many records another process is not worth its start
WORTHWHILE = 4000


class Failed(Exception):
    """A process that wrote a share ended with an error; `str()` has its traceback."""


def write_more(world: World, settled: Settled, pages: Pages, count: int, advance: Callable[[int], None]) -> None:
    """Write `count` further published records; `advance(number)` is called after every batch.

    Raises Failed or plan.Exhausted; then nothing was written.
    """
    # Not every unit has more to tell: a committee's guides are told once
    telling = [unit.code for unit in world.units if next(retold(world, 1, {unit.code}, settled.sections), None)]
    parts = [telling[number::SHARES] for number in range(min(SHARES, len(telling)))]
    if not parts:
        raise Exhausted(_("没有已安装的栏目能提供更多演示记录，请减小 --size。"))
    shares = [
        _Share(world, settled, pages, units, count // len(parts) + (number < count % len(parts)))
        for number, units in enumerate(parts)
    ]
    if count >= WORTHWHILE and _several_writers():
        _side_by_side(shares, advance)
    else:
        with transaction.atomic():
            for share in shares:
                for written in share.write():
                    advance(written)


def _several_writers() -> bool:
    """A transaction that others cannot see yet (a test's) keeps everything in this process."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return cores > 1 and connection.vendor == "postgresql" and not connection.in_atomic_block


class _Share:
    """`count` further records of these units (their codes)."""

    def __init__(self, world: World, settled: Settled, pages: Pages, units: list[str], count: int):
        self.world, self.settled, self.pages = world, settled, pages
        self.units, self.count = set(units), count

    def write(self) -> Iterator[int]:
        """The number of records of each batch, once it is written."""
        bulk = Bulk(self.settled, self.pages, self.units)
        records = more(self.world, self.count, self.units, self.settled.sections, frozenset(self.pages.tags))
        with quiet_collector():
            while batch := list(islice(records, BATCH)):
                bulk.write(batch)
                gc.collect()
                yield len(batch)


# What a process tells besides numbers
READY, DONE = "ready", "done"


def _side_by_side(shares: list[_Share], advance) -> None:
    """Every share in a forked process: it has the world and what was settled, and opens a connection of its own.

    Nobody commits before all are ready to, so that an interruption leaves nothing half.
    """
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    news, commit = fork.SimpleQueue(), fork.Event()
    processes = [fork.Process(target=_work, args=(share, news, commit)) for share in shares]
    for process in processes:
        process.start()
    try:
        _await(READY, processes, news, advance)
        commit.set()
        _await(DONE, processes, news, advance)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


def _await(what: str, processes: list, news, advance) -> None:
    """Until every process has said so. Raises Failed when one tells of an error instead, or was killed and tells nothing."""
    waiting = len(processes)
    while waiting:
        if news.empty():
            if killed := [process for process in processes if process.exitcode]:
                raise Failed(_("写入进程意外结束（%(code)s）。") % {"code": killed[0].exitcode})
            time.sleep(0.05)
            continue
        message = news.get()
        if isinstance(message, int):
            advance(message)
        elif message == what:
            waiting -= 1
        else:
            raise Failed(message)


def _work(share: _Share, news, commit) -> None:
    """In the forked process: a number for every batch, READY and DONE, or a traceback."""
    parent = os.getppid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches everybody at once; the parent ends us
    try:
        with transaction.atomic():
            for written in share.write():
                news.put(written)
                _stay_with(parent)
            news.put(READY)
            while not commit.wait(timeout=5):
                _stay_with(parent)
        connection.close()
    except BaseException:  # noqa: BLE001 (whatever it is, the parent tells it)
        news.put(traceback.format_exc())
    else:
        news.put(DONE)


def _stay_with(parent: int) -> None:
    """Raises Failed when the process that started us is gone: nobody would ever tell us to commit."""
    if os.getppid() != parent:
        raise Failed("the loading process has ended")
