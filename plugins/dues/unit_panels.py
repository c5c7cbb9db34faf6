"""应更新 of the running quarter on a unit's page, with the way to all of it (`cms.seams.board.unit_panels`)."""

from django.utils.translation import gettext as _

from cms.access import Viewer
from cms.seams.board import UnitPanel
from cms.templatetags.portal import period_name

from .due_table import due_items
from .figures import figures_of, span


def panels(viewer: Viewer, unit) -> list[UnitPanel]:
    """For employees; nothing where nothing is due. Three queries."""
    if "employees" not in viewer.audiences or unit.practice:
        return []
    asked = span()
    items = due_items([unit], asked.since, asked.until, asked.as_of)
    if not items:
        return []
    context = {"unit": unit, "asked": asked, "figures": figures_of(items, asked.as_of)}
    return [
        UnitPanel(
            _("应更新 · %(period)s") % {"period": period_name(asked.period)}, "dues/panel.html", context, place="end"
        )
    ]
