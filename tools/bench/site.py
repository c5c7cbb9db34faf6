"""`make bench-search` with HTTP=1: what is done inside the installation that it asks, by `manage.py shell`."""

import json
import os
import statistics
import time
from pathlib import Path

from django.contrib.auth import get_user_model

from cms.access import viewer_of
from cms.delivery.models import Document
from search import query
from search.models import ExternalId

__all__ = ["ask", "keep_vectors"]


def keep_vectors(path: str) -> None:
    """Keep vectors that were made before, one of each whole document, as if the site had computed them."""
    import numpy as np

    from search.semantic import matrix
    from search.semantic.embedder import embedder
    from search.semantic.models import PassageVector
    from search.semantic.passages import key_of

    held, model = np.load(path), embedder().name
    vectors = dict(zip(held["ids"].tolist(), held["v"].astype("<f2"), strict=True))
    built = dict(Document.objects.values_list("page_id", "built_at"))
    rows = [
        PassageVector(
            page_id=page,
            number=0,
            model=model,
            key=key_of(model, external),
            built_at=built[page],
            vector=vectors[external].tobytes(),
        )
        for page, external in ExternalId.objects.values_list("page_id", "external_id")
        if external in vectors and page in built
    ]
    PassageVector.objects.bulk_create(rows, batch_size=1000)
    matrix.refresh(model)
    print(len(rows))


def ask(path: str, username: str) -> None:
    """Ask each question of the file, a line each, by `search.query.ask`; print the milliseconds as JSON."""
    viewer = viewer_of(get_user_model().objects.get(username=username))
    texts = Path(path).read_text(encoding="utf-8").splitlines()
    wall, own = [], []
    for text in [*texts[:5], *texts]:
        before, processor = time.perf_counter(), time.process_time()
        query.ask(viewer, text, limit=10)
        wall.append((time.perf_counter() - before) * 1000)
        own.append((time.process_time() - processor) * 1000)
    with open("/proc/self/statm", encoding="ascii") as file:
        memory = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    print(json.dumps({**_spread("wall", wall[5:]), **_spread("processor", own[5:]), "memory_mb": round(memory)}))


def _spread(name: str, milliseconds: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(milliseconds, n=100)
    return {f"{name}_p50_ms": round(cuts[49], 1), f"{name}_p95_ms": round(cuts[94], 1)}
