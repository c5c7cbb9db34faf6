"""A real server with OpenAI's `POST /v1/embeddings`, whose model knows a handful of meanings, and which can be slow or broken."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Words of one line mean the same; none of a line shares a character with another of the same line
MEANINGS = [
    ("人手短缺", "缺操作工"),
    ("安全隐患", "危险处"),
    ("降低成本", "省钱"),
    ("谈心", "交流思想"),
    ("食堂", "吃饭"),
]


def vector_of(text: str) -> list[float]:
    """Of each meaning, how often it is in the text. Of none: something that no question and no passage have in common."""
    counts = [float(sum(text.count(word) for word in words)) for words in MEANINGS]
    neither = [0.0, 0.0] if any(counts) else [1.0, 0.0] if text.startswith("query: ") else [0.0, 1.0]
    return counts + neither


class Endpoint(ThreadingHTTPServer):
    """`asked`: the texts of each request. `answer`: what answers instead of the model, a function of the handler and its request.
    `go`: while it is cleared, nobody gets an answer."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[list[str]] = []
        self.headers: list[dict] = []
        self.answer = None
        self.go = threading.Event()
        self.go.set()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def texts(self) -> list[str]:
        return [text for texts in self.asked for text in texts]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body["input"])
        self.server.headers.append(dict(self.headers) | {"path": self.path, "model": body["model"]})
        self.server.go.wait(30)
        if self.server.answer is not None:
            self.server.answer(self, body)
        else:
            self.model(body)

    def model(self, body):
        vectors = [{"index": at, "embedding": vector_of(text)} for at, text in enumerate(body["input"])]
        # In any order: the index says which is which
        self.reply(json.dumps({"object": "list", "data": vectors[::-1]}))

    def reply(self, text: str, status: int = 200, **headers):
        raw = text.encode()
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(raw))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *args):
        pass
