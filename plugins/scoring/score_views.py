"""质量评分 and 计分事项 in the portal: the scorer's desk with the published record beside the form, and facts with their
confirmation."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.access import viewer_of
from cms.delivery import documents as building
from cms.delivery import reading as delivery
from cms.delivery.models import Document
from cms.moderation.models import Review
from cms.people import Role
from cms.portal.record import record_context
from cms.portal.responses import private_page, refuse
from cms.tree import Record, Unit

from . import facts as acts
from . import grading, reading
from .adopting import scheme_for
from .forms import DecideFactForm, FactForm, FinalForm, SecondForm
from .models import Close, CodedFact, DrawnItem, ItemScore
from .views import flashed, told
from .words import quarter_name

__all__ = ["decide_fact", "desk", "facts", "item", "new_fact"]

OFFICE = (Role.PARTY_OFFICE, Role.APPROVER)


@private_page("GET")
def desk(request):
    """评分台: the drawn records of a quarter (`?quarter=`; the last one that was drawn and is open) that wait for this
    scorer."""
    viewer = viewer_of(request.user)
    committees = grading.may_score(viewer)
    if not committees:
        return refuse(request)
    drawn = DrawnItem.objects.filter(draw__committee__in=committees).order_by("-draw__quarter")
    quarters = list(dict.fromkeys(drawn.values_list("draw__quarter", flat=True)))
    wanted = request.GET.get("quarter", "")
    closed = set(Close.objects.filter(committee__in=committees).values_list("quarter", flat=True))
    chosen = (
        wanted if wanted in quarters else next((one for one in quarters if one not in closed), next(iter(quarters), ""))
    )
    waiting = grading.waiting(viewer, chosen) if chosen and chosen not in closed else []
    done = grading.waiting(viewer, chosen, done=True) if chosen else []
    total = drawn.filter(draw__quarter=chosen, record__live=True).values("record").distinct().count()
    scored = ItemScore.objects.filter(
        kind=ItemScore.SECOND, record__in=drawn.filter(draw__quarter=chosen).order_by().values("record")
    ).count()
    context = {
        "quarters": [(one, quarter_name(one)) for one in quarters],
        "chosen": chosen,
        "name": quarter_name(chosen) if chosen else "",
        "closed": chosen in closed,
        "waiting": waiting,
        "done": done,
        "total": total,
        "scored": scored,
    }
    return render(request, "scoring/desk.html", context)


@private_page("GET", "POST")
def item(request, pk):
    """One record with the form beside it: six axes for a second scorer, three for who released it. Nobody else has this
    page."""
    viewer = viewer_of(request.user)
    document = delivery.documents(viewer).filter(pk=pk, kind=Document.RECORD).first()
    kind = _kind(viewer, document) if document else None
    if kind is None:
        return refuse(request)
    quarter = grading.quarter_of_record(document)
    scheme = scheme_for(Unit.objects.get(pk=document.committee_id), quarter)
    had = ItemScore.objects.filter(record_id=pk, kind=kind, scorer=viewer.person_id).first()
    make = SecondForm if kind == ItemScore.SECOND else FinalForm
    initial = {**had.levels, "note": had.note} if had else None
    form = make(request.POST if request.method == "POST" else None, initial=initial, scheme=scheme)
    if request.method == "POST" and form.is_valid():
        act = grading.grade_second if kind == ItemScore.SECOND else grading.grade_final
        try:
            act(document, request.user, form.levels, form.cleaned_data["note"])
        except ValidationError as error:
            told(form, error)
        except PermissionDenied as error:
            flashed(request, error)
            return redirect(document.path)
        else:
            messages.success(request, _("“%(title)s”已评分。") % {"title": document.title})
            return redirect(_next(viewer, kind, quarter, document))
    content = building.read(document, viewer)
    context = {
        **record_context(viewer, document, content, []),
        "form": form,
        "kind": kind,
        "quarter": quarter,
        "final": ItemScore.objects.filter(record_id=pk, kind=ItemScore.FINAL).first() if had else None,
        "had": had,
        "scheme": scheme,
    }
    return render(request, "scoring/item.html", context, status=422 if form.errors else 200)


def _kind(viewer, document: Document) -> str | None:
    """What this viewer may grade of the record: six axes, three, or nothing."""
    if not grading.refusal(viewer, document):
        return ItemScore.SECOND
    mine = Review.objects.filter(release=document.release_id, stage="final", decision=Review.PASS)
    return ItemScore.FINAL if viewer.person_id and mine.filter(reviewer=viewer.person_id).exists() else None


def _next(viewer, kind: str, quarter: str, document: Document) -> str:
    """The next of the sample, so that a scorer goes on without going back to the list."""
    if kind == ItemScore.FINAL:
        return document.path
    following = grading.waiting(viewer, quarter)
    if following:
        return reverse("scoring:item", args=[following[0].document.pk])
    return f"{reverse('scoring:desk')}?quarter={quarter}"


# Facts -----------------------------------------------------------------------------------------------------------------


def _committees(viewer) -> set[int]:
    return reading.offices(viewer, *OFFICE)


@private_page("GET")
def facts(request):
    """计分事项 of the viewer's committees: what waits for confirmation first."""
    viewer = viewer_of(request.user)
    committees = _committees(viewer)
    if not committees:
        return refuse(request)
    found = CodedFact.objects.filter(unit__committee__in=committees).select_related(
        "unit", "record", "entered_by", "decided_by"
    )
    found = list(found.defer("unit__body", "record__body").order_by("-pk")[:100])
    ids = [one.record_id for one in found]
    paths = dict(delivery.documents(viewer).filter(pk__in=ids).values_list("pk", "path"))
    for one in found:
        one.mine, one.path = one.entered_by_id == viewer.person_id, paths.get(one.record_id, "")
    waiting = [one for one in found if one.state == CodedFact.OPEN]
    context = {
        "waiting": waiting,
        "decided": [one for one in found if one.state != CodedFact.OPEN],
        "form": DecideFactForm(),
    }
    return render(request, "scoring/facts.html", context)


@private_page("GET", "POST")
def new_fact(request, pk):
    """登记 of a record, by the Party office of its unit's committee."""
    viewer = viewer_of(request.user)
    document = delivery.documents(viewer).filter(pk=pk, kind=Document.RECORD).first()
    if document is None or not viewer.has_role(Role.PARTY_OFFICE, document.committee_id):
        return refuse(request)
    form = FactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        record = Record.objects.get(pk=pk)
        try:
            acts.enter(record, request.user, **form.cleaned_data)
        except ValidationError as error:
            told(form, error)
        except PermissionDenied as error:
            flashed(request, error)
            return redirect(document.path)
        else:
            messages.success(request, _("已登记，另一人确认后计分。"))
            return redirect("scoring:facts")
    context = {"document": document, "form": form}
    return render(request, "scoring/fact.html", context, status=422 if form.errors else 200)


@private_page("POST")
def decide_fact(request, pk):
    """确认 or refuse, by somebody else than who entered it."""
    viewer = viewer_of(request.user)
    fact = get_object_or_404(CodedFact.objects.filter(unit__committee__in=_committees(viewer)), pk=pk)
    form = DecideFactForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请选择确认或不予确认。"))
        return redirect("scoring:facts")
    try:
        acts.confirm(fact, request.user, form.cleaned_data["confirmed"], form.cleaned_data["decision"])
    except (PermissionDenied, ValidationError) as error:
        flashed(request, error)
    else:
        messages.success(request, _("已处理。"))
    return redirect("scoring:facts")
