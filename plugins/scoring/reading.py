"""Who reads what of a quarter: everybody employed once its bulletin is published; from the freeze on the committee's
Party office and approver, and the secretaries and information officers of its units, who may object."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from cms.access import Viewer
from cms.delivery.reading import documents
from cms.people import Role
from cms.tree import Unit

from .models import Close

__all__ = ["closes", "find_close", "offices", "seen", "visible_closes"]

# Of a unit, from the freeze on
UNIT_DESK = (Role.SECRETARY, Role.DRAFTER)


def offices(viewer: Viewer, *roles: str) -> set[int]:
    """The committees in which the viewer holds one of these roles (Party office)."""
    return {unit for role, unit in viewer.roles if role in (roles or (Role.PARTY_OFFICE,))}


def visible_closes(viewer: Viewer) -> Q:
    """The rule as a filter on `Close`."""
    rule = Q(committee_id__in=offices(viewer, Role.PARTY_OFFICE, Role.APPROVER))
    desks = {unit for role, unit in viewer.roles if role in UNIT_DESK}
    if desks:
        rule |= Q(committee_id__in=Unit.objects.filter(pk__in=desks).values("committee_id"))
    if "employees" in viewer.audiences:
        rule |= Q(signed_at__isnull=False)
    return rule


def closes(viewer: Viewer) -> QuerySet[Close]:
    """The closed quarters that the viewer may read, the newest first."""
    found = Close.objects.filter(visible_closes(viewer)).select_related("committee").defer("committee__body")
    return found.order_by("-quarter", "committee__path")


def find_close(viewer: Viewer, quarter: str, committee: Unit | None = None) -> Close | None:
    """The closed quarter of this committee (the first that the viewer may read), or None: denied and not there look the
    same."""
    found = closes(viewer).filter(quarter=quarter)
    return (found.filter(committee=committee) if committee else found).first()


def seen(viewer: Viewer, ids: Iterable[int]) -> set[int]:
    """Those of these records that the viewer may see. One query."""
    return set(documents(viewer).filter(pk__in=set(ids)).values_list("pk", flat=True))
