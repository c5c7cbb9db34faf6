"""一次录入、多处引用: an event that is entered once and is at the same time what other modules ask for.

A theme Party day that held a members' meeting and a lesson is one record of 主题党日; it says of itself that it also counts as
三会一课 · 党员大会 and 党课. It stays one record and one update; the other modules show it and ask for no second one.
"""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms import plugins
from cms.fields import MultiChoiceField

__all__ = ["AlsoField", "label_of", "module_of", "refusals", "targets"]


def targets(kind: str = "") -> Iterator[tuple[plugins.Module, str, str]]:
    """(module, target, label) of everything that a record may also count as; `kind`: in a unit of this kind, else in any.

    A target is a module's label, or `label:field=choice` where the module's cadence tells its records apart by a field.
    """
    for module in plugins.modules():
        if module.cadence is None or module.model is None or (kind and not module.is_for(kind)):
            continue
        name = module.name_for(kind) if kind else module.zh
        parts = list(_parts(module))
        for target, choice in parts or [(module.label, "")]:
            yield module, target, f"{name} · {choice}" if choice else name


def _parts(module) -> Iterator[tuple[str, str]]:
    for field, choices in module.cadence.by_field_value.items():
        labels = {str(value): label for value, label in module.model._meta.get_field(field).flatchoices}
        for choice in choices:
            yield f"{module.label}:{field}={choice}", str(labels.get(str(choice), choice))


def module_of(target: str) -> str:
    """The label of the module that a target belongs to."""
    return target.partition(":")[0]


def label_of(target: str, kind: str) -> str:
    """What a target is called in a unit of this kind; '' when its module is not there (any more)."""
    return next((label for _module, known, label in targets(kind) if known == target), "")


def own_target(record) -> str:
    """What a record counts as by itself."""
    for _module, target, _label in targets():
        field, _equals, choice = target.partition(":")[2].partition("=")
        if module_of(target) == record.module_label() and (not field or str(getattr(record, field)) == choice):
            return target
    return record.module_label()


def refusals(record) -> list[str]:
    """Why the record may not count as what it says: the unit has no such section that takes records, or it counts so anyway."""
    if not record.also_counts:
        return []
    unit = record.owning_unit
    known = {target: label for _module, target, label in targets(unit.kind)}
    sections = type(record.owning_section).objects.child_of(unit).prefetch_related("states")
    taking = {section.module for section in sections if section.takes_records}
    found = []
    for target in record.also_counts:
        label = known.get(target, target)
        if target == own_target(record):
            found.append(_("这条记录本来就计入“%(target)s”，不必再选。") % {"target": label})
        elif target not in known or module_of(target) not in taking:
            found.append(_("本单位没有开设“%(target)s”，不能计入。") % {"target": label})
    return found


class AlsoField(MultiChoiceField):
    """The targets that a record says it also counts as, kept as a JSON list."""

    @property
    def options(self):
        return [(target, label) for _module, target, label in targets()]

    @options.setter
    def options(self, value):
        """Which there are is the registry's business."""

    def validate(self, value, model_instance):
        if not isinstance(value, list):
            raise ValidationError(_("“%(value)s”不是可选项。"), params={"value": value})

    def clean(self, value, model_instance):
        # what a module that is switched off for now asks for is kept
        self.validate(value, model_instance)
        return list(dict.fromkeys(value))

    def formfield(self, **kwargs):
        field = super().formfield(**kwargs)
        field.widget = forms.CheckboxSelectMultiple(attrs={"class": "also-counts"})
        field.choices = lambda: [(target, label) for _module, target, label in targets()]
        return field
