"""The unit's objectives in the middle of its page (电子方针管理板)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.seams.board import UnitPanel

from . import standing


def panels(viewer, unit):
    today = timezone.localdate()
    found = standing.objectives(viewer, [unit.pk], today.year, today)
    if not found:
        return []
    year = today.year
    context = {
        "objectives": found,
        "total": standing.total(found),
        "year": year,
        "unit": unit,
        "address": f"{reverse('policy_objectives:board', args=[unit.code])}?year={year}",
    }
    return [UnitPanel(_("%(year)s年方针目标") % {"year": year}, "policy_objectives/panel.html", context)]
