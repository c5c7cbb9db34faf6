"""Who keeps robots: the Party office (党务室) of a committee, those of its units. To everybody else there are none."""

from django.db.models import QuerySet

from cms.access import Viewer
from cms.people import Role
from cms.tree import Unit

from .models import Robot, RobotDelivery

__all__ = ["committees_of", "deliveries_of", "may_keep", "robots_of"]


def committees_of(viewer: Viewer) -> QuerySet[Unit]:
    own = [unit for role, unit in viewer.roles if role == Role.PARTY_OFFICE]
    return Unit.objects.filter(pk__in=own, practice=False).order_by("path").defer("body")


def may_keep(viewer: Viewer) -> bool:
    return viewer.has_role(Role.PARTY_OFFICE)


def robots_of(viewer: Viewer) -> QuerySet[Robot]:
    return Robot.objects.filter(committee__in=committees_of(viewer).order_by())


def deliveries_of(viewer: Viewer) -> QuerySet[RobotDelivery]:
    return RobotDelivery.objects.filter(robot__in=robots_of(viewer).order_by())
