"""Stages whose decision is late: what waits, since when, and whose turn it is. No titles: who may know them is asked elsewhere."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from wagtail.models import TaskState

from cms import orphans
from cms.days import working_days_after
from cms.people import Membership, Person
from cms.tree import Unit

from . import actions, secrecy
from .models import Release
from .stages import BY_SLUG, SECRECY, Stage

__all__ = ["ESCALATED_AFTER", "Overdue", "deciders", "holders", "stages", "waiting"]

# Working days after the last day in time: then the Party office (党务室) is told
ESCALATED_AFTER = 2


@dataclass(frozen=True)
class Overdue:
    """One stage that should have been decided by `due`; `days`: by how many working days it is late, 0 while it is in time.
    `holders`: who has the stage's role today, authors included."""

    release: Release
    stage: Stage
    unit: Unit
    module: str
    since: datetime.datetime
    due: datetime.date
    days: int
    holders: list[Person] = field(default_factory=list)


def stages(day: datetime.date | None = None, units=None) -> list[Overdue]:
    """What is overdue on `day` (today), the longest overdue first; `units` (a queryset) narrows. Five queries."""
    day = day or timezone.localdate()
    return _with_holders([one for one in _waiting(day, units, late=True) if one.due < day])


def waiting(day: datetime.date | None = None, units=None) -> list[Overdue]:
    """Everything that waits for a decision on `day` (today), late or not, in the same order and as many queries."""
    return _with_holders(list(_waiting(day or timezone.localdate(), units, late=False)))


def _waiting(day: datetime.date, units, *, late: bool):
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        task__reviewtask__isnull=False,
        workflow_state__release__complete_at=None,
        workflow_state__release__void_at=None,
        workflow_state__release__unit__practice=False,
        workflow_state__release__page__content_type__in=orphans.known_types(),
    )
    if units is not None:
        waiting = waiting.filter(workflow_state__release__unit__in=units)
    if late:  # whatever arrived today is in time
        waiting = waiting.filter(started_at__date__lt=day)
    waiting = waiting.select_related(
        "task__reviewtask", "workflow_state__release__unit", "workflow_state__release__page__content_type"
    )
    for state in waiting.prefetch_related("workflow_state__release__referrals").order_by("started_at", "pk"):
        release = state.workflow_state.release
        stage, since, due = _turn(release, state)
        module = release.page.content_type.app_label
        days = _days_between(due, day) if due < day else 0
        yield Overdue(release, stage, release.unit, module, since, due, days)


def _with_holders(found: list[Overdue]) -> list[Overdue]:
    found.sort(key=lambda one: (one.due, one.since))
    held = holders((one.stage.role, one.stage.unit_id_for(one.unit)) for one in found)
    for one in found:
        one.holders.extend(held.get((one.stage.role, one.stage.unit_id_for(one.unit)), []))
    return found


def _turn(release: Release, state: TaskState) -> tuple[Stage, datetime.datetime, datetime.date]:
    """Whose turn it is, since when and until when: while 保密审查 runs, the secrecy officer's."""
    if referral := secrecy.open_referral(release):
        return SECRECY, referral.opened_at, referral.due
    stage = BY_SLUG[state.task.reviewtask.stage]
    since = release.arrived(state.started_at)
    return stage, since, release.due(stage, since)


def holders(seats) -> dict[tuple[str, int], list[Person]]:
    """{(role, unit's id): who holds it today}; one query."""
    seats = set(seats)
    if not seats:
        return {}
    held = Membership.objects.on().filter(role__in={role for role, _ in seats}, unit_id__in={unit for _, unit in seats})
    found: dict[tuple[str, int], list[Person]] = {}
    for membership in held.select_related("person__user").order_by("since", "pk"):
        people = found.setdefault((membership.role, membership.unit_id), [])
        if membership.person not in people:
            people.append(membership.person)
    return found


def deciders(release: Release, stage: Stage, held: list[Person] | None = None) -> list[Person]:
    """Who can decide this stage of this release now: holders with an account who neither wrote nor reviewed it."""
    if held is None:
        seat = (stage.role, stage.unit_id_for(release.unit))
        held = holders([seat]).get(seat, [])
    if not held:
        return []
    refused = actions.barred(release.page.specific, release, stage, [person.pk for person in held])
    return [person for person in held if not refused[person.pk] and person.user and person.user.is_active]


def is_escalated(one: Overdue, day: datetime.date) -> bool:
    """Whether the Party office should know: it waits too long, or there is nobody to wait for."""
    return not one.holders or working_days_after(one.due, ESCALATED_AFTER) < day


def _days_between(due: datetime.date, day: datetime.date) -> int:
    """Working days from the one after `due` to `day`, both included; at least 1."""
    count = 0
    while due < day:
        due = working_days_after(due, 1)
        count += due <= day
    return max(count, 1)
