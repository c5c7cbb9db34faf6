"""The desk on the admin's home: what waits for me, what I wrote and where it is, what came back."""

from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms import plugins
from cms.access import viewer_of
from cms.moderation import queue, referrals, secrecy
from cms.people import Role
from cms.permissions import drafting_units, keeps_people
from cms.tree import Section, Unit

from .late import AgainPanel, OverduePanel


def writable(unit) -> list[Section]:
    """The sections of a unit that take new records, in the order of its boards."""
    order = {module.label: place for place, module in enumerate(plugins.modules())}
    found = [section for section in Section.objects.child_of(unit).prefetch_related("states") if section.takes_records]
    for section in found:
        section.unit_title = unit.title
    return sorted(found, key=lambda section: order[section.module])


class QueuePanel(Component):
    """One queue of `cms.moderation.queue`, with a form that narrows it; its rows are moved through by keys too."""

    class Media:
        js = ("hongban/queue.js",)


class WaitingPanel(QueuePanel):
    name = "waiting"
    template_name = "moderation/desk_waiting.html"
    order = 100

    def __init__(self, request):
        self.reviews = bool(queue.reviews(viewer_of(request.user)))
        self.queue = queue.waiting(request.user, queue.Narrowed.read(request.GET)) if self.reviews else None

    def get_context_data(self, parent_context):
        return {"queue": self.queue, "reviews": self.reviews}


class SecrecyPanel(Component):
    """等我保密审查."""

    name = "secrecy"
    template_name = "moderation/desk_secrecy.html"
    order = 110

    def __init__(self, user):
        self.shown = viewer_of(user).has_role(Role.SECRECY_OFFICER)
        waiting = list(secrecy.waiting_for(user)[: queue.SIZE])
        pages = Page.objects.filter(pk__in=[item.release.page_id for item in waiting]).specific()
        by_id = {page.pk: page for page in pages}
        for item in waiting:
            item.page = by_id[item.release.page_id]
            item.overdue = item.due < timezone.localdate()
        # what is shown can be done: somebody who once saved a revision of it may not
        self.items = [item for item in waiting if not referrals.refusal(user, item.page, item)]

    def get_context_data(self, parent_context):
        return {"items": self.items, "shown": self.shown, "overdue": sum(item.overdue for item in self.items)}


class UnfinishedPanel(QueuePanel):
    name = "unfinished"
    template_name = "moderation/desk_unfinished.html"
    order = 200

    def __init__(self, request):
        self.drafts = bool(drafting_units(request.user))
        # a prefix, since both queues stand on one page
        self.queue = queue.drafts(request.user, queue.Narrowed.read(request.GET, "my_")) if self.drafts else None

    def get_context_data(self, parent_context):
        return {"queue": self.queue, "drafts": self.drafts}


class WaysPanel(Component):
    """Where to go from here, by role."""

    name = "ways"
    template_name = "moderation/desk_ways.html"
    order = 300

    def __init__(self, user):
        viewer = viewer_of(user)
        units = list(Unit.objects.filter(pk__in=drafting_units(user)).order_by("path"))
        self.context = {
            "units": units,
            "writable": [section for unit in units for section in writable(unit)],
            "office": viewer.has_role(Role.PARTY_OFFICE),
            "withdraws": viewer.has_role(Role.PARTY_OFFICE) or viewer.has_role(Role.APPROVER),
            "people": keeps_people(user),
            "watches": bool(viewer.ids("committee")) or viewer.has_role(Role.SECRETARY),
        }

    def get_context_data(self, parent_context):
        return self.context


def panels(request, found) -> None:
    """For the hook `construct_homepage_panels`: ours in place of Wagtail's."""
    user = request.user
    found[:] = [
        WaitingPanel(request),
        SecrecyPanel(user),
        UnfinishedPanel(request),
        OverduePanel(user),
        AgainPanel(user),
        WaysPanel(user),
    ]
