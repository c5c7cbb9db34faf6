"""In the head of every page of the portal: the morning view for those whose business some unit is, and the lists that were handed
to an information officer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.people import Role

from . import lists


def links(viewer):
    """Without a query but for information officers, for whom it is one."""
    if viewer.ids("committee") or viewer.has_role(Role.SECRETARY):
        return [{"label": _("每日一览"), "url": reverse("morning:index")}]
    if count := lists.handed(viewer):
        return [{"label": _("问题清单"), "url": reverse("morning:lists"), "count": count}]
    return []
