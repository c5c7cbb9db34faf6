"""年度考核 on a unit's page, for those who work on it: the way to the sheets, and on a unit's own page where its newest one is."""

from django.utils.translation import gettext as _

from cms.people import Role
from cms.seams.board import UnitPanel

from .sheets import is_desk, is_office, sheets_of, state_of

__all__ = ["panels"]


def panels(viewer, unit) -> list[UnitPanel]:
    """One query, and none for the others."""
    if not is_office(viewer, unit) and not is_desk(viewer, unit):
        return []
    newest = sheets_of(viewer).filter(unit_id=unit.pk).first()
    honours = is_office(viewer, unit) or viewer.has_role(Role.SECRETARY, unit.pk)
    context = {"sheet": newest, "state": state_of(newest) if newest else "", "honours": honours}
    return [UnitPanel(_("年度考核"), "assessment/panel.html", context, "end")]
