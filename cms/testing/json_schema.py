"""A checker of JSON Schema 2020-12 for as much of it as this project writes; a word that it does not know is an error."""

import datetime
import re

# Words that say something to people and nothing about the value
SAID = {
    "$schema", "$defs", "title", "description", "default", "example", "examples", "contentMediaType", "deprecated",
    "discriminator",
}  # fmt: skip
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}


def faults(value, schema: dict, root: dict, at: str = "$") -> list[str]:
    """What is wrong with the value, each with its place. `root`: the document that `$ref` leads into."""
    found = []
    if "discriminator" in schema and isinstance(value, dict):  # of many forms only the one that it says it has
        told_by, mapping = schema["discriminator"]["propertyName"], schema["discriminator"]["mapping"]
        if value.get(told_by) not in mapping:
            return [f"{at}: {told_by} {value.get(told_by)!r:.80} is none of {list(mapping)}"]
        return faults(value, {"$ref": mapping[value[told_by]]}, root, at)
    for word, wanted in schema.items():
        if word in SAID or word.startswith("x-") or word in ("additionalProperties",):
            continue
        check = CHECKS.get(word)
        if check is None:
            raise NotImplementedError(f"{at}: the checker does not know {word!r}")
        found += check(value, wanted, root, at)
    if isinstance(value, dict) and schema.get("additionalProperties", True) is not True:
        rest = {name: item for name, item in value.items() if name not in schema.get("properties", {})}
        if schema["additionalProperties"] is False:
            found += [f"{at}: {name!r} is not allowed" for name in rest]
        else:
            for name, item in rest.items():
                found += faults(item, schema["additionalProperties"], root, f"{at}.{name}")
    return found


def resolve(reference: str, root: dict) -> dict:
    """Raises KeyError when it leads nowhere."""
    target = root
    for part in reference.removeprefix("#/").split("/"):
        target = target[part]
    return target


def _ref(value, reference, root, at):
    return faults(value, resolve(reference, root), root, at)


def _type(value, wanted, root, at):
    names = wanted if isinstance(wanted, list) else [wanted]
    is_one = any(
        isinstance(value, TYPES[name]) and not (isinstance(value, bool) and name in ("integer", "number"))
        for name in names
    )
    return [] if is_one else [f"{at}: {value!r:.80} is not {wanted}"]


def _properties(value, wanted, root, at):
    if not isinstance(value, dict):
        return []
    return [
        fault for name in wanted if name in value for fault in faults(value[name], wanted[name], root, f"{at}.{name}")
    ]


def _required(value, wanted, root, at):
    return [f"{at}: {name!r} is missing" for name in wanted if isinstance(value, dict) and name not in value]


def _items(value, wanted, root, at):
    if not isinstance(value, list):
        return []
    return [fault for number, item in enumerate(value) for fault in faults(item, wanted, root, f"{at}[{number}]")]


def _some(value, wanted, root, at):
    return [] if any(not faults(value, one, root, at) for one in wanted) else [f"{at}: {value!r:.80} fits none"]


def _one(value, wanted, root, at):
    fitting = sum(not faults(value, one, root, at) for one in wanted)
    return [] if fitting == 1 else [f"{at}: {value!r:.80} fits {fitting} of {len(wanted)}"]


def _all(value, wanted, root, at):
    return [fault for one in wanted for fault in faults(value, one, root, at)]


def _format(value, wanted, root, at):
    if not isinstance(value, str):
        return []
    try:
        {
            "date": lambda: datetime.date.fromisoformat(value),
            "date-time": lambda: datetime.datetime.fromisoformat(value).tzinfo or 1 / 0,
            "uri": lambda: re.fullmatch(r"(https?://\S+|)", value) or 1 / 0,
        }[wanted]()
    except (ValueError, ZeroDivisionError):
        return [f"{at}: {value!r:.80} is no {wanted}"]
    return []


def _when(kind, fits, words):
    return lambda value, wanted, root, at: (
        [f"{at}: {value!r:.80} {words} {wanted!r}"] if isinstance(value, kind) and not fits(value, wanted) else []
    )


CHECKS = {
    "$ref": _ref,
    "type": _type,
    "properties": _properties,
    "required": _required,
    "items": _items,
    "anyOf": _some,
    "oneOf": _one,
    "allOf": _all,
    "format": _format,
    "enum": lambda value, wanted, root, at: [] if value in wanted else [f"{at}: {value!r:.80} is none of {wanted}"],
    "const": lambda value, wanted, root, at: [] if value == wanted else [f"{at}: {value!r:.80} is not {wanted!r}"],
    "pattern": _when(str, lambda value, wanted: re.search(wanted, value), "does not match"),
    "maxLength": _when(str, lambda value, wanted: len(value) <= wanted, "is longer than"),
    "minLength": _when(str, lambda value, wanted: len(value) >= wanted, "is shorter than"),
    "minimum": _when((int, float), lambda value, wanted: value >= wanted, "is less than"),
    "maximum": _when((int, float), lambda value, wanted: value <= wanted, "is more than"),
    "maxItems": _when(list, lambda value, wanted: len(value) <= wanted, "has more items than"),
}
