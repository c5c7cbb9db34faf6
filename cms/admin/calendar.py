"""工作日历: a year's public holidays and make-up days, one day said at a time."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from cms import calendar
from cms.moderation import status


class DayForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    working = forms.TypedChoiceField(
        label=gettext_lazy("这一天"),
        choices=[("0", gettext_lazy("休息")), ("1", gettext_lazy("上班"))],
        coerce=lambda value: value == "1",
        empty_value=None,
    )
    name = forms.CharField(
        label=gettext_lazy("说明"), max_length=50, required=False, help_text=gettext_lazy("如“国庆节”“厂休”。")
    )


def index(request):
    """A year (`?year=`, the running one), with a form for one day; POST says something of a day, takes it back, or fills the year."""
    if not calendar.may_keep(request.user):
        raise Http404
    year = _year(request)
    form = DayForm(request.POST if request.POST.get("act") == "keep" else None)
    if request.method == "POST":
        try:
            done = _act(request, form, year)
        except (ValidationError, PermissionDenied) as refused:
            status.refuse(form, refused)
        else:
            if done:
                messages.success(request, done)
                return redirect(f"{reverse('cms_admin:calendar')}?year={year}")
    shown = calendar.year_of(year)
    context = {
        "form": form,
        "year": year,
        "days": shown,
        "known": year in calendar.known_years(),
        "unfilled": any(one.row is None for one in shown),
    }
    return render(request, "moderation/calendar.html", context)


def _act(request, form, year: int) -> str:
    """What was done, in words; '' where the form does not say."""
    act = request.POST.get("act")
    if act == "fill":
        return _("已写入 %(count)s 天。") % {"count": calendar.fill(year)}
    if act == "remove":
        row = get_object_or_404(calendar.CalendarDay, pk=_id(request.POST.get("row", "")))
        calendar.remove(row, request.user)
        return _("已恢复 %(day)s 的默认安排。") % {"day": row.day}
    if not form.is_valid():
        return ""
    row = calendar.keep(form.cleaned_data["day"], form.cleaned_data["working"], form.cleaned_data["name"], request.user)
    return _("已登记：%(day)s") % {"day": row}


def _id(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise Http404
    return int(value)


def _year(request) -> int:
    given = request.GET.get("year", "")
    if given.isascii() and given.isdigit() and calendar.EARLIEST <= int(given[:5]) <= calendar.LATEST:
        return int(given)
    return timezone.localdate().year
