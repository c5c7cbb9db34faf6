"""Twelve figures of a year, one for each month: the catalogue's `month_series`."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["MonthSeriesField", "figures"]

MONTHS = range(1, 13)


class MonthSeriesWidget(forms.MultiWidget):
    """Twelve labelled cells."""

    template_name = "cms/widgets/months.html"

    def __init__(self, attrs=None):
        cell = {"inputmode": "decimal", "autocomplete": "off", "size": 8}
        super().__init__({str(month): forms.TextInput({**cell, "aria-label": f"{month}月"}) for month in MONTHS}, attrs)

    def decompress(self, value):
        return list(value) if value else [None] * 12


class MonthSeriesFormField(forms.MultiValueField):
    widget = MonthSeriesWidget

    def __init__(self, **kwargs):
        required = kwargs.pop("required", False)
        cells = [
            forms.DecimalField(required=False, max_digits=16, decimal_places=4, label=f"{month}月") for month in MONTHS
        ]
        super().__init__(cells, require_all_fields=False, required=required, **kwargs)

    def compress(self, values):
        return [None if value is None else format(value, "f") for value in values] if values else []

    def clean(self, value):
        # Which month is wrong, not only that one is
        errors = []
        for month, (cell, raw) in enumerate(zip(self.fields, value or [], strict=False), 1):
            try:
                cell.clean(raw)
            except ValidationError as error:
                errors.append(_("%(month)s月：%(problem)s") % {"month": month, "problem": "".join(error.messages)})
        if errors:
            raise ValidationError(errors)
        return super().clean(value)


class MonthSeriesField(models.JSONField):
    """A list of twelve decimals (as strings, so that nothing is rounded on the way) or None for months without a figure."""

    catalogue_type = "month_series"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if value in (None, [], ""):
            return
        if not isinstance(value, list) or len(value) != 12:
            raise ValidationError(_("须是十二个月的数值。"))
        for month, figure in enumerate(value, 1):
            try:
                if figure is not None and not Decimal(str(figure)).is_finite():
                    raise InvalidOperation
            except InvalidOperation:
                raise ValidationError(
                    _("%(month)s月的“%(figure)s”不是数。") % {"month": month, "figure": figure}
                ) from None

    def formfield(self, **kwargs):
        return MonthSeriesFormField(label=self.verbose_name, help_text=self.help_text, required=not self.blank)


def figures(series: list | None) -> list[Decimal | None]:
    """The series as twelve decimals or None."""
    found = [None if figure in (None, "") else Decimal(str(figure)) for figure in series or []]
    return [*found, *[None] * (12 - len(found))]
