"""A module's fields as a reader sees them: short ones together as a list of facts, long ones and tables each on their own."""

from cms.access import Viewer
from cms.delivery import reading
from cms.plugins import Module
from cms.schema import module_fields

from . import values

__all__ = ["field_groups"]

# Types that stand alone, each with a template `portal/fields/<type>.html`
ALONE = frozenset({"richtext", "table", "files", "images", "image"})
REFERENCES = frozenset({"record_ref", "record_refs"})
# How a table's column of this type is set
LOOKS = {**dict.fromkeys(values.NUMBERS, "number"), "date": "day", "datetime": "day"}
# A text that is longer than this, or has several lines, is no longer a fact in a list
LONG = 60


def field_groups(viewer: Viewer, module: Module, entries: list[dict]) -> list[dict]:
    """`[{kind: "facts", entries: [{name, label, cell}]} | {kind: type, entry, …}]` in the order of the fields."""
    known = _known_records(viewer, entries)
    choices = _column_choices(module)
    groups = []
    for entry in entries:
        kind = "text" if entry["type"] == "text" and _is_long(entry["value"]) else entry["type"]
        if kind == "month_series":
            # Plan and actual of the same months are read side by side
            if not groups or groups[-1]["kind"] != "months":
                groups.append({"kind": "months", "rows": []})
            groups[-1]["rows"].append((entry["label"], entry["value"]))
        elif kind == "table":
            groups.append(_table(entry, choices.get(entry["name"], {}), known))
        elif kind in ALONE or kind == "text" and _is_long(entry["value"]):
            groups.append({"kind": kind, "entry": entry})
        elif isinstance(entry["value"], (dict, list)) and "display" not in entry:
            groups.append({"kind": "other", "entry": entry})
        else:
            if not groups or groups[-1]["kind"] != "facts":
                groups.append({"kind": "facts", "entries": []})
            cell = values.fact(entry, known)
            groups[-1]["entries"].append({"name": entry["name"], "label": entry["label"], "cell": cell})
    return groups


def _is_long(value) -> bool:
    return isinstance(value, str) and (len(value) > LONG or "\n" in value.strip())


def _table(entry, choices, known) -> dict:
    columns = [{**column, "look": LOOKS.get(column["type"], "")} for column in entry["columns"]]
    # A column that is empty in every row says nothing
    columns = [column for column in columns if any(row.get(column["name"]) not in (None, "") for row in entry["value"])]
    rows = [
        [
            (column, values.cell(row.get(column["name"]), column["type"], choices.get(column["name"], {}), known))
            for column in columns
        ]
        for row in entry["value"]
    ]
    return {"kind": "table", "entry": entry, "columns": columns, "rows": rows}


def _column_choices(module: Module) -> dict[str, dict[str, dict[str, str]]]:
    """{table: {column: {value: label}}}: a document's tables hold the values of choices, not their labels."""
    return {
        spec.name: {column.name: column.choice_labels for column in spec.columns if column.choices}
        for spec in module_fields(module.model)
        if spec.type == "table"
    }


def _known_records(viewer: Viewer, entries: list[dict]) -> dict[int, tuple[str, str]]:
    """{id: (title, path)} of the records that these fields refer to and the viewer may see: the others' titles stay unsaid."""
    wanted = set()
    for entry in entries:
        if entry["type"] in REFERENCES:
            wanted |= _ids(entry["value"])
        for column in entry.get("columns", []):
            if column["type"] in REFERENCES:
                wanted |= set().union(*(_ids(row.get(column["name"])) for row in entry["value"]))
    if not wanted:
        return {}
    found = reading.documents(viewer).filter(pk__in=wanted)
    return {pk: (title, path) for pk, title, path in found.values_list("pk", "title", "path")}


def _ids(value) -> set[int]:
    items = value if isinstance(value, list) else [value]
    return {item["id"] for item in items if isinstance(item, dict) and "id" in item}
