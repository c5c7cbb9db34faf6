"""Who may see what: the one place that answers it, for portal, API, search, images and attachments alike.

A viewer holds a set of audiences, a document carries a set of them, and it is visible when the two meet. Tokens:

    public                  anyone, signed in or not
    employees, members      every signed-in employee / Party member, of any unit
    unit:<U>                Party members of unit U
    committee:<C>           members of committee C, its approver and its Party office
    desk:<U>                reviewer and secretary of unit U
    office:<C>              approver and Party office of committee C
    person:<P>              that person (the drafter of a record)
    inside:<U>              whoever holds any role in unit U (practice units)

Administrators, secrecy officers and auditors see no content by that role. The scopes are those of DESIGN.md, section 5.
"""

import datetime
from dataclasses import dataclass, field, replace

from django.db.models import F, Q
from django.db.models.lookups import In
from django.utils import timezone

from .people import Membership, Role

__all__ = ["ANYONE", "SCOPES", "Viewer", "may_draft", "narrower", "reaches", "tokens", "viewer_of", "visible"]

# Widest first: the order of narrowing.
SCOPES = ("public", "employees", "members", "unit", "committee", "restricted")

SEES_EMPLOYEES = frozenset(
    {Role.EMPLOYEE, Role.MEMBER, Role.DRAFTER, Role.REVIEWER, Role.SECRETARY, Role.APPROVER, Role.PARTY_OFFICE}
)
# These posts are held by Party members (支部工作条例), so that they reach what members reach.
SEES_MEMBERS = frozenset({Role.MEMBER, Role.REVIEWER, Role.SECRETARY, Role.APPROVER, Role.PARTY_OFFICE})
DESK = frozenset({Role.REVIEWER, Role.SECRETARY})
OFFICE = frozenset({Role.APPROVER, Role.PARTY_OFFICE})


@dataclass(frozen=True)
class Viewer:
    """Somebody who reads: their person, their roles by unit, and the audiences that follow from them.

    `valid_until` is the last day on which these facts hold without anything being written (a membership ends or begins).
    `acts_for`: (role, unit, person whose role it is) of those roles that they hold by delegation alone (受托).
    """

    person_id: int | None = None
    user_id: int | None = None
    audiences: frozenset[str] = frozenset({"public"})
    roles: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    valid_until: datetime.date | None = None
    acts_for: frozenset[tuple[str, int, int]] = field(default_factory=frozenset)

    def has_role(self, role: str, unit_id: int | None = None) -> bool:
        """Whether the viewer holds the role, in that unit or (None) in any."""
        return any(held == role and unit_id in (None, unit) for held, unit in self.roles)

    def principals(self, role: str) -> dict[int, set[int]]:
        """{person: the units} for whom, and where, the viewer holds this role."""
        found: dict[int, set[int]] = {}
        for held, unit, person in self.acts_for:
            if held == role:
                found.setdefault(person, set()).add(unit)
        return found

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    def ids(self, kind: str) -> list[int]:
        """The ids in the viewer's tokens of one kind: ids("unit") → [12, 40]."""
        return sorted(int(token.partition(":")[2]) for token in self.audiences if token.startswith(f"{kind}:"))


ANYONE = Viewer()


def viewer_of(user, day: datetime.date | None = None) -> Viewer:
    """The viewer that this user is on `day` (today). Anonymous, inactive and person-less users see what is public."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return ANYONE
    today = day or timezone.localdate()
    cached = user.__dict__.get("_viewer")
    if cached and cached[0] == today:
        return cached[1]
    viewer = _viewer(user, today)
    user.__dict__["_viewer"] = (today, viewer)
    return viewer


def _viewer(user, today: datetime.date) -> Viewer:
    held = list(
        Membership.objects.filter(person__user_id=user.pk, unit__live=True, revoked_at=None).values_list(
            "person_id",
            "role",
            "unit_id",
            "unit__kind",
            "unit__committee_id",
            "since",
            "until",
            "delegated_by__person_id",
        )
    )
    audiences, roles, own, lent, person_id = {"public"}, set(), set(), set(), None
    boundaries = []
    for person, role, unit, kind, committee, since, until, principal in held:
        if since > today:
            boundaries.append(since - datetime.timedelta(days=1))
            continue
        if until is not None:
            if until < today:
                continue
            boundaries.append(until)
        person_id = person
        roles.add((role, unit))
        own.add((role, unit)) if principal is None else lent.add((role, unit, principal))
        audiences |= audiences_of_role(role, unit, kind, committee)
    if person_id:
        audiences.add(f"person:{person_id}")
    acts_for = frozenset(one for one in lent if one[:2] not in own)
    return Viewer(person_id, user.pk, frozenset(audiences), frozenset(roles), min(boundaries, default=None), acts_for)


def audiences_of_role(role: str, unit: int, kind: str, committee: int | None) -> set[str]:
    """The tokens that one role in one unit gives; `committee` is the unit's nearest committee (itself, if it is one)."""
    found = {f"inside:{unit}"}
    if role in SEES_EMPLOYEES:
        found.add("employees")
    if role in SEES_MEMBERS:
        found |= {"members", f"unit:{unit}"}
        if kind == "committee":
            found.add(f"committee:{unit}")
    if role in DESK:
        found.add(f"desk:{unit}")
    if role in OFFICE and committee:
        found |= {f"committee:{committee}", f"office:{committee}"}
    return found


