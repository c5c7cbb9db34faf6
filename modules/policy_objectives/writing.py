"""The objective board's pages for those who work on it: the month sheet, the whole set, closing months, evidence of a month."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import may_draft, viewer_of
from cms.delivery import reading
from cms.moderation.packages import PartsRefused
from cms.portal.errors import wrong_input
from cms.portal.responses import private_page, refuse

from . import standing
from .board import mark
from .evidence import link, linked, unlink
from .models import ObjectiveRecord
from .months import close, may_close, reopen
from .sets import drafts_of, parts_of, set_faults, submit_set, together
from .sheet import Sheet, month_to_fill
from .views import asked_year, frame

# So many of the unit's newest records are offered as evidence
OFFERED = 60


def writers_page(asked):
    """A page of the unit's information officers: `view(request, viewer, unit, when)`; for everybody else there is none.

    asked: what the address asks for, a function of the request's parameters that raises ValidationError for nonsense.
    """

    def decorate(view):
        @private_page("GET", "POST")
        def wrapped(request, code):
            viewer = viewer_of(request.user)
            unit = reading.find_unit(viewer, code=code)
            if unit is None or not may_draft(request.user, unit.pk):
                return refuse(request)
            try:
                when = asked(request.GET)
            except ValidationError as error:
                return wrong_input(request, error)
            return view(request, viewer, unit, when)

        return wrapped

    return decorate


def _asked_month(query) -> tuple[int, int]:
    raw = query.get("month", "")
    if not raw:
        return month_to_fill()
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", raw, re.ASCII):
        raise ValidationError({"month": _("月份（month）写作 2026-03，而不是“%(raw)s”。") % {"raw": raw[:40]}})
    year, month = int(raw[:4]), int(raw[5:])
    today = timezone.localdate()
    if (year, month) > (today.year, today.month):
        raise ValidationError({"month": _("%(month)s 还没有到。") % {"month": raw}})
    return year, month


def _asked_year(query) -> int:
    return asked_year(query.get("year", ""))


@writers_page(_asked_month)
def sheet(request, viewer, unit, when):
    """月度数据填报: `?month=2026-10`; POST saves drafts, or submits them as a package."""
    year, month = when
    posted = request.method == "POST"
    form = Sheet(unit, year, month, request.POST if posted else None)
    if posted:
        submitting = request.POST.get("do") == "submit"
        refused = ""
        if form.is_valid(submitting):
            try:
                written, sent = form.save(request.user, submitting)
            except PartsRefused:
                refused = _("没有报送，请先补正下列各处；都还没有保存。")
            except ValidationError as error:
                refused = "；".join(error.messages)
            except PermissionDenied as error:
                refused = str(error)
            else:
                messages.success(request, _done(year, month, written, sent))
                return redirect(f"{reverse('policy_objectives:sheet', args=[unit.code])}?month={year}-{month:02}")
        return _show_sheet(request, viewer, unit, form, refused or _("有几处需要改正，都还没有保存。"))
    return _show_sheet(request, viewer, unit, form)


def _show_sheet(request, viewer, unit, form: Sheet, refused: str = ""):
    today = timezone.localdate()
    due = month_to_fill(today)
    context = frame(request, viewer, unit, form.year, "sheet") | {
        "sheet": form,
        "refused": refused,
        "months": [number for number in range(1, 13) if (form.year, number) <= max((today.year, today.month), due)],
        "is_due": (form.year, form.month) == due,
    }
    return render(request, "policy_objectives/sheet.html", context, status=422 if refused else 200)


def _done(year, month, written, sent) -> str:
    words = {"year": year, "month": month, "written": written, "sent": sent}
    if sent:
        return _("%(year)s年%(month)s月目标数据已报送，共 %(sent)s 份。") % words
    return _("已存为草稿，改动 %(written)s 份；还没有报送。") % words


@writers_page(_asked_year)
def whole_set(request, viewer, unit, year):
    """整套报送: the year's objectives with their weights; POST submits what is not submitted, as one package."""
    refused = []
    if request.method == "POST":
        try:
            submit_set(unit, year, request.user)
        except ValidationError as error:
            refused = error.messages
        except PermissionDenied as error:
            refused = [str(error)]
        else:
            messages.success(request, _("%(year)s年方针目标已整套报送。") % {"year": year})
            return redirect(f"{reverse('policy_objectives:set', args=[unit.code])}?year={year}")
    parts = sorted(parts_of(unit, year), key=lambda part: part.draft.code)
    with together(drafts_of(parts)):
        faults = set_faults(unit, year)
    context = frame(request, viewer, unit, year, "set") | {
        "parts": parts,
        "faults": faults,
        "refused": refused,
        "weight": sum(part.draft.weight or 0 for part in parts),
        "waiting": [part for part in parts if part.to_submit],
        "states": {"published": _("已发布"), "review": _("审核中"), "changed": _("有改动未报送"), "draft": _("草稿")},
    }
    return render(request, "policy_objectives/set.html", context, status=422 if refused else 200)


