"""Asking the API as somebody, every answer checked against the OpenAPI document that the API publishes."""

import json
import re
from functools import cache
from urllib.parse import urlsplit

from django.test import Client

from cms.testing.json_schema import faults

ROOT = "/api/v1/"


@cache
def document() -> dict:
    from cms.delivery.api import api

    return api.get_openapi_schema()


def operation(path: str, method: str = "get") -> dict | None:
    """The operation that this path belongs to; the one with the fewest parameters in its address goes first."""
    paths = sorted(document()["paths"], key=lambda template: template.count("{"))
    for template in paths:
        if re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", template), path):
            return document()["paths"][template].get(method)
    return None


class Asker:
    """Somebody with a browser or a token. `answer()` gives the response, `get()` its JSON."""

    def __init__(self, user=None, token: str = "", **headers: str):
        self.client = Client(raise_request_exception=False, headers=headers)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        if user is not None:
            self.client.force_login(user)

    def answer(self, address: str, *, status: int | None = 200, method: str = "get", **query):
        """`address` below /api/v1/, or absolute, as the API gives it. The status and the form of the answer are asserted."""
        parts = urlsplit(address)
        path = parts.path if parts.netloc or address.startswith("/") else ROOT + parts.path
        full = f"{path}?{parts.query}" if parts.query else path
        response = getattr(self.client, method)(full, query, headers=self.headers)
        if response.streaming:
            response.content_read = b"".join(response.streaming_content)
            for close in response._resource_closers:  # response.close() would end the test's connection as well
                close()
        else:
            response.content_read = response.content
        if status is not None:
            assert response.status_code == status, (full, response.status_code, response.content_read[:500])
        if path.startswith(ROOT):
            conforms(path, response, method)
        return response

    def send(self, method: str, address: str, body=None, *, status: int = 200, **headers: str) -> dict:
        """The JSON of an answer to a JSON body."""
        return self.sent(method, address, body, status=status, **headers).json()

    def sent(self, method: str, address: str, body=None, *, status: int = 200, **headers: str):
        """The answer itself; `If_Match="…"` for a header."""
        given = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        data = b"" if body is None else json.dumps(body)
        path = ROOT + address
        response = getattr(self.client, method)(path, data, content_type="application/json", headers=given)
        response.content_read = response.content
        assert response.status_code == status, (method, path, response.status_code, response.content.decode()[:800])
        conforms(path, response, method)
        return response

    def get(self, address: str, *, status: int = 200, **query):
        return self.answer(address, status=status, **query).json()


def conforms(path: str, response, method: str = "get") -> None:
    """The answer is one that the OpenAPI document promises; every error is a problem."""
    if response.status_code == 304:
        return
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json"
        schema = {"$ref": "#/components/schemas/ProblemDetails"}
        assert response.json()["status"] == response.status_code
    elif path == f"{ROOT}openapi.json" or (found := operation(path, method)) is None:
        return  # the document itself, or a router that is mounted for one test
    else:
        promised = found["responses"][str(response.status_code)]["content"]
        media_type = response["Content-Type"].partition(";")[0]
        assert media_type in promised, path
        if "json" not in media_type:
            return
        schema = promised[media_type]["schema"]
    found = faults(response.json(), schema, document())
    assert not found, (path, found)
