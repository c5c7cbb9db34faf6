"""Surveys and votes in the portal. Plain forms: everything works without JavaScript."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from cms.access import may_draft
from cms.portal.responses import private_page
from cms.tree import Unit

from . import counting, exports, letters, publishing, rules, surveys, voting
from .answers import reader, tried, tried_aloud
from .forms import BallotForm, QuestionForm, ReasonForm, SurveyForm
from .models import Letter, Question, Survey

__all__ = ["act", "ballots", "edit", "index", "new", "overview", "question", "result", "survey"]

FIELDS = ("kind", "title", "intro", "opens_on", "closes_on", "audience", "secret", "results_to")


@private_page("GET")
@login_required
def index(request):
    """互动: what asks the reader, what came of it, and the ways to write and to handle."""
    viewer = reader(request)
    found = rules.surveys(viewer)
    done = voting.taken_part(viewer, found)
    context = {
        "asking": [one for one in found if one.is_open and one.pk not in done],
        "taken": [one for one in found if one.is_open and one.pk in done],
        "closed": sorted((one for one in found if one.is_closed), key=lambda one: one.closes_on, reverse=True),
        "may_write": bool(letters.boxes(viewer)),
        "desk": _desk(viewer),
    }
    return render(request, "voices/index.html", context)


def _desk(viewer) -> list[dict]:
    """What waits for somebody who organises, approves or answers: (label, address, number, number overdue)."""
    found = []
    if units := letters.handled_units(viewer):
        waiting = list(letters.handled(viewer).filter(state__in=(Letter.RECEIVED, Letter.ACCEPTED)))
        late = sum(one.overdue for one in waiting)
        found.append({"label": _("来信办理"), "url": reverse("voices:letters"), "count": len(waiting), "late": late})
    if units or rules.organises(viewer) or rules.overseen(viewer).exists():
        waiting = rules.overseen(viewer).filter(state=Survey.WAITING)
        count = sum(rules.may_approve(viewer, one) for one in waiting)
        found.append({"label": _("问卷与投票管理"), "url": reverse("voices:surveys"), "count": count, "late": 0})
    if letters.released(viewer).exists():
        found.append({"label": _("可以公开的来信"), "url": reverse("voices:released"), "count": 0, "late": 0})
    return found


@private_page("GET")
@login_required
def overview(request):
    """The surveys of whoever organises or approves some."""
    viewer = reader(request)
    found = list(rules.overseen(viewer)[:200])
    if not found and not rules.organises(viewer):
        raise Http404
    lines = [
        {"survey": one, "mine": one.state == Survey.WAITING and rules.may_approve(viewer, one)}
        for one in found
        if one.state != Survey.DRAFT or rules.may_organise(viewer, one.unit_id)
    ]
    context = {"lines": lines, "may_organise": bool(rules.organises(viewer))}
    return render(request, "voices/surveys.html", context)


@private_page("GET", "POST")
@login_required
def new(request):
    viewer = reader(request)
    units = list(Unit.objects.filter(pk__in=rules.organises(viewer), live=True).order_by("path"))
    if not units:
        raise Http404
    initial = {"opens_on": timezone.localdate()}
    form = SurveyForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.pop("unit", units[0].pk)
        unit = next(unit for unit in units if unit.pk == chosen)
        made = tried(form, lambda: surveys.create(unit, request.user, **form.cleaned_data))
        if made:
            return redirect("voices:survey", made.pk)
    context = {
        "form": form,
        "title": _("新建问卷或投票"),
        "button": _("保存，接着出题"),
        "back": reverse("voices:surveys"),
    }
    return render(request, "voices/form.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters()
@private_page("GET", "POST")
@login_required
def survey(request, pk):
    """For whom it asks the ballot, for whoever may know the result that, for who organises also what is next."""
    viewer = reader(request)
    found = get_object_or_404(Survey.objects.select_related("unit", "author", "approver"), pk=pk)
    overseen = rules.oversees(viewer, found) and (
        found.state != Survey.DRAFT or rules.may_organise(viewer, found.unit_id)
    )
    asked = (
        found.state in (Survey.APPROVED, Survey.STOPPED)
        and found.opens_on <= timezone.localdate()
        and rules.may_take_part(viewer, found)
    )
    told = found.is_closed and rules.may_see_result(viewer, found)
    if not (overseen or asked or told):
        raise Http404
    questions = list(found.questions.all())
    taken = asked and voting.has_taken_part(viewer, found)
    form = None
    if asked and found.is_open and not taken:
        form = BallotForm(request.POST or None, questions=questions)
        if request.method == "POST" and form.is_valid():
            counted = tried(form, lambda: [voting.take_part(found, request.user, form.answers())])
            if counted:
                return redirect("voices:survey", found.pk)
    elif request.method == "POST":
        return redirect("voices:survey", found.pk)  # sent twice, or too late: the page says which
    context = {
        "survey": found, "questions": questions, "form": form, "taken": taken, "asked": asked, "told": told,
        "outcome": counting.outcome(found) if told else None, "said": counting.said, "least": surveys.LEAST,
        "turnout": counting.turnout(found) if overseen and found.is_open else None,
        "desk": _ways(viewer, request.user, found) if overseen else None,
    }  # fmt: skip
    return render(request, "voices/survey.html", context, status=422 if form is not None and form.errors else 200)


def _ways(viewer, user, found: Survey) -> dict:
    """What somebody who oversees it may do now."""
    organises, approves = rules.may_organise(viewer, found.unit_id), rules.may_approve(viewer, found)
    return {
        "edit": organises and found.state == Survey.DRAFT,
        "take_back": organises and found.state == Survey.WAITING,
        "decide": approves and found.state == Survey.WAITING,
        "stop": approves and found.state == Survey.APPROVED and not found.is_closed,
        "export": found.is_closed,
        "ballots": found.is_closed and not found.secret,
        "draft": found.is_closed and may_draft(user, found.unit_id) and not found.draft_id
        and found.results_to != Survey.TO_ORGANISERS,
        "reason": ReasonForm(),
    }  # fmt: skip


@private_page("GET", "POST")
@login_required
def edit(request, pk):
    found = _draft(request, pk)
    form = SurveyForm(request.POST or None, initial={name: getattr(found, name) for name in FIELDS})
    if request.method == "POST" and form.is_valid():
        if tried(form, lambda: surveys.change(found, request.user, **form.cleaned_data)):
            return redirect("voices:survey", found.pk)
    context = {
        "form": form, "title": _("修改问卷"), "button": _("保存"), "back": reverse("voices:survey", args=[found.pk]),
    }  # fmt: skip
    return render(request, "voices/form.html", context, status=422 if form.errors else 200)


@private_page("GET", "POST")
@login_required
def question(request, pk, number=None):
    """A new question, or another text of this one."""
    found = _draft(request, pk)
    one = get_object_or_404(found.questions, pk=number) if number else None
    initial = {}
    if one:
        initial = {name: getattr(one, name) for name in ("kind", "text", "at_most", "required")}
        initial["choices"] = "\n".join(one.choices)
    form = QuestionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if tried(form, lambda: surveys.save_question(found, request.user, one, **form.cleaned_data)):
            return redirect("voices:question_new" if "more" in request.POST else "voices:survey", found.pk)
    context = {
        "form": form, "title": _("修改题目") if one else _("添加题目"), "button": _("保存"),
        "more": "" if one else _("保存，再加一题"), "back": reverse("voices:survey", args=[found.pk]),
    }  # fmt: skip
    return render(request, "voices/form.html", context, status=422 if form.errors else 200)


@private_page("POST")
@login_required
def act(request, pk):
    """What is next with a survey: `do` names it."""
    viewer = reader(request)
    found = get_object_or_404(Survey.objects.select_related("unit"), pk=pk)
    if not rules.oversees(viewer, found):
        raise Http404
    by, reason = request.user, request.POST.get("reason", "")
    one = Question.objects.filter(survey=found, pk=_number(request.POST.get("question"))).first()
    ways = {
        "submit": (lambda: surveys.submit(found, by), _("已报送审批，批准之后按日期开放。")),
        "take_back": (lambda: surveys.take_back(found, by), _("已撤回，可以修改。")),
        "approve": (lambda: surveys.approve(found, by), _("已批准，按日期开放。")),
        "return": (lambda: surveys.send_back(found, by, reason), _("已退回。")),
        "stop": (lambda: surveys.stop(found, by, reason), _("已终止，已填的答卷已销毁。")),
        "draft": (lambda: publishing.draft_of_survey(found, by), _("已生成稿件，请补充后报送审核。")),
    }
    if one is not None:
        ways |= {
            "up": (lambda: surveys.move_question(found, by, one), _("已上移。")),
            "remove": (lambda: surveys.remove_question(found, by, one), _("已删除题目。")),
        }
    chosen = ways.get(request.POST.get("do", ""))
    if chosen is None:
        raise Http404
    made = tried_aloud(request, *chosen)
    if made and request.POST["do"] == "draft":
        return redirect("wagtailadmin_pages:edit", made.pk)
    return redirect("voices:survey", found.pk)


@private_page("GET")
@login_required
def result(request, pk):
    """结果导出 for who oversees it."""
    found = _closed(request, pk)
    return _file(exports.result_sheet(found, counting.outcome(found), request.user), f"voices-{found.pk}.csv")


@private_page("GET")
@login_required
def ballots(request, pk):
    """实名答卷导出 for who oversees it; of a secret survey there are none."""
    found = _closed(request, pk)
    if found.secret:
        raise Http404
    return _file(exports.ballots_sheet(found, request.user), f"voices-{found.pk}-ballots.csv")


def _closed(request, pk) -> Survey:
    found = get_object_or_404(Survey.objects.select_related("unit"), pk=pk)
    if not rules.oversees(reader(request), found) or not found.is_closed or request.method != "GET":
        raise Http404
    return found


def _draft(request, pk) -> Survey:
    """A draft of a unit for which the reader writes."""
    found = get_object_or_404(Survey.objects.select_related("unit"), pk=pk, state=Survey.DRAFT)
    if not rules.may_organise(reader(request), found.unit_id):
        raise Http404
    return found


def _number(value) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 19 else None


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
