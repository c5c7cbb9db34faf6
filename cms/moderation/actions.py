"""Moderation's business actions, called by admin, API and commands alike: submit, decide, take back, withdraw.

Rules that no setting weakens: distinct people at every stage, never the author, no superuser bypass; an approval is bound to the
content's hash; while in moderation a record is locked for everybody; a return ends the workflow, so that a resubmission starts
at the first stage.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms.access import may_draft, narrower, viewer_of
from cms.delegation import principals
from cms.people import Person, Role

from . import checklist, findings, secrecy
from .content import content_hash
from .four_eyes import decidable
from .models import Release, Review, ReviewClaim
from .policies import policy_for
from .stages import BY_SLUG, REASONS, SECRECY, STAGES, Stage

__all__ = [
    "authors",
    "claim",
    "claims_of",
    "decide",
    "may_decide",
    "may_withdraw",
    "submit",
    "take_back",
    "waiting_for",
    "withdraw",
]


def submit(page, by) -> Release:
    """报送: send the latest draft of a record or home page to the first stage.

    page: the specific page (its latest revision counts, not what is in memory). by: the user, an information officer of the unit.
    Raises PermissionDenied for others and while a review is running; ValidationError naming the fields that are not in order.
    """
    with transaction.atomic():
        page.get_workflow().start(page, by)
        return Release.objects.get(page_id=page.pk, complete_at=None, void_at=None)


def open_release(workflow, page, by, start_workflow) -> WorkflowState:
    """What starting the workflow means; `start_workflow` is Wagtail's own."""
    with transaction.atomic():
        page = Page.objects.select_for_update().get(pk=page.pk).specific
        if not by or not may_draft(by, page.owning_unit_id):
            raise PermissionDenied(_("只有本单位的信息员可以报送。"))
        if page.workflow_in_progress:
            raise PermissionDenied(_("“%(title)s”已在审核中。") % {"title": page.title})
        if page.latest_revision_id is None:
            raise ValidationError(_("没有可报送的草稿。"))
        draft = page.get_latest_revision_as_object()
        digest = check_draft(draft)
        policy = policy_for(page.owning_unit, page.module_label() if page.is_record else "")
        state = start_workflow(page, by)
        release = Release.objects.create(
            page_id=page.pk,
            unit_id=page.owning_unit_id,
            content_hash=digest,
            workflow_state=state,
            submitted_by=by,
            basis=_note_of(page, draft) | ({"days": policy.days} if policy.days else {}),
        )
        if causes := secrecy.causes(page, draft, policy):
            secrecy.opened(release, causes[0])
        if page.is_record:
            findings.store(release, draft)
        return state


def _note_of(page, draft) -> dict:
    """What the release keeps of a correction: the note that readers will see."""
    note = getattr(draft, "correction_note", "").strip()
    return {"correction": note} if note and page.first_published_at else {}


def check_draft(draft) -> str:
    """The hash of a draft that may be submitted. Raises ValidationError, by field, when it is not in order or says nothing new."""
    digest = content_hash(draft)  # of what is stored, before cleaning touches it
    if draft.live and digest == content_hash(type(draft).objects.get(pk=draft.pk)):
        raise ValidationError(_("内容与已发布的版本相同，无须报送。"))
    rejected = Review.objects.filter(release__page_id=draft.pk, decision=Review.REJECT, content_hash=digest).last()
    if rejected:
        words = {"stage": rejected.get_stage_display(), "opinion": rejected.opinion}
        raise ValidationError(_("同样的内容已被%(stage)s决定不予发布（%(opinion)s），改动之后才能再报送。") % words)
    draft.check_submission()
    return digest


def authors(page, release: Release) -> set[int]:
    """Persons who wrote what is under review: drafter, creator, submitter, and whoever saved a revision since the last publication."""
    users = {page.owner_id, release.submitted_by_id}
    revisions = Revision.objects.for_instance(page)
    if page.live_revision_id:
        revisions = revisions.filter(pk__gt=page.live_revision_id)
    users |= set(revisions.values_list("user_id", flat=True))
    persons = set(Person.objects.filter(user_id__in=users - {None}).values_list("pk", flat=True))
    # from the stored content: making a page of it takes longer than all the rest
    drafter = page.get_latest_revision().content.get("drafter")
    return persons | ({drafter} if drafter else set())


