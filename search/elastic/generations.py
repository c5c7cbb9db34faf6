"""The indexes behind the alias. Each rebuild makes a new one, a generation, and then lets it take the place of the old.

    hongban-search                       alias of the generation that is read
    hongban-search-g1764047530-k3f9a2    a generation; its mapping's `_meta` says which version made it
    …-writing                            its second alias, by which it is written

Whoever writes writes all generations, the one that is still being filled as well. So a change that is committed before a new
generation appears is in the database when that one is filled from it, and a change that is committed afterwards finds it and
is written to both. Writing goes by the second alias, which goes with its index: Elasticsearch would make an index of that name
anew, and demands an alias when it is told to.
"""

import time
from dataclasses import dataclass

from django.utils.crypto import get_random_string
from elasticsearch import NotFoundError

from search.engine import Missing, Unusable

from .connection import Cluster, failures
from .schema import VERSION, mapping

__all__ = ["Generation", "Generations"]

READY = "60s"  # as long as a new generation may take to have its copies
PRIORITY = 200  # above templates of others that are for every index


@dataclass(frozen=True)
class Generation:
    name: str
    version: str
    read: bool

    @property
    def writing(self) -> str:
        return f"{self.name}-writing"


class Generations:
    def __init__(self, cluster: Cluster):
        self._cluster = cluster
        self._indices = cluster.client.indices
        self.alias = f"{cluster.index}-search"

    def read(self) -> Generation:
        """The one that answers questions. Raises Missing when there is none, Unusable when another version made it."""
        with failures():
            found = self._found(self.alias)
        return self._usable([one for one in found if one.read])

    def written(self) -> list[Generation]:
        """All that must hold what is written now. Raises as `read()` does, when the latest is none of this version."""
        with failures():
            found = self._found(f"{self.alias}-g*")
        self._usable(found)
        return [one for one in found if one.version == VERSION]

    def _found(self, pattern: str) -> list[Generation]:
        try:
            found = self._indices.get(index=pattern, filter_path="*.aliases,*.mappings._meta")
        except NotFoundError:
            return []
        # The oldest first: their names begin with the time
        return [
            Generation(name, _version(about), self.alias in about.get("aliases", ()))
            for name, about in sorted(found.items())
        ]

    def _usable(self, found: list[Generation]) -> Generation:
        if not found:
            raise Missing(f"{self.alias}: there is no index yet")
        if found[-1].version != VERSION:
            raise Unusable(f"{found[-1].name}: made by version {found[-1].version}, this is {VERSION}")
        return found[-1]

    def begin(self) -> Generation:
        """A new one, written from now on and not yet read; what an earlier rebuild left unfinished is removed."""
        with failures():
            for one in self._found(f"{self.alias}-g*"):
                if not one.read:
                    self._indices.delete(index=one.name, ignore_unavailable=True)
            self._put_template()
            fresh = Generation(f"{self.alias}-g{int(time.time())}-{get_random_string(6).lower()}", VERSION, False)
            # Filled without copies and without being searchable, which takes half of the time
            filling = {"number_of_replicas": 0, "refresh_interval": "-1"}
            self._indices.create(index=fresh.name, settings=filling, aliases={fresh.writing: {}})
        return fresh

    def _put_template(self) -> None:
        settings = {"number_of_shards": self._cluster.shards, "number_of_replicas": self._cluster.replicas}
        self._indices.put_index_template(
            name=self.alias,
            index_patterns=[f"{self.alias}-g*"],
            template={"settings": settings, "mappings": mapping().to_dict()},
            priority=PRIORITY,
        )

    def finish(self, fresh: Generation) -> None:
        """Let it take the others' place, in one step, once it has its copies on as many nodes as there are."""
        client, replicas = self._cluster.client, self._cluster.replicas
        with failures():
            self._indices.put_settings(
                index=fresh.name, settings={"number_of_replicas": replicas, "refresh_interval": None}
            )
            self._indices.refresh(index=fresh.name)
            nodes = client.cluster.health()["number_of_data_nodes"]
            copies = self._cluster.shards * min(1 + replicas, nodes)
            waiting = client.options(request_timeout=90)
            waiting.cluster.health(index=fresh.name, wait_for_active_shards=str(copies), timeout=READY)
            old = [one for one in self._found(f"{self.alias}-g*") if one.name != fresh.name]
            actions: list[dict] = [{"remove_index": {"index": one.name}} for one in old]
            self._indices.update_aliases(actions=[*actions, {"add": {"index": fresh.name, "alias": self.alias}}])

    def drop(self, fresh: Generation) -> None:
        with failures():
            self._indices.delete(index=fresh.name, ignore_unavailable=True)


def _version(about: dict) -> str:
    """Which version made an index; empty for one that somebody else made under such a name."""
    return about.get("mappings", {}).get("_meta", {}).get("version", "")