def tokens(
    scope: str, unit_id: int, committee_id: int | None, drafter_id: int | None, practice: bool = False
) -> set[str]:
    """The audiences of a document of this scope: it is visible to a viewer who holds one of them."""
    if practice:
        return {f"inside:{unit_id}"}
    found = {
        "public": {"public"},
        "employees": {"employees"},
        "members": {"members"},
        "unit": {f"unit:{unit_id}", f"committee:{committee_id}"},
        "committee": {f"committee:{committee_id}"},
        "restricted": {f"desk:{unit_id}", f"office:{committee_id}"},
    }[scope]
    if drafter_id:
        found.add(f"person:{drafter_id}")
    return found


def visible(viewer: Viewer) -> Q:
    """The same rule as a filter on `Document`, with its date: what is shown until a day is nobody's from the next one on."""
    return readable(viewer) & in_date()


def in_date(day: datetime.date | None = None) -> Q:
    """A filter on `Document`: what is still shown on `day` (today), its last day included."""
    return Q(until=None) | Q(until__gte=day or timezone.localdate())


def readable(viewer: Viewer) -> Q:
    """Whom a document, or the note of a withdrawn one, is for, whatever the date; documents of modules that are off or broken
    are nobody's."""
    from . import plugins

    rule = Q(scope="public")
    for scope in ("employees", "members"):
        if scope in viewer.audiences:
            rule |= Q(scope=scope)
    if units := viewer.ids("unit"):
        rule |= Q(scope="unit", unit_id__in=units)
    if committees := viewer.ids("committee"):
        rule |= Q(scope__in=["unit", "committee"], committee_id__in=committees)
    if desks := viewer.ids("desk"):
        rule |= Q(scope="restricted", unit_id__in=desks)
    if offices := viewer.ids("office"):
        rule |= Q(scope="restricted", committee_id__in=offices)
    if viewer.person_id:
        rule |= Q(drafter_id=viewer.person_id)
    rule &= Q(practice=False)
    if inside := viewer.ids("inside"):
        rule |= Q(practice=True, unit_id__in=inside)
    return rule & Q(_Known(F("module"), ["", *(module.label for module in plugins.modules())]))


class _Known(In):
    """`module IN (…)`, which nearly every document passes. SQLite would take it for a way in by the module's index, and sort the
    whole table for each page of a list; its unary plus keeps an index out of it."""

    def as_sqlite(self, compiler, connection):
        sql, params = super().as_sql(compiler, connection)
        return f"+{sql}", params


# What `reaches()` asks of a document: whoever loads columns of it loads these
PLACE = ("unit_id", "committee_id", "drafter_id", "practice", "until")


def reaches(viewer: Viewer, scope: str, document) -> bool:
    """Whether the viewer would see `document` if its scope were `scope`: the rule for fields with a privacy of their own."""
    if document.until is not None and document.until < timezone.localdate():
        return False
    carried = tokens(scope, document.unit_id, document.committee_id, document.drafter_id, document.practice)
    return not viewer.audiences.isdisjoint(carried)


def all_of(viewer: Viewer, unit_id: int, committee_id: int | None) -> Viewer:
    """The same viewer as a reader of everything that this unit writes: for somebody whose office is to check one draft of it,
    while that draft is shown and for nothing else."""
    scopes = (tokens(scope, unit_id, committee_id, None) for scope in SCOPES)
    return replace(viewer, audiences=viewer.audiences.union(tokens("", unit_id, None, None, practice=True), *scopes))


def narrower(scope: str, than: str) -> bool:
    """Whether `scope` is strictly narrower than `than`."""
    return SCOPES.index(scope) > SCOPES.index(than)


def may_draft(user, unit_id: int) -> bool:
    """Whether the user writes for this unit: its information officer (信息员). Nobody else does, superusers included."""
    return viewer_of(user).has_role(Role.DRAFTER, unit_id)