def refusal(user, page, stage: Stage, *, reading: bool = False) -> str:
    """Why this user may not decide this stage of this page now, or ''. Superusers are users like others.

    reading: why they may not even read it as whose turn it is, which they go on doing while it is with the secrecy officer.
    """
    release = Release.objects.filter(page_id=page.pk, complete_at=None, void_at=None).first()
    if release is None:
        return _("没有正在进行的审核。")
    viewer = viewer_of(user)
    if not viewer.has_role(stage.role, stage.unit_id_for(page.owning_unit)):
        return _("本环节由%(role)s审核。") % {"role": Role(stage.role).label}
    if reason := barred(page, release, stage, [viewer.person_id])[viewer.person_id]:
        return reason
    if not reading and any(not referral.decision for referral in release.referrals.all()):
        return secrecy.holding(release)
    return ""


def barred(page, release: Release, stage: Stage, people: list[int]) -> dict[int, str]:
    """{person: why they may not decide this stage, whoever gave them the role, or ''}. Whoever holds the role for somebody
    else (受托) acts for both: neither may have written it, nor have decided, or been decided for, at another stage.

    stage: one of the three, or `SECRECY`, which an officer may be asked for more than once. The same as a filter: `four_eyes`."""
    wrote = authors(page, release)
    decided = set()
    for pair in release.reviews.values_list("reviewer_id", "on_behalf_of_id"):
        decided |= {*pair} - {None}
    asked = () if stage is SECRECY else release.referrals.all()
    examined = {pk for one in asked for pk in (one.officer_id, one.on_behalf_of_id)} - {None}
    acting_for = principals(people, stage.role, stage.unit_id_for(page.owning_unit))
    found = {}
    for person in people:
        principal = acting_for.get(person)
        if person in wrote:
            found[person] = _("拟稿人不能审核自己的稿件。")
        elif person in decided:
            found[person] = _("同一人不能在两个环节审核同一稿件。")
        elif person in examined:
            found[person] = _("作过保密审查的人不能再审核同一稿件。")
        elif principal and principal in wrote | decided | examined:
            found[person] = _("委托人是本稿的拟稿人或已审核过本稿，受托人不能代其审核。")
        else:
            found[person] = ""
    return found


def may_decide(user, page, stage: Stage) -> bool:
    return not refusal(user, page, stage)


@transaction.atomic
def decide(
    task_state, by, decision: str, *, answers=None, found=None, opinion: str = "", reasons=(), scope: str = ""
) -> Review:
    """审核: one person's decision at the stage that `task_state` stands for.

    decision: pass, return, or reject (不予发布, at the stages that may). answers: of the review form (`checklist.check()`). found: answers to what machine checks found
    (`findings.answer()`). opinion: free text, required unless passing. reasons: codes of REASONS, at least one unless passing.
    scope: a narrower disclosure scope, final stage only; it changes the content that is published and its hash with it.
    Raises PermissionDenied when the user may not, or somebody decided first; ValidationError for bad values.
    """
    # A second look under the lock: two simultaneous decisions, or a decision and a withdrawal of the draft, end in exactly one.
    # The page's row comes first, as in every act here, so that two acts wait for each other and never in a circle
    owner = (
        Release.objects.filter(workflow_state=task_state.workflow_state_id).values_list("page_id", flat=True).first()
    )
    Page.objects.select_for_update().filter(pk=owner).first()
    release = Release.objects.select_for_update().filter(workflow_state=task_state.workflow_state_id).first()
    task_state = (
        TaskState.objects.select_for_update(of=("self",)).select_related("workflow_state").get(pk=task_state.pk)
    )
    page = task_state.workflow_state.content_object.specific
    if task_state.status != TaskState.STATUS_IN_PROGRESS:
        raise PermissionDenied(_("“%(title)s”的这一环节已有人审核。") % {"title": page.title})
    stage = BY_SLUG[task_state.task.specific.stage]
    if release is None or release.void_at or release.complete_at:
        raise PermissionDenied(_("没有正在进行的审核。"))
    if reason := refusal(by, page, stage):
        raise PermissionDenied(reason)
    check_decision(stage, decision, opinion, reasons)
    passing = decision == Review.PASS
    kept = checklist.check(stage, answers or {}, passing=passing)
    answered = findings.answer(release, found or {}, passing=passing)
    draft = page.get_latest_revision_as_object()
    if passing and content_hash(draft) != release.content_hash:
        raise PermissionDenied(_("送审之后内容有变动，请退回重新报送。"))
    person_id = viewer_of(by).person_id
    review = Review.objects.create(
        release=release,
        stage=stage.slug,
        stage_order=stage.order,
        reviewer_id=person_id,
        role=stage.role,
        on_behalf_of_id=principals([person_id], stage.role, stage.unit_id_for(page.owning_unit)).get(person_id),
        unit_id=stage.unit_id_for(page.owning_unit),
        decision=decision,
        content_hash=release.content_hash,
        revision_id=page.latest_revision_id,
        answers=kept,
        reasons=list(reasons),
        opinion=opinion.strip(),
        started_at=release.arrived(task_state.started_at),
    )
    for finding in answered:
        finding.review = review
        finding.save(update_fields=["answer", "reason", "review"])
    ReviewClaim.objects.filter(task_state=task_state).delete()
    if decision == Review.PASS:
        if stage is STAGES[-1]:
            if scope:
                _narrow(page, draft, release, scope, by)
            release.complete_at = timezone.now()
            release.save(update_fields=["complete_at"])
        task_state.specific.approve(user=by, comment=review.opinion)
    else:
        ended = _("%(stage)s退回：%(reasons)s") if decision == Review.RETURN else _("%(stage)s不予发布：%(reasons)s")
        end(task_state, release, review, ended, by)
    return review


