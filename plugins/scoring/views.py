"""季度得分 in the portal: the table of a quarter, a unit's line with the records behind each figure, objections,
supplements."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cms.access import viewer_of
from cms.delivery.reading import find_unit
from cms.people import Role
from cms.portal.responses import private_page, reader_page, refuse
from cms.signals import exported
from cms.tree import Unit

from . import annual, closing, reading, shown
from .forms import CloseForm, DecideForm, ObjectForm, SupplementForm
from .models import Close, Objection
from .words import quarter_name

__all__ = ["bulletin", "close", "decide_objection", "index", "quarter", "sheet", "supplement", "unit", "year"]


def told(form, error: ValidationError) -> None:
    """Put what an act refused onto its form: beside the field that it names, where the form has it."""
    fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, words in fields.items():
        for each in words:
            form.add_error(name if name in form.fields else None, each)


def flashed(request, error) -> None:
    messages.error(request, " ".join(error.messages) if isinstance(error, ValidationError) else str(error))


def _offices(viewer) -> list[Unit]:
    """The committees whose quarters the viewer closes."""
    ids = reading.offices(viewer)
    return list(Unit.objects.filter(pk__in=ids, kind=Unit.COMMITTEE, practice=False).order_by("path")) if ids else []


@reader_page
def index(request):
    """The closed quarters that the viewer may read, the newest first; for the Party office, what is to be closed."""
    viewer = viewer_of(request.user)
    if not viewer.signed_in or "employees" not in viewer.audiences:
        return refuse(request)
    found = list(reading.closes(viewer))
    offices = _offices(viewer)
    context = {
        "closes": [{"close": one, "name": quarter_name(one.quarter)} for one in found],
        "several": len({one.committee_id for one in found}) > 1,
        "years": annual.years(reading.closes(viewer)),
        "own": shown.own_trend(viewer, found),
        "offices": [(unit, CloseForm(quarters=_open_quarters(unit), prefix=str(unit.pk))) for unit in offices],
        "scorer": shown.is_scorer(viewer),
        "office": bool(offices) or bool(reading.offices(viewer, Role.APPROVER)),
    }
    return render(request, "scoring/index.html", context)


def _open_quarters(committee: Unit) -> list[tuple[str, str]]:
    """The last four quarters that are over and not closed, the newest first."""
    closed = set(Close.objects.filter(committee=committee).values_list("quarter", flat=True))
    today = timezone.localdate()
    year, number = today.year, (today.month + 2) // 3
    found = []
    for _step in range(4):
        year, number = (year - 1, 4) if number == 1 else (year, number - 1)
        if (quarter := f"{year}Q{number}") not in closed:
            found.append((quarter, quarter_name(quarter)))
    return found


@private_page("POST")
def close(request):
    """冻结: by the Party office, for the committee that the form names."""
    viewer = viewer_of(request.user)
    committee = next((unit for unit in _offices(viewer) if str(unit.pk) == request.POST.get("committee")), None)
    if committee is None:
        return refuse(request)
    form = CloseForm(request.POST, quarters=_open_quarters(committee), prefix=str(committee.pk))
    if not form.is_valid():
        messages.error(request, _("请选择要冻结的季度。"))
        return redirect("scoring:index")
    wanted = form.cleaned_data["quarter"]
    try:
        made = closing.close_quarter(committee, wanted, request.user, unscored=form.cleaned_data["unscored"])
    except (PermissionDenied, ValidationError) as error:
        flashed(request, error)
        return redirect("scoring:index")
    words = {"quarter": quarter_name(wanted), "count": len(made.lines), "until": made.objections_until}
    messages.success(request, _("%(quarter)s已冻结，共%(count)s个单位；异议期到%(until)s。") % words)
    return redirect(_address(made.close))


def _address(close: Close, name: str = "quarter") -> str:
    return f"{reverse(f'scoring:{name}', args=[close.quarter])}?committee={close.committee.code}"


def _find(request, quarter: str) -> Close | None:
    """The close that the address names, as the viewer may read it."""
    viewer, committee = viewer_of(request.user), None
    if code := request.GET.get("committee"):
        committee = find_unit(viewer, code=code)
        if committee is None:
            return None
    return reading.find_close(viewer, quarter, committee)


@reader_page
def quarter(request, quarter):
    """One quarter of a committee: the viewer's own unit first, the table, the comparison, supplements and
    objections."""
    found = _find(request, quarter)
    if found is None:
        return refuse(request)
    viewer = viewer_of(request.user)
    context = shown.quarter_page(viewer, found)
    if viewer.has_role(Role.PARTY_OFFICE, found.committee_id):
        lines = context["lines"]
        context["supplement_form"] = SupplementForm(
            units=[(row["line"].unit_id, row["line"].unit.title) for row in lines]
        )
        context["decide_form"] = DecideForm()
    context["may_draft"] = viewer.has_role(Role.DRAFTER, found.committee_id) and not found.signed_at
    return render(request, "scoring/quarter.html", context)


@private_page("POST")
def bulletin(request, quarter):
    """起草通报, by an information officer of the committee."""
    found = _find(request, quarter)
    if found is None or not viewer_of(request.user).has_role(Role.DRAFTER, found.committee_id):
        return refuse(request)
    try:
        page = closing.draft_bulletin(found, request.user)
    except (PermissionDenied, ValidationError) as error:
        flashed(request, error)
        return redirect(_address(found))
    messages.success(request, _("通报已起草，补写文字后报送；签发公布即为季度数据的签发。"))
    return redirect("wagtailadmin_pages:edit", page.pk)


@private_page("POST")
def supplement(request, quarter):
    """补充通报, by the Party office."""
    found = _find(request, quarter)
    if found is None or not viewer_of(request.user).has_role(Role.PARTY_OFFICE, found.committee_id):
        return refuse(request)
    units = {line.unit_id: line.unit for line in closing.current_lines([found])}
    form = SupplementForm(request.POST, units=[(pk, unit.title) for pk, unit in units.items()])
    if form.is_valid():
        chosen = [units[int(pk)] for pk in form.cleaned_data["units"]]
        try:
            made = closing.supplement(found, chosen, request.user, form.cleaned_data["reason"])
        except (PermissionDenied, ValidationError) as error:
            flashed(request, error)
        else:
            messages.success(request, _("已作第%(number)s号补充通报。") % {"number": made.number})
    else:
        messages.error(request, _("补充通报须选定单位并写明理由。"))
    return redirect(_address(found))


@private_page("GET", "POST")
def unit(request, quarter, code):
    """One unit's line: how its score comes about, and the records behind each figure. POST: an objection of the
    unit."""
    viewer = viewer_of(request.user)
    owner = find_unit(viewer, code=code)
    found = reading.find_close(viewer, quarter, owner.committee) if owner and owner.committee_id else None
    line = next(iter(closing.current_lines([found], unit=owner)), None) if found else None
    if line is None:
        return refuse(request)
    form = _objection_form(request, viewer, found, line)
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            try:
                closing.object_to(line, request.user, form.cleaned_data["matter"], form.cleaned_data["figure"])
            except ValidationError as error:
                told(form, error)
            except PermissionDenied as error:
                flashed(request, error)
                return redirect(request.path)
            else:
                messages.success(request, _("异议已提出，党务室处理后在本页答复。"))
                return redirect(request.path)
    context = {**shown.unit_page(viewer, found, line), "objection_form": form}
    return render(request, "scoring/unit.html", context, status=422 if form and form.errors else 200)


def _objection_form(request, viewer, close: Close, line):
    """For the unit's secretary and information officer while units may object."""
    if close.signed_at or timezone.localdate() > close.objections_until:
        return None
    if not any(viewer.has_role(role, line.unit_id) for role in reading.UNIT_DESK):
        return None
    return ObjectForm(request.POST if request.method == "POST" else None)


