"""The engine itself."""

import contextlib
import logging
import time
import zlib
from collections.abc import Iterable, Iterator

from elasticsearch.helpers import streaming_bulk

from search.engine import (
    ENOUGH,
    MOST_COUNTED,
    MOST_OTHERS,
    Busy,
    EngineError,
    Entry,
    Found,
    Health,
    Hit,
    Load,
    Missing,
    Question,
    Unreachable,
    Unusable,
)

from .connection import PASSING, Cluster, failures
from .generations import Generation, Generations
from .lease import Lease, held
from .questions import Asked
from .schema import FORGOTTEN, document

__all__ = ["ElasticEngine"]

logger = logging.getLogger(__name__)

NAME = "elasticsearch"
# Once no node answered, for so many seconds nobody is kept waiting to see whether one does
PAUSE = 2.0
# A page that others keep writing at the same moment, and a cluster that is just now choosing a master
ATTEMPTS = 5
AGAIN_AFTER = (0.1, 0.3, 0.9)  # seconds: a question that no copy of a shard could answer
WRITE_TIMEOUT = 30
BULK = {
    "max_retries": 4,
    "initial_backoff": 0.25,
    "max_backoff": 4,
    "retry_on_status": PASSING,
    "raise_on_error": False,
}
CHUNK_BYTES = 8_000_000

CONFLICT, GONE = 409, 404  # somebody else was quicker; the index is not there any more


