"""特色工作 on the committee's page: the way to what was chosen, and for the Party office to the choice. Asks the database nothing."""

from django.utils.translation import gettext as _

from cms.people import Role
from cms.seams.board import UnitPanel

__all__ = ["panels"]


def panels(viewer, unit) -> list[UnitPanel]:
    if unit.kind != unit.COMMITTEE or "employees" not in viewer.audiences:
        return []
    context = {"selects": viewer.has_role(Role.PARTY_OFFICE, unit.pk)}
    return [UnitPanel(_("特色工作"), "featured_work/panel.html", context, "end")]
