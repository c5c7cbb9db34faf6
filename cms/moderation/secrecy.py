"""What is known of 保密审查 without doing anything: which submission needs it, what is open, who holds it, who reads the draft.

What people do about it is in `referrals`.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import viewer_of
from cms.people import Membership

from .four_eyes import decidable
from .models import Referral
from .policies import Policy
from .stages import SECRECY

__all__ = ["causes", "holders", "holding", "may_read", "open_referral", "opened", "waiting_for"]


def causes(page, draft, policy: Policy) -> list[str]:
    """Why this draft, when it is submitted, goes to the secrecy officer first; nothing when it need not."""
    found = [Referral.POLICY] if policy.secrecy else []
    if getattr(draft, "confidentiality", "") == "undetermined":
        found.append(Referral.UNDETERMINED)
    last = Referral.objects.filter(release__page_id=page.pk).exclude(decision="").order_by("pk").last()
    if last and last.decision == Referral.REFUSE:
        found.append(Referral.REFUSED)
    return found


def opened(release, cause: str, *, reason: str = "", by_id: int | None = None) -> Referral:
    """A new referral of this release, in the transaction of whoever asks; the release counts it, so that none can vanish."""
    basis = dict(release.basis)
    release.basis = basis | {"referrals": basis.get("referrals", 0) + 1}
    release.save(update_fields=["basis"])
    now = timezone.now()
    return Referral.objects.create(
        release=release, cause=cause, reason=reason, opened_by_id=by_id, opened_at=now, due=release.due(SECRECY, now)
    )


def open_referral(release) -> Referral | None:
    return next((referral for referral in release.referrals.all() if not referral.decision), None)


def holders(release) -> list[str]:
    """The names of the secrecy officers of the unit's committee today."""
    held = Membership.objects.on().filter(unit_id=SECRECY.unit_id_for(release.unit), role=SECRECY.role)
    return list(held.order_by("since", "pk").values_list("person__name", flat=True))


def holding(release) -> str:
    """Why nobody decides a stage of a release that is with the secrecy officer."""
    names = "、".join(holders(release)) or _("目前没有保密员")
    return _("正在保密审查（%(who)s），作出结论之前不能审核。") % {"who": names}


def waiting_for(user):
    """The open referrals that wait for this user as secrecy officer, oldest first: exactly those that `referrals.refusal()` does
    not refuse."""
    viewer = viewer_of(user)
    found = Referral.objects.filter(decision="", release__in=decidable(viewer, SECRECY).values("pk"))
    found = found.exclude(opened_by_id=viewer.person_id)
    for principal, committees in viewer.principals(SECRECY.role).items():
        found = found.exclude(opened_by_id=principal, release__unit__committee_id__in=committees)
    return found.select_related("release__unit", "release__page", "opened_by").order_by("opened_at", "pk")


def may_read(user, page) -> bool:
    """Whether the user reads this page's draft, for it waits for them as secrecy officer. They edit nothing of it."""
    return waiting_for(user).filter(release__page_id=page.pk).exists()
