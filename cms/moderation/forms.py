from django import forms
from django.utils.translation import gettext_lazy as _

from cms.tree import SCOPE_CHOICES

from .stages import REASONS


class PassForm(forms.Form):
    opinion = forms.CharField(
        label=_("审核意见"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReturnForm(forms.Form):
    reasons = forms.MultipleChoiceField(label=_("退回原因"), choices=REASONS, widget=forms.CheckboxSelectMultiple)
    opinion = forms.CharField(label=_("改什么、怎么改"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class FinalPassForm(PassForm):
    """The final stage may release to fewer people than proposed, never to more."""

    scope = forms.ChoiceField(
        label=_("缩小公开范围"), required=False, choices=lambda: [("", _("按拟稿人所提")), *SCOPE_CHOICES[1:]]
    )
