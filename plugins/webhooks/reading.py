"""Who keeps endpoints: the administrator (平台管理员) of a committee, those of that committee. To everybody else there are none.

The role opens no content, and neither do these pages: they show types, ids, and what receivers answered.
"""

from django.db.models import QuerySet

from cms.access import Viewer
from cms.people import Role
from cms.tree import Unit

from .models import Delivery, Endpoint


def committees_of(viewer: Viewer) -> QuerySet[Unit]:
    own = [unit for role, unit in viewer.roles if role == Role.ADMINISTRATOR]
    return Unit.objects.filter(pk__in=own).order_by("path")


def may_keep(viewer: Viewer) -> bool:
    return viewer.has_role(Role.ADMINISTRATOR)


def endpoints_of(viewer: Viewer) -> QuerySet[Endpoint]:
    return Endpoint.objects.filter(committee__in=committees_of(viewer).order_by())


def deliveries_of(viewer: Viewer) -> QuerySet[Delivery]:
    return Delivery.objects.filter(endpoint__in=endpoints_of(viewer).order_by())
