"""The forms of a list of questions: for whom and when, what to ask, and what was found."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.people import Membership, Person, Role

from .models import Question

__all__ = ["AnswerForm", "VisitForm", "answers"]


class VisitForm(forms.Form):
    """Who goes when: somebody of the committee."""

    visitor = forms.ModelChoiceField(label=_("下基层的人"), queryset=Person.objects.none(), empty_label=None)
    visit_on = forms.DateField(label=_("下基层日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args, committee_id: int, **kwargs):
        super().__init__(*args, **kwargs)
        held = Membership.objects.on().filter(
            unit_id=committee_id, role__in=(Role.PARTY_OFFICE, Role.APPROVER, Role.SECRETARY, Role.MEMBER)
        )
        self.fields["visitor"].queryset = Person.objects.filter(pk__in=held.values("person_id"))


class AnswerForm(forms.ModelForm):
    """One line, filled in on the spot, most often with a thumb."""

    settled = forms.TypedChoiceField(
        label=_("复诊结果"),
        required=False,
        choices=[("", _("未看")), ("yes", _("已解决")), ("no", _("未解决"))],
        coerce=lambda value: {"yes": True, "no": False}.get(value),
        empty_value=None,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Question
        fields = ["answer", "is_problem", "problem", "cause", "action", "owner", "due", "settled"]
        widgets = {
            "answer": forms.Textarea(attrs={"rows": 3}),
            "problem": forms.TextInput,
            "due": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["settled"] = {True: "yes", False: "no", None: ""}[self.instance.settled]
        if not self.instance.origin_id:
            del self.fields["settled"]


def answers(questions, data=None) -> list[AnswerForm]:
    return [AnswerForm(data, instance=question, prefix=f"q{question.pk}") for question in questions]
