"""审核设置: which `ReviewPolicy` holds for a unit and a module.

The most specific counts: the nearest unit on the way up first, then the module before all modules. One thing goes further: that
a committee above requires 保密审查 is not lifted by a row of a committee below it.

Asked once, when a record is submitted; the release keeps what it was told (`Release.due`, its `Referral`), so that a change of
a policy moves no day of what is under way, and lists ask nothing of it.
"""

import functools
import operator
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.access import viewer_of
from cms.people import Role
from cms.tree import Unit

from .models import ReviewPolicy

__all__ = ["Policy", "governed", "governs_all", "keep", "policy_for", "remove", "rows_of"]

# Who sets them, in the committee whose subtree it is
GOVERNORS = frozenset({Role.PARTY_OFFICE, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Policy:
    """`days`: {stage's slug: working days} where a row says so; `secrecy`: whether 保密审查 comes before the first stage."""

    days: dict[str, int] = field(default_factory=dict)
    secrecy: bool = False


def policy_for(unit, module: str) -> Policy:
    """What holds in this unit for this module ('' for its home page). Two queries."""
    above = [unit.path[:length] for length in range(Unit.steplen, len(unit.path) + 1, Unit.steplen)]
    rows = ReviewPolicy.objects.filter(Q(unit=None) | Q(unit__path__in=above), module__in={"", module}, active=True)
    rows = sorted(rows.select_related("unit"), key=lambda row: (row.unit.depth if row.unit_id else 0, bool(row.module)))
    if not rows:
        return Policy()
    # Of each committee's rows the most specific; what is said for everywhere is the topmost's
    top = Unit.objects.filter(path__in=above).order_by("depth").values_list("committee_id", flat=True).first()
    by_committee = {row.unit.committee_id if row.unit_id else top: row for row in rows}
    return Policy(days=rows[-1].days, secrecy=any(row.secrecy for row in by_committee.values()))


# Setting them ------------------------------------------------------------------------------------------------------------


def governed(user):
    """The units for which this user sets policies: the committees whose Party office or administrator they are, and all below."""
    committees = [unit for role, unit in viewer_of(user).roles if role in GOVERNORS]
    paths = Unit.objects.filter(pk__in=committees).values_list("path", flat=True)
    rules = [Q(path__startswith=path) for path in paths]
    return Unit.objects.filter(functools.reduce(operator.or_, rules)) if rules else Unit.objects.none()


def governs_all(user) -> bool:
    """Whether there is no unit that the user does not govern: then a policy for everywhere is theirs to set."""
    own = governed(user)
    return own.exists() and not Unit.objects.exclude(pk__in=own.values("pk")).exists()


def rows_of(user):
    """The policies that this user may change."""
    mine = Q(unit__in=governed(user).values("pk"))
    found = ReviewPolicy.objects.filter(mine | Q(unit=None) if governs_all(user) else mine)
    return found.select_related("unit")


def _ask(policy: ReviewPolicy, by) -> None:
    """Whoever sets a row governs where it holds, and where it held before."""
    before = ReviewPolicy.objects.filter(pk=policy.pk).values_list("unit_id", flat=True) if policy.pk else []
    for unit in {policy.unit_id, *before}:
        if not (governed(by).filter(pk=unit).exists() if unit else governs_all(by)):
            raise PermissionDenied(_("只有本党委的党务室或平台管理员可以设置，且限于本党委及其下级党组织。"))


@transaction.atomic
def keep(policy: ReviewPolicy, by) -> ReviewPolicy:
    """Add or change a policy, noted in the log. Raises PermissionDenied outside the own subtree, ValidationError by field."""
    _ask(policy, by)
    policy.full_clean()
    action = "cms.policy.change" if policy.pk else "cms.policy.add"
    try:
        with transaction.atomic():
            policy.save()
    except IntegrityError:
        policy.clean()  # somebody else added the same in this moment: said as always
        raise
    log(instance=policy, action=action, user=by, data=_told(policy))
    return policy


@transaction.atomic
def remove(policy: ReviewPolicy, by) -> None:
    """Take a policy away; what is under way keeps the days that it was given."""
    _ask(policy, by)
    log(instance=policy, action="cms.policy.remove", user=by, data=_told(policy), deleted=True)
    policy.delete()


def _told(policy) -> dict:
    return {
        "unit": policy.unit_id,
        "module": policy.module,
        "days": "/".join(map(str, policy.days.values())),
        "secrecy": policy.secrecy,
        "active": policy.active,
    }
