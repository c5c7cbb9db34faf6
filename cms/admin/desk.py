"""The desk on the admin's home: what waits for me, what I wrote and where it is, what came back."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms import orphans, plugins
from cms.access import viewer_of
from cms.moderation import actions, referrals, secrecy, status
from cms.moderation.models import Release, Review
from cms.moderation.stages import STAGES
from cms.people import Role
from cms.permissions import drafting_units, keeps_people
from cms.tree import Record, Section, Unit

MOST = 50


@dataclass
class Waiting:
    page: Page
    unit: Unit
    kind: str
    stage: str
    since: object
    due: datetime.date
    overdue: bool
    claimed: str
    read_url: str
    pass_url: str
    return_url: str
    pass_label: str


def waiting(user) -> list[Waiting]:
    """What this user can decide now, oldest first."""
    found = []
    for stage in STAGES:
        states = actions.waiting_for(user, stage).select_related("workflow_state__release", "task")
        states = states.prefetch_related("workflow_state__release__referrals")[:MOST]
        pages = Page.objects.filter(pk__in=[int(state.workflow_state.object_id) for state in states]).specific()
        by_id = {page.pk: page for page in pages}
        claims = actions.claims_of(states, user)
        for state in states:
            page = by_id[int(state.workflow_state.object_id)]
            # what is shown can be done: somebody who once saved a revision of it may not decide it
            offered = {name: label for name, label, _modal in state.task.specific.get_actions(page, user)}
            if not offered:
                continue
            release = state.workflow_state.release
            arrived = release.arrived(state.started_at)
            due = release.due(stage, arrived)
            found.append(
                Waiting(
                    page=page,
                    unit=page.owning_unit,
                    kind=str(page._meta.verbose_name),
                    stage=str(stage.name),
                    since=arrived,
                    due=due,
                    overdue=due < timezone.localdate(),
                    claimed=claims.get(state.pk, ""),
                    read_url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
                    pass_url=reverse("wagtailadmin_pages:workflow_action", args=[page.pk, Review.PASS, state.pk]),
                    return_url=reverse("wagtailadmin_pages:workflow_action", args=[page.pk, Review.RETURN, state.pk]),
                    pass_label=str(offered[Review.PASS]),
                )
            )
    return found


def unfinished(user) -> list[tuple[Page, status.Status]]:
    """What this information officer has begun and not finished: own drafts, and what they submitted; what came back first."""
    units = drafting_units(user)
    if not units:
        return []
    submitted = Release.objects.filter(submitted_by=user, unit_id__in=units, complete_at=None).values("page_id")
    mine = Q(owner=user) | Q(pk__in=submitted)
    open_pages = orphans.known(Page.objects.filter(mine, Q(live=False) | Q(has_unpublished_changes=True)))
    records = Record.objects.filter(pk__in=open_pages.values("pk")).order_by("-latest_revision_created_at")[:MOST]
    homes = Page.objects.type(Unit).filter(pk__in=units).filter(Q(has_unpublished_changes=True))
    pages = list(Page.objects.filter(pk__in=[record.pk for record in records]).specific()) + list(homes.specific())
    pages = [page for page in pages if page.owning_unit_id in units]
    found = status.of_many(pages)
    order = [status.RETURNED, status.REJECTED, status.WITHDRAWN, status.DRAFT, status.REVIEW, status.PUBLISHED]
    pairs = [(page, found[page.pk]) for page in pages]
    pairs.sort(key=lambda pair: -(pair[0].latest_revision_created_at or pair[0].first_published_at).timestamp())
    return sorted(pairs, key=lambda pair: order.index(pair[1].state))


def writable(unit) -> list[Section]:
    """The sections of a unit that take new records, in the order of its boards."""
    order = {module.label: place for place, module in enumerate(plugins.modules())}
    found = [section for section in Section.objects.child_of(unit).prefetch_related("states") if section.takes_records]
    for section in found:
        section.unit_title = unit.title
    return sorted(found, key=lambda section: order[section.module])


class WaitingPanel(Component):
    name = "waiting"
    template_name = "moderation/desk_waiting.html"
    order = 100

    def __init__(self, user):
        self.items = waiting(user)
        viewer = viewer_of(user)
        self.reviews = any(viewer.has_role(stage.role) for stage in STAGES)

    def get_context_data(self, parent_context):
        overdue = sum(item.overdue for item in self.items)
        return {"items": self.items, "reviews": self.reviews, "overdue": overdue}


class SecrecyPanel(Component):
    """等我保密审查."""

    name = "secrecy"
    template_name = "moderation/desk_secrecy.html"
    order = 110

    def __init__(self, user):
        self.shown = viewer_of(user).has_role(Role.SECRECY_OFFICER)
        waiting = list(secrecy.waiting_for(user)[:MOST])
        pages = Page.objects.filter(pk__in=[item.release.page_id for item in waiting]).specific()
        by_id = {page.pk: page for page in pages}
        for item in waiting:
            item.page = by_id[item.release.page_id]
            item.overdue = item.due < timezone.localdate()
        # what is shown can be done: somebody who once saved a revision of it may not
        self.items = [item for item in waiting if not referrals.refusal(user, item.page, item)]

    def get_context_data(self, parent_context):
        return {"items": self.items, "shown": self.shown, "overdue": sum(item.overdue for item in self.items)}


class UnfinishedPanel(Component):
    name = "unfinished"
    template_name = "moderation/desk_unfinished.html"
    order = 200

    def __init__(self, user):
        self.drafts = bool(drafting_units(user))
        self.items = unfinished(user)

    def get_context_data(self, parent_context):
        returned = sum(found.state == status.RETURNED for _page, found in self.items)
        return {"items": self.items, "drafts": self.drafts, "returned": returned}


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
        }

    def get_context_data(self, parent_context):
        return self.context


def panels(request, found) -> None:
    """For the hook `construct_homepage_panels`: ours in place of Wagtail's."""
    user = request.user
    found[:] = [WaitingPanel(user), SecrecyPanel(user), UnfinishedPanel(user), WaysPanel(user)]
