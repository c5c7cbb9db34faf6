"""应更新 in the head of every page, for employees."""

from django.urls import reverse
from django.utils.translation import gettext as _


def links(viewer):
    """No query."""
    if "employees" not in viewer.audiences:
        return []
    return [{"label": _("应更新"), "url": reverse("dues:units"), "count": 0, "icon": ""}]
