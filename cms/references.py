"""References from one record to others of named modules: the catalogue's `record_ref` and `record_refs`.

A module names the modules that it refers to by their labels and imports none of them. Only published records can be referred
to. Whoever reads a document sees a reference's title only if they see the record that it leads to (`cms.delivery.documents.read`).
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.fields import Row

__all__ = ["RecordRef", "RefRow"]


class RecordRef(models.ForeignKey):
    """One record of `modules` (a label or several). `modules` is the form's business and stays out of migrations."""

    def __init__(self, verbose_name=None, to="cms.Record", on_delete=models.PROTECT, *, modules=(), **kwargs):
        self.modules = (modules,) if isinstance(modules, str) else tuple(modules)
        kwargs.setdefault("related_name", "+")
        super().__init__(to, on_delete, verbose_name=verbose_name, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "cms.references.RecordRef", args, kwargs

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if value is None:
            return
        record = self.remote_field.model.objects.select_related("content_type").get(pk=value)
        if self.modules and record.content_type.app_label not in self.modules:
            raise ValidationError(
                _("“%(title)s”不是%(modules)s的记录。"),
                params={"title": record.title, "modules": names_of(self.modules)},
            )
        if not record.live:
            raise ValidationError(_("“%(title)s”没有发布，不能引用。"), params={"title": record.title})

    def formfield(self, **kwargs):
        from cms.admin.record_chooser import RecordChooser

        return super().formfield(**({"widget": RecordChooser(self.modules)} | kwargs))


class RefRow(Row):
    """One line of a list of references. A module adds `ref = RecordRef(_("…"), modules="…")` and the parent key."""

    class Meta(Row.Meta):
        abstract = True


def names_of(modules) -> str:
    """The modules' Chinese names, for messages; a label where a module is not installed."""
    from cms import plugins

    found = [(plugins.find_module(label), label) for label in modules]
    return "、".join(f"“{module.zh if module else label}”" for module, label in found)
