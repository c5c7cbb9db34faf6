"""The paths of the site that a cache in front of it must forget when a page changes.

The address of a record is made of its title: it is named only while the record is public. What is not public is answered
`private`, so that no shared cache has it; the lists that name it are asked anew all the same.
"""

from django.urls import reverse

from cms.delivery.models import Document


def api_root() -> str:
    return reverse("api-1:api-root")


def affected(page_id: int, states: list[dict]) -> list[str]:
    """Of a page that was, or is, in these states; in a stable order, each once."""
    found: dict[str, None] = {}
    for state in states:
        paths = _of_unit(page_id, state) if state["kind"] == Document.UNIT else _of_record(page_id, state)
        found |= dict.fromkeys(paths)
    return list(found)


def _of_record(pk: int, state: dict) -> list[str]:
    api, section, unit = api_root(), state["section"], state["unit"]
    place = _above(state["path"])
    return [
        *([state["path"]] if state["scope"] == "public" else []),
        place,
        *_upwards(_above(place)),
        f"{api}records/{pk}",
        f"{api}records",
        f"{api}records?section={section}",
        f"{api}records?unit={unit}",
        f"{api}records?module={state['module']}",
        f"{api}sections/{section}",
        f"{api}units/{unit}/board",
    ]


def _of_unit(pk: int, state: dict) -> list[str]:
    api = api_root()
    return [
        *_upwards(state["path"]),
        reverse("portal:units"),
        f"{api}units",
        f"{api}units/{pk}",
        f"{api}units/{pk}/board",
        f"{api}sections",
        f"{api}sections?unit={pk}",
    ]


def _above(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] + "/"


def _upwards(path: str) -> list[str]:
    """/a/b/ → /a/b/, /a/, /"""
    found = [path]
    while found[-1] != "/":
        found.append(_above(found[-1]))
    return found