def end(task_state, release, review, ended: str, by) -> None:
    """Returned or rejected: the release is void and the workflow over. `ended`: why, with %(stage)s and %(reasons)s."""
    labels = "、".join(review.reason_labels)
    release.void(ended % {"stage": review.get_stage_display(), "reasons": labels})
    if task_state:
        task_state.specific.reject(user=by, comment="；".join(filter(None, [labels, review.opinion])))
    # Rejected for good: a resubmission opens a release of its own and starts at the first stage
    WorkflowState.objects.get(pk=release.workflow_state_id).cancel(user=by)


LONGEST_OPINION = 2000


def check_decision(stage, decision, opinion, reasons) -> None:
    """Raises ValidationError, by `decision`, `reasons` and `opinion`, for values that no decision at this stage may have."""
    if decision not in dict(Review.DECISIONS):
        raise ValidationError({"decision": _("结论只能是“通过”“退回修改”或“不予发布”。")})
    if decision == Review.REJECT and not stage.rejects:
        raise ValidationError({"decision": _("%(stage)s不能决定不予发布，请退回修改。") % {"stage": stage.name}})
    if not isinstance(reasons, list | tuple):
        raise ValidationError({"reasons": _("退回或不予发布须选明原因。")})
    if unknown := [code for code in reasons if code not in dict(REASONS)]:
        raise ValidationError({"reasons": _("没有这样的退回原因：%(codes)s") % {"codes": "、".join(map(str, unknown))}})
    if decision != Review.PASS and not reasons:
        raise ValidationError({"reasons": _("退回或不予发布须选明原因。")})
    if not isinstance(opinion, str) or len(opinion) > LONGEST_OPINION:
        raise ValidationError({"opinion": _("意见不超过%(most)s字。") % {"most": LONGEST_OPINION}})
    if decision == Review.RETURN and not opinion.strip():
        raise ValidationError({"opinion": _("退回须写明意见，让信息员知道改什么。")})
    if decision == Review.REJECT and not opinion.strip():
        raise ValidationError({"opinion": _("不予发布须写明意见，让信息员知道为什么。")})


def _narrow(page, draft, release, scope, by) -> None:
    """The final reviewer publishes to fewer people than proposed: a new revision, and reviews bound to it as well."""
    if not hasattr(draft, "disclosure_scope") or scope == draft.scope:
        return
    if not narrower(scope, draft.scope):
        raise ValidationError({"scope": _("审核时只能缩小公开范围，不能扩大。")})
    draft.disclosure_scope = scope
    carry_over(page, draft, release, by, {"narrowed_from": release.content_hash, "narrowed_to": scope})


def carry_over(page, draft, release, by, noted: dict) -> None:
    """What a reviewer or secrecy officer changed of the draft, as their office allows: a revision, to which everything that was
    decided so far is bound. `noted`: what the release's basis tells of it."""
    # Nobody's revision: else whoever changed it would count as an author of its words, and could not release it again
    # after a withdrawal. The review and the log say who it was
    changed = draft.save_revision()
    log(instance=draft, action="wagtail.edit", user=by, revision=changed, content_changed=True)
    digest = content_hash(Page.objects.get(pk=page.pk).get_latest_revision_as_object())
    release.basis = release.basis | noted
    release.content_hash = digest
    release.save(update_fields=["content_hash", "basis"])
    release.reviews.update(content_hash=digest)
    release.referrals.exclude(decision="").update(content_hash=digest)


