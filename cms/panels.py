"""Panels for the forms of modules."""

from wagtail.admin.panels import InlinePanel, MultipleChooserPanel

__all__ = ["ReferencesPanel", "TablePanel"]


class _Optional:
    """Not shown where the form has no such table, because units of this kind do not have it (`FieldRule.only_for`)."""

    class BoundPanel:
        def __init__(self, **kwargs):
            self._there = kwargs["form"] is None or kwargs["panel"].relation_name in kwargs["form"].formsets
            if self._there:
                super().__init__(**kwargs)
            else:
                super(InlinePanel.BoundPanel, self).__init__(**kwargs)

        def is_shown(self):
            return self._there and super().is_shown()


class TablePanel(InlinePanel):
    """A table of rows; like Wagtail's InlinePanel, and left out where the unit does not have the table."""

    class BoundPanel(_Optional.BoundPanel, InlinePanel.BoundPanel):
        pass


class ReferencesPanel(MultipleChooserPanel):
    """References to other records (`cms.references.RefRow`), several chosen at once."""

    def __init__(self, relation_name, chooser_field_name="ref", **kwargs):
        super().__init__(relation_name, chooser_field_name=chooser_field_name, **kwargs)
