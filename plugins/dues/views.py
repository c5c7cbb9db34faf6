"""应更新 in the portal: of a unit, of all units of a committee, and the buttons of nil returns. Plain forms, good on a phone."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms.access import may_draft, viewer_of
from cms.delivery import reading
from cms.portal import errors
from cms.portal.responses import private_page, reader_page, refuse

from . import nil
from .figures import Span, span
from .models import NilReturn
from .pages import all_units, page_of_unit, periods_around

__all__ = ["index", "nil_return", "settle", "unit"]


def _employee(request):
    """The viewer, who must be an employee: what units owe is for all of them, and for nobody outside."""
    viewer = viewer_of(request.user)
    return viewer if "employees" in viewer.audiences else None


def _asked(request) -> Span:
    return span(request.GET.get("period", ""), _day(request.GET.get("as_of", "")))


def _day(given: str) -> datetime.date | None:
    if not given:
        return None
    try:
        return datetime.datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=datetime.UTC).date()
    except ValueError:
        raise ValidationError({"as_of": _("日期写作 2026-03-05。")}) from None


@reader_page
def index(request):
    """All units of a committee (`?committee=CODE`) in a period, as of a day."""
    viewer = _employee(request)
    if viewer is None:
        return refuse(request)
    try:
        asked = _asked(request)
    except ValidationError as error:
        return errors.wrong_input(request, error)
    found = all_units(viewer, asked, request.GET.get("committee", ""))
    if found is None:
        raise Http404
    context = found | {"asked": asked, "periods": periods_around(asked), "past": _past(request)}
    return render(request, "dues/units.html", context)


@reader_page
def unit(request, code):
    """A unit's items in a period, as of a day."""
    viewer = _employee(request)
    found = viewer and reading.find_unit(viewer, code=code)
    if not found:
        return refuse(request)
    try:
        asked = _asked(request)
    except ValidationError as error:
        return errors.wrong_input(request, error)
    context = page_of_unit(viewer, found, asked) | {
        "unit": found,
        "asked": asked,
        "periods": periods_around(asked),
        "past": _past(request),
        "longest": nil.LONGEST_REASON,
    }
    return render(request, "dues/unit.html", context)


def _past(request) -> str:
    """What keeps a past day in the links to other periods."""
    return request.GET.get("as_of", "")


@private_page("GET", "POST")
def nil_return(request, code):
    """零报告 for one item: a page that asks for the reason, and states it."""
    viewer = _employee(request)
    found = viewer and reading.find_unit(viewer, code=code)
    if not found or not may_draft(request.user, found.pk):
        return refuse(request)
    given = request.POST if request.method == "POST" else request.GET
    target, period, reason = given.get("target", ""), given.get("period", ""), request.POST.get("reason", "")
    try:
        item = nil.item_of(found, target, period)
    except ValidationError:
        raise Http404 from None
    refused, wrong = nil.refusal(found, item), ""
    if request.method == "POST" and not refused:
        try:
            nil.state(found, target, period, reason, request.user)
        except ValidationError as error:
            wrong = " ".join(error.messages)
        else:
            messages.success(request, _("已填报零报告，请本单位的审核员或书记确认。"))
            return redirect(
                f"{reverse('dues:unit', args=[code])}?{urlencode({'period': request.POST.get('back', '')})}"
            )
    context = {
        "unit": found, "item": item, "reason": reason, "refused": refused, "wrong": wrong,
        "longest": nil.LONGEST_REASON, "back": given.get("back", ""),
    }  # fmt: skip
    status = 400 if request.method == "POST" else 200
    return render(request, "dues/nil.html", context, status=status)


@private_page("POST")
def settle(request, pk):
    """确认 or 撤回 of a nil return. Who may not see the unit's, finds none."""
    viewer = _employee(request)
    one = get_object_or_404(NilReturn.objects.select_related("unit"), pk=pk)
    if viewer is None or not (nil.may_confirm(viewer, one) or may_draft(request.user, one.unit_id)):
        raise Http404
    act, done = (
        (nil.confirm, _("已确认，这一项按零报告计。"))
        if request.POST.get("act") == "confirm"
        else (nil.take_back, _("已撤回零报告。"))
    )
    try:
        act(one, request.user)
    except (ValidationError, PermissionDenied) as refused:
        messages.error(request, " ".join(getattr(refused, "messages", [str(refused)])))
    else:
        messages.success(request, done)
    back = urlencode({"period": request.POST.get("back", "")})
    return redirect(f"{reverse('dues:unit', args=[one.unit.code])}?{back}")
