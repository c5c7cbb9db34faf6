"""委托: whoever holds a review role and is away has somebody else hold it for a span of dates.

A delegation is a dated membership of the other person that names the one it was taken from, so that everything that asks
memberships knows of it. It ends with its date, with the term of the one who gave it, or when it is revoked.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .access import SEES_MEMBERS, viewer_of
from .people import DELEGABLE, Membership, Person
from .permissions import keeps_people

__all__ = ["candidates", "concerns", "delegable", "delegate", "follow", "given", "may_revoke", "principals", "revoke"]


@transaction.atomic
def delegate(held: Membership, to: Person, by, *, since: datetime.date, until: datetime.date) -> Membership:
    """Have `to` hold the role of `held` from `since` until `until`, both included.

    by: whoever holds it, or the administrator. Raises PermissionDenied for others, ValidationError by field.
    """
    held = Membership.objects.select_for_update(of=("self",)).select_related("person", "unit").get(pk=held.pk)
    if not delegable(by).filter(pk=held.pk).exists():
        raise PermissionDenied(_("只能委托本人现任的审核职责。"))
    if to.user_id == by.pk:
        raise ValidationError({"person": _("不能委托给自己。")})
    if since < timezone.localdate():
        raise ValidationError({"since": _("起始日期不能早于今天。")})
    if until < since:
        raise ValidationError({"until": _("截止日期不能早于起始日期。")})
    if not candidates(held).filter(pk=to.pk).exists():
        raise ValidationError({"person": _("只能委托给同一党委所属、有账号的党员。")})
    made = Membership(person=to, unit_id=held.unit_id, role=held.role, since=since, until=until, delegated_by=held)
    made.clean()  # beyond one's term, twice, onwards, 三员分立
    made.save()
    return made


@transaction.atomic
def revoke(delegation: Membership, by) -> None:
    """End a delegation at once. by: whoever gave it, or the administrator. Raises PermissionDenied for others, and when it has
    ended already."""
    found = (
        Membership.objects.select_for_update(of=("self",)).select_related("delegated_by__person").get(pk=delegation.pk)
    )
    if not may_revoke(by, found):
        raise PermissionDenied(_("没有可以撤销的委托。"))
    found.revoked_at = timezone.now()
    found.save(update_fields=["revoked_at"])


def may_revoke(user, delegation: Membership) -> bool:
    over = delegation.revoked_at or delegation.until < timezone.localdate()
    if not delegation.delegated_by_id or over:
        return False
    return delegation.delegated_by.person.user_id == user.pk or keeps_people(user)


def delegable(user):
    """The memberships that this user may delegate: the own ones that hold today; of the administrator everybody's."""
    held = Membership.objects.on().filter(role__in=DELEGABLE, delegated_by=None, unit__live=True)
    return held if keeps_people(user) else held.filter(person__user_id=user.pk or 0)


def candidates(*held: Membership):
    """Who may be given one of these roles: people of the same committee's units who can sign in; where Party members hold the
    post, Party members."""
    committees = {one.unit.committee_id for one in held}
    found = Person.objects.filter(user__is_active=True, unit__committee_id__in=committees)
    if all(one.role in SEES_MEMBERS for one in held):
        members = Membership.objects.on().filter(role__in=SEES_MEMBERS, delegated_by=None).values("person_id")
        found = found.filter(pk__in=members)
    return found.exclude(pk=held[0].person_id) if len(held) == 1 else found


def given(user):
    """The delegations that concern this user, given or received, the newest first; of the administrator all."""
    found = Membership.objects.filter(delegated_by__isnull=False)
    if not keeps_people(user):
        own = user.pk or 0
        found = found.filter(Q(person__user_id=own) | Q(delegated_by__person__user_id=own))
    return found.select_related("person", "unit", "delegated_by__person").order_by("-since", "-pk")


def concerns(user) -> bool:
    """Whether the user has anything to do with delegations: holds a role that can be delegated, or manages people."""
    return keeps_people(user) or any(role in DELEGABLE for role, _unit in viewer_of(user).roles)


def principals(people, role: str, unit_id: int) -> dict[int, int]:
    """{person: on whose behalf they hold this role today} of those among these who hold it by delegation alone."""
    held = Membership.objects.on().filter(person_id__in=people, role=role, unit_id=unit_id)
    found: dict[int, int] = {}
    own = set()
    for person, principal in held.order_by("pk").values_list("person_id", "delegated_by__person_id"):
        own.add(person) if principal is None else found.setdefault(person, principal)
    return {person: principal for person, principal in found.items() if person not in own}


def follow(held: Membership) -> None:
    """A term that ends earlier takes the delegations of it along."""
    if held.delegated_by_id or held.role not in DELEGABLE or not held.until:
        return
    beyond = Membership.objects.filter(delegated_by=held, revoked_at=None, until__gt=held.until)
    for delegation in beyond.select_related("unit"):
        if delegation.since > held.until:
            delegation.revoked_at = timezone.now()
        else:
            delegation.until = held.until
        delegation.save()
