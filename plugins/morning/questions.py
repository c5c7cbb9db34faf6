"""问题清单: its pages. Plain forms, as large as a thumb; on paper one sheet of A4."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms.access import may_draft, viewer_of
from cms.delivery import reading as documents
from cms.portal.responses import private_page, refuse
from cms.seams.concerns import watched

from . import actions, lists, reading, visits
from .forms import VisitForm, answers
from .models import Question

PER_PAGE = 30


def _viewer(request):
    """Who keeps lists or was handed one; None for everybody else, for whom none of these pages is there."""
    viewer = viewer_of(request.user)
    return viewer if lists.offices(viewer) or lists.lists(viewer).exists() else None


@private_page("GET")
def index(request):
    """The lists, the newest visit first; of one unit with `?unit=CODE`."""
    viewer = _viewer(request)
    if viewer is None:
        return refuse(request)
    found = lists.listed(viewer)
    unit = request.GET.get("unit", "")
    if unit:
        found = found.filter(unit__code=unit[:30])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    units = [unit for unit in watched(viewer) if lists.keeps(viewer, unit)]
    context = {"page": page, "unit": unit, "units": units, "query": urlencode({"unit": unit}) if unit else ""}
    return render(request, "morning/lists.html", context)


@private_page("GET", "POST")
def new(request):
    """带着问题下基层: tick what there is to say of a unit (`?unit=CODE`), add own questions, say who goes when."""
    viewer = viewer_of(request.user)
    code = request.GET.get("unit", "")[:30]
    unit = next((unit for unit in watched(viewer).filter(code=code) if lists.keeps(viewer, unit)), None)
    if unit is None:
        return refuse(request)
    matters = reading.matters(viewer, [unit], visits.since_of(viewer.person_id))
    initial = {"visitor": viewer.person_id, "visit_on": timezone.localdate()}
    form = VisitForm(request.POST or None, initial=initial, committee_id=unit.committee_id)
    chosen = set(request.POST.getlist("matter"))
    own = request.POST.get("own", "")
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make(
                unit,
                request.user,
                matters=[matter for matter in matters if matter.key in chosen],
                own=own.splitlines(),
                **form.cleaned_data,
            )
        except ValidationError as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("问题清单已拟好，可以打印，也可以在手机上边问边记。"))
            return redirect("morning:list", made.pk)
    ticked = chosen if request.method == "POST" else {m.key for m in matters if m.concern.kind != "due_soon"}
    context = {"unit": unit, "matters": matters, "form": form, "ticked": ticked, "own": own, "crumbs": _crumbs()}
    return render(request, "morning/new.html", context)


def _refuse(form, refused: ValidationError) -> None:
    for name, said in getattr(refused, "message_dict", {"": refused.messages}).items():
        form.add_error(name if name in form.fields else None, said)


def _crumbs():
    return [(_("每日一览"), reverse("morning:index")), (_("问题清单"), reverse("morning:lists"))]


@private_page("GET", "POST")
def show(request, pk):
    """One list: to read, to print, and for the office to fill in."""
    viewer, kept = _find(request, pk)
    if kept is None:
        return refuse(request)
    questions = list(kept.questions.all())
    looked = _looked_at_again(questions)
    for question in questions:
        question.again = looked.get(question.pk)
    writes = lists.keeps(viewer, kept.unit) and not kept.diagnosis_id
    forms = answers(questions, request.POST if request.method == "POST" and writes else None)
    if request.method == "POST":
        if not writes:
            raise Http404
        if not [form for form in forms if not form.is_valid()]:  # all of them, so that every error is told
            lines = [form.save(commit=False) for form in forms]
            actions.note_answers(kept.pk, request.user, lines, request.POST.get("strengths", "").strip()[:2000])
            messages.success(request, _("已记下。"))
            return redirect("morning:list", kept.pk)
    context = {
        "kept": kept,
        "forms": forms,
        "writes": writes,
        "keeps": lists.keeps(viewer, kept.unit),
        "drafts": may_draft(request.user, kept.committee_id),
        "diagnosis": _diagnosis(viewer, request.user, kept),
        "again": list(lists.lists(viewer).filter(follows=kept)),
        "problem_fields": ("problem", "cause", "action", "owner", "due"),
        "left": any(
            line.is_problem and not (line.settled or (line.again and line.again.settled)) for line in questions
        ),
        "visit": VisitForm(
            initial={"visitor": viewer.person_id, "visit_on": timezone.localdate()}, committee_id=kept.committee_id
        ),
        "crumbs": _crumbs(),
    }
    return render(request, "morning/list.html", context)


def _find(request, pk):
    viewer = viewer_of(request.user)
    return viewer, (lists.find(viewer, pk) if viewer.person_id and pk < 2**63 else None)


def _looked_at_again(questions) -> dict[int, Question]:
    """{question's id: the line of the re-diagnosis that looked at it last}, which says whether it is closed; one query."""
    again = Question.objects.filter(origin__in=questions, settled__isnull=False).select_related("question_list")
    return {line.origin_id: line for line in again.order_by("question_list__visit_on", "pk")}


def _diagnosis(viewer, user, kept) -> dict | None:
    """Where the diagnosis of this list is, for whom: published for its readers, a draft for who writes it."""
    if not kept.diagnosis_id:
        return None
    if document := documents.record(viewer, kept.diagnosis_id):
        return {"title": document.title, "url": document.path, "published": True}
    if may_draft(user, kept.committee_id):
        return {"title": _("诊断稿"), "url": reverse("wagtailadmin_pages:edit", args=[kept.diagnosis_id])}
    return {"title": _("诊断稿（拟稿或审核中）"), "url": ""}


def _act(request, pk, act):
    """Do what was pressed; what is in the way is told on the list's page."""
    _viewer, kept = _find(request, pk)
    if kept is None:
        raise Http404
    try:
        return act(kept)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    return redirect("morning:list", pk)


@private_page("POST")
def add(request, pk):
    def act(kept):
        actions.add_question(kept.pk, request.user, request.POST.get("own", ""))
        return redirect("morning:list", pk)

    return _act(request, pk, act)


@private_page("POST")
def hand_over(request, pk):
    def act(kept):
        actions.hand_over(kept.pk, request.user)
        messages.success(request, _("已交党委信息员拟稿，信息员现在能看到这份清单。"))
        return redirect("morning:list", pk)

    return _act(request, pk, act)


@private_page("POST")
def diagnosis(request, pk):
    """转为诊断稿."""

    def act(kept):
        page = actions.draft(kept.pk, request.user)
        messages.success(request, _("诊断稿已拟好，请补齐目标达成评价和诊断结论后报送。"))
        return redirect("wagtailadmin_pages:edit", page.pk)

    return _act(request, pk, act)


@private_page("POST")
def again(request, pk):
    """复诊."""

    def act(kept):
        form = VisitForm(request.POST, committee_id=kept.committee_id)
        if not form.is_valid():
            raise ValidationError([said for errors in form.errors.values() for said in errors])
        made = actions.follow_up(kept, request.user, **form.cleaned_data)
        return redirect("morning:list", made.pk)

    return _act(request, pk, act)
