"""季度得分 in the head of every page of the portal, for every employee; no query."""

from django.urls import reverse
from django.utils.translation import gettext as _

__all__ = ["links"]


def links(viewer):
    if "employees" not in viewer.audiences:
        return []
    return [{"label": _("季度得分"), "url": reverse("scoring:index"), "count": 0, "icon": ""}]
