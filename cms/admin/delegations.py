"""审核委托: who holds a review role gives it to somebody else for some days, and takes it back."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms import delegation
from cms.moderation import status
from cms.people import Membership, Person
from cms.permissions import keeps_people

MOST = 100


class RoleChoice(forms.ModelChoiceField):
    def label_from_instance(self, held):
        return f"{held.unit.title} {held.get_role_display()}（{held.person}）"


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return " ".join(filter(None, [f"{person.name}（{person.unit.title}）", person.staff_number]))


class DelegationForm(forms.Form):
    held = RoleChoice(label=gettext_lazy("职责"), queryset=Membership.objects.none())
    person = PersonChoice(label=gettext_lazy("委托给"), queryset=Person.objects.none())
    since = forms.DateField(label=gettext_lazy("自"), initial=timezone.localdate, widget=AdminDateInput)
    until = forms.DateField(label=gettext_lazy("至（含当日）"), widget=AdminDateInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        held = delegation.delegable(user).select_related("person", "unit").order_by("unit__path", "role", "pk")
        self.fields["held"].queryset = held
        able = delegation.candidates(*held) if held else Person.objects.none()
        self.fields["person"].queryset = able.select_related("unit").order_by("unit__path", "name")
        if len(held) == 1:
            self.fields["held"].initial = held[0]
            self.fields["held"].empty_label = None


def index(request):
    """The delegations that concern the user, and the form for a new one."""
    user = request.user
    if not delegation.concerns(user):
        raise Http404
    form = DelegationForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = delegation.delegate(given["held"], given["person"], user, since=given["since"], until=given["until"])
        except (ValidationError, PermissionDenied) as refused:
            status.refuse(form, refused)
        else:
            words = {"person": made.person, "role": made.get_role_display(), "since": made.since, "until": made.until}
            messages.success(request, _("已委托 %(person)s 自 %(since)s 至 %(until)s 担任%(role)s。") % words)
            return redirect("cms_admin:delegations")
    rows = [(one, _state(one), delegation.may_revoke(user, one)) for one in delegation.given(user)[:MOST]]
    context = {
        "form": form,
        "rows": rows,
        "can_give": form.fields["held"].queryset.exists(),
        "for_others": keeps_people(user),
    }
    return render(request, "moderation/delegations.html", context)


def _state(one: Membership) -> tuple[str, str]:
    """(code, in words)"""
    today = timezone.localdate()
    if one.revoked_at:
        return "ended", _("已撤销")
    if one.until < today:
        return "ended", _("已到期")
    return ("ahead", _("未开始")) if one.since > today else ("counted", _("委托中"))


@require_POST
def revoke(request, pk):
    found = get_object_or_404(delegation.given(request.user), pk=pk)
    try:
        delegation.revoke(found, request.user)
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已撤销对 %(person)s 的委托，即时生效。") % {"person": found.person})
    return redirect("cms_admin:delegations")
