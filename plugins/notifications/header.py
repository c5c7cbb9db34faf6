"""The bell in the head of every page of the portal."""

from django.urls import reverse
from django.utils.translation import gettext as _

from . import reading


def links(viewer):
    """For whoever is a person; one query."""
    if viewer.person_id is None:
        return []
    count = reading.unread(viewer).count()
    return [{"label": _("消息"), "url": reverse("notifications:list"), "count": count, "icon": "bell"}]
