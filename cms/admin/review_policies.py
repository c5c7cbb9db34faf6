"""审核设置: the days of the stages and whether 保密审查 is required, for the units of the own committee's subtree."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from cms import plugins
from cms.moderation import policies, status
from cms.moderation.models import ReviewPolicy


class PolicyForm(forms.ModelForm):
    """`user`: who sets it, and so for which units."""

    module = forms.ChoiceField(
        label=gettext_lazy("栏目"), required=False, help_text=ReviewPolicy._meta.get_field("module").help_text
    )

    class Meta:
        model = ReviewPolicy
        fields = ["unit", "module", "first_days", "second_days", "final_days", "secrecy_days", "secrecy", "active"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        unit.queryset = policies.governed(user).order_by("path")
        unit.label_from_instance = lambda one: one.title
        if policies.governs_all(user):
            unit.empty_label = _("全平台")
        else:
            unit.required, unit.empty_label = True, None
            unit.help_text = _("连同其下级党组织。")
        there = [(module.label, str(module.zh)) for module in plugins.modules()]
        if self.instance.module and self.instance.module not in dict(there):
            there.append((self.instance.module, self.instance.module))  # of a module that is off
        self.fields["module"].choices = [("", _("全部栏目和党组织主页")), *there]

    def _post_clean(self):
        """The row's own rules are asked by `policies.keep()`, once."""
        for name in self._meta.fields:
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])


def index(request):
    """All rows of the subtree, the widest first."""
    if not policies.governed(request.user).exists():
        raise Http404
    rows = sorted(policies.rows_of(request.user), key=lambda row: (row.unit.path if row.unit_id else "", row.module))
    return render(request, "moderation/policies.html", {"rows": rows, "defaults": ReviewPolicy()})


def add(request):
    if not policies.governed(request.user).exists():
        raise Http404
    return _form(request, ReviewPolicy(), _("新增审核设置"))


def change(request, policy_id):
    return _form(request, _own(request, policy_id), _("修改审核设置"))


def _own(request, policy_id) -> ReviewPolicy:
    return get_object_or_404(policies.rows_of(request.user), pk=policy_id)


def _form(request, policy, title):
    form = PolicyForm(request.POST or None, instance=policy, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            policies.keep(form.instance, request.user)
        except (ValidationError, PermissionDenied) as refused:
            status.refuse(form, refused)
        else:
            messages.success(request, _("已保存。此后报送的按新的设置，正在审核的时限不变。"))
            return redirect("cms_admin:policies")
    return render(request, "moderation/policy.html", {"form": form, "policy": policy, "title": title})


def remove(request, policy_id):
    """Asks once."""
    policy = _own(request, policy_id)
    if request.method == "POST":
        policies.remove(policy, request.user)
        messages.success(request, _("已删除。此后报送的不再按这条设置，正在审核的时限不变。"))
        return redirect("cms_admin:policies")
    return render(request, "moderation/policy_remove.html", {"policy": policy})
