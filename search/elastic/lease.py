"""At most one rebuild at a time, on whatever machine: a note in an index of its own that expires unless it is renewed.

Its loss is no danger: whoever takes it over first removes the unfinished index of the one before, who is then refused.
"""

import contextlib
import os
import socket
import time
from collections.abc import Iterator

from elasticsearch import BadRequestError, ConflictError, NotFoundError

from search.engine import Busy, EngineError

from .connection import Cluster, failures

__all__ = ["Lease", "held"]

LASTS = 30.0  # seconds without a renewal: a rebuild that was killed holds up the next for so long
NOTE = "rebuild"


class Lease:
    """Held while the note is as it was last written. Clocks of different machines may differ by some seconds."""

    def __init__(self, cluster: Cluster):
        self._client, self._replicas = cluster.client, cluster.replicas
        self._index = f"{cluster.index}-search-lease"
        self._mark: dict = {}
        self._renewed = 0.0

    def take(self) -> None:
        """Raises Busy when somebody else holds it."""
        with failures():
            try:
                found = self._client.get(index=self._index, id=NOTE)
            except NotFoundError:
                found = None
        if found is None:
            self._make_index()
            self._write(op_type="create")
        elif time.time() < found["_source"]["until"]:
            raise Busy(f"{found['_source']['holder']} rebuilds already")
        else:
            self._write(if_seq_no=found["_seq_no"], if_primary_term=found["_primary_term"])

    def _make_index(self) -> None:
        settings = {"number_of_shards": 1, "number_of_replicas": self._replicas}
        with failures():
            try:
                self._client.indices.create(index=self._index, settings=settings, mappings={"enabled": False})
            except BadRequestError as error:
                if error.error != "resource_already_exists_exception":
                    raise

    def renew(self) -> None:
        """To be called between steps; does nothing while it is fresh. Raises Busy when somebody else has taken it over."""
        if time.monotonic() - self._renewed > LASTS / 3:
            self._write(**self._mark)

    def give_back(self) -> None:
        """Never raises: what is not given back expires."""
        with contextlib.suppress(EngineError), failures():
            self._client.delete(index=self._index, id=NOTE, **self._mark)

    def _write(self, **condition) -> None:
        note = {"holder": f"{socket.gethostname()} {os.getpid()}", "until": time.time() + LASTS}
        with failures():
            try:
                done = self._client.index(index=self._index, id=NOTE, document=note, **condition)
            except ConflictError as error:
                raise Busy("another process rebuilds already") from error
        self._mark = {"if_seq_no": done["_seq_no"], "if_primary_term": done["_primary_term"]}
        self._renewed = time.monotonic()


@contextlib.contextmanager
def held(cluster: Cluster) -> Iterator[Lease]:
    """The lease for as long as the block runs. Raises Busy when somebody else holds it."""
    lease = Lease(cluster)
    lease.take()
    try:
        yield lease
    finally:
        lease.give_back()
