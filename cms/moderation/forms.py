"""The forms of a decision. Each may be given the page and the user it is about, to offer only what fits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.access import narrower
from cms.tree import SCOPE_CHOICES

from .stages import REASONS


class DecisionForm(forms.Form):
    def __init__(self, *args, page=None, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.page, self.user = page, user


class PassForm(DecisionForm):
    opinion = forms.CharField(
        label=_("审核意见"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("可不填；随审核记录留存。"),
    )


class ReturnForm(DecisionForm):
    reasons = forms.MultipleChoiceField(label=_("退回原因"), choices=REASONS, widget=forms.CheckboxSelectMultiple)
    opinion = forms.CharField(
        label=_("改什么、怎么改"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("信息员按这里的意见修改，请写具体。"),
    )


class FinalPassForm(PassForm):
    """The final stage may release to fewer people than proposed, never to more."""

    scope = forms.ChoiceField(
        label=_("缩小公开范围"), required=False, choices=lambda: [("", _("按拟稿人所提")), *SCOPE_CHOICES[1:]]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.page is None:
            return
        draft = self.page.get_latest_revision_as_object()
        if not hasattr(draft, "scope"):
            del self.fields["scope"]  # a home page has none
            return
        proposed = dict(SCOPE_CHOICES)[draft.scope]
        narrowing = [choice for choice in SCOPE_CHOICES if narrower(choice[0], draft.scope)]
        self.fields["scope"].choices = [("", _("按拟稿人所提（%(scope)s）") % {"scope": proposed}), *narrowing]


class ReasonForm(forms.Form):
    """Why a published record is taken down; its readers' successors will want to know."""

    reason = forms.CharField(
        label=_("撤回原因"),
        max_length=180,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("随发布许可一并留存，信息员也会看到。"),
    )
