"""Every block and every module's record with a type of its own in the OpenAPI document, told apart by `type` and by `module`.

Read from the blocks and page types themselves, so that a plugin's are there as the core's are.
"""

import copy
from collections.abc import Callable

from cms import plugins
from cms.blocks.json_schema import typed
from cms.blocks.vocabulary import RETIRED, core_blocks, offered_blocks
from cms.json_schema import described
from cms.schema import FieldSpec, module_fields

from .schemas import Image, PageReference

__all__ = ["complete"]

COMPONENTS = "#/components/schemas/"
# cms.json_schema's definitions are the API's own
OURS = {"#/$defs/reference": "Reference", "#/$defs/file": "File", "#/$defs/image": "Image"}
# Blocks that say where to ask for what they show
LED = ("board", "latest_records", "calendar")
REFERENCES = ("unit", "units", "record_ref", "record_refs")
WITHOUT_WORDS = ("table", "files", "images")


def complete(schemas: dict, add: Callable, known: Callable[[plugins.Plugin], bool]) -> None:
    """Put in the place of the general `Block` and `RecordDetail` those of each block and module, in these components.

    add: a function (components, pydantic model). known: which plugins the document speaks of.
    """
    for model in (Image, PageReference):
        add(schemas, model)
    labels = {plugin.label for plugin in plugins.installed() if known(plugin)}
    _blocks(schemas, labels)
    _records(schemas, [module for module in plugins.modules() if module.label in labels])


def _blocks(schemas: dict, labels: set[str]) -> None:
    offered = {name: block for label, name, block in offered_blocks() if label in labels}
    everywhere, on_homes = ({**offered, **core_blocks(home)} for home in (False, True))
    for name, block in on_homes.items():
        more = {"href": {"type": "string"}} if name in LED else {}
        schemas[_pascal(name) + "Block"] = typed(name, block, **more)
    schemas["Block"] = _one_of(
        "type",
        {name: _pascal(name) + "Block" for name in everywhere if name != RETIRED},
        "One block of a body: `type` says what `value` is. A later release, or a plugin, may add types: skip what you do not know.",
    )
    schemas["HomeBlock"] = _one_of(
        "type",
        {name: _pascal(name) + "Block" for name in on_homes},
        "One block of a home page: those of records, and live blocks, which say what to show and in `href` where to ask.",
    )
    schemas["Home"]["properties"]["body"]["items"] = {"$ref": COMPONENTS + "HomeBlock"}


def _records(schemas: dict, modules: list[plugins.Module]) -> None:
    whole = schemas["RecordDetail"]
    base = schemas["RecordInFull"] = copy.deepcopy(whole)
    base["title"], base["description"] = "RecordInFull", "What a record of any module has in full."
    base.pop("examples")
    for name in ("module", "fields"):
        del base["properties"][name]
        base["required"].remove(name)
    names = {}
    for module in modules:
        with plugins.isolated(module, "fields"):  # one that cannot be described does not take the others along
            fields = [_field(spec) for spec in module_fields(module.model)]
            names[module.label] = f"{_pascal(module.label)}Record"
            _record(schemas, module, fields)
    schemas["RecordDetail"] = {
        **_one_of("module", names, "A record in full, by its module."),
        "examples": whole["examples"],
    }


def _record(schemas: dict, module: plugins.Module, fields: list[dict]) -> None:
    name = _pascal(module.label)
    schemas[f"{name}Field"] = {"type": "object", "title": module.zh, "oneOf": fields}
    own = {
        "module": {"const": module.label},
        "fields": {"type": "array", "items": {"$ref": f"{COMPONENTS}{name}Field"}},
    }
    schemas[f"{name}Record"] = {
        "type": "object",
        "title": module.zh,
        "allOf": [{"$ref": COMPONENTS + "RecordInFull"}, {"type": "object", "properties": own, "required": list(own)}],
    }


def _field(spec: FieldSpec) -> dict:
    """One field's entry, as `cms.delivery.values.entry_of()` writes it."""
    own = described(spec)
    value = _ours({word: said for word, said in own.items() if word not in ("title", "description")}, spec.type)
    if spec.type == "table":
        kinds = {column.name: column.type for column in spec.columns}
        cells = own["items"]["properties"]
        value["items"]["properties"] = {name: _ours(cell, kinds[name]) for name, cell in cells.items()}
    properties = {
        "name": {"const": spec.name},
        "label": {"type": "string"},
        "type": {"const": spec.type},
        "value": value,
    }
    required = [*properties]
    if spec.type == "table":
        properties["columns"] = {"type": "array", "items": {"$ref": COMPONENTS + "Column"}}
        required.append("columns")
    elif spec.type not in WITHOUT_WORDS:
        properties["display"] = {"type": "string"}
        required.append("display")
    said = {"description": f"{spec.label}: {spec.help}" if spec.help else spec.label}
    return {"type": "object", **said, "properties": properties, "required": required}


def _ours(schema, kind: str):
    """The same with references to the API's components, and without what GET /modules says beside the value's form."""
    if isinstance(schema, list):
        return [_ours(one, kind) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if reference := schema.get("$ref"):
        name = "PageReference" if kind in REFERENCES else OURS[reference]
        return {
            **_ours({word: said for word, said in schema.items() if word != "$ref"}, kind),
            "$ref": COMPONENTS + name,
        }
    return {word: _ours(said, kind) for word, said in schema.items() if not word.startswith("x-")}


def _one_of(told_by: str, names: dict[str, str], description: str) -> dict:
    """The union of these components, told apart by what this property says."""
    mapping = {value: COMPONENTS + name for value, name in names.items()}
    return {
        "type": "object",
        "description": description,
        "oneOf": [{"$ref": place} for place in mapping.values()],
        "discriminator": {"propertyName": told_by, "mapping": mapping},
    }


def _pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))
