"""The forms of a decision. Each may be given the page and the user it is about, to offer only what fits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.access import narrower
from cms.tree import SCOPE_CHOICES

from . import checklist
from .findings import AXES
from .models import MachineFinding, Referral
from .referrals import CONCLUSIONS, LONGEST_REASON
from .stages import REASONS

LONGEST_OPINION = 2000


class DecisionForm(forms.Form):
    """`page` and `user`: about what and by whom; `stage` and `release`: where it stands. Without them the form has no review form."""

    def __init__(self, *args, page=None, user=None, stage=None, release=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.page, self.user, self.stage = page, user, stage
        self.items = checklist.items_of(stage) if stage else []
        self.findings = list(release.findings.all()) if release else []
        for item in self.items:
            self.fields[f"item_{item.slug}"] = forms.ChoiceField(
                label=item.label, choices=list(checklist.ANSWERS.items()), required=False, widget=forms.RadioSelect
            )
            self.fields[f"note_{item.slug}"] = _note(checklist.LONGEST_NOTE)
        self.ask_about_findings()

    def ask_about_findings(self) -> None:
        for one in self.findings:
            if not one.answer:
                self.fields[f"finding_{one.pk}"] = forms.ChoiceField(
                    label=one.message, choices=MachineFinding.ANSWERS, required=False, widget=forms.RadioSelect
                )
                self.fields[f"why_{one.pk}"] = _note(300)

    # For the template: what belongs together ---------------------------------------------------------------------------

    def plain_fields(self):
        """The fields that are neither of the checklist nor of a finding."""
        return [self[name] for name in self.fields if name.partition("_")[0] not in ("item", "note", "finding", "why")]

    def by_axis(self) -> list[tuple]:
        """(axis, [(item, answer's field, note's field), …])."""
        return [
            (label, rows)
            for axis, label in AXES.items()
            if (
                rows := [
                    (item, self[f"item_{item.slug}"], self[f"note_{item.slug}"])
                    for item in self.items
                    if item.axis == axis
                ]
            )
        ]

    def found(self) -> list[tuple]:
        """(finding, answer's field or None, reason's field or None)."""
        names = [(one, f"finding_{one.pk}", f"why_{one.pk}") for one in self.findings]
        return [(one, self[a], self[b]) if a in self.fields else (one, None, None) for one, a, b in names]

    def clean(self):
        """The same names as `actions.decide()` has them."""
        given = super().clean()
        values = {
            name: value
            for name, value in given.items()
            if name.partition("_")[0] not in ("item", "note", "finding", "why")
        }
        values["answers"] = {
            item.slug: {"answer": given.get(f"item_{item.slug}", ""), "note": given.get(f"note_{item.slug}", "")}
            for item in self.items
        }
        values["found"] = {
            one.pk: {"answer": given.get(f"finding_{one.pk}", ""), "reason": given.get(f"why_{one.pk}", "")}
            for one in self.findings
            if f"finding_{one.pk}" in self.fields
        }
        return values

    def field_of(self, name: str) -> str | None:
        """The form's field that a refusal by this name belongs beside."""
        return next((one for one in (name, f"item_{name}") if one in self.fields), None)


def _note(longest: int) -> forms.CharField:
    return forms.CharField(
        label=_("说明"), required=False, max_length=longest, widget=forms.TextInput(attrs={"placeholder": _("说明")})
    )


class PassForm(DecisionForm):
    opinion = forms.CharField(
        label=_("审核意见"),
        required=False,
        max_length=LONGEST_OPINION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("可不填；随审核记录留存。"),
    )


class ReturnForm(DecisionForm):
    reasons = forms.MultipleChoiceField(
        label=_("退回原因"),
        choices=REASONS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("退回须选明原因。")},
    )
    opinion = forms.CharField(
        label=_("改什么、怎么改"),
        max_length=LONGEST_OPINION,
        error_messages={"required": _("退回须写明意见，让信息员知道改什么。")},
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("信息员按这里的意见修改，请写具体。"),
    )


class RejectForm(DecisionForm):
    reasons = forms.MultipleChoiceField(label=_("不予发布的原因"), choices=REASONS, widget=forms.CheckboxSelectMultiple)
    opinion = forms.CharField(
        label=_("为什么不予发布"),
        max_length=LONGEST_OPINION,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("到此为止：同样的内容不能再报送。只是要改的，请用“退回修改”。"),
    )


class ReferForm(DecisionForm):
    """Asking the secrecy officer decides nothing: it has no review form."""

    reason = forms.CharField(
        label=_("为什么转保密审查"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("保密员按这里所写的审查；作出结论之前，任何人不能审核这份稿件。"),
    )

    def __init__(self, *args, page=None, user=None, stage=None, release=None, **kwargs):
        super().__init__(*args, page=page, user=user, **kwargs)


class SecrecyForm(forms.Form):
    """The secrecy officer's answer. `draft`: what it is about."""

    decision = forms.ChoiceField(label=_("审查结果"), choices=Referral.DECISIONS, widget=forms.RadioSelect)
    conclusion = forms.ChoiceField(
        label=_("保密审查结论"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("通过的须填；写入稿件，随稿发布。"),
    )
    opinion = forms.CharField(
        label=_("审查意见"),
        required=False,
        max_length=LONGEST_OPINION,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("不予通过的必填，信息员会看到：为什么、怎么办。意见本身不要写出涉密内容。"),
    )

    def __init__(self, *args, draft, **kwargs):
        super().__init__(*args, **kwargs)
        if not draft.is_record:
            del self.fields["conclusion"]
            return
        said, names = draft.confidentiality, dict(type(draft)._meta.get_field("confidentiality").flatchoices)
        allowed = CONCLUSIONS[CONCLUSIONS.index(said) :] if said in CONCLUSIONS else CONCLUSIONS
        self.fields["conclusion"].choices = [(code, names[code]) for code in allowed]


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
