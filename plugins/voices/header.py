"""互动 in the head of every page of the portal; without a number, which would cost every page a question."""

from django.urls import reverse
from django.utils.translation import gettext as _


def links(viewer):
    if viewer.person_id is None:
        return []
    return [{"label": _("互动"), "url": reverse("voices:index"), "count": 0, "icon": ""}]
