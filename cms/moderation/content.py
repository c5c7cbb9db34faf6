"""The content hash: what exactly was reviewed.

An approval is bound to this hash, never to a revision's id, since autosave overwrites a revision in place. The hash covers the
envelope, the module's fields and rows except those marked `after_release`, the body, and the bytes of every image and file.
Fields at their default are left out, so that a new column leaves earlier hashes as they are.
"""

import hashlib
import json
import re

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations, get_field_value
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, ListBlock
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex

from cms.blocks.vocabulary import RetiredBlock
from cms.media import Attachment, Image, sha256_of

RECIPE = "1"
PARAGRAPH_KEY = re.compile(r' data-block-key="[^"]*"')
EMPTY = (None, "", [], {})
PAGE_FIELDS = ("title", "slug", "seo_title", "search_description")


def content_of(page) -> dict:
    """The reviewed content of a specific page as plain data, in a form that is equal for equal content."""
    page.fill_in()
    model = type(page)
    # Computed fields follow from the rest, some of them from the release itself (who signed, when it was first published)
    rules = getattr(model, "field_rules", {})
    released_later = {name for name, rule in rules.items() if rule.after_release or rule.computed}
    own = [
        field
        for field in model._meta.get_fields()
        if isinstance(field, models.Field)
        and field.serialize
        and not field.many_to_many
        and not field.primary_key
        and not (field.remote_field and getattr(field.remote_field, "parent_link", False))
        and field.name not in released_later
        and (field.model is not Page and not issubclass(Page, field.model) or field.name in PAGE_FIELDS)
    ]
    gated = getattr(model, "gated_fields", None)
    if gated is not None:
        own = [field for field in own if field.name in gated or field.name in PAGE_FIELDS]
    data = {}
    for field in own:
        value = _plain(field, page)
        if value != _default(field):
            data[field.name] = value
    if gated is None:
        for relation in get_all_child_relations(model):
            name = relation.get_accessor_name()
            if name in released_later or relation.related_model._meta.app_label == "wagtailcore":
                continue
            rows = [_row(row, relation.field.name) for row in getattr(page, name).all()]
            if name == "tagged_items":
                rows.sort(key=lambda row: row["tag"])
            if rows:
                data[name] = rows
        for field in get_all_child_m2m_relations(model):
            if field.name not in released_later and field.name not in data:
                ids = sorted(item.pk for item in getattr(page, field.name).all())
                if ids:
                    data[field.name] = ids
    return data


References = set[tuple[str, int, str]]


def content_hash(page, references: References | None = None) -> str:
    """`1:` and 64 hex digits. Reads the bytes of referenced files: a few milliseconds each.

    references: `file_references(page)`, where they are known already.
    """
    files = file_digests(file_references(page) if references is None else references)
    content = {"model": page._meta.label_lower, "content": content_of(page), "files": files}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return f"{RECIPE}:{hashlib.sha256(canonical.encode()).hexdigest()}"


def file_references(page) -> References:
    """Every image and attachment that the content refers to: ("image" or "file", id, name of the field or table it is in)."""
    found = set()
    # Private API of Wagtail, pinned by a test: it sees StreamField blocks, rich text, rows and keys alike
    for content_type, object_id, model_path, _path in ReferenceIndex._extract_references_from_object(page):
        kind = {Image: "image", Attachment: "file"}.get(_model_of(content_type))
        if kind:
            found.add((kind, int(object_id), model_path.partition(".")[0]))
    return found


def file_digests(references: References) -> list[tuple[str, int, str]]:
    wanted = sorted({(kind, pk) for kind, pk, _name in references})
    digests = []
    for kind, model in (("image", Image), ("file", Attachment)):
        found = model.objects.in_bulk([pk for one, pk in wanted if one == kind])
        digests += [
            (kind, pk, sha256_of(found[pk].file) if pk in found else "missing") for one, pk in wanted if one == kind
        ]
    return digests


def _model_of(content_type_id):
    return ContentType.objects.get_for_id(content_type_id).model_class()


def _plain(field, instance):
    if isinstance(field, StreamField):
        return _block(field.stream_block, field.value_from_object(instance))
    if isinstance(field, models.DecimalField):
        value = field.value_from_object(instance)
        return None if value is None else format(value, f".{field.decimal_places}f")
    return _unmarked(get_field_value(field, instance))


def _unmarked(value):
    """Rich text without the random keys that the editor gives to paragraphs; an editor left empty says nothing."""
    if not isinstance(value, str):
        return value
    text = PARAGRAPH_KEY.sub("", value)
    return "" if text == "<p></p>" else text


def _default(field):
    if isinstance(field, StreamField):
        return []
    default = field.get_default()
    return default if default is None or isinstance(default, (str, int, float, bool, list, dict)) else str(default)


def _row(row, parent_key: str) -> dict:
    values = {
        field.name: (_plain(field, row), _default(field))
        for field in row._meta.get_fields()
        if isinstance(field, models.Field) and not field.primary_key and field.name not in (parent_key, "sort_order")
    }
    return {name: value for name, (value, default) in values.items() if value != default}


def _block(block, value):
    """A block's value as plain data: without the random ids that two equal form posts differ in, and without what is empty
    or at its default, so that a part added to a block later leaves earlier hashes as they are."""
    if isinstance(block, BaseStreamBlock):
        return [_child(child) for child in value]
    if isinstance(block, BaseStructBlock):
        parts = {name: (_block(child, value.get(name)), child) for name, child in block.child_blocks.items()}
        return {
            name: part
            for name, (part, child) in parts.items()
            if part not in EMPTY and part != _block(child, child.get_default())
        }
    if isinstance(block, ListBlock):
        return [_block(block.child_block, item) for item in value]
    return _unmarked(block.get_prep_value(value))


def _child(child) -> dict:
    if isinstance(child.block, RetiredBlock):
        # As it was reviewed: neither our signature nor the absence of its plugin is part of the content
        stored = child.block.stored(child.value)
        return {"type": stored.get("type", ""), "value": _bare(stored.get("value"))}
    return {"type": child.block_type, "value": _block(child.block, child.value)}


def _bare(value):
    """The raw data of a block that nobody knows, without ids and what is empty."""
    if isinstance(value, dict):
        if set(value) >= {"type", "value"}:
            value = {name: part for name, part in value.items() if name != "id"}
        parts = {name: _bare(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in EMPTY}
    if isinstance(value, list):
        return [_bare(item) for item in value]
    return _unmarked(value)
