"""目标协商 (catchball): targets go down, feasibility and ideas come back up, until both sides have agreed.

上级提出 → 支部反馈 → 双方确认 → 中期修订, each a dated step in the words of the side that takes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.access import Viewer, viewer_of
from cms.people import Role

from .ledger import Negotiation

__all__ = ["TALK", "Standing", "may_take", "side_of", "standing", "steps_of", "take"]

TALK = "objectives.talk"
PROPOSED, COUNTERED, AGREED, REVISED = (
    Negotiation.PROPOSED, Negotiation.COUNTERED, Negotiation.AGREED, Negotiation.REVISED,
)  # fmt: skip
# Who speaks for each side, the most fitting role first
SPEAKERS = {
    Negotiation.COMMITTEE: (Role.PARTY_OFFICE, Role.APPROVER, Role.SECRETARY),
    Negotiation.BRANCH: (Role.SECRETARY, Role.DRAFTER),
}


@dataclass(frozen=True)
class Standing:
    """Where the talk is: the last step that counts, and which sides have agreed since the last figures were named."""

    step: str
    agreed: frozenset[str]

    @property
    def words(self) -> str:
        if not self.step:
            return _("尚未协商")
        if self.step == AGREED and len(self.agreed) == 1:
            side = dict(Negotiation.SIDES)[next(iter(self.agreed))]
            return _("%(side)s已确认，等待另一方确认") % {"side": side}
        return str(dict(Negotiation.STEPS)[self.step])


def standing(steps: Sequence[Negotiation]) -> Standing:
    """`steps`: all of one objective, in order."""
    agreed: set[str] = set()
    for one in steps:
        agreed = agreed | {one.side} if one.step == AGREED else set()
    return Standing(steps[-1].step if steps else "", frozenset(agreed))


def steps_of(record_ids) -> dict[int, list[Negotiation]]:
    """{objective: its steps in order}; one query. Whether the reader sees the objective, the caller has asked."""
    found: dict[int, list[Negotiation]] = {}
    for one in Negotiation.objects.filter(objective_id__in=list(record_ids)).select_related("person").order_by("pk"):
        found.setdefault(one.objective_id, []).append(one)
    return found


def side_of(viewer: Viewer, unit) -> tuple[str, str]:
    """(side, role) for which the viewer speaks about this unit's objectives; ('', '') for nobody's speaker.

    A committee's own objectives are agreed with whoever is above it, who is not on this platform.
    """
    if unit.committee_id in (None, unit.pk) or viewer.person_id is None:
        return "", ""
    for side, place in ((Negotiation.COMMITTEE, unit.committee_id), (Negotiation.BRANCH, unit.pk)):
        for role in SPEAKERS[side]:
            if viewer.has_role(role, place):
                return side, str(role)
    return "", ""


def may_take(step: str, side: str, now: Standing) -> bool:
    """Whether this side may take this step now."""
    complete = now.step == AGREED and len(now.agreed) == 2
    if step == PROPOSED:
        return side == Negotiation.COMMITTEE and now.step in ("", PROPOSED, COUNTERED)
    if step == COUNTERED:
        return side == Negotiation.BRANCH and bool(now.step) and not complete
    if step == AGREED:
        return bool(side) and bool(now.step) and side not in now.agreed and not complete
    return side == Negotiation.COMMITTEE and complete


@transaction.atomic
def take(objective, step: str, by, words: str, must=None, stretch=None) -> Negotiation:
    """Take one step about a published objective. words: what this side says. must, stretch: the figures that it names, if any.

    Raises PermissionDenied for who does not speak for the side whose step it is now; ValidationError by field.
    """
    Page.objects.select_for_update().get(pk=objective.pk)
    if not type(objective).objects.filter(pk=objective.pk, live=True).exists():
        raise ValidationError(_("“%(title)s”没有发布。") % {"title": objective.title})
    side, role = side_of(viewer_of(by), objective.owning_unit)
    now = standing(steps_of([objective.pk]).get(objective.pk, []))
    if not may_take(step, side, now):
        raise PermissionDenied(_("目标协商现在轮不到这一步，或者您不代表这一方。"))
    if not words.strip():
        raise ValidationError({"words": _("请写明意见。")})
    taken = Negotiation(
        objective_id=objective.pk,
        step=step,
        side=side,
        words=words.strip(),
        must=must,
        stretch=stretch,
        person_id=viewer_of(by).person_id,
        role=role,
    )
    taken.clean_fields(exclude=["objective", "person"])
    taken.save()
    log(instance=objective, action=TALK, user=by, data={"step": step, "side": side, "words": taken.words})
    return taken
