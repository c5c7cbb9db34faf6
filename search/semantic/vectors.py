"""The vectors of what is published: which are missing, and computing them, a bounded piece of work at a time.

What is to do follows from the database alone (documents without vectors of what they say now), so that it goes on where it
stopped, whoever stopped it, and whether a document came by the workflow, by an import or with another model.
"""

import logging
import time
from collections.abc import Callable

import numpy as np
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from cms.access import in_date
from cms.delivery.models import Document

from .. import index
from . import matrix
from .embedder import Embedder, EmbedderError, Refused, embedder
from .models import PassageVector
from .passages import key_of, passages_of

__all__ = ["compute", "held", "pending", "work"]

logger = logging.getLogger(__name__)

CHUNK = 50
STEP = 20.0  # seconds of each minute: the machine has readers too
FAILURES = 3  # documents in a row, after which the model is taken to be down

SAID = ("page_id", "title", "text", "built_at")


def held(model: str) -> QuerySet[Document]:
    """The documents that have vectors of what they say now."""
    return _published().filter(_has_vectors(model))


def pending(model: str) -> QuerySet[Document]:
    """The documents that have none yet."""
    return _published().exclude(_has_vectors(model))


def _published() -> QuerySet[Document]:
    return Document.objects.filter(in_date())


def _has_vectors(model: str) -> Exists:
    return Exists(
        PassageVector.objects.filter(page_id=OuterRef("pk"), number=0, model=model, built_at=OuterRef("built_at"))
    )


def work() -> None:
    """The clock's job. A model that is down is no fault of the job: the next minute tries again."""
    try:
        compute(STEP)
    except EmbedderError as error:
        logger.warning("search: vectors wait for their model: %s", error)


def compute(seconds: float | None = None, advance: Callable[[int], object] | None = None) -> int:
    """Compute what is missing, for so many seconds (and until the document is done that is begun by then), and return the
    number of documents done. advance: called after each, for whoever shows progress.

    Raises EmbedderError when the model fails again and again; what was computed is kept.
    """
    made = embedder()
    give_up = time.monotonic() + seconds if seconds is not None else None
    done = failures = 0
    last = 0
    _forget()
    try:
        while chunk := list(pending(made.name).filter(pk__gt=last).only(*SAID).order_by("pk")[:CHUNK]):
            for document in chunk:
                if give_up is not None and time.monotonic() >= give_up:
                    return done
                try:
                    _keep(document, made)
                except EmbedderError:
                    failures += 1
                    if failures == FAILURES:
                        raise
                    logger.warning("search: no vectors of page %s", document.pk, exc_info=True)
                else:
                    failures = 0
                    done += 1
                    if advance:
                        advance(1)
            last = chunk[-1].pk
    finally:
        matrix.refresh(made.name)
    return done


def _forget() -> None:
    """Vectors of what is no longer published."""
    PassageVector.objects.exclude(Exists(_published().filter(pk=OuterRef("page_id")))).delete()


def _keep(document: Document, made: Embedder) -> None:
    texts = passages_of(document.title, index.body_of(document))
    keys = [key_of(made.name, text) for text in texts]
    # bytes(): PostgreSQL gives a memoryview
    known = {
        key: bytes(vector)
        for key, vector in PassageVector.objects.filter(key__in=set(keys), model=made.name).values_list("key", "vector")
    }
    lacking = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if lacking:
        known |= dict(zip(lacking, _computed(list(lacking.values()), made), strict=True))
    rows = [
        PassageVector(
            page_id=document.pk, number=number, model=made.name, key=key, built_at=document.built_at, vector=known[key]
        )
        for number, key in enumerate(keys)
    ]
    with transaction.atomic():
        # Each row is a new one, so that whoever has a copy of them notices
        PassageVector.objects.filter(page_id=document.pk).delete()
        # Another process may have done the same meanwhile, with the same result
        PassageVector.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["page_id", "number"],
            update_fields=["model", "key", "built_at", "vector"],
        )


def _computed(texts: list[str], made: Embedder) -> list[bytes]:
    try:
        return [row.astype("<f2").tobytes() for row in np.asarray(made.passages(texts))]
    except Refused as error:
        if len(texts) == 1:
            logger.warning("search: a passage is left without a vector: %s", error)
            return [b""]
    return [vector for text in texts for vector in _computed([text], made)]