class ElasticEngine:
    """One cluster's indexes of one site. Safe to share between threads; each process has its own."""

    def __init__(self, cluster: Cluster):
        self.cluster = cluster
        self._silent_until = 0.0
        self._read: Generation | None = None

    # Writing -------------------------------------------------------------------------------------------------------

    def index(self, page_ids: list[int], load: Load) -> None:
        """See `Engine`. There is no lock: a page that somebody else wrote since it was looked at is loaded and written anew,
        so that nothing newer is overwritten with what was loaded earlier. Raises Busy when that does not come to an end."""
        left = set(page_ids)
        with self._answering():
            for _attempt in range(ATTEMPTS):
                left = self._written(sorted(left), load)
                if not left:
                    return
        raise Busy(f"others are writing {len(left)} of the same pages")

    def delete(self, page_ids: list[int]) -> None:
        self.index(page_ids, lambda ids: [])

    def _written(self, page_ids: list[int], load: Load) -> set[int]:
        """Those that somebody else has written meanwhile, or whose index has gone."""
        generations = Generations(self.cluster).written()
        seen = self._seen(generations, page_ids)
        entries = {entry.page_id: document(entry) for entry in load(page_ids)}
        actions = (
            {"_index": one.writing, "_id": str(pk), "_source": entries.get(pk, FORGOTTEN), **seen[one.writing, pk]}
            for one in generations
            for pk in page_ids
        )
        return {pk for pk, _status in self._sent(actions, refresh=True)}

    def _seen(self, generations: list[Generation], page_ids: list[int]) -> dict[tuple[str, int], dict]:
        """For each generation and page, on what condition it may be written: that it is still as it is now."""
        places = [(one.writing, pk) for one in generations for pk in page_ids]
        asked = [{"_index": name, "_id": str(pk), "_source": False} for name, pk in places]
        with failures():
            answers = self._writing.mget(docs=asked)["docs"] if asked else []
        return {
            place: {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
            if found.get("found")
            else {"_op_type": "create"}
            for place, found in zip(places, answers, strict=True)
        }

    def _sent(self, actions: Iterable[dict], **options) -> Iterator[tuple[int, int]]:
        """Write these; the pages that were not written, each with CONFLICT or GONE."""
        with failures():
            results = streaming_bulk(
                self._writing, actions, max_chunk_bytes=CHUNK_BYTES, require_alias=True, **BULK, **options
            )
            for good, result in results:
                (done,) = result.values()
                if good:
                    continue
                if done["status"] not in (CONFLICT, GONE):
                    kind = Busy if done["status"] in PASSING else EngineError
                    raise kind(f"{done['_id']}: {done['error']}"[:500])
                yield int(done["_id"]), done["status"]

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """See `Engine`. What others write meanwhile is in both indexes. Raises Busy when another process rebuilds already."""
        generations = Generations(self.cluster)
        with self._answering(), held(self.cluster) as lease:
            fresh = generations.begin()
            try:
                count = self._filled(fresh, entries, lease)
                generations.finish(fresh)
            except BaseException:
                with contextlib.suppress(EngineError):
                    generations.drop(fresh)
                raise
        return count

    def _filled(self, fresh: Generation, entries: Iterable[Entry], lease: Lease) -> int:
        count = 0

        def actions() -> Iterator[dict]:
            nonlocal count
            for entry in entries:
                lease.renew()
                count += 1
                # What is there already was written by somebody who looked later
                target = {"_op_type": "create", "_index": fresh.writing, "_id": str(entry.page_id)}
                yield {**target, "_source": document(entry)}

        for _page_id, status in self._sent(actions()):
            if status == GONE:
                raise Busy("another process has begun to rebuild")
        return count

    @property
    def _writing(self):
        return self.cluster.client.options(request_timeout=WRITE_TIMEOUT)

    # Reading -------------------------------------------------------------------------------------------------------

    def search(self, question: Question) -> Found:
        """See `Engine`. Raises Missing or Unusable when the index must be rebuilt, Unreachable when no node answers."""
        asked, preference = Asked(question), f"q{zlib.crc32(repr(question.clues).encode())}"
        total, hits = self._answer(preference, asked.complete(), size=ENOUGH)
        if total < ENOUGH:
            complete = [hit.page_id for hit in hits]
            # Counting would make it look at everything that holds a word
            _total, hits = self._answer(preference, asked.part(complete), size=MOST_OTHERS, count=False)
            return Found(len(hits), hits[question.offset : question.offset + question.limit], total)
        count, hits = self._answer(preference, asked.every(), size=question.limit, offset=question.offset)
        return Found(count, hits, total)

    def _answer(
        self, preference: str, query: dict, *, size: int, offset: int = 0, count: bool = True
    ) -> tuple[int, list[Hit]]:
        """(how many, counted up to MOST_COUNTED; the wanted ones)"""
        wanted = {"query": query, "from_": offset, "size": size, "sort": ["_score", "page_id"], "source": False}
        params = {
            "track_total_hits": MOST_COUNTED if count else False,
            "allow_partial_search_results": False,
            # The same copy of each shard for all pages of results: copies differ in what they have not cleared away yet
            "preference": preference,
            "filter_path": "hits.total.value,hits.hits._id,hits.hits._score",
        }
        if self.cluster.shards > 1:
            # A word is as rare as it is in all shards together, as if there were one
            params["search_type"] = "dfs_query_then_fetch"
        with self._answering():
            for pause in AGAIN_AFTER:
                generation = self._read or Generations(self.cluster).read()
                try:
                    with failures():
                        answer = self.cluster.client.search(index=generation.name, **wanted, **params)
                    self._read = generation
                    hits = answer.get("hits", {})
                    found = [Hit(int(hit["_id"]), hit["_score"]) for hit in hits.get("hits", ())]
                    return hits.get("total", {}).get("value", 0), found
                except (Busy, Missing) as error:
                    # Missing: another generation has taken its place; if none has, looking for it says so
                    self._read, problem = None, error
                    time.sleep(pause)
        raise problem

    def health(self) -> Health:
        try:
            with self._answering():
                generation = Generations(self.cluster).read()
                with failures():
                    held = {"exists": {"field": "audience"}}
                    documents = self.cluster.client.count(index=generation.name, query=held)["count"]
        except EngineError as error:
            return Health(False, NAME, 0, str(error), unusable=isinstance(error, Unusable))
        return Health(True, NAME, documents)

    @contextlib.contextmanager
    def _answering(self) -> Iterator[None]:
        """Where the cluster is asked. Raises Unreachable at once when it was a moment ago."""
        if time.monotonic() < self._silent_until:
            raise Unreachable("no node answered a moment ago")
        try:
            yield
        except Unreachable as error:
            logger.warning("search: %s; Elasticsearch is not asked for %.0f s", error, PAUSE)
            self._silent_until = time.monotonic() + PAUSE
            raise
