"""年度考核 in the head of the portal's pages, for those who work on it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.people import Role

__all__ = ["links"]


def links(viewer):
    """Asks the database nothing."""
    if not any(viewer.has_role(role) for role in (Role.PARTY_OFFICE, Role.SECRETARY)):
        return []
    return [{"label": _("年度考核"), "url": reverse("assessment:index"), "count": 0, "icon": ""}]
