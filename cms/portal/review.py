"""Reviewing on a phone: the queue, and for each record one page with the text, what it rests on, and the review form.

The same forms and the same action as in the admin (`cms.moderation.forms`, `actions.decide`). What somebody may not decide
now does not exist here.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.template.loader import select_template
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from cms import orphans
from cms.access import viewer_of
from cms.delivery import documents, reading
from cms.delivery.media import attachment_json
from cms.delivery.models import Document
from cms.moderation import actions, queue, status
from cms.moderation.forms import ReturnForm
from cms.moderation.models import Release, Review
from cms.moderation.page import ModeratedPage
from cms.moderation.stages import BY_SLUG, STAGES, Stage

from .changes import changes
from .home import home
from .places import Home
from .record import record_context, templates_for
from .responses import private_page, refuse

__all__ = ["review", "reviews"]

# On a phone nobody scrolls through more
SIZE = 20


@private_page("GET")
def reviews(request):
    """What waits for this reviewer, as cards."""
    if not queue.reviews(viewer_of(request.user)):
        return refuse(request)
    found = queue.waiting(request.user, queue.Narrowed.read(request.GET), SIZE)
    return render(request, "portal/reviews.html", {"queue": found})


@dataclass
class Case:
    """A page that waits for this user's decision: at which stage, of which submission."""

    page: ModeratedPage
    state: TaskState
    stage: Stage
    release: Release


@private_page("GET", "POST")
def review(request, page_id: int):
    """GET shows the draft with the review form, POST decides (`decision`: pass or return) and leads back to the queue."""
    case, refusal = _case(request.user, page_id)
    if case is None:
        if request.method == "POST" and refusal:
            messages.error(request, refusal)
            return redirect("portal:reviews")
        return refuse(request)
    if request.method != "POST":
        return _show(request, case, claimed=actions.claim(case.state, request.user))
    decision = request.POST.get("decision", "")
    form = _forms(case, request.user, request.POST).get(decision)
    if request.POST.get("state") != str(case.state.pk):
        return _show(request, case, problem=_("您打开之后，这份稿件重新报送过：请看过现在的内容再决定。"))
    if form is None:
        return _show(request, case, problem=_("请点“通过”或“退回修改”，作出决定。"))
    if not form.is_valid():
        return _show(request, case, form=form)
    try:
        actions.decide(case.state, request.user, decision, **form.cleaned_data)
    except ValidationError as refused:
        status.refuse(form, refused)
        return _show(request, case, form=form)
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _done(case, decision))
    return redirect("portal:reviews")


def _case(user, page_id: int) -> tuple[Case | None, str]:
    """The case that this user may decide now; else None, with the reason if it is theirs to know."""
    page = orphans.known(Page.objects.filter(pk=page_id)).first() if user.is_authenticated else None
    page = page.specific if page else None
    if not isinstance(page, ModeratedPage):
        return None, ""
    state = page.current_workflow_task_state
    if state is None or not hasattr(state.specific.task.specific, "stage"):
        known = any(viewer_of(user).has_role(one.role, one.unit_id_for(page.owning_unit)) for one in STAGES)
        return None, _("这份稿件已不在审核中：可能已有人审核，或报送已撤回。") if known else ""
    stage = BY_SLUG[state.task.specific.stage]
    if refusal := actions.refusal(user, page, stage):
        known = any(viewer_of(user).has_role(one.role, one.unit_id_for(page.owning_unit)) for one in STAGES)
        return None, refusal if known else ""
    release = Release.objects.select_related("submitted_by__person").get(
        page_id=page.pk, complete_at=None, void_at=None
    )
    return Case(page, state, stage, release), ""


def _forms(case: Case, user, data=None) -> dict:
    """{decision: its form}; with `data`, bound."""
    task = case.state.task.specific
    made = {"page": case.page, "user": user, "stage": case.stage, "release": case.release}
    return {decision: task.get_form_for_action(decision)(data, **made) for decision in (Review.PASS, Review.RETURN)}


