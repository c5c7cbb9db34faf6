from django.db import models


class FigureField(models.DecimalField):
    """A figure as people write it: 97 and not 97.0000, whatever the column keeps.

    An indicator may be counted in people, percent or millimetres, so that no number of places suits all of them.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", 16)
        kwargs.setdefault("decimal_places", 4)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        return as_written(super().to_python(value))

    def from_db_value(self, value, expression, connection):
        return as_written(value)


def as_written(value):
    """The same number without zeros at its end."""
    if value is None or not value.is_finite():
        return value
    return value.quantize(1) if value == value.to_integral_value() else value.normalize()
