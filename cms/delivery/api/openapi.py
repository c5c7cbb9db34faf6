"""The OpenAPI document: ninja's, completed with what holds for every operation."""

import copy
from collections.abc import Callable

from pydantic import BaseModel

from cms.plugins import Plugin

from . import typed
from .problems import MEDIA_TYPE, TYPES, ProblemDetails
from .schemas import Feed

DESCRIPTION = """
The published records (记录) of a Party committee (党委) and its branches (党支部), as JSON, as the reader may see them.

**Who asks.** `Authorization: Bearer …` (`manage.py token create USERNAME`) or the session cookie of the site; without either
only what is public. Credentials that are no good are answered with 401.
**Lists** are paged by `after`: pass `next` of the page before. **An unknown query parameter is an error.**
**Errors** are RFC 9457 problem details. What does not exist and what the reader may not see are the same 404.
**Writing** needs a token that was made for it (`--scope write`, `--scope review`), or a session with its CSRF token.
**Caching.** Every answer has an `ETag`: send it as `If-None-Match`, and 304 says that nothing changed.
Addresses in `url` and `href` are absolute; those of images and files begin with `/` and take the same credentials.
"""

TAGS = [
    {"name": "units", "description": "党组织: the tree, home pages, boards"},
    {"name": "sections", "description": "栏目: modules switched on in units"},
    {"name": "records", "description": "记录: published facts"},
    {"name": "modules", "description": "栏目模块: what kinds of records there are, and their fields"},
    {"name": "sync", "description": "变动与订阅: what changed, feeds, the words that records are sorted by"},
    {"name": "drafts", "description": "稿件: writing, submitting, correcting"},
    {"name": "reviews", "description": "审核: what waits for the reader, deciding, withdrawing"},
    {"name": "me", "description": "The reader"},
]

# Operations of these need credentials
SIGNED_IN = frozenset({"drafts", "reviews"})
# What some answer beside what all of their kind do
ALSO = {"getRecord": {410}, "getRecordByPath": {404}}
# Where a plugin says the same of its own: openapi_extra={ERRORS: [404]}
ERRORS = "x-errors"
ABOUT = {"signature": "As POST /drafts/{id}/preview gave it."}

PROBLEMS = {
    400: "The body is no JSON, or cannot be read.",
    401: "The credentials are no good (any more).",
    403: "The credentials were not made for this, or it may not be done now; `detail` says why.",
    404: "There is no such thing, or the reader may not see it.",
    410: "It was published and taken down since; said to those only who could read it.",
    412: "It was saved since it was read: nothing was written, nothing is lost.",
    422: "A parameter or field is unknown, missing or wrong; `errors` names each.",
    428: "`If-Match` is missing.",
    429: "Too many requests in this minute: wait as long as `Retry-After` says.",
    500: "The server failed; it has been logged.",
}


def complete(schema: dict, known: Callable[[Plugin], bool] = lambda _plugin: True) -> dict:
    """Adds to ninja's document, in place: error answers, examples, that credentials are optional, and the types of blocks and
    modules of the plugins that are `known`."""
    schemas = schema["components"]["schemas"]
    _add_model(schemas, ProblemDetails)
    _add_model(schemas, Feed)
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            for parameter in operation["parameters"]:
                parameter.pop("examples", None)  # a list there is no OpenAPI; the parameter's schema has them
            for parameter in operation["parameters"]:
                parameter.setdefault("description", ABOUT.get(parameter["name"], ""))
                if not parameter["description"]:
                    del parameter["description"]
            signed_in = not SIGNED_IN.isdisjoint(operation["tags"])
            operation["security"] = [*operation.get("security", []), *([] if signed_in else [{}])]
            wanted = {401, 422, 429, 500} | ({404} if "{" in path else set()) | ({403} if signed_in else set())
            wanted |= {400} if "requestBody" in operation else set()
            wanted |= ALSO.get(operation["operationId"], set()) | set(operation.pop(ERRORS, ()))
            if any(parameter["name"] == "If-Match" for parameter in operation["parameters"]):
                wanted |= {412, 428}
            for status in sorted(wanted - set(operation["responses"])):
                operation["responses"][status] = _problem(status)
            for response in (*operation["responses"].values(), operation.get("requestBody", {})):
                _show_example(response, schemas)
            if any(parameter["name"] == "fields" for parameter in operation["parameters"]):
                _allow_parts(operation["responses"][200], schemas)
            # JSON's keys are strings
            operation["responses"] = {str(status): each for status, each in operation["responses"].items()}
    typed.complete(schemas, _add_model, known)
    return schema


def _problem(status: int) -> dict:
    name, title = TYPES[status]
    example = {
        "type": f"urn:hongban:problem:{name}",
        "title": str(title),
        "status": status,
        "detail": str(title),
        "errors": [],
    }
    content = {"schema": {"$ref": "#/components/schemas/ProblemDetails"}, "example": example}
    return {"description": PROBLEMS[status], "content": {MEDIA_TYPE: content}}


def _show_example(response: dict, schemas: dict) -> None:
    """The example of an answer's model stands where tools look for it too."""
    for content in response.get("content", {}).values():
        name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
        if "example" not in content and (found := schemas.get(name, {}).get("examples")):
            content["example"] = found[0]


def _add_model(schemas: dict, model: type[BaseModel]) -> None:
    own = model.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(own.pop("$defs", {}))
    schemas[model.__name__] = own


def _allow_parts(response: dict, schemas: dict) -> None:
    """With `fields=` an answer has a part of what its model promises: the same model, in which only the id is sure."""
    content = response["content"]["application/json"]
    name = content["schema"]["$ref"].rpartition("/")[2]
    content["schema"] = {"anyOf": [content["schema"], {"$ref": _part_of(name, schemas)}]}


def _part_of(name: str, schemas: dict) -> str:
    part = copy.deepcopy(schemas[name])
    part.pop("examples", None)
    if "items" in part["properties"]:
        item = part["properties"]["items"]["items"]
        refs = [one["$ref"].rpartition("/")[2] for one in item.get("anyOf", [item])]
        parts = [{"$ref": _part_of(ref, schemas)} for ref in refs]
        part["properties"]["items"]["items"] = {"anyOf": parts} if "anyOf" in item else parts[0]
    else:
        part["required"] = ["id"]
    part["title"] = f"Part of {name}"
    part["x-only-with"] = "fields"  # for generators of clients: who does not send it, gets the whole
    schemas[f"Partial{name}"] = part
    return f"#/components/schemas/Partial{name}"
