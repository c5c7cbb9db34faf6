"""The OpenAPI document: that it is one, that it is whole, and that it does not change unnoticed."""

import json
import os
import re

import pytest

from cms import plugins
from cms.delivery.api.problems import TYPES, URN
from cms.delivery.api.site import build
from cms.testing.json_schema import faults, resolve
from tests.cms.delivery.asking import Asker
from tools import node

OURS = ("cms.", "modules.", "plugins.", "search.", "search")
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


@pytest.fixture(scope="module")
def document() -> dict:
    """Of the built-in plugins only: what else is installed on a machine must not change the snapshot."""
    return json.loads(json.dumps(ours().get_openapi_schema()))  # through JSON, as a reader has it


def ours():
    offered = [(one, router) for one, router in plugins.offers("api_router") if one.name.startswith(OURS)]
    return build(offered, known=lambda plugin: plugin.name.startswith(OURS))


def operations(document):
    return [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_the_published_api_does_not_change_unnoticed(document, assert_snapshot):
    assert_snapshot("openapi.json", document)
    if os.environ.get("UPDATE_SNAPSHOTS") and not node.missing():  # the client's types follow; see tests/examples
        node.prepare()
        node.run("npm", "run", "generate")


def test_it_is_an_openapi_document(document):
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    assert set(document) <= {"openapi", "info", "servers", "paths", "components", "security", "tags", "externalDocs"}
    assert document["info"]["title"] and document["info"]["version"]
    assert set(document["components"]) <= {"schemas", "responses", "parameters", "examples", "securitySchemes"}
    assert all(path.startswith("/api/v1/") for path in document["paths"])
    names = [operation["operationId"] for _path, _method, operation in operations(document)]
    assert len(names) == len(set(names)) > 10
    for path, method, operation in operations(document):
        assert method in METHODS
        in_path = [item["name"] for item in operation["parameters"] if item["in"] == "path"]
        assert sorted(in_path) == sorted(re.findall(r"\{(\w+)\}", path))
        assert len({(item["in"], item["name"]) for item in operation["parameters"]}) == len(operation["parameters"])
        for item in operation["parameters"]:
            assert set(item) <= {"name", "in", "required", "schema", "description", "example", "deprecated"}
            assert item["in"] in {"query", "path", "header", "cookie"}
            assert item["required"] or item["in"] != "path"
        for status, response in operation["responses"].items():
            assert re.fullmatch(r"[1-5]\d\d", status)
            assert response["description"]


def test_every_reference_in_it_leads_somewhere(document):
    references = set(
        re.findall(r'"\$ref": "([^"]+)"', json.dumps(document["paths"]) + json.dumps(document["components"]))
    )
    assert "#/components/schemas/RecordItem" in references
    for reference in references:
        assert resolve(reference, document)["type"] == "object"
    used = {reference.rpartition("/")[2] for reference in references}
    assert set(document["components"]["schemas"]) == used


def test_every_operation_is_described_with_examples_that_fit(document):
    for path, _method, operation in operations(document):
        assert operation["summary"] and operation["description"], path
        assert operation["tags"], path
        for parameter in operation["parameters"]:
            assert parameter.get("description") or parameter["in"] == "path" or parameter["name"] == "limit", path
        done = operation["responses"].get("200") or operation["responses"]["201"]
        (content,) = done["content"].values()
        assert content["schema"], path
        assert faults(content["example"], content["schema"], document) == [], path
        for content in operation.get("requestBody", {}).get("content", {}).values():
            assert content["schema"], path
            if "$ref" in content["schema"]:  # a form's file has no example
                assert faults(content["example"], content["schema"], document) == [], path


def test_every_operation_says_which_errors_it_answers_with(document):
    for path, _method, operation in operations(document):
        wanted = {"401", "422", "429", "500"} | ({"404"} if "{" in path else set())
        assert wanted <= set(operation["responses"]), path
        for status in wanted:
            content = operation["responses"][status]["content"]["application/problem+json"]
            assert content["schema"] == {"$ref": "#/components/schemas/ProblemDetails"}
            assert faults(content["example"], content["schema"], document) == []
            assert content["example"]["status"] == int(status)


def test_every_operation_takes_a_token_or_a_session_and_what_is_published_needs_neither(document):
    schemes = document["components"]["securitySchemes"]
    assert {(scheme["type"], scheme.get("scheme") or scheme["in"]) for scheme in schemes.values()} == {
        ("http", "bearer"),
        ("apiKey", "cookie"),
    }
    for path, _method, operation in operations(document):
        nobody = [] if {"drafts", "reviews"} & set(operation["tags"]) else [set()]
        assert [set(one) for one in operation["security"]] == [{"BearerToken"}, {"Session"}, *nobody], path


def test_the_site_publishes_it(db):
    published = Asker().get("openapi.json")
    assert published["info"]["title"] == "Hongban 红板"
    assert {"/api/v1/records", "/api/v1/search"} <= set(published["paths"])


def test_it_is_the_same_whoever_asks_first(document, settings):
    from django.utils import translation

    with translation.override("en"):
        assert json.loads(json.dumps(ours().get_openapi_schema())) == document


def test_the_documentation_lists_every_problem_and_every_operation(document, settings):
    text = (settings.BASE_DIR / "docs" / "api.md").read_text("utf-8")
    listed = re.findall(r"^\| (\d{3}) \| `([\w-]+)` \|", text, re.MULTILINE)
    assert listed == [(str(status), name) for status, (name, _title) in TYPES.items()]
    assert f"`{URN}" in text or f'"{URN}' in text
    for path, method, _operation in operations(document):
        shown = re.escape(re.sub(r"\{\w+\}", "{}", path.removeprefix("/api/v1")))
        pattern = rf"^\| `{method.upper()} {shown}[?`]"
        assert re.search(pattern, re.sub(r"\{[^}]*\}", "{}", text), re.MULTILINE), path
