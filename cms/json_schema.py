"""A module's fields as JSON Schema (2020-12): what a document of it holds under `fields`, as {name: schema of its `value`}."""

from .schema import FieldSpec, module_fields

__all__ = ["json_schema"]

REFERENCE = {
    "type": "object",
    "properties": {"id": {"type": "integer"}, "title": {"type": "string"}},
    "required": ["id", "title"],
}
FILE = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "title": {"type": "string"},
        "url": {"type": "string"},
        "size": {"type": "integer"},
        "type": {"type": "string"},
        "sha256": {"type": "string"},
    },
    "required": ["id", "title", "url", "size", "type", "sha256"],
}
RENDITION = {
    "type": "object",
    "properties": {"url": {"type": "string"}, "width": {"type": "integer"}, "height": {"type": "integer"}},
    "required": ["url", "width", "height"],
}
IMAGE = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "title": {"type": "string"},
        "width": {"type": "integer"},
        "height": {"type": "integer"},
        "renditions": {"type": "object", "additionalProperties": {"$ref": "#/$defs/rendition"}},
    },
    "required": ["id", "title", "width", "height", "renditions"],
}
DEFINITIONS = {"reference": REFERENCE, "file": FILE, "rendition": RENDITION, "image": IMAGE}
# Decimals travel as strings: a number would be rounded on the way
DECIMAL = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}

TYPES = {
    "text": {"type": "string"},
    "richtext": {"type": "string", "contentMediaType": "text/html"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "description": "ISO 8601 with offset: 2026-03-05T14:00+08:00"},
    "bool": {"type": "boolean"},
    "integer": {"type": "integer"},
    "decimal": DECIMAL,
    "percent": DECIMAL,
    "money": DECIMAL,
    "url": {"type": "string", "format": "uri"},
    "person": {"$ref": "#/$defs/reference"},
    "unit": {"$ref": "#/$defs/reference"},
    "record_ref": {"$ref": "#/$defs/reference"},
    "file": {"$ref": "#/$defs/file"},
    "image": {"$ref": "#/$defs/image"},
    "month_series": {
        "type": "array",
        "items": {"type": ["string", "number", "null"]},
        "description": "Twelve figures, from January on; null for a month without one.",
    },
    "json": {},
}
LISTS = {"people": "reference", "units": "reference", "record_refs": "reference", "files": "file", "images": "image"}


def json_schema(model) -> dict:
    """The schema of one module's fields. `required`: always there for whoever sees the record; a field that is empty is left out.

    A type of a module's own (`catalogue_type`) is described as any value. Beside JSON Schema's own words: `x-type` (the catalogue's word), `x-privacy`, `x-mask`, `x-only-for`, `x-computed`,
    `x-after-release`.
    """
    specs = module_fields(model)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": str(model._meta.verbose_name),
        "type": "object",
        "properties": {spec.name: described(spec) for spec in specs},
        "required": [spec.name for spec in specs if spec.required and not _may_be_missing(spec)],
        "$defs": DEFINITIONS,
    }


def _may_be_missing(spec: FieldSpec) -> bool:
    return bool(spec.rule.privacy or spec.rule.mask or spec.rule.only_for or spec.rule.after_release)


def described(spec: FieldSpec) -> dict:
    """One field's value with its label, help and rules."""
    found = {**value_schema(spec), "title": spec.label, "x-type": spec.type}
    if spec.help:
        found["description"] = spec.help
    rule = spec.rule
    marks = {
        "x-privacy": rule.privacy,
        "x-mask": rule.mask,
        "x-only-for": rule.only_for,
        "x-computed": rule.computed,
        "x-after-release": rule.after_release,
    }
    return found | {name: mark for name, mark in marks.items() if mark}


def value_schema(spec: FieldSpec) -> dict:
    plain = _plain(spec)
    if spec.rule.mask and plain != {"type": "string"}:
        return {"anyOf": [plain, {"type": "string"}]}  # to those who do not reach it, a masked name
    return plain


def _plain(spec: FieldSpec) -> dict:
    choices = [
        {"const": int(value) if spec.numeric else value, "title": label} for value, label in spec.choices if value
    ]
    if spec.type == "choice":
        return {"oneOf": choices}
    if spec.type == "multichoice":
        return {"type": "array", "items": {"oneOf": choices}}
    if spec.type in LISTS:
        return {"type": "array", "items": {"$ref": f"#/$defs/{LISTS[spec.type]}"}}
    if spec.type == "table":
        return {"type": "array", "items": _row(spec.columns)}
    return dict(TYPES.get(spec.type, {}))


def _row(columns: list[FieldSpec]) -> dict:
    """A table's row has every column; one that is empty is null or ''."""
    shown = {}
    for column in columns:
        own = described(column)
        shown[column.name] = own if column.required else {"title": column.label, "anyOf": [own, {"enum": [None, ""]}]}
    return {"type": "object", "properties": shown, "required": list(shown)}
