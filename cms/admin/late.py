"""On the desk: what others are late with, for the Party office (党务室), and what must be reviewed anew (复审), for drafters."""

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from cms import plugins
from cms.access import viewer_of
from cms.moderation import overdue, reminding
from cms.people import Role
from cms.permissions import drafting_units
from cms.tree import Unit

MOST = 50


class OverduePanel(Component):
    """逾期: the overdue stages of the units of the office's committees and of those below them; no titles, which it may not
    know before they are published, but whose turn it is and since when."""

    name = "overdue"
    template_name = "moderation/desk_overdue.html"
    order = 150

    def __init__(self, user):
        offices = {unit for role, unit in viewer_of(user).roles if role == Role.PARTY_OFFICE}
        self.office, self.items = bool(offices), []
        if offices:
            below = Unit.objects.none()
            for path in Unit.objects.filter(pk__in=offices).values_list("path", flat=True):
                below |= Unit.objects.filter(path__startswith=path)
            self.items = overdue.stages(units=below)

    def get_context_data(self, parent_context):
        items = [
            {
                "unit": one.unit,
                "module": _name_of(one),
                "stage": one.stage.name,
                "submitted": one.release.opened_at,
                "due": one.due,
                "days": one.days,
                "holders": "、".join(person.name for person in one.holders),
            }
            for one in self.items[:MOST]
        ]
        return {"office": self.office, "items": items, "count": len(self.items), "most": MOST}


def _name_of(one: overdue.Overdue) -> str:
    module = plugins.find_module(one.module)
    return str(module.name_for(one.unit.kind)) if module else str(one.unit._meta.verbose_name)


class AgainPanel(Component):
    """到期复审: the own units' published records whose day of review has come."""

    name = "again"
    template_name = "moderation/desk_again.html"
    order = 250

    def __init__(self, user):
        units = drafting_units(user)
        found = reminding.to_review().filter(unit_id__in=units).select_related("unit") if units else []
        self.items = list(found[: MOST + 1])

    def get_context_data(self, parent_context):
        items = [
            {
                "title": document.title,
                "unit": document.unit,
                "module": module.name_for(document.unit.kind)
                if (module := plugins.find_module(document.module))
                else "",
                "due": document.review_due,
                "edit_url": reverse("wagtailadmin_pages:edit", args=[document.pk]),
            }
            for document in self.items[:MOST]
        ]
        return {"items": items, "more": len(self.items) > MOST, "today": timezone.localdate()}
