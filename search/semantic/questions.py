"""Vectors of questions: kept, within a time budget, or not at all. A model that is slow or down costs a reader its budget a few
times, and then nothing for a while."""

import functools
import logging
import os
import threading
import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from typing import TYPE_CHECKING

from .embedder import Embedder, EmbedderError

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Questions", "questions"]

logger = logging.getLogger(__name__)

KEPT = 1000  # questions of one process: 1.5 MB
WORKERS = 2
MOST_ASKED = 8  # at once; further questions are answered by their words
FAILURES = 3  # in a row, late answers included
PAUSE = 30.0  # seconds


class Questions:
    """The vectors that one process asks of one embedder. budget: seconds that a question waits."""

    def __init__(self, made: Embedder, budget: float):
        self._embedder, self._budget = made, budget
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="search question")
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Future] = OrderedDict()
        self._asked: dict[str, Future] = {}
        self._failures = 0
        self._paused_until = 0.0

    def begin(self, text: str) -> "Future | None":
        """Have the vector of this text computed by another thread; None when the model is given a rest."""
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
                return self._kept[text]
            if text in self._asked:
                return self._asked[text]
            if time.monotonic() < self._paused_until or len(self._asked) >= MOST_ASKED:
                return None
            future = self._asked[text] = self._pool.submit(self._embedder.query, text)
        # Outside of the lock, which `_ended` takes: at once in this thread, when the answer is there already
        future.add_done_callback(functools.partial(self._ended, text, time.monotonic()))
        return future

    def vector(self, begun: "Future | None", since: float) -> "np.ndarray | None":
        """What was begun at `since`; None when it failed, or is not there within the budget."""
        if begun is None:
            return None
        try:
            return begun.result(max(0.0, since + self._budget - time.monotonic()))
        except TookTooLong:
            self._failed(f"no answer within {self._budget} s")
        except EmbedderError:
            pass  # `_ended` has noted it
        return None

    def _ended(self, text: str, begun: float, future: Future) -> None:
        error = future.exception()
        with self._lock:
            self._asked.pop(text, None)
            if error is None:
                # A late answer too: who asks again has it
                self._kept[text] = future
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
                if time.monotonic() - begun <= self._budget:
                    self._failures = 0
        if error is not None:
            self._failed(str(error))

    def _failed(self, why: str) -> None:
        with self._lock:
            self._failures += 1
            if self._failures < FAILURES:
                return
            self._failures = 0
            self._paused_until = time.monotonic() + PAUSE
        logger.warning("search: by words only for %d s, the model of meanings fails: %s", PAUSE, why)


@functools.cache
def questions(made: Embedder, budget: float) -> Questions:
    """Of this process."""
    return Questions(made, budget)


# Threads do not come along into a forked process
os.register_at_fork(after_in_child=questions.cache_clear)
