"""Answers that are kept in this process's memory, each with the versions of the store that it was made of.

Nobody is answered from here without asking the database whether these are still the versions (`reads.are_current`).
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

__all__ = ["Answer", "Kept"]


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes
    etag: str
    at: tuple[int, int]


class Kept:
    """What was asked last, in at most so many bytes of bodies; 0: nothing is kept."""

    def __init__(self, most: int):
        self.most, self.size = most, 0
        self._answers: OrderedDict[tuple, Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple) -> Answer | None:
        return self._answers.get(key)

    def put(self, key: tuple, answer: Answer) -> None:
        with self._lock:
            before = self._answers.pop(key, None)
            self.size += len(answer.body) - (len(before.body) if before else 0)
            self._answers[key] = answer
            while self.size > self.most:
                _key, dropped = self._answers.popitem(last=False)
                self.size -= len(dropped.body)