@private_page("POST")
def months(request, code):
    """关闭 and 重新打开, by the Party office: `do`, `year`, `month` (several to close), `reason`."""
    viewer = viewer_of(request.user)
    unit = reading.find_unit(viewer, code=code)
    if unit is None or not may_close(viewer, unit):
        return refuse(request)
    try:
        year = asked_year(request.POST.get("year", ""))
    except ValidationError as error:
        return wrong_input(request, error)
    try:
        wanted = [int(raw) for raw in request.POST.getlist("month") if re.fullmatch(r"\d{1,2}", raw, re.ASCII)]
        if not wanted:
            raise ValidationError(_("没有选中月份。"))
        with transaction.atomic():
            for number in wanted:
                if request.POST.get("do") == "reopen":
                    reopen(unit, year, number, request.user, request.POST.get("reason", ""))
                else:
                    close(unit, year, number, request.user)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    else:
        done = _("已重新打开%(months)s月。") if request.POST.get("do") == "reopen" else _("已关闭%(months)s月。")
        messages.success(request, done % {"months": "、".join(map(str, wanted))})
    return redirect(f"{reverse('policy_objectives:board', args=[code])}?year={year}#months")


@private_page("GET", "POST")
def month(request, code, pk, month):
    """One month of one objective: figures, reason, countermeasures, evidence. Information officers link records here."""
    viewer = viewer_of(request.user)
    unit = reading.find_unit(viewer, code=code)
    one = standing.find(viewer, unit, pk, timezone.localdate()) if unit else None
    if one is None or not 1 <= month <= 12:
        return refuse(request)
    writes = may_draft(request.user, unit.pk)
    if request.method == "POST":
        if not writes:
            return refuse(request)
        _change_evidence(request, pk, month)
        return redirect("policy_objectives:month", code=code, pk=pk, month=month)
    standing.rows_of([one])
    evidence = linked(viewer, [pk]).get(pk, {}).get(month)
    context = frame(request, viewer, unit, one.year, "objective") | {
        "one": one,
        "cell": one.month(month),
        "upto": {"mark": mark(one.colour(month)), "to_date": one.show(one.to_date(month))},
        "evidence": evidence,
        "offered": _offered(viewer, unit, one, evidence) if writes else [],
        "before": month - 1 or None,
        "after": month + 1 if month < 12 else None,
    }
    return render(request, "policy_objectives/month.html", context)


def _change_evidence(request, pk, month) -> None:
    page = ObjectiveRecord.objects.get(pk=pk)
    raw = request.POST.getlist("record")
    records = [int(one) for one in raw if re.fullmatch(r"\d{1,18}", one, re.ASCII)]
    try:
        if request.POST.get("do") == "unlink" and records:
            unlink(page, month, records[0], request.user)
            messages.success(request, _("已取消关联。"))
        else:
            count = link(page, month, records, request.user)
            messages.success(request, _("已关联 %(count)s 条记录。") % {"count": count})
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)


def _offered(viewer, unit, one, evidence) -> list:
    """The unit's newest published records of the year that are not linked to this month yet."""
    taken = {document.pk for document in evidence.shown} if evidence else set()
    own = reading.documents(viewer).filter(kind="record", unit_id=unit.pk, occurred_on__year=one.year)
    own = own.exclude(module=standing.LABEL).exclude(pk__in=taken).order_by("-occurred_on", "-pk")
    return list(own.only("pk", "title", "module", "occurred_on", "path")[:OFFERED])