def _done(case: Case, decision: str) -> str:
    if decision == Review.RETURN:
        words = _("已退回“%(title)s”，信息员会看到您的意见。")
    elif case.stage is STAGES[-1]:
        words = _("已签发“%(title)s”，内容已发布。")
    else:
        words = _("已通过“%(title)s”，转入下一环节。")
    return words % {"title": case.page.get_admin_display_title()}


# The page -------------------------------------------------------------------------------------------------------------


def _show(request, case: Case, *, form=None, claimed=None, problem: str = ""):
    """The page; `form`: the one that was refused, with what was typed. `problem`: why nothing was decided."""
    viewer = viewer_of(request.user)
    typed = request.POST if request.method == "POST" else None
    draft = case.page.get_latest_revision_as_object()
    due = case.release.due(case.stage, case.release.arrived(case.state.started_at))
    context = _draft_context(viewer, case, draft) | _form_context(viewer, case, request.user, form, typed)
    context |= {
        "case": case,
        "draft": draft,
        "title": case.page.get_admin_display_title(),
        "due": due,
        "overdue": due < timezone.localdate(),
        "final": case.stage is STAGES[-1],
        "moderation": status.of(case.page),
        "claimed": claimed,
        "problem": problem,
        "unpublished": True,
        "evidence": _evidence(draft),
        "returns": status.earlier_returns(case.page),
        "crumbs": [],
    }
    return render(request, "portal/review.html", context, status=422 if typed is not None else 200)


def _form_context(viewer, case: Case, user, refused, typed) -> dict:
    """One form with two buttons: the fields that both decisions have, and each one's own. Only the refused one is bound: of
    the other, what was typed is shown again without its errors."""
    forms = _forms(case, user)
    if typed is not None:
        for form in forms.values():
            form.initial = {
                name: typed.getlist(name) if name == "reasons" else typed.get(name, "") for name in form.fields
            }
    if refused is not None:
        forms[Review.RETURN if isinstance(refused, ReturnForm) else Review.PASS] = refused
    shared = refused or forms[Review.PASS]
    others = {pk for finding in shared.findings for pk in finding.others}
    seen = reading.documents(viewer).filter(pk__in=others).values_list("pk", "title", "path") if others else ()
    known = {pk: (title, path) for pk, title, path in seen}
    return {
        "form": shared,
        "found": [
            (finding, answer, reason, [known[pk] for pk in finding.others if pk in known])
            for finding, answer, reason in shared.found()
        ],
        "passing": forms[Review.PASS],
        "returning": forms[Review.RETURN],
        "is_return": isinstance(refused, ReturnForm),
    }


def _draft_context(viewer, case: Case, draft) -> dict:
    """The text as readers will see it, by the portal's own templates; evidence and attachments stand apart, with pictures."""
    try:
        document, _files = documents.build(draft, Release(unit=case.page.owning_unit))
    except (ValidationError, OSError) as error:  # a picture or file is lost
        reasons = error.messages if isinstance(error, ValidationError) else [_("所附的图片或文件已丢失。")]
        return {"parent": "portal/base.html", "unreadable": reasons}
    before = Document.objects.filter(pk=case.page.pk).first()
    changed = {"changes": changes(viewer, before, document) if before else None}
    if document.kind == Document.UNIT:
        return home(viewer, Home(draft, document)) | changed | {"parent": "portal/unit.html", "review": []}
    content = documents.read(document, viewer) | {"evidence": [], "attachments": [], "review": []}
    parent = select_template(templates_for(document)).template
    return record_context(viewer, document, content, []) | changed | {"parent": parent}


def _evidence(draft) -> list[dict]:
    """Evidence and attachments: `{kind, note, file, is_image}`. Whoever decides works on the unit's drafts and may have them."""
    if not draft.is_record:
        return []
    rows = [(row.get_kind_display(), row.note, row.file) for row in draft.evidence.all()]
    rows += [(_("附件"), "", row.file) for row in draft.attachments.all()]
    found = []
    for kind, note, file in rows:
        try:
            file = attachment_json(file)
        except OSError:
            found.append({"kind": kind, "note": note, "lost": file.title})
            continue
        found.append({"kind": kind, "note": note, "file": file, "is_image": file["type"].startswith("image/")})
    return found
