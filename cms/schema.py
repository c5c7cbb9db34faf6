"""A module's fields as data: what the API describes, the document holds, and the portal shows.

Read from the page type itself (Django's own field metadata and `field_rules`), so that a module says each thing once.
"""

from dataclasses import dataclass, field
from functools import cache

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.fields import RichTextField

from .fields import FieldRule, FileRow, ImageRow, MultiChoiceField
from .media import Attachment, Image
from .people import Person
from .references import RefRow
from .tree import Record, Unit

__all__ = ["FieldSpec", "module_fields"]


@dataclass
class FieldSpec:
    """One field of a module. `type` is the catalogue's word; `columns` are a table's, as specs of their own."""

    name: str
    type: str
    label: str
    required: bool = False
    choices: list[tuple[str, str]] = field(default_factory=list)
    help: str = ""
    rule: FieldRule = FieldRule()
    columns: list["FieldSpec"] = field(default_factory=list)
    # The values of its choices are integers
    numeric: bool = False

    @cached_property
    def choice_labels(self) -> dict[str, str]:
        return {str(value): str(label) for value, label in self.choices}


def module_fields(model: type[Record]) -> list[FieldSpec]:
    """The fields that this page type adds to the envelope, in the order of its `field_order` or of its columns, then its tables."""
    return list(_fields_of(model, get_language()))


@cache
def _fields_of(model: type[Record], language: str | None) -> tuple[FieldSpec, ...]:
    """Kept for each language, since the labels are words of it."""
    found = {}
    for column in model._meta.local_fields:
        if not column.primary_key:  # the parent link is the primary key
            found[column.name] = _spec(column, model.field_rules.get(column.name))
    for relation in get_all_child_relations(model):
        row = relation.related_model
        if relation.field.model._meta.app_label in ("cms", "wagtailcore"):
            continue
        name = relation.get_accessor_name()
        found[name] = _rows(name, row, relation.field.name, model.field_rules.get(name))
    for relation in get_all_child_m2m_relations(model):
        found[relation.name] = _spec(relation, model.field_rules.get(relation.name))
    order = getattr(model, "field_order", ())
    ordered = [name for name in order if name in found]
    return tuple(found[name] for name in (*ordered, *(name for name in found if name not in ordered)))


def _spec(column, rule=None) -> FieldSpec:
    choices = column.options if isinstance(column, MultiChoiceField) else (column.flatchoices or [])
    return FieldSpec(
        name=column.name,
        type=type_of(column),
        label=str(column.verbose_name),
        required=not column.blank or bool(rule and (rule.filled or rule.required)),
        choices=[(str(value), str(label)) for value, label in choices],
        help=str(column.help_text),
        rule=rule or FieldRule(),
        numeric=isinstance(column, models.IntegerField),
    )


def _rows(name, row, parent_key, rule) -> FieldSpec:
    kinds = {ImageRow: "images", FileRow: "files", RefRow: "record_refs"}
    kind = next((kind for base, kind in kinds.items() if issubclass(row, base)), "table")
    columns = [
        _spec(column)
        for column in row._meta.get_fields()
        if isinstance(column, models.Field) and not column.primary_key and column.name not in (parent_key, "sort_order")
    ]
    return FieldSpec(
        name=name,
        type=kind,
        label=str(row._meta.verbose_name),
        required=bool(getattr(row, "required", False)) or bool(rule and rule.required),
        rule=rule or FieldRule(),
        columns=columns,
    )


def type_of(column) -> str:
    """The catalogue's word for a Django field."""
    if isinstance(column, models.ManyToManyField):
        return {Person: "people", Unit: "units"}.get(column.related_model, "record_refs")
    if isinstance(column, models.ForeignKey):
        return {Person: "person", Unit: "unit", Image: "image", Attachment: "file"}.get(
            column.related_model, "record_ref"
        )
    if isinstance(column, MultiChoiceField):
        return "multichoice"
    if column.choices:
        return "choice"
    for kind, name in (
        (RichTextField, "richtext"),
        (models.DateTimeField, "datetime"),
        (models.DateField, "date"),
        (models.BooleanField, "bool"),
        (models.IntegerField, "integer"),
        (models.DecimalField, "decimal"),
        (models.URLField, "url"),
        (models.JSONField, "json"),
    ):
        if isinstance(column, kind):
            return getattr(column, "catalogue_type", name)
    return getattr(column, "catalogue_type", "text")
