"""Blocks as JSON Schema: what the API's `value` of each looks like, read from the block itself.

A block whose API form is its own says it with `api_schema()`, in the same words; any other block with a form of its own is described as any
value. References begin with `#/components/schemas/`: `Image` and `File` are the API's.
"""

from django.utils.choices import flatten_choices
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock

__all__ = ["FILE", "IMAGE", "block_schema"]

TEXT = {"type": "string"}
NUMBERS = {blocks.IntegerBlock: "integer", blocks.FloatBlock: "number"}
TEXTS = (blocks.CharBlock, blocks.TextBlock, blocks.EmailBlock, blocks.RegexBlock, blocks.URLBlock)
# None where it was deleted since, or where the draft that is previewed has none yet
IMAGE = {"anyOf": [{"$ref": "#/components/schemas/Image"}, {"type": "null"}]}
FILE = {"anyOf": [{"$ref": "#/components/schemas/File"}, {"type": "null"}]}
CELLS = {"type": "array", "items": {"type": "array", "items": {"type": ["string", "null"]}}}
TABLE = {
    "type": "object",
    "properties": {
        "data": CELLS,
        "first_row_is_table_header": {"type": "boolean"},
        "first_col_is_header": {"type": "boolean"},
        "table_caption": TEXT,
    },
    "required": ["data"],
}


def block_schema(block: blocks.Block) -> dict:
    """The schema of what `get_api_representation()` of this block gives."""
    if hasattr(block, "api_schema"):
        return block.api_schema()
    if not type(block).get_api_representation.__module__.startswith("wagtail."):
        return {}
    match block:
        case blocks.BaseStructBlock():
            properties = {name: _labelled(child) for name, child in block.child_blocks.items()}
            return {"type": "object", "properties": properties, "required": list(properties)}
        case blocks.ListBlock():
            return {"type": "array", "items": block_schema(block.child_block)}
        case blocks.BaseStreamBlock():
            return {"type": "array", "items": {"oneOf": [typed(name, one) for name, one in block.child_blocks.items()]}}
        case TableBlock():
            return TABLE
        case blocks.MultipleChoiceBlock():
            return {"type": "array", "items": {"type": "string", "enum": _choices(block)}}
        case blocks.ChoiceBlock():
            if block.required:
                return {"type": "string", "enum": _choices(block)}
            return {"type": ["string", "null"], "enum": [*_choices(block), "", None]}
        case blocks.BooleanBlock():
            return {"type": "boolean" if block.required else ["boolean", "null"]}
    if number := next((name for kind, name in NUMBERS.items() if isinstance(block, kind)), ""):
        return {"type": number if block.required else [number, "null"]}
    return TEXT if isinstance(block, TEXTS) else {}


def typed(name: str, block: blocks.Block, **more: dict) -> dict:
    """A block in a body: `{type, value, id}`. more: schemas of what it has beside these, always."""
    value = {"type": {"const": name}, "value": block_schema(block), "id": {"type": ["string", "null"]}}
    label = {"title": str(block.label)} if block.label else {}
    return {"type": "object", **label, "properties": value | more, "required": ["type", "value", *more]}


def _labelled(block: blocks.Block) -> dict:
    schema = block_schema(block)
    return schema if "anyOf" in schema else {**schema, "title": str(block.label)}


def _choices(block) -> list[str]:
    return [str(value) for value, _label in flatten_choices(block.field.choices) if value not in ("", None)]
