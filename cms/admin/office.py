"""The Party office's (党务室) and the approver's pages: which sections a unit has, and what is published."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms import plugins
from cms.access import readable, viewer_of
from cms.delivery.models import Document
from cms.moderation import statistics, status
from cms.people import Role
from cms.plugins import Board
from cms.tree import Section, SectionState, Unit, presets
from cms.tree.actions import open_section, set_section_state

PER_PAGE = 50


def committees(user, *roles: str) -> list[int]:
    """The committees in which the user holds one of these roles today."""
    return sorted({unit for role, unit in viewer_of(user).roles if role in roles})


def units_of_office(user):
    """The units whose sections the user opens and closes: those of the committees whose Party office they are."""
    return Unit.objects.filter(committee_id__in=committees(user, Role.PARTY_OFFICE)).order_by("path")


class StateForm(forms.Form):
    module = forms.CharField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=gettext_lazy("状态"), choices=SectionState.CHOICES)
    since = forms.DateField(label=gettext_lazy("自何日起"), initial=timezone.localdate, widget=AdminDateInput)


def sections(request):
    """All units of the office, and how many sections each has open."""
    units = list(units_of_office(request.user))
    if not units:
        raise Http404
    for unit in units:
        found = Section.objects.child_of(unit).prefetch_related("states")
        unit.open_sections = sum(section.state_on() != SectionState.CLOSED for section in found)
    return render(request, "moderation/sections.html", {"units": units})


class PresetForm(forms.Form):
    units = forms.ModelMultipleChoiceField(
        label=gettext_lazy("党组织"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    phase = forms.TypedChoiceField(
        label=gettext_lazy("栏目预设"),
        coerce=int,
        choices=[(1, gettext_lazy("第1期：党委12个、支部18个")), (2, gettext_lazy("第2期：党委18个、支部23个"))],
        initial=2,
    )
    state = forms.ChoiceField(label=gettext_lazy("新开栏目的状态"), choices=SectionState.CHOICES[:2])
    since = forms.DateField(label=gettext_lazy("自何日起"), initial=timezone.localdate, widget=AdminDateInput)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units


def upgrade(request):
    """Bring several units to a preset at once: first what would change, then, confirmed, the change; all of it or none."""
    units = units_of_office(request.user)
    if not units:
        raise Http404
    form = PresetForm(request.POST or None, units=units)
    plans = []
    if request.method == "POST" and form.is_valid():
        chosen, phase, state, since = (form.cleaned_data[name] for name in ("units", "phase", "state", "since"))
        try:
            if "apply" in request.POST:
                with transaction.atomic():
                    done = [presets.apply(unit, phase, state=state, since=since, by=request.user) for unit in chosen]
                messages.success(request, _("%(count)s个党组织的栏目已按预设调整。") % {"count": sum(map(bool, done))})
                return redirect("cms_admin:sections")
            plans = [presets.plan(unit, phase, state=state, day=since) for unit in chosen]
        except ValidationError as refused:
            status.refuse(form, refused)
    return render(request, "moderation/upgrade.html", {"form": form, "plans": plans})


def sections_of(request, unit_id):
    """The modules that this unit may have, each with its state; a change is an act with a date, noted in the log."""
    unit = get_object_or_404(units_of_office(request.user), pk=unit_id)
    form = StateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if change_state(request, unit, form):
            return redirect("cms_admin:sections_of", unit.pk)
    labels = dict(Board.CHOICES)
    have = {section.module: section for section in Section.objects.child_of(unit).prefetch_related("states")}
    rows = []
    for module in plugins.modules():
        if not module.is_for(unit.kind):
            continue
        section = have.get(module.label)
        states = list(section.states.all()) if section else []
        rows.append(
            {
                "module": module,
                "name": module.name_for(unit.kind),
                "board": labels.get(module.board, ""),
                "section": section,
                "state": section.state_on() if section else "",
                "display": dict(SectionState.CHOICES)[section.state_on()] if section else _("未开设"),
                "history": states,
                "form": form
                if request.method == "POST" and form.data.get("module") == module.label
                else StateForm(
                    initial={"module": module.label, "state": SectionState.COUNTED}, auto_id=f"id_{module.label}_%s"
                ),
            }
        )
    return render(request, "moderation/sections_of.html", {"unit": unit, "rows": rows})


def change_state(request, unit, form) -> bool:
    """Do what the form says; a refusal goes beside its field."""
    module, state, since = (form.cleaned_data[name] for name in ("module", "state", "since"))
    try:
        section = Section.objects.child_of(unit).filter(module=module).first()
        if section is None:
            open_section(unit, module, state=state, since=since, by=request.user)
        else:
            set_section_state(section, state, since=since, by=request.user)
    except ValidationError as refused:
        status.refuse(form, refused)
        return False
    plugin = plugins.find_module(module)
    words = {"name": plugin.name_for(unit.kind), "state": dict(SectionState.CHOICES)[state], "since": since}
    messages.success(request, _("“%(name)s”自 %(since)s 起：%(state)s。") % words)
    return True


def published(request):
    """What is published in the committees whose approver or Party office the user is, newest first; each can be withdrawn."""
    own = committees(request.user, Role.APPROVER, Role.PARTY_OFFICE)
    if not own:
        raise Http404
    # with those whose last day has passed: they are published and can be withdrawn
    found = Document.objects.filter(readable(viewer_of(request.user)), committee_id__in=own, kind=Document.RECORD)
    words = request.GET.get("q", "").strip()
    if words:
        found = found.filter(title__icontains=words)
    unit = request.GET.get("unit", "")
    if unit.isdigit():
        found = found.filter(unit_id=unit)
    found = found.select_related("unit").only(
        "page_id",
        "title",
        "path",
        "occurred_on",
        "last_published_at",
        "until",
        "module",
        "unit__title",
        "unit__page_ptr",
    )
    page = Paginator(found.order_by("-last_published_at", "-page_id"), PER_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "moderation/published.html",
        {
            "page": page,
            "today": timezone.localdate(),
            "words": words,
            "unit": unit,
            "units": Unit.objects.filter(committee_id__in=own).order_by("path").values("pk", "title"),
            "modules": {module.label: module.zh for module in plugins.modules()},
        },
    )


class PeriodForm(forms.Form):
    since = forms.DateField(label=gettext_lazy("自"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label=gettext_lazy("至"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self):
        given = super().clean()
        if "since" in given and "until" in given and given["since"] > given["until"]:
            self.add_error("until", _("结束日期不能早于开始日期。"))
        return given


def review_statistics(request):
    """审核统计: of the committee's units, for its Party office and approver; this quarter unless a period is asked for."""
    units = Unit.objects.filter(committee_id__in=committees(request.user, Role.PARTY_OFFICE, Role.APPROVER))
    if not units:
        raise Http404
    today = timezone.localdate()
    quarter = {"since": today.replace(month=today.month - (today.month - 1) % 3, day=1), "until": today}
    form = PeriodForm(request.GET or quarter)
    found = None
    if form.is_valid():
        found = statistics.figures(units.order_by("path"), form.cleaned_data["since"], form.cleaned_data["until"])
    return render(request, "moderation/statistics.html", {"form": form, "figures": found})
