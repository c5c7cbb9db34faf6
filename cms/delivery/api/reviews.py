"""Reviewing: what waits for the reader, and deciding it, by the rules and in the words of the admin."""

from typing import Annotated

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from wagtail.models import Page, TaskState

from cms.access import narrower, viewer_of
from cms.delivery.models import Withdrawal
from cms.moderation import actions, checklist, queue, status
from cms.moderation.models import Release, ReviewClaim
from cms.moderation.stages import BY_SLUG, REASONS, STAGES, Stage
from cms.orphans import known
from cms.tree import SCOPE_CHOICES

from .auth import REVIEWERS
from .drafts import as_published, preview_of
from .inputs import Decision, Reason
from .links import Links
from .outputs import Claimed, ReviewList, ReviewSheet, Submitted, Withdrawn
from .params import LARGEST_ID
from .problems import Problem, not_found
from .shapes import moment, unit_ref
from .statuses import returned_json, status_json

router = Router(tags=["reviews"], auth=REVIEWERS)

TaskId = Annotated[int, Path(description="`task` of the review.")]
MOST = 300


@router.get("/reviews", response=ReviewList, operation_id="listReviews", summary="What waits for me 待审")
def list_reviews(request):
    """What the reader can decide now, at each of the stages whose role they hold, what is due first at the top. Not paged."""
    links = Links(request)
    return {"items": [_waiting(item, links) for item in queue.parts(request.user, MOST)]}


@router.get("/reviews/{int:task}", response=ReviewSheet, operation_id="getReview", summary="What a reviewer reads")
def get_review(request, task: TaskId, response: HttpResponse):
    """The draft as readers would see it, the review form's items of this stage, and what machine checks found."""
    state, stage, page = _mine(request, task)
    release = Release.objects.get(workflow_state=state.workflow_state_id)
    draft = page.get_latest_revision_as_object()
    response["Cache-Control"] = "no-store"
    return {
        **_waiting(queue.item_of(state, stage, request.user), Links(request)),
        "draft": as_published(request, draft) if draft.is_record else None,
        "preview_url": preview_of(request, page)["url"],
        "form": [
            {"item": item.slug, "axis": item.axis, "label": str(item.label), "veto": item.veto}
            for item in checklist.items_of(stage)
        ],
        "found": [_found(finding) for finding in release.findings.all()],
        "reasons": _choices(REASONS),
        "scopes": _choices(_narrower(draft)) if stage is STAGES[-1] else [],
        "returns": [returned_json(review) for review in status.earlier_returns(page)],
    }


@router.post(
    "/reviews/{int:task}/claim", response=Claimed, operation_id="claimReview", summary="Say that I am at it 正在审"
)
def claim_review(request, task: TaskId):
    """Tells the others of the same role that it is being read. A claim lasts half an hour and keeps nobody from deciding."""
    state, _stage, _page = _mine(request, task)
    theirs = actions.claim(state, request.user)
    held = theirs or ReviewClaim.objects.filter(task_state_id=state.pk).first()
    return {
        "mine": theirs is None,
        "claimed_by": theirs.person.name if theirs else "",
        "since": moment(held.since) if held else None,
    }


@router.post("/reviews/{int:task}/decide", response=Submitted, operation_id="decideReview", summary="Decide 审核")
def decide_review(request, task: TaskId, given: Decision):
    """Pass, return or reject. Whoever passes answers every item of the stage's form and every finding; whoever returns or rejects
    says why. Only the second and the third stage reject: the same content is not taken again (不予发布).

    The third stage's pass publishes. What is wrong is named by field, and nothing is decided.
    """
    state, _stage, page = _mine(request, task)
    try:
        actions.decide(
            state,
            request.user,
            given.decision,
            answers=given.answers,
            found=given.found,
            opinion=given.opinion,
            reasons=given.reasons,
            scope=given.scope or "",
        )
    except ValidationError as refused:
        raise Problem(422, errors=_by_name(refused)) from refused
    page = Page.objects.get(pk=page.pk).specific
    return {"id": page.pk, "status": status_json(status.of(page)), "href": _href(page, Links(request))}


@router.post(
    "/records/{int:record}/withdraw", response=Withdrawn, operation_id="withdrawRecord", summary="Withdraw 撤回发布"
)
def withdraw_record(request, record: Annotated[int, Path(description="Id of the record.")], given: Reason):
    """Take a published record down: for the approver (党委签发人) and the Party office (党务室) of its unit's committee."""
    page = known(Page.objects.filter(pk=min(record, LARGEST_ID), live=True)).first()
    page = page.specific if page else None
    if page is None or not getattr(page, "is_record", False) or not actions.may_withdraw(request.user, page):
        raise not_found()
    actions.withdraw(page, request.user, given.reason)
    return {"id": page.pk, "withdrawn_at": moment(Withdrawal.objects.get(pk=page.pk).withdrawn_at)}


def _mine(request: HttpRequest, pk: int) -> tuple[TaskState, Stage, Page]:
    """The stage that this task state stands for, while it waits: for whoever holds its role in the page's unit. Raises 404 for
    everybody else, and 403 with the reason for who holds the role and may not decide this one."""
    states = TaskState.objects.select_related("workflow_state", "task")
    state = states.filter(pk=min(pk, LARGEST_ID), status=TaskState.STATUS_IN_PROGRESS).first()
    stage = BY_SLUG.get(getattr(state.task.specific, "stage", "")) if state else None
    release = Release.objects.filter(workflow_state=state.workflow_state_id).first() if stage else None
    page = known(Page.objects.filter(pk=release.page_id)).first() if release else None
    if page is None:
        raise not_found()
    page = page.specific
    if not viewer_of(request.user).has_role(stage.role, stage.unit_id_for(page.owning_unit)):
        raise not_found()
    if refusal := actions.refusal(request.user, page, stage):
        raise Problem(403, refusal)
    return state, stage, page


def _waiting(item: queue.Item, links: Links) -> dict:
    return {
        "task": item.pk,
        "stage": item.stage.slug,
        "stage_display": str(item.stage.name),
        "id": item.page_id,
        "title": item.title,
        "module": "" if item.module == queue.HOME else item.module,
        "unit": unit_ref(item.unit, links),
        "since": moment(item.since),
        "due": item.due,
        "overdue": item.overdue,
        "claimed_by": item.claimed,
        "href": links.api("reviews", item.pk),
    }


def _found(finding) -> dict:
    names = ("check_slug", "axis", "field", "message", "quote", "must_answer", "answer", "reason")
    return {"id": finding.pk} | {name.removesuffix("_slug"): getattr(finding, name) for name in names}


def _narrower(draft) -> list[tuple]:
    return [choice for choice in SCOPE_CHOICES if draft.is_record and narrower(choice[0], draft.scope)]


def _choices(pairs) -> list[dict]:
    return [{"value": value, "label": str(label)} for value, label in pairs]


def _by_name(refused: ValidationError) -> dict[str, str]:
    """What is wrong with a decision, under the names that it was sent with."""
    names = {"findings": "found"} | {slug: f"answers.{slug}" for slug in checklist.BY_SLUG}
    return {names.get(name, name or ""): " ".join(messages) for name, messages in status.by_field(refused).items()}


def _href(page, links: Links) -> str:
    if not page.is_record:
        return links.api("units", page.pk)
    return links.api("records" if page.live else "drafts", page.pk)
