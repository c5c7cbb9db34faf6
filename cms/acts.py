"""What people do with a published record: sign for it, answer it, decide an appeal.

A module lists its acts in `<app>/acts.py` as `ACTS`; each stands for one of its functions on `cms.moderation.after_release`. A
record's page offers an act to whoever may do it now, and the function asks once more.
"""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cms import plugins
from cms.access import Viewer

__all__ = ["Act", "ActForm", "acts_of", "unit_field"]


class ActForm(forms.Form):
    """What an act asks for. `page`: the record as it is now; `viewer`: who acts."""

    def __init__(self, *args, page, viewer: Viewer, **kwargs):
        self.page, self.viewer = page, viewer
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class Act:
    """One thing that can be done. A module subclasses it and lists instances in `ACTS`.

    slug     part of its address: letters, digits and hyphens
    label    the button's words
    done     what is said afterwards
    hint     what the form's reader has to know
    form     an ActForm; its cleaned values are what `run()` gets
    """

    slug: ClassVar[str] = ""
    label: ClassVar[Any] = ""
    done: ClassVar[Any] = _("已保存。")
    hint: ClassVar[Any] = ""
    form: ClassVar[type[ActForm]] = ActForm

    def offered(self, page, viewer: Viewer) -> bool:
        """Whether this viewer may do it to this record as it is now."""
        raise NotImplementedError

    def run(self, page, user, **values) -> None:
        """Do it. Raises ValidationError naming the form's fields, PermissionDenied when the user may not (any more)."""
        raise NotImplementedError


def acts_of(page, viewer: Viewer) -> list[Act]:
    """What this viewer may do to this published record (a specific page) now, in the module's order."""
    module = plugins.find_module(page.module_label())
    found = []
    if module is not None and page.live and viewer.signed_in:
        with plugins.isolated(module, "acts"):
            found = [act for act in module.offer("acts") or () if act.offered(page, viewer)]
    return found


def has_acts(label: str) -> bool:
    """Whether the module of this label offers any act at all, to anybody."""
    module = plugins.find_module(label)
    if module is None:
        return False
    with plugins.isolated(module, "acts"):
        return bool(module.offer("acts"))
    return False


class _UnitField(forms.ModelChoiceField):
    def __init__(self, label):
        from cms.tree import Unit

        super().__init__(Unit.objects.none(), label=label, empty_label=None)

    def offer(self, units) -> None:
        """These units (ids); with a single one nothing is asked."""
        self.queryset = self.queryset.model.objects.filter(pk__in=units).order_by("path")
        if len(units) == 1:
            self.initial = next(iter(units))
            self.widget = forms.HiddenInput()


def unit_field(label) -> _UnitField:
    """For which of several units somebody acts; the form's `__init__` calls `offer()` on it."""
    return _UnitField(label)
