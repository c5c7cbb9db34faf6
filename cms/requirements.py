"""What the catalogue requires of a record beyond single columns: tables with at least one row, fields that one kind of unit has."""

from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

__all__ = ["kind_of", "lacking", "left_out"]


def kind_of(unit) -> str:
    """The catalogue's word for a unit's kind: `committee`, or `branch` for branches and general branches."""
    return "committee" if unit.kind == unit.COMMITTEE else "branch"


def left_out(model, unit) -> list[str]:
    """The fields and tables that records of this type do not have in this unit (`FieldRule.only_for`)."""
    kind = kind_of(unit)
    return [name for name, rule in model.field_rules.items() if rule.only_for and rule.only_for != kind]


def lacking(record) -> dict[str, str]:
    """{field or table: message} of what must be filled in this unit and is empty."""
    kind = kind_of(record.owning_unit)
    required = {
        relation.get_accessor_name(): relation.related_model._meta.verbose_name
        for relation in get_all_child_relations(type(record))
        if getattr(relation.related_model, "required", False)
    }
    labels = {
        field.name: field.verbose_name for field in type(record)._meta.get_fields() if hasattr(field, "verbose_name")
    }
    labels |= {field.name: field.verbose_name for field in get_all_child_m2m_relations(type(record))}
    tables = {
        relation.get_accessor_name(): relation.related_model._meta.verbose_name
        for relation in get_all_child_relations(type(record))
    }
    for name, rule in record.field_rules.items():
        if rule.only_for and rule.only_for != kind:
            required.pop(name, None)
        elif rule.required:
            required[name] = tables.get(name) or labels.get(name, name)
    return {name: _message(name, label, tables) for name, label in required.items() if _is_empty(record, name)}


def _is_empty(record, name: str) -> bool:
    value = getattr(record, name)
    return not value.all() if hasattr(value, "all") else value in (None, "", [])


def _message(name, label, tables) -> str:
    if name in tables:
        return _("“%(table)s”至少填写一行。") % {"table": label}
    return _("“%(field)s”必须填写。") % {"field": label}