@private_page("POST")
def decide_objection(request, pk):
    """处理异议, by the Party office."""
    objection = get_object_or_404(Objection.objects.select_related("line__close__committee"), pk=pk)
    found = objection.line.close
    if not viewer_of(request.user).has_role(Role.PARTY_OFFICE, found.committee_id):
        return refuse(request)
    form = DecideForm(request.POST)
    if form.is_valid():
        try:
            closing.decide_objection(objection, request.user, **form.cleaned_data)
        except (PermissionDenied, ValidationError) as error:
            flashed(request, error)
        else:
            messages.success(request, _("异议已处理。"))
    else:
        messages.error(request, _("请选择处理结果并写明意见。"))
    return redirect(_address(found))


@private_page("GET")
def sheet(request, quarter):
    """The quarter's sheet as an Excel file."""
    from cms.exports.workbook import workbook

    found = _find(request, quarter)
    if found is None:
        return refuse(request)
    made = workbook(shown.sheet_of(found), draft=found.signed_at is None)
    details = {"quarter": found.quarter, "committee": found.committee_id}
    exported.send(Close, what="quarter", by=request.user, unit_id=found.committee_id, details=details)
    response = HttpResponse(made, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    name = f"{found.committee.title}{quarter_name(found.quarter)}季度得分.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@reader_page
def year(request, year):
    """年度汇总: the mean of the quarters that the viewer may read, and what of it enters the yearly assessment."""
    closes = reading.closes(viewer_of(request.user))
    found = annual.annual(closes, year)
    if not found:
        return refuse(request)
    quarters = [f"{year}Q{number}" for number in range(1, 5)]
    rows = [{"one": one, "lines": [one.lines.get(quarter) for quarter in quarters]} for one in found]
    context = {"year": year, "rows": rows, "quarters": [(quarter, quarter_name(quarter)) for quarter in quarters]}
    return render(request, "scoring/year.html", context)
