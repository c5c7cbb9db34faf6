"""The forms of quarters, scores and facts. Plain ones: everything works without JavaScript."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import CodedFact, Objection
from .schemes import AXES, FINAL_AXES, LEVELS
from .tally import FIGURES
from .words import figure_name

__all__ = [
    "CloseForm",
    "DecideFactForm",
    "DecideForm",
    "FactForm",
    "FinalForm",
    "ObjectForm",
    "SecondForm",
    "SupplementForm",
]


def _words(label, rows=3, most=500, **options):
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options)


class CloseForm(forms.Form):
    quarter = forms.ChoiceField(label=_("季度"))
    unscored = forms.BooleanField(label=_("抽查还没评完也冻结（质量分只按已评的算）"), required=False)

    def __init__(self, *args, quarters=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = quarters


class ObjectForm(forms.Form):
    figure = forms.ChoiceField(label=_("对哪项数据"))
    matter = _words(_("异议内容"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        last = [("quality", _("质量分")), ("total", _("总分")), ("grade", _("等次"))]
        self.fields["figure"].choices = [*((name, figure_name(name)) for name in FIGURES), *last]


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(label=_("处理结果"), choices=Objection.OUTCOMES, widget=forms.RadioSelect)
    decision = _words(_("处理意见"))


class SupplementForm(forms.Form):
    units = forms.MultipleChoiceField(label=_("单位"), widget=forms.CheckboxSelectMultiple)
    reason = _words(_("理由"), help_text=_("按现有数据重新计算，冻结的数据保留在旁边。"))

    def __init__(self, *args, units=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = units


class _ScoreForm(forms.Form):
    axes: tuple[str, ...] = ()

    def __init__(self, *args, scheme, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(level, level) for level in LEVELS]
        for axis in self.axes:
            label = f"{scheme.data['axes'][axis]['zh']}（{scheme.axes[axis].normalize():f}）"
            self.fields[axis] = forms.ChoiceField(
                label=label, choices=choices, widget=forms.RadioSelect(attrs={"class": "levels"})
            )
        self.fields["note"] = _words(_("评语"), rows=2, most=300, required=False)

    @property
    def levels(self) -> dict[str, str]:
        return {axis: self.cleaned_data[axis] for axis in self.axes}


class SecondForm(_ScoreForm):
    axes = AXES


class FinalForm(_ScoreForm):
    axes = FINAL_AXES


class FactForm(forms.Form):
    code = forms.ChoiceField(label=_("事项"), choices=CodedFact.CODES)
    found_on = forms.DateField(
        label=_("发现日期"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    evidence = _words(
        _("依据"), rows=4, most=2000, help_text=_("写明谁在何时怎样发现，凭什么材料认定；另一人确认后才计分。")
    )


class DecideFactForm(forms.Form):
    confirmed = forms.TypedChoiceField(
        label=_("结论"),
        choices=[("yes", _("确认")), ("no", _("不予确认"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    decision = _words(_("确认意见"), required=False)
