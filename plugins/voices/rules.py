"""Who may do what with surveys. Whoever may not see one is told that there is none."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.access import SEES_EMPLOYEES, SEES_MEMBERS, Viewer
from cms.people import Membership, Role
from cms.tree import Unit

from .models import Survey

__all__ = [
    "eligible", "may_approve", "may_organise", "may_see_result", "may_take_part", "organises", "oversees", "standing", "surveys",
]  # fmt: skip

WRITES = (Role.DRAFTER, Role.SECRETARY)
APPROVES_BELOW = (Role.APPROVER, Role.PARTY_OFFICE)
APPROVES = (Role.SECRETARY, Role.REVIEWER)


def organises(viewer: Viewer) -> list[int]:
    """The ids of the units for which the viewer writes surveys."""
    return sorted({unit for role, unit in viewer.roles if role in (*WRITES, Role.PARTY_OFFICE)})


def may_organise(viewer: Viewer, unit_id: int) -> bool:
    return unit_id in organises(viewer)


def may_approve(viewer: Viewer, survey: Survey) -> bool:
    """Whether the viewer may let this survey be opened: of the unit or its committee, and neither its author nor who acts for the
    author (四眼原则)."""
    if viewer.person_id is None or viewer.person_id == survey.author_id:
        return False
    for_author = {(role, unit) for role, unit, person in viewer.acts_for if person == survey.author_id}
    held = viewer.roles - for_author
    wanted = {(role, survey.unit_id) for role in APPROVES}
    wanted |= {(role, survey.unit.committee_id) for role in APPROVES_BELOW}
    return not held.isdisjoint(wanted)


def oversees(viewer: Viewer, survey: Survey) -> bool:
    """Whether the viewer reads the survey as its organiser: drafts, and results that are for nobody else."""
    if may_organise(viewer, survey.unit_id):
        return True
    mine = {(role, survey.unit_id) for role in APPROVES} | {(role, survey.unit.committee_id) for role in APPROVES_BELOW}
    return not viewer.roles.isdisjoint(mine)


def overseen(viewer: Viewer) -> QuerySet[Survey]:
    """The surveys of which `oversees()` is true, the latest first."""
    units = set(organises(viewer)) | {unit for role, unit in viewer.roles if role in APPROVES}
    committees = {unit for role, unit in viewer.roles if role in APPROVES_BELOW}
    found = Survey.objects.filter(Q(unit_id__in=units) | Q(unit__committee_id__in=committees))
    return found.select_related("unit", "author", "approver").order_by("-opens_on", "-pk")


def standing(viewer: Viewer) -> list[tuple[str, str]]:
    """(role, path of the unit) of all that the viewer holds; one query."""
    paths = dict(Unit.objects.filter(pk__in={unit for _role, unit in viewer.roles}).values_list("pk", "path"))
    return [(role, paths[unit]) for role, unit in viewer.roles if unit in paths]


def _wanted(survey: Survey) -> tuple[frozenset[str], bool]:
    """The roles of whom it asks, and whether only of its unit and those below. What is practised stays within the unit."""
    members = survey.audience in (Survey.MEMBERS, Survey.UNIT_MEMBERS)
    own = survey.audience in (Survey.UNIT, Survey.UNIT_MEMBERS) or survey.unit.practice
    return SEES_MEMBERS if members else SEES_EMPLOYEES, own


def may_take_part(viewer: Viewer, survey: Survey, held: list[tuple[str, str]] | None = None) -> bool:
    """Whether the survey asks this viewer, whatever the day. held: `standing(viewer)`, where several surveys are asked about."""
    if viewer.person_id is None:
        return False
    roles, own = _wanted(survey)
    held = standing(viewer) if held is None else held
    return any(role in roles and (not own or path.startswith(survey.unit.path)) for role, path in held)


def eligible(survey: Survey) -> int:
    """应参加人数: how many people with an account it asks today."""
    roles, own = _wanted(survey)
    found = Membership.objects.on().filter(role__in=roles, unit__live=True, person__user__is_active=True)
    if own:
        found = found.filter(unit__path__startswith=survey.unit.path)
    return found.values("person").distinct().count()


def may_see_result(viewer: Viewer, survey: Survey, held: list[tuple[str, str]] | None = None) -> bool:
    """Whether the viewer reads what came of it, once it is closed."""
    if oversees(viewer, survey):
        return True
    if survey.results_to == Survey.TO_EMPLOYEES and not survey.unit.practice and "employees" in viewer.audiences:
        return True
    return survey.results_to != Survey.TO_ORGANISERS and may_take_part(viewer, survey, held)


def surveys(viewer: Viewer) -> list[Survey]:
    """What the viewer is asked, or may read the result of, beside what they oversee: opened, or closed in the last year."""
    today = timezone.localdate()
    since = today.replace(year=today.year - 1, day=min(today.day, 28))
    found = Survey.objects.filter(state=Survey.APPROVED, opens_on__lte=today, closes_on__gte=since)
    held = standing(viewer)
    return [
        survey
        for survey in found.select_related("unit").order_by("closes_on", "pk")
        if (may_take_part(viewer, survey, held) if survey.is_open else may_see_result(viewer, survey, held))
    ]
