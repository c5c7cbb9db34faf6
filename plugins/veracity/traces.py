"""What a record leaves behind for the comparison with others, read from its serialised form: that of a draft in memory and that
of a stored revision are the same, and neither asks the database anything."""

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cms.schema import module_fields
from cms.texts import plain

from . import shingles
from .wordlists import read

IMAGE, FILE = "image", "file"
# Names, posts and places: no text of their own
SHORTEST_CELL = 12


@dataclass(frozen=True)
class Whereabouts:
    person: int
    start: datetime.datetime
    end: datetime.datetime
    place: str


@dataclass
class Traces:
    """`words`: what `shingles.core()` leaves of the record's own narrative; `photos`: (kind, id) of what shows its fact."""

    words: str = ""
    stays: list[Whereabouts] = field(default_factory=list)
    photos: set[tuple[str, int]] = field(default_factory=set)

    @property
    def marks(self) -> set[int]:
        return shingles.marks(self.words)


def traces_of(model, data: dict) -> Traces:
    """The traces of a record of this page type. data: `serializable_data()`, or a revision's `content`."""
    body = json.loads(data.get("body") or "[]") if isinstance(data.get("body"), str) else data.get("body") or []
    return Traces(
        words=shingles.core("\n".join(_narrative(model, data, body))) if _is_compared(model, data) else "",
        stays=list(_stays(model, data)),
        photos=set(_photos(model, data, body)),
    )


def of(facts) -> Traces:
    """The traces of the draft that these facts are of, made once for all checks."""
    if "_traces" not in facts.__dict__:
        draft = facts.draft
        is_record = getattr(draft, "is_record", False)
        facts.__dict__["_traces"] = traces_of(type(draft), draft.serializable_data()) if is_record else Traces()
    return facts.__dict__["_traces"]


@cache
def _texts(model) -> tuple[list[tuple[str, str]], dict[str, list[tuple[str, str]]]]:
    """The names and types of the page type's text fields, and of the text columns of its tables."""
    fields, tables = [], {}
    for spec in module_fields(model):
        if spec.type in ("text", "richtext"):
            fields.append((spec.name, spec.type))
        elif spec.type == "table":
            tables[spec.name] = [
                (column.name, column.type) for column in spec.columns if column.type in ("text", "richtext")
            ]
    return fields, tables


def _is_compared(model, data: dict) -> bool:
    """Records that are kept up, and what is passed on word for word, are alike by their nature."""
    from cms import plugins

    rules = read("likeness")
    module = plugins.find_module(model.module_label())
    return not (
        (module and module.standing)
        or model.module_label() in rules["alike_by_nature"]
        or data.get("source_kind") in rules["passed_on"]
    )


def _narrative(model, data, body) -> Iterator[str]:
    yield data.get("summary") or ""
    fields, tables = _texts(model)
    for name, kind in fields:
        yield _words(data.get(name), kind)
    for name, columns in tables.items():
        for row in data.get(name) or ():
            for column, kind in columns:
                text = _words(row.get(column), kind)
                if len(text) >= SHORTEST_CELL:
                    yield text
    passed_over = read("likeness")["passed_over_blocks"]
    for block in body:
        if isinstance(block, dict) and block.get("type") not in passed_over:
            yield from _strings(block.get("value"))


def _words(value, kind: str) -> str:
    return plain(value or "") if kind == "richtext" else str(value or "")


def _strings(value) -> Iterator[str]:
    """The texts of a block's stored value: not its keys, its ids or its choices."""
    if isinstance(value, str):
        if len(text := plain(value)) >= SHORTEST_CELL:
            yield text
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in ("id", "type"):
                yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _stays(model, data) -> Iterator[Whereabouts]:
    rules = read("whereabouts")
    start = next((moment for name in rules["start"] if (moment := _moment(data.get(name)))), None)
    if start is None:
        return
    end = next((moment for name in rules["end"] if (moment := _moment(data.get(name))) and moment > start), None)
    end = end or start + datetime.timedelta(minutes=rules["minutes"])
    place = place_of(next((data[name] for name in rules["place"] if data.get(name)), ""))
    people = set()
    for name in rules["people"]:
        value = data.get(name)
        people |= {value} if isinstance(value, int) else set(value or ())
    for person in sorted(people):
        yield Whereabouts(person, start, end, place)


def place_of(text: str) -> str:
    """A place as it is compared: without blanks, punctuation and the words for where in a building it is."""
    return re.sub(r"[\W_]+", "", str(text))[:200]


def _moment(value) -> datetime.datetime | None:
    moment = parse_datetime(value) if isinstance(value, str) else value
    if not isinstance(moment, datetime.datetime):
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _photos(model, data, body) -> Iterator[tuple[str, int]]:
    for spec in module_fields(model):
        if spec.type == "image" and data.get(spec.name):
            yield IMAGE, data[spec.name]
        elif spec.type == "images":
            for row in data.get(spec.name) or ():
                if row.get("image"):
                    yield IMAGE, row["image"]
    for row in data.get("evidence") or ():
        if row.get("kind") == "photo" and row.get("file"):
            yield FILE, row["file"]
    for block in body:
        if isinstance(block, dict):
            yield from _images_in(block.get("value"))


def _images_in(value) -> Iterator[tuple[str, int]]:
    if isinstance(value, dict):
        if isinstance(value.get("image"), int):
            yield IMAGE, value["image"]
        for part in value.values():
            yield from _images_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _images_in(part)
