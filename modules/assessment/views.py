"""年度考核 in the portal: the sheets that somebody works on, and one sheet with what there is to do on it. Plain forms."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import may_draft, viewer_of
from cms.delivery import reading
from cms.people import Role
from cms.portal.responses import private_page, refuse
from cms.tree import Unit

from . import sheets
from .forms import ScoreForm, SelfForm, choices_of
from .sheet_models import LineEvidence, Sheet, SheetLine

__all__ = ["index", "sheet"]


def _concerned(viewer) -> bool:
    return any(viewer.has_role(role) for role in (Role.PARTY_OFFICE, Role.SECRETARY, Role.DRAFTER))


@private_page("GET", "POST")
def index(request):
    """The sheets of a year (`?year=`, the newest), and for the Party office the button that opens a year's."""
    viewer = viewer_of(request.user)
    if not _concerned(viewer):
        return refuse(request)
    offices = Unit.objects.filter(pk__in=[unit for role, unit in viewer.roles if role == Role.PARTY_OFFICE])
    this_year = timezone.localdate().year
    if request.method == "POST":
        committee = offices.filter(pk=_number(request.POST.get("committee"))).first()
        if committee is None:
            return refuse(request)
        year = _number(request.POST.get("year"))
        try:
            made = sheets.open_sheets(committee, year, request.user)
        except (ValidationError, PermissionDenied) as refused:
            messages.error(request, " ".join(getattr(refused, "messages", [str(refused)])))
        else:
            messages.success(
                request, _("已向%(count)s个单位下达%(year)s年度考核表。") % {"count": len(made), "year": year}
            )
            return redirect(f"{request.path}?year={year}")
    found = sheets.sheets_of(viewer).prefetch_related("lines")
    years = sorted(set(found.values_list("year", flat=True).order_by()), reverse=True)
    year = _number(request.GET.get("year")) or (years[0] if years else this_year)
    rows = [{"sheet": one, "state": state_of(one), **_totals(one)} for one in found if one.year == year]
    context = {
        "rows": rows,
        "years": years,
        "year": year,
        "offices": offices.only("pk", "title"),
        "choices": [this_year, this_year - 1],
    }
    context["honours"] = any(viewer.has_role(role) for role in (Role.PARTY_OFFICE, Role.SECRETARY))
    return render(request, "assessment/index.html", context)


def _number(text) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _totals(one: Sheet) -> dict:
    lines = list(one.lines.all())
    return {
        "self_total": sum(line.self_score or 0 for line in lines) if one.self_at else None,
        "total": sum(line.score or 0 for line in lines) if one.scored_at else None,
    }


def state_of(one: Sheet) -> str:
    """Where the sheet is, in a reader's words."""
    if one.record_id:
        return _("结果已公布") if one.record.live else _("结果已拟稿")
    if one.scored_at:
        return _("已评分，待拟稿")
    if one.self_at:
        return _("已自评，待评分")
    return _("自评逾期") if timezone.localdate() > one.self_due else _("待自评")


@private_page("GET", "POST")
def sheet(request, pk: int):
    """One sheet; POST `do`: self, score, refresh or draft."""
    viewer = viewer_of(request.user)
    shown = Prefetch("evidence", LineEvidence.objects.select_related("record"))
    found = sheets.sheets_of(viewer).prefetch_related(Prefetch("lines", SheetLine.objects.prefetch_related(shown)))
    one = found.filter(pk=pk).first()
    if one is None:
        return refuse(request)
    may = _allowed(request.user, viewer, one)
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do not in may:
            return refuse(request)
        form, done = _do(request, viewer, one, do)
        if done:
            messages.success(request, done)
            return redirect(request.path)
        return _show(request, viewer, one, may, form, 422)
    form_class = {"self": SelfForm, "score": ScoreForm}.get(next((do for do in ("score", "self") if do in may), ""))
    form = form_class(sheet=one, choices=choices_of(viewer, one)) if form_class else None
    return _show(request, viewer, one, may, form)


def _allowed(user, viewer, one: Sheet) -> set[str]:
    """What this viewer may do with the sheet as it is now."""
    may = set()
    if sheets.is_desk(viewer, one.unit) and not one.scored_at:
        may.add("self")
    if (
        sheets.is_office(viewer, one.unit)
        and not one.record_id
        and (one.self_at or timezone.localdate() > one.self_due)
    ):
        may.add("score")
    if sheets.is_office(viewer, one.unit) and not one.scored_at:
        may.add("refresh")
    if may_draft(user, one.unit_id) and one.scored_at and not (one.record_id and one.record.first_published_at):
        may.add("draft")
    return may


DONE = {
    "self": (SelfForm, sheets.self_score, "自评已提交，党委评分前可以再改。"),
    "score": (ScoreForm, sheets.committee_score, "评分已保存，由该单位信息员拟写考核结果。"),
}


def _do(request, viewer, one: Sheet, do: str):
    """(the form with what is wrong, '') or (None, what was done)."""
    try:
        if do == "refresh":
            sheets.refresh(one, request.user)
            return None, _("已按现在的数据更新。")
        if do == "draft":
            sheets.draft_result(one, request.user)
            return None, _("考核结果已拟稿，请到“我的稿件”核对后报送。")
    except (ValidationError, PermissionDenied) as refused:
        messages.error(request, " ".join(getattr(refused, "messages", [str(refused)])))
        return None, ""
    form_class, act, done = DONE[do]
    form = form_class(request.POST, sheet=one, choices=choices_of(viewer, one))
    if form.is_valid():
        try:
            act(one, request.user, form.entries())
        except ValidationError as refused:
            for name, told in refused.message_dict.items():
                form.add_error(name if name in form.fields else None, told)
        except PermissionDenied as refused:
            form.add_error(None, str(refused))
        else:
            return None, _(done)
    return form, ""


def _show(request, viewer, one: Sheet, may: set[str], form, status: int = 200):
    lines = list(one.lines.all())
    behind = {proof.record_id for line in lines for proof in line.evidence.all()}
    seen = reading.documents(viewer).filter(pk__in=behind).only("title", "path").in_bulk() if behind else {}
    rows = [{"line": line, "evidence": _evidence(line, seen)} for line in lines]
    asked = "score" if isinstance(form, ScoreForm) else "self"
    context = {
        "sheet": one,
        "rows": rows,
        "may": may,
        "form": form,
        "do": asked,
        "state": state_of(one),
        **_totals(one),
    }
    context["outcome"] = sheets.outcome(one)
    context["record"] = reading.record(viewer, one.record_id) if one.record_id else None
    return render(request, "assessment/sheet.html", context, status=status)


def _evidence(line: SheetLine, seen: dict) -> list[dict]:
    """[{label, links, more}] for each kind of evidence: what the viewer may see by title, the rest counted."""
    found = []
    for slug, label in LineEvidence.KINDS:
        ids = [proof.record_id for proof in line.evidence.all() if proof.of == slug]
        links = [seen[pk] for pk in ids if pk in seen]
        if ids:
            found.append({"label": label, "links": links, "more": len(ids) - len(links)})
    return found
