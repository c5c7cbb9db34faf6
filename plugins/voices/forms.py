"""The forms of surveys and letters. What they ask is checked once more by the actions."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import ADOPTIONS, Letter, Mailbox, Question, Survey
from .voting import LONGEST

__all__ = [
    "AnswerForm",
    "BallotForm",
    "CodeForm",
    "LetterForm",
    "MailboxForm",
    "QuestionForm",
    "ReasonForm",
    "ReleaseForm",
    "SurveyForm",
]

DAY = {"type": "date"}


class _Form(forms.Form):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class SurveyForm(forms.ModelForm):
    class Meta:
        model = Survey
        fields = ("kind", "title", "intro", "opens_on", "closes_on", "audience", "secret", "results_to")
        widgets = {
            "kind": forms.RadioSelect,
            "intro": forms.Textarea(attrs={"rows": 4}),
            "opens_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "closes_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        }

    def __init__(self, *args, units=(), **kwargs):
        """units: for which of these it is, of a new one."""
        super().__init__(*args, label_suffix="", **kwargs)
        if len(units) > 1:
            choices = [(unit.pk, unit.title) for unit in units]
            field = forms.TypedChoiceField(label=_("主办单位"), choices=choices, coerce=int)
            self.fields = {"unit": field, **self.fields}

    def _post_clean(self):
        """The action checks the whole of it, and is the only one that writes on the survey."""


class QuestionForm(_Form):
    kind = forms.ChoiceField(label=gettext_lazy("题型"), choices=Question.KINDS)
    text = forms.CharField(label=gettext_lazy("题目"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    choices = forms.CharField(
        label=gettext_lazy("选项"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("单选和多选填写，每行一个。"),
    )
    at_most = forms.IntegerField(
        label=gettext_lazy("最多选几项"), required=False, min_value=1, help_text=gettext_lazy("只对多选；不填则不限。")
    )
    required = forms.BooleanField(label=gettext_lazy("必答"), required=False, initial=True)

    def clean_choices(self):
        return [line.strip() for line in self.cleaned_data["choices"].splitlines() if line.strip()]


class BallotForm(_Form):
    """One field `q<id>` for each question, as `voting.take_part()` names them in what it refuses."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questions, 1):
            self.fields[f"q{question.pk}"] = self._field(question, f"{number}. {question.text}")

    def _field(self, question: Question, label: str):
        options = list(enumerate(question.options))
        if question.kind == Question.TEXT:
            widget = forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST})
            return forms.CharField(label=label, required=question.required, max_length=LONGEST, widget=widget)
        if question.kind == Question.MULTIPLE:
            hint = _("最多选%(most)s项。") % {"most": question.at_most} if question.at_most else _("可以选几项。")
            return forms.TypedMultipleChoiceField(
                label=label, required=question.required, choices=options, coerce=int, widget=forms.CheckboxSelectMultiple,
                help_text=hint,
            )  # fmt: skip
        return forms.TypedChoiceField(
            label=label, required=question.required, choices=options, coerce=int, empty_value=None,
            widget=forms.RadioSelect,
        )  # fmt: skip

    def answers(self) -> dict:
        return {int(name[1:]): value for name, value in self.cleaned_data.items()}


class ReasonForm(_Form):
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class LetterForm(_Form):
    """boxes: as `letters.boxes()` gives them; `anonymous` is asked where one of them takes such letters."""

    unit = forms.TypedChoiceField(label=gettext_lazy("写给"), coerce=int)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=Letter.KINDS, widget=forms.RadioSelect)
    subject = forms.CharField(label=gettext_lazy("标题"), max_length=100)
    content = forms.CharField(
        label=gettext_lazy("内容"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("请勿填写涉密内容和他人的个人信息。"),
    )
    anonymous = forms.BooleanField(label=gettext_lazy("匿名"), required=False)
    code = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, boxes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(unit.pk, unit.title) for unit, _box in boxes]
        taking = [unit.title for unit, box in boxes if box.anonymous]
        if taking:
            self.fields["anonymous"].help_text = _(
                "接收匿名来信的：%(units)s。匿名的不保存您的账号、地址和时刻，凭查询码看答复。"
            ) % {"units": _("、").join(taking)}
        else:
            del self.fields["anonymous"]


class CodeForm(_Form):
    code = forms.CharField(
        label=gettext_lazy("查询码"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=gettext_lazy("写信时给您的15个字母和数字。"),
    )


class AnswerForm(_Form):
    answer = forms.CharField(label=gettext_lazy("答复"), max_length=5000, widget=forms.Textarea(attrs={"rows": 7}))
    adoption = forms.ChoiceField(label=gettext_lazy("采纳情况"), choices=ADOPTIONS, widget=forms.RadioSelect)


class ReleaseForm(_Form):
    title = forms.CharField(label=gettext_lazy("公开标题"), max_length=100, required=False)
    text = forms.CharField(
        label=gettext_lazy("公开的来信内容"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("请删去姓名、班组等能看出写信人的内容。"),
    )  # fmt: skip
    answer = forms.CharField(
        label=gettext_lazy("公开的答复内容"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class MailboxForm(forms.ModelForm):
    class Meta:
        model = Mailbox
        fields = ("is_open", "anonymous")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
