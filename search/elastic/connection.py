"""The cluster: its addresses, credentials and patience from the settings, a client, and what its failures mean here."""

import contextlib
import functools
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from search.engine import Busy, EngineError, Missing, Unreachable

__all__ = ["Cluster", "failures"]

# Too many requests; a node or a shard that is just now moving; 500 is what is said of a node that was lost between two phases
# of a search. Another node, or the same one in a moment, may answer.
PASSING = (429, 500, 502, 503, 504)


@dataclass(frozen=True)
class Cluster:
    """Where an engine's indexes are. `index`: what the names of all of them begin with."""

    urls: tuple[str, ...]
    index: str = "hongban"
    api_key: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    ca: str = ""
    timeout: int = 5  # seconds that one request may take at one node
    shards: int = 1
    replicas: int = 1

    @classmethod
    def configured(cls) -> "Cluster":
        return cls(
            urls=tuple(settings.ELASTICSEARCH_URL),
            index=settings.ELASTICSEARCH_INDEX,
            api_key=settings.ELASTICSEARCH_API_KEY,
            user=settings.ELASTICSEARCH_USER,
            password=settings.ELASTICSEARCH_PASSWORD,
            ca=settings.ELASTICSEARCH_CA,
            timeout=settings.ELASTICSEARCH_TIMEOUT,
            shards=settings.ELASTICSEARCH_SHARDS,
            replicas=settings.ELASTICSEARCH_REPLICAS,
        )

    def _options(self) -> dict:
        options = {
            "request_timeout": self.timeout,
            "max_retries": len(self.urls),  # each at another node
            "retry_on_status": PASSING,
            "retry_on_timeout": True,
        }
        if self.api_key:
            options["api_key"] = self.api_key
        elif self.user:
            options["basic_auth"] = (self.user, self.password)
        if self.ca:
            options["ca_certs"] = self.ca
        return options

    @property
    def client(self) -> Elasticsearch:
        """Shared by all that this process asks of the cluster; opens no connection before it is asked for something.

        Raises EngineError when the settings are none that a client could use.
        """
        try:
            return _client(self)
        except (ValueError, TypeError, OSError) as error:
            raise EngineError(f"ELASTICSEARCH_…: {error}") from error


@functools.cache
def _client(cluster: Cluster) -> Elasticsearch:
    return Elasticsearch(list(cluster.urls), **cluster._options())


@contextlib.contextmanager
def failures() -> Iterator[None]:
    """Turn what the client raises into EngineError: Unreachable when no node answers, Busy when they say "not now", Missing
    for an index that is not there."""
    try:
        yield
    except NotFoundError as error:
        raise Missing(_said(error)) from error
    except ApiError as error:
        raise (Busy if error.status_code in PASSING else EngineError)(_said(error)) from error
    except TransportError as error:
        raise Unreachable(f"{type(error).__name__}: {error}"[:500]) from error


def _said(error: ApiError) -> str:
    return f"Elasticsearch answered {error.status_code}: {error}"[:500]
