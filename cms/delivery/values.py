"""Field values as JSON: what a document holds and the portal shows."""

import datetime
import html
import json
import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext
from wagtail.rich_text import expand_db_html

from cms.schema import FieldSpec

from .media import attachment_json, image_json


def entry_of(page, spec: FieldSpec) -> dict | None:
    """`{name, label, type, value, display?, columns?}` of one field, or None when there is nothing to show."""
    if spec.type in ("table", "files", "images"):
        rows = list(getattr(page, spec.name).all())
        if not rows:
            return None
        if spec.type == "files":
            return _entry(spec, [attachment_json(row.file) for row in rows])
        if spec.type == "images":
            return _entry(spec, [{**image_json(row.image), "alt": row.alt} for row in rows])
        value = [{column.name: value_of(getattr(row, column.name), column) for column in spec.columns} for row in rows]
        columns = [{"name": column.name, "label": column.label, "type": column.type} for column in spec.columns]
        return {**_entry(spec, value), "columns": columns}
    if spec.type in ("people", "units", "record_refs"):
        # a list of references has rows, each of which leads to a record
        value = [reference(getattr(item, "ref", item)) for item in getattr(page, spec.name).all()]
        return _entry(spec, value, "、".join(item["title"] for item in value)) if value else None
    raw = getattr(page, spec.name)
    if raw is None or raw == "" or raw == []:
        return None
    value = value_of(raw, spec)
    return _entry(spec, value, display_of(raw, value, spec))


def _entry(spec, value, display=None) -> dict:
    entry = {"name": spec.name, "label": spec.label, "type": spec.type, "value": value}
    return entry if display is None else {**entry, "display": display}


def value_of(raw, spec: FieldSpec):
    """A JSON value: dates ISO, decimals as strings (no rounding on the way), people and records as {id, title}."""
    if raw is None:
        return None
    if spec.type == "richtext":
        return expand_db_html(raw)
    if spec.type == "image":
        return image_json(raw)
    if spec.type == "file":
        return attachment_json(raw)
    if hasattr(raw, "pk"):
        return reference(raw)
    if isinstance(raw, datetime.datetime):
        return timezone.localtime(raw).isoformat(timespec="minutes")
    if isinstance(raw, (datetime.date, datetime.time)):
        return raw.isoformat()
    if isinstance(raw, Decimal):
        return format(raw, "f")
    return raw


def reference(item) -> dict:
    return {"id": item.pk, "title": str(item)}


def display_of(raw, value, spec: FieldSpec) -> str:
    """The value as a reader's words, in Chinese whatever language the publisher's screen was in."""
    if spec.type == "choice":
        return spec.choice_labels.get(str(raw), str(raw))
    if spec.type == "multichoice":
        return "、".join(spec.choice_labels.get(str(item), str(item)) for item in raw)
    if spec.type == "bool":
        return gettext("是") if raw else gettext("否")
    if spec.type == "datetime":
        return date_format(timezone.localtime(raw), "Y年n月j日 H:i")
    if spec.type == "date":
        return date_format(raw, "Y年n月j日")
    if spec.type == "percent":
        return f"{raw:.1%}" if isinstance(raw, float) else f"{value}%"
    if isinstance(value, dict):
        return value.get("title", "")
    return str(value)


def masked(entry: dict) -> dict:
    """The entry as those see it who do not reach it: names masked, ids left out."""
    names = entry.get("display") or str(entry["value"])
    shown = "、".join(masked_name(name) for name in names.split("、"))
    return {**entry, "value": shown, "display": shown}


def masked_name(name: str) -> str:
    """张三 → 张*; 欧阳明 → 欧**. The number of signs says how long the name is, as publicity notices do."""
    return name[:1] + "*" * max(len(name) - 1, 1)


RECORDS = frozenset({"record_ref", "record_refs"})


def referred(entry: dict) -> set[int]:
    """The ids of the records that an entry refers to, in columns too."""
    if entry["type"] in RECORDS:
        return _ids(entry["value"])
    if entry["type"] == "table":
        names = [column["name"] for column in entry["columns"] if column["type"] in RECORDS]
        return set().union(*(_ids(row.get(name)) for row in entry["value"] for name in names))
    return set()


