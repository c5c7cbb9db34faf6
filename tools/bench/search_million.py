"""`python -m tools.bench.search_million`: a million passages (--passages) in both engines; time to index, size, time of a question.

Each question is read (lexicon, pinyin, clues) and asked as `search.query` does, in process, by one reader, once; nothing is
cached. The processor's time is said beside the time that passed, since a busy machine lengthens the latter only.
"""

import argparse
import resource
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from search.clues import read
from search.elastic.connection import Cluster
from search.elastic.engine import ElasticEngine
from search.embedded import EmbeddedEngine
from search.engine import Engine, Question
from tools.bench.passages import MODULES, entries, lexicon, questions
from tools.console import main, say
from tools.elasticsearch.nodes import cluster

HEAP = "1g"
WARM_UP = 100


@contextmanager
def embedded() -> Iterator[tuple[Engine, Path]]:
    folder = Path(tempfile.mkdtemp(prefix="hongban-bench-"))
    try:
        yield EmbeddedEngine(folder), folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def elasticsearch() -> Iterator[tuple[Engine, Path]]:
    with cluster(heap=HEAP, options=()) as (node,):
        yield ElasticEngine(Cluster((node.url,), replicas=0, timeout=30)), node.home / "data"


ENGINES = {"embedded": embedded, "elasticsearch": elasticsearch}


def measure(name: str, passages: int, asked: int) -> None:
    with ENGINES[name]() as (engine, folder):
        started, processor = time.perf_counter(), time.process_time()
        count = engine.rebuild(tqdm(entries(passages), total=passages, desc=f"  {name}", disable=None, leave=False))
        seconds, own = time.perf_counter() - started, time.process_time() - processor
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        say(f"{name}: {count} passages in {seconds:.0f} s ({own:.0f} s of this process), {size / 1e6:.0f} MB on disk")
        known = lexicon()
        for text in questions(WARM_UP, seed=3):
            ask(engine, text, known)
        taken, own, found = [], [], 0
        for text in questions(asked, seed=4):
            before, processor = time.perf_counter(), time.thread_time()
            found += ask(engine, text, known) > 0
            taken.append((time.perf_counter() - before) * 1000)
            own.append((time.thread_time() - processor) * 1000)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        say(
            f"   {asked} questions, {found} with results: {_spread(taken)}; of this process's processor {_spread(own)}; "
            f"it took at most {memory:.0f} MB"
        )


def _spread(milliseconds: list[float]) -> str:
    cuts = statistics.quantiles(milliseconds, n=100)
    return f"p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms"


def ask(engine: Engine, text: str, known) -> int:
    asked = read(text, known)
    question = Question(
        clues=asked.clues,
        also=asked.also,
        hints=asked.hints,
        audiences=frozenset({"employees", "unit:1"}),
        modules=frozenset(MODULES),
    )
    return engine.search(question).total


def run() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.bench.search_million", description=__doc__)
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--engine", choices=ENGINES, action="append", help="both, unless one is named")
    asked = parser.parse_args(sys.argv[1:])
    # a plain end of the process would leave folders behind
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    for name in asked.engine or ENGINES:
        measure(name, asked.passages, asked.questions)
    return 0


if __name__ == "__main__":
    main(run)
