"""The frozen figures on the form of a bulletin: to read, not to type."""

from wagtail.admin.panels import Panel

__all__ = ["FrozenPanel"]


class FrozenPanel(Panel):
    """Shown in the place of the table while the figures are locked (`figures.locked()`)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "information_bulletin/frozen.html"

        def is_shown(self):
            return super().is_shown() and "unit_table" in self.instance.locked_fields()

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return context | {"rows": self.instance.unit_table.all(), "page": self.instance}