def only_referring_to(entry: dict, seen: set[int]) -> dict | None:
    """The entry without its references to other records than these; None when nothing of it is left."""
    if entry["type"] in RECORDS:
        value = _only(entry["value"], seen)
        if not value:
            return None
        titles = [item["title"] for item in (value if isinstance(value, list) else [value])]
        return {**entry, "value": value, "display": "、".join(titles)}
    if referred(entry):
        names = {column["name"] for column in entry["columns"] if column["type"] in RECORDS}
        rows = [
            {name: _only(cell, seen) if name in names else cell for name, cell in row.items()} for row in entry["value"]
        ]
        return {**entry, "value": rows}
    return entry


def _ids(value) -> set[int]:
    return {item["id"] for item in (value if isinstance(value, list) else [value]) if item}


def _only(value, seen: set[int]):
    if isinstance(value, list):
        return [item for item in value if item["id"] in seen]
    return value if value and value["id"] in seen else None


# Comparing and reading ------------------------------------------------------------------------------------------------

LINE_ENDS = re.compile(r"</(?:p|li|h[1-6]|tr|blockquote)>|<br\s*/?>")
# Of what is stored of a value: neither words that anybody wrote nor what tells one picture or file from another
NO_WORDS = frozenset(
    {"height", "href", "id", "renditions", "sha256", "size", "type", "url", "width", "kind", "level", "alt_url"}
)


def words(entry: dict) -> str:
    """An entry as somebody would read it out, for comparing one version with another: a line for each paragraph or row."""
    if entry["type"] == "month_series":
        months = [(month, value) for month, value in enumerate(entry["value"], 1) if value not in (None, "")]
        return "、".join(gettext("%(month)s月 %(value)s") % {"month": month, "value": value} for month, value in months)
    if "display" in entry and entry["type"] != "richtext":
        return str(entry["display"])
    return words_of(entry["value"], [column["name"] for column in entry.get("columns", ())])


def words_of(value, columns=()) -> str:
    """The words of a stored value, a line each; `columns`: the order of a table's cells."""
    return "\n".join(line for line in (part.strip() for part in _lines(value, columns)) if line)


def _lines(value, columns=()) -> Iterator[str]:
    if isinstance(value, dict):
        # a database may keep names in an order of its own: what is compared has one of ours
        place = {name: number for number, name in enumerate(columns)}
        names = sorted(value, key=lambda name: (place.get(name, len(place)), name))
        inner = [value[name] for name in names if name not in NO_WORDS and value[name] not in (None, "")]
        if any(isinstance(part, (dict, list)) for part in inner) and not columns:
            for part in inner:
                yield from _lines(part)
        else:  # a row of a table
            yield "　".join(" ".join(_lines(part)) for part in inner)
    elif isinstance(value, list):
        for part in value:
            yield from _lines(part, columns)
    elif isinstance(value, bool):
        yield gettext("是") if value else gettext("否")
    elif value is not None:
        yield from html.unescape(strip_tags(LINE_ENDS.sub("\n", str(value)))).split("\n")


def stored(value) -> str:
    """What tells two values apart that have the same words. Paragraphs' random keys and blocks' ids do not."""
    found = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return re.sub(r' data-block-key=\\"[^"]*\\"|"id": "[^"]*"', "", found)


def plain(entry: dict) -> str:
    """The words of an entry, for search: of none that not every reader of the record sees, such as other records' titles."""
    value = entry["value"]
    if entry["type"] in RECORDS:
        return ""
    if entry["type"] == "richtext":
        return strip_tags(value)
    if entry["type"] == "table":
        kinds = {column["name"]: column["type"] for column in entry["columns"]}
        cells = [
            (kinds[name], cell)
            for row in value
            for name, cell in row.items()
            if cell not in (None, "") and kinds[name] not in RECORDS
        ]
        return " ".join(_cell_words(kind, cell) for kind, cell in cells)
    if entry["type"] in ("files", "images"):
        return " ".join(item.get("title", "") for item in value)
    return str(entry.get("display", value))


def _cell_words(kind, cell) -> str:
    if isinstance(cell, dict):
        return cell.get("title", "")
    return strip_tags(str(cell)) if kind == "richtext" else str(cell)
