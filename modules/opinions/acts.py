"""登记、答复与采纳, on the page of the call for opinions."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.acts import Act, ActForm
from cms.people import Role

from .actions import answer, note_submission, set_adoption
from .models import ADOPTIONS, OPINION_KINDS, VISIBILITIES


def _acts_here(page, viewer) -> bool:
    return any(viewer.has_role(role, page.owning_unit_id) for role in (Role.SECRETARY, Role.DRAFTER))


def unanswered(page) -> list[tuple[int, str]]:
    """(line, words) of the opinions without an answer."""
    answered = {row.submission.partition("：")[0] for row in page.replies.all()}
    return [
        (number, row.content) for number, row in enumerate(page.submissions.all(), 1) if f"第{number}条" not in answered
    ]


class SubmissionForm(ActForm):
    content = forms.CharField(label=_("意见内容"), widget=forms.Textarea(attrs={"rows": 6}))
    raised_by = forms.CharField(label=_("提出人"), max_length=50, required=False)
    category = forms.ChoiceField(label=_("类别"), choices=OPINION_KINDS)
    visibility = forms.ChoiceField(
        label=_("公开方式"),
        choices=[(value, label) for value, label in VISIBILITIES if value != "closed"],
        help_text=_("不公开的意见不在网上登记，请当面或书面答复。"),
    )
    received_at = forms.DateTimeField(
        label=_("收到时间"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"received_at": timezone.localtime()}
        if self.page.anonymous_allowed:
            self.fields["raised_by"].help_text = _("允许匿名：不愿留名的不填。")


class NoteSubmission(Act):
    slug, label, done = "note-submission", _("登记意见"), _("意见已登记。")
    form = SubmissionForm

    def offered(self, page, viewer):
        return _acts_here(page, viewer)

    def run(self, page, user, *, content, **values):
        note_submission(page, user, content, **values)


class AnswerForm(ActForm):
    submission = forms.TypedChoiceField(label=_("意见"), coerce=int, widget=forms.RadioSelect)
    reply = forms.CharField(label=_("答复"), widget=forms.Textarea(attrs={"rows": 6}))
    satisfied = forms.TypedChoiceField(
        label=_("提出人是否满意"),
        required=False,
        choices=[("", _("还不知道")), ("yes", _("满意")), ("no", _("不满意"))],
        coerce=lambda value: {"yes": True, "no": False}.get(value),
        empty_value=None,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["submission"].choices = unanswered(self.page)


class Answer(Act):
    slug, label, done = "answer", _("答复意见"), _("答复已登记。")
    form = AnswerForm

    def offered(self, page, viewer):
        return _acts_here(page, viewer) and bool(unanswered(page))

    def run(self, page, user, *, submission, reply, satisfied):
        answer(page, user, submission, reply, satisfied)


class AdoptionForm(ActForm):
    adoption = forms.ChoiceField(label=_("采纳情况"), choices=ADOPTIONS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"adoption": self.page.adoption}


class SetAdoption(Act):
    slug, label, done = "set-adoption", _("填写采纳情况"), _("采纳情况已填写。")
    form = AdoptionForm

    def offered(self, page, viewer):
        return _acts_here(page, viewer) and bool(page.submissions.all())

    def run(self, page, user, *, adoption):
        set_adoption(page, user, adoption)


ACTS = [NoteSubmission(), Answer(), SetAdoption()]
