"""保密审查 as acts: a reviewer refers a draft to the secrecy officer (转保密审查), who clears it or refuses it.

The secrecy officer is none of its authors, none of its reviewers and not who asked, nor reviews it afterwards. Clearing lets
the stage go on; refusing ends the case as a return for 涉密风险. What was asked for at the submission itself is opened there.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from cms.access import viewer_of
from cms.delegation import principals

from . import actions, secrecy
from .content import content_hash
from .models import Referral, Release, Review, ReviewClaim
from .stages import BY_SLUG, SECRECY

__all__ = ["CONCLUSIONS", "LONGEST_REASON", "decide", "refer", "refusal"]

LONGEST_REASON = 500
# Of the record's confidentiality, the widest first; whoever clears settles what the drafter left open, and widens nothing
CONCLUSIONS = ("non_classified", "internal")


@transaction.atomic
def refer(task_state, by, reason: str) -> Referral:
    """转保密审查: the person whose turn it is at the stage of `task_state` asks the secrecy officer first.

    reason: why, for the officer. Raises PermissionDenied when the user may not decide the stage now, or has asked before;
    ValidationError under `reason`.
    """
    release = _locked(Release.objects.filter(workflow_state=task_state.workflow_state_id))
    task_state = TaskState.objects.select_for_update(of=("self",)).get(pk=task_state.pk)
    page = task_state.workflow_state.content_object.specific
    if release is None or task_state.status != TaskState.STATUS_IN_PROGRESS:
        raise PermissionDenied(_("“%(title)s”的这一环节已有人审核。") % {"title": page.title})
    if refused := actions.refusal(by, page, BY_SLUG[task_state.task.specific.stage]):
        raise PermissionDenied(refused)
    person_id = viewer_of(by).person_id
    if release.referrals.filter(opened_by_id=person_id).exists():
        raise PermissionDenied(_("您已就这份稿件转过保密审查，保密员已有结论；请通过、退回或不予发布。"))
    ReviewClaim.objects.filter(task_state=task_state).delete()
    return secrecy.opened(
        release,
        Referral.REVIEWER,
        reason=_text("reason", reason, LONGEST_REASON, _("请写明为什么转保密审查。")),
        by_id=person_id,
    )


def refusal(user, page, referral: Referral) -> str:
    """Why this user may not decide this referral of this page now, or ''. Superusers are users like others; whoever is the
    officer for somebody else (受托) acts for both."""
    release, viewer = referral.release, viewer_of(user)
    committee = SECRECY.unit_id_for(page.owning_unit)
    if not viewer.has_role(SECRECY.role, committee):
        return _("保密审查由党委保密员作出。")
    if release.void_at or release.complete_at:
        return _("没有正在进行的审核。")
    if referral.decision:
        return _("这次保密审查已有结论。")
    acting_for = {person for person, units in viewer.principals(SECRECY.role).items() if committee in units}
    if referral.opened_by_id in {viewer.person_id, *acting_for}:
        return _("审核人不能再对同一稿件作保密审查。")
    return actions.barred(page, release, SECRECY, [viewer.person_id])[viewer.person_id]


@transaction.atomic
def decide(referral: Referral, by, decision: str, *, conclusion: str = "", opinion: str = "") -> Referral:
    """保密审查的结论: clear, and the stage goes on; refuse, and the case ends.

    conclusion: what the record is (`CONCLUSIONS`), when clearing a record: never wider than its drafter said; where it differs
    from the draft, the draft is changed and what was passed so far is bound to it. opinion: required to refuse.
    Raises PermissionDenied when the user may not, or somebody was first; ValidationError by field.
    """
    release = _locked(Release.objects.filter(referrals=referral.pk))
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    page = Page.objects.get(pk=release.page_id).specific
    referral.release = release
    if refused := refusal(by, page, referral):
        raise PermissionDenied(refused)
    if decision not in dict(Referral.DECISIONS):
        raise ValidationError({"decision": _("结论只能是“通过”或“不予通过”。")})
    clearing = decision == Referral.CLEAR
    needed = "" if clearing else _("不予通过须写明意见，让信息员知道为什么。")
    opinion = _text("opinion", opinion, actions.LONGEST_OPINION, needed)
    draft = page.get_latest_revision_as_object()
    if clearing:
        if content_hash(draft) != release.content_hash:
            raise PermissionDenied(_("送审之后内容有变动，请不予通过，退回重新报送。"))
        conclusion = _conclude(page, draft, release, conclusion, by)
    referral.officer_id = person = viewer_of(by).person_id
    committee = SECRECY.unit_id_for(page.owning_unit)
    referral.on_behalf_of_id = principals([person], SECRECY.role, committee).get(person)
    referral.decision, referral.opinion, referral.decided_at = decision, opinion, timezone.now()
    referral.conclusion = conclusion if clearing else ""
    referral.content_hash = release.content_hash
    referral.save()
    if not clearing:
        _end(page, release, referral, by)
    return referral


def _locked(found) -> Release | None:
    """The release, with its page's row locked before it, as in every act of moderation."""
    owner = found.values_list("page_id", flat=True).first()
    Page.objects.select_for_update().filter(pk=owner).first()
    return (
        Release.objects.select_for_update(of=("self",)).filter(pk__in=found.values("pk")).select_related("unit").first()
    )


def _text(field: str, value, longest: int, needed: str) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValidationError({field: _("不超过%(most)s字。") % {"most": longest}})
    if needed and not value.strip():
        raise ValidationError({field: needed})
    return value.strip()


def _conclude(page, draft, release, conclusion: str, by) -> str:
    """What the officer found the record to be, in the draft as well."""
    if not page.is_record:
        return ""
    if conclusion not in CONCLUSIONS:
        raise ValidationError({"conclusion": _("通过的，请写明保密审查结论。")})
    if draft.confidentiality in CONCLUSIONS[CONCLUSIONS.index(conclusion) + 1 :]:
        raise ValidationError({"conclusion": _("拟稿人定为“内部信息”的，不能改为可公开。")})
    if draft.confidentiality != conclusion:
        draft.confidentiality = conclusion
        actions.carry_over(page, draft, release, by, {"concluded": conclusion})
    return conclusion


def _end(page, release, referral, by) -> None:
    """Refused: the case ends as a return does, and stands among the returns as one, for its author and the statistics."""
    review = Review.objects.create(
        release=release,
        stage=SECRECY.slug,
        stage_order=SECRECY.order,
        reviewer_id=referral.officer_id,
        on_behalf_of_id=referral.on_behalf_of_id,
        role=SECRECY.role,
        unit_id=SECRECY.unit_id_for(page.owning_unit),
        decision=Review.RETURN,
        content_hash=release.content_hash,
        revision_id=page.latest_revision_id,
        reasons=["secrecy_risk"],
        opinion=referral.opinion,
        started_at=referral.opened_at,
        decided_at=referral.decided_at,
    )
    actions.end(page.current_workflow_task_state, release, review, _("%(stage)s不予通过：%(reasons)s"), by)