@transaction.atomic
def take_back(page, by) -> None:
    """撤回报送: an information officer of the unit takes the submission back to go on editing.

    Raises PermissionDenied for others, and when there is nothing (any more) to take back.
    """
    page = page.specific
    if not may_draft(by, page.owning_unit_id):
        raise PermissionDenied(_("只有本单位的信息员可以撤回报送。"))
    # Locked as `decide()` locks them, so that taking back and passing in the same moment have one outcome
    Page.objects.select_for_update().get(pk=page.pk)
    release = Release.objects.select_for_update().filter(page_id=page.pk, complete_at=None, void_at=None).first()
    if release is None:
        raise PermissionDenied(_("“%(title)s”不在审核中，无须撤回报送。") % {"title": page.title})
    WorkflowState.objects.get(pk=release.workflow_state_id).cancel(user=by)


def may_withdraw(user, page) -> bool:
    """Whether the user may take published pages of this page's unit down: approver and Party office of its committee."""
    viewer, committee = viewer_of(user), page.owning_unit.committee_id
    return viewer.has_role(Role.APPROVER, committee) or viewer.has_role(Role.PARTY_OFFICE, committee)


# After that long without a decision somebody else may take it for free
CLAIM_LASTS = datetime.timedelta(minutes=30)


def claim(task_state, by) -> ReviewClaim | None:
    """正在审: note that this user has opened the stage; somebody else's claim that still holds, or None.

    A claim keeps nobody from deciding: it tells that somebody is at it.
    """
    person_id = viewer_of(by).person_id
    theirs = ReviewClaim.objects.filter(task_state_id=task_state.pk).select_related("person").first()
    if theirs and theirs.person_id != person_id and theirs.since > timezone.now() - CLAIM_LASTS:
        return theirs
    ReviewClaim.objects.update_or_create(
        task_state_id=task_state.pk, defaults={"person_id": person_id, "since": timezone.now()}
    )
    return None


def claims_of(task_states, user) -> dict[int, str]:
    """{task state's id: who else has it open} of those among these (with their ids as `pk`) that somebody else is at."""
    held = ReviewClaim.objects.filter(
        task_state_id__in=[state.pk for state in task_states], since__gt=timezone.now() - CLAIM_LASTS
    )
    others = held.exclude(person_id=viewer_of(user).person_id)
    return dict(others.values_list("task_state_id", "person__name"))


def void_cancelled(instance, user, **kwargs):
    """Whoever cancels the workflow, by whatever way: its release is void."""
    release = Release.objects.filter(workflow_state=instance, complete_at=None).first()
    if release:
        release.void(_("报送已撤回"))


def cancel_rejected(instance, user, **kwargs):
    """Whoever rejects by Wagtail's own means, and not by `decide()`, which is done with the release by now: the case is closed
    likewise, or the page could be neither submitted nor taken back."""
    release = Release.objects.filter(workflow_state=instance, complete_at=None, void_at=None).first()
    if release:
        release.void(_("已退回"))
        instance.cancel(user=user)


@transaction.atomic
def withdraw(page, by, reason: str) -> None:
    """撤回发布: take a published record down. Its release is void, so it cannot be replayed; the record stays in the database,
    and whoever could read it is told that it was withdrawn and when.

    by: the approver or Party office of the unit's committee. Raises PermissionDenied for others, ValidationError without a reason.
    """
    from cms.delivery.models import Withdrawal

    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if not may_withdraw(by, page):
        raise PermissionDenied(_("只有党委签发人或党务室可以撤回已发布的记录。"))
    if not page.is_record:
        raise PermissionDenied(_("党组织主页不能撤回；请报送更正后的版本。"))
    if not reason.strip():
        raise ValidationError({"reason": _("请写明撤回原因。")})
    if not page.live:
        raise ValidationError(_("“%(title)s”没有发布，无须撤回。") % {"title": page.title})
    for release in Release.objects.select_for_update().filter(page_id=page.pk, void_at=None):
        release.void(_("撤回：%(reason)s") % {"reason": reason.strip()})
    if page.workflow_in_progress:
        # a correction that was under review: its release is void as well, so nobody could decide it or take it back any more
        page.current_workflow_state.cancel(user=by)
    page.withdrawing = True
    Withdrawal.note(page)
    page.unpublish(user=by)


def waiting_for(user, stage: Stage):
    """The task states at this stage that wait for this user, oldest first: exactly those that `refusal()` does not refuse."""
    # with the secrecy officer nobody decides
    open_states = decidable(viewer_of(user), stage).exclude(referrals__decision="").values("workflow_state_id")
    return TaskState.objects.filter(
        workflow_state_id__in=open_states, status=TaskState.STATUS_IN_PROGRESS, task__reviewtask__stage=stage.slug
    ).order_by("started_at")
