"""A draft as plain data, in the form in which it is written: what `form.bind()` takes."""

from cms.delivery import values
from cms.delivery.media import attachment_json
from cms.schema import FieldSpec, module_fields

from . import body
from .form import writable

__all__ = ["content"]


def content(draft) -> dict:
    """The envelope, `fields` and `body` of a draft (a specific page in memory), everything that its drafters write."""
    kinds = writable(type(draft), draft.owning_unit)
    return {
        "title": draft.title,
        "occurred_on": draft.occurred_on,
        "period": draft.period,
        "summary": draft.summary,
        "tags": sorted(tag.name for tag in draft.tags.all()),
        "source_kind": draft.source_kind,
        "source_ref": draft.source_ref,
        "confidentiality": draft.confidentiality,
        "scope": draft.scope,
        "contains_personal_data": draft.contains_personal_data,
        "correction_note": draft.correction_note,
        "also_counts": draft.also_counts,
        "attachments": [attachment_json(row.file) for row in draft.attachments.all()],
        "evidence": [
            {"kind": row.kind, "note": row.note, "file": attachment_json(row.file)} for row in draft.evidence.all()
        ],
        "fields": {spec.name: _value(draft, spec) for spec in module_fields(type(draft)) if spec.name in kinds},
        "body": body.shown(draft.body),
    }


def _value(draft, spec: FieldSpec):
    if spec.type == "table":
        rows = getattr(draft, spec.name).all()
        return [{column.name: _cell(getattr(row, column.name), column) for column in spec.columns} for row in rows]
    if spec.type in ("files", "images", "people", "units", "record_refs"):
        entry = values.entry_of(draft, spec)
        return entry["value"] if entry else []
    return _cell(getattr(draft, spec.name), spec)


def _cell(raw, spec: FieldSpec):
    # As the editor keeps it, so that links within the site survive being sent back
    return raw if spec.type == "richtext" else values.value_of(raw, spec)
