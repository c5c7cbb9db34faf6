"""A believable value for every field of a page type, so that a module's contract test starts from one line.

What follows from a module's own rules (present ≤ expected …) cannot be guessed: the module says it in `ModuleContract.make()`.
"""

# Imports of models are local: pytest loads this file before Django's apps are ready.
import datetime
import itertools
from decimal import Decimal

_numbers = itertools.count(1)


def examples(model, world, unit) -> dict:
    """{field: value} for all that a drafter of `unit` fills in; tables as lists of one row. Of the day before today."""
    from django.db import models
    from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

    from cms.tree import Record

    start = _start()
    days, hours = itertools.count(), itertools.count()

    def value_for(field):
        if isinstance(field, models.DateTimeField):
            return start + datetime.timedelta(hours=next(hours))
        if isinstance(field, models.DateField):
            return start.date() + datetime.timedelta(days=next(days))
        return _value(field, model, world, unit)

    found = {"occurred_on": start.date()}
    for field in model._meta.local_fields:
        if not field.primary_key and field.editable and _is_asked(model, field.name, unit):
            found[field.name] = value_for(field)
    for relation in get_all_child_m2m_relations(model):
        if _is_asked(model, relation.name, unit):
            found[relation.name] = _several(relation, world)
    for relation in get_all_child_relations(model):
        name, row = relation.get_accessor_name(), relation.related_model
        if hasattr(Record, name) or not _is_asked(model, name, unit):
            continue
        columns = {
            field.name: value_for(field)
            for field in row._meta.fields
            if field.editable and not field.primary_key and field.name not in (relation.field.name, "sort_order")
        }
        columns = _kept(row, columns)
        keys = [field for field in row._meta.fields if field.is_relation and field.name != relation.field.name]
        if all(field.null or field.name in columns for field in keys):
            found[name] = [row(**columns)]
    return _kept(model, found)


def as_rows(model, name: str, items: list) -> list:
    """Rows of the table `name`: instances as they are, dicts made into instances."""
    row = model._meta.get_field(name).related_model
    return [row(**item) if isinstance(item, dict) else item for item in items]


def _start() -> datetime.datetime:
    """Nine o'clock of yesterday: a fact cannot lie in the future, and the hours that follow stay within one day."""
    from django.utils import timezone

    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(yesterday, datetime.time(9)))


def _is_asked(model, name: str, unit) -> bool:
    rule = model.field_rules.get(name)
    if rule is None:
        return True
    kind = "committee" if unit.kind == "committee" else "branch"
    return not (rule.computed or rule.after_release or (rule.only_for and rule.only_for != kind))


def _kept(model, values: dict) -> dict:
    """Without those that the field itself refuses: its default, or the module's `make()`, serves better."""
    from django.core.exceptions import ValidationError
    from django.db import models

    kept = {}
    for name, value in values.items():
        field = model._meta.get_field(name)
        if isinstance(field, models.Field) and not field.is_relation:
            try:
                field.clean(value, None)
            except ValidationError:
                continue
        if value is not None:
            kept[name] = value
    return kept


def _value(field, model, world, unit):
    from django.db import models
    from wagtail.fields import RichTextField, StreamField

    from cms.fields import MultiChoiceField, PeriodField
    from cms.months import MonthSeriesField

    if field.is_relation:
        return _one(field, world, unit)
    if isinstance(field, StreamField):
        return []
    if isinstance(field, MultiChoiceField):
        return [field.options[0][0]] if field.options else []
    if choices := [value for value, _label in field.flatchoices if value not in ("", None)]:
        return choices[0]
    if isinstance(field, models.BooleanField):
        return not field.get_default()
    if isinstance(field, models.DecimalField):
        return _within(field, Decimal(1))
    if isinstance(field, models.FloatField):
        return _within(field, 1.5)
    if isinstance(field, models.IntegerField):
        return _within(field, 1)
    if isinstance(field, models.TimeField):
        return datetime.time(9)
    if isinstance(field, MonthSeriesField):
        return [str(month) for month in range(1, 13)]
    if isinstance(field, models.JSONField):
        return field.get_default()
    if isinstance(field, PeriodField):
        return f"{_start():%Y-%m}"
    if isinstance(field, models.URLField):
        return "https://example.cn/"
    if isinstance(field, models.EmailField):
        return "someone@example.cn"
    text = f"{field.verbose_name}示例{next(_numbers)}"
    if isinstance(field, RichTextField):
        return f"<p>{text}</p>"
    return text[-field.max_length :] if field.max_length else text


def _within(field, number):
    """`number`, or the nearest that the field's own limits allow."""
    for validator in field.validators:
        limit = getattr(validator, "limit_value", None)
        limit = limit() if callable(limit) else limit
        if limit is None:
            continue
        if validator.code == "min_value":
            number = max(number, limit)
        elif validator.code == "max_value":
            number = min(number, limit)
    return number


def _one(field, world, unit):
    """Somebody or something that the key can lead to; None for a record, which only the module knows how to make."""
    from cms.media import Attachment, Image
    from cms.people import Person
    from cms.tree import Unit

    makers = {
        Person: lambda: world.person(unit=unit),
        Unit: lambda: unit,
        Image: lambda: world.image(unit),
        Attachment: lambda: world.attachment(unit),
    }
    make = makers.get(field.related_model)
    return make() if make else None


def _several(field, world) -> list:
    from cms.people import Person
    from cms.tree import Unit

    if field.related_model is Person:
        return [world.person(), world.person(unit=world.other)]
    return [world.branch, world.other] if field.related_model is Unit else []
