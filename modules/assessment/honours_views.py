"""The page of 创先争优依据: for the Party office all units of its committee, for a secretary the own unit."""

from django.shortcuts import render
from django.utils import timezone

from cms.access import viewer_of
from cms.people import Role
from cms.portal.responses import private_page, refuse
from cms.tree import Unit

from .honours import basis
from .models import GRADES

__all__ = ["honours"]


@private_page("GET")
def honours(request):
    """`?year=` (this year), `?least=excellent|good`: the grade that each quarter must reach at least (good)."""
    viewer = viewer_of(request.user)
    offices = [unit for role, unit in viewer.roles if role == Role.PARTY_OFFICE]
    own = [unit for role, unit in viewer.roles if role == Role.SECRETARY]
    units = Unit.objects.live().filter(practice=False).exclude(kind=Unit.COMMITTEE)
    units = units.filter(committee_id__in=offices) | units.filter(pk__in=own)
    units = list(units.order_by("path").defer("body"))
    if not offices and not units:
        return refuse(request)
    this_year = timezone.localdate().year
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this_year
    least = request.GET.get("least") if request.GET.get("least") in ("excellent", "good") else "good"
    context = {
        "year": year,
        "years": [this_year, this_year - 1, this_year - 2],
        "least": least,
        "grades": [(slug, label) for slug, label in GRADES if slug in ("excellent", "good")],
        "found": basis(viewer, units, year, least),
    }
    return render(request, "assessment/honours.html", context)
