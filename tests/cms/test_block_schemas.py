"""Blocks as JSON Schema: what the OpenAPI document says of a block's value is what the API gives."""

import pytest
from wagtail import blocks

from cms.blocks.json_schema import block_schema, typed
from cms.blocks.vocabulary import core_blocks
from cms.testing.json_schema import faults

pytestmark = pytest.mark.django_db


class Roll(blocks.StructBlock):
    """A plugin's: Wagtail's own blocks, and no form of its own."""

    title = blocks.CharBlock()
    names = blocks.ListBlock(blocks.CharBlock())
    level = blocks.ChoiceBlock(choices=[("全国", [("1", "一等")]), ("2", "二等")], required=False)
    year = blocks.IntegerBlock(required=False)
    shown = blocks.BooleanBlock(required=False)
    more = blocks.StreamBlock([("line", blocks.TextBlock())])


def test_a_plugin_s_block_is_described_from_its_children():
    roll, root = Roll(), {}
    value = roll.to_python(
        {"title": "荣誉", "names": ["王芳"], "level": "1", "year": 2026, "more": [{"type": "line", "value": "一"}]}
    )
    given = roll.get_api_representation(value)
    schema = block_schema(roll)
    assert faults(given, schema, root) == []
    assert faults(given | {"level": None, "year": None}, schema, root) == []
    for wrong in (
        {"level": "3"},
        {"names": [1]},
        {"year": "2026"},
        {"shown": "是"},
        {"more": [{"type": "x", "value": ""}]},
    ):
        assert faults(given | wrong, schema, root), wrong
    assert faults({"title": "荣誉"}, schema, root)


def test_a_block_with_a_form_of_its_own_is_any_value_unless_it_says_what():
    class Own(blocks.CharBlock):
        def get_api_representation(self, value, context=None):
            return {"text": value}

    class Said(Own):
        def api_schema(self):
            return {"type": "object", "required": ["text"]}

    assert block_schema(Own()) == {}
    assert block_schema(Said()) == {"type": "object", "required": ["text"]}
    assert typed("said", Said())["properties"]["value"] == Said().api_schema()


def test_every_block_of_the_core_says_what_its_value_is():
    for name, block in core_blocks(home=True).items():
        assert block_schema(block), name
