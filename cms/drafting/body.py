"""The blocks of a body as plain data, in both directions: `{type, value, id}`, each value as the API has it.

Rich text is the editor's own HTML: a link within the site is `<a linktype="page" id="…">`, so that it survives moves.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, ChooserBlock, ListBlock, RichTextBlock
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.table_block.blocks import TableBlock

from cms.blocks.vocabulary import RETIRED, RetiredBlock

__all__ = ["errors_in", "shown", "taken"]


# Given ------------------------------------------------------------------------------------------------------------------


def shown(stream) -> list[dict]:
    """The blocks of a body (its value on a page) as plain data. A block that nobody knows any more is there as it was stored."""
    return [_child(child) for child in stream]


def _child(child) -> dict:
    if child.block_type == RETIRED:
        return child.block.stored(child.value)
    return {"type": child.block_type, "value": _shown(child.block, child.value), "id": child.id}


def _shown(block, value):
    if isinstance(block, BaseStreamBlock):
        return shown(value)
    if isinstance(block, BaseStructBlock):
        return {name: _shown(child, value.get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, ListBlock):
        return [_shown(block.child_block, item) for item in value]
    return block.get_prep_value(value)


# Taken ------------------------------------------------------------------------------------------------------------------


def taken(block: BaseStreamBlock, items, before=()) -> list[dict]:
    """Plain data as the form can bind it. `before`: the body as it is, whose unknown blocks may be handed back untouched.

    Raises ValidationError as {place: message}, the place such as `body.0.value.image`, for what has not the form of a body.
    """
    errors: dict[str, str] = {}
    kept = [child.block.stored(child.value) for child in before if child.block_type == RETIRED]
    found = _stream(block, items, "body", errors, kept)
    if errors:
        raise ValidationError(errors)
    return found


def _stream(block, items, at, errors, kept=()):
    if not isinstance(items, list):
        errors[at] = _("须是列表。")
        return []
    found = []
    for place, item in enumerate(items):
        here = f"{at}.{place}"
        if not isinstance(item, dict) or not isinstance(item.get("type"), str):
            errors[here] = _("内容块写作 {type, value}。")
        elif item in kept:
            found.append(RetiredBlock.shelve(item))
        elif item["type"] not in block.child_blocks or item["type"] == RETIRED:
            errors[f"{here}.type"] = _("没有“%(type)s”这种内容块。") % {"type": item["type"][:40]}
        else:
            value = _taken(block.child_blocks[item["type"]], item.get("value"), f"{here}.value", errors)
            found.append({"type": item["type"], "value": value, "id": _id(item.get("id"), f"{here}.id", errors)})
    return found


def _id(given, at, errors):
    if given is not None and (not isinstance(given, str) or len(given) > 40):
        errors[at] = _("须是文本。")
    return given


def _taken(block, value, at, errors):
    if isinstance(block, BaseStreamBlock):
        return _stream(block, value, at, errors)
    if isinstance(block, BaseStructBlock):
        return _struct(block, value, at, errors)
    if isinstance(block, ListBlock):
        if not isinstance(value, list):
            errors[at] = _("须是列表。")
            return []
        return [_taken(block.child_block, item, f"{at}.{place}", errors) for place, item in enumerate(value)]
    if isinstance(block, ChooserBlock):
        return _chosen(block, value, at, errors)
    if isinstance(block, TableBlock):
        return _table(value, at, errors)
    if isinstance(block, RichTextBlock) and value is not None and not isinstance(value, str):
        errors[at] = _("须是文本。")
        return ""
    return _leaf(block, value, at, errors)


def _struct(block, value, at, errors):
    if not isinstance(value, dict):
        errors[at] = _("须是对象。")
        return {}
    for name in value.keys() - block.child_blocks.keys():
        errors[f"{at}.{str(name)[:40]}"] = _("没有这个字段。")
    return {
        name: _taken(child, value[name], f"{at}.{name}", errors)
        if name in value
        else _shown(child, child.get_default())
        for name, child in block.child_blocks.items()
    }


def _chosen(block, value, at, errors):
    """An id, or an object with one, as the API gives images and files. What is not there is refused, never left out."""
    pk = value.get("id") if isinstance(value, dict) else value
    if pk is None:
        return None
    if isinstance(pk, bool) or not isinstance(pk, int) or not 0 < pk < 2**63:
        errors[at] = _("须是一个编号。")
    elif not block.model_class.objects.filter(pk=pk).exists():
        errors[at] = _("这里用到了不属于本单位的%(kind)s，请从本单位的素材中选用或重新上传。") % {
            "kind": block.model_class._meta.verbose_name
        }
    else:
        return pk
    return None


def _table(value, at, errors):
    rows = value.get("data") if isinstance(value, dict) else None
    cells = (str, int, float, type(None))
    if not isinstance(rows, list) or not all(
        isinstance(row, list) and all(isinstance(cell, cells) for cell in row) for row in rows
    ):
        errors[at] = _("表格写作 {data: [[…], …]}，每格是文本。")
        return None
    return value


def _leaf(block, value, at, errors):
    if isinstance(value, dict | list):
        errors[at] = _("这个值不可用。")
        return None
    try:
        block.value_for_form(block.to_python(value))
    except (ArithmeticError, AttributeError, TypeError, ValueError, ValidationError):
        errors[at] = _("这个值不可用。")
        return None
    return value


# Refused by the form ----------------------------------------------------------------------------------------------------


def errors_in(error: ValidationError, at: str) -> dict[str, str]:
    """What a block's `clean()` refused, as {place: message}."""
    if isinstance(error, StreamBlockValidationError):
        parts = {f"{at}.{place}.value": one for place, one in error.block_errors.items()}
        return _all(parts, error.non_block_errors, at)
    if isinstance(error, ListBlockValidationError):
        parts = {f"{at}.{place}": one for place, one in error.block_errors.items()}
        return _all(parts, error.non_block_errors, at)
    if isinstance(error, StructBlockValidationError):
        parts = {f"{at}.{name}": one for name, one in error.block_errors.items()}
        return _all(parts, error.non_block_errors, at)
    return {at: " ".join(error.messages)}


def _all(parts: dict, here, at: str) -> dict[str, str]:
    found = {at: " ".join(map(str, here))} if here else {}
    for place, one in parts.items():
        found |= errors_in(one, place)
    return found
