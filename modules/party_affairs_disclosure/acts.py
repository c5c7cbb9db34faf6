"""反馈意见与处理, on the disclosure's page."""

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from cms.acts import Act, ActForm

from .actions import may_note_feedback, note_feedback


class FeedbackForm(ActForm):
    feedback_count = forms.IntegerField(label=_("反馈意见数"), min_value=0)
    feedback_handling = forms.CharField(
        label=_("处理情况"), required=False, widget=forms.Textarea(attrs={"rows": 5}), help_text=_("有反馈意见的必填。")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        handling = strip_tags(self.page.feedback_handling.replace("</p>", "\n").replace("<br>", "\n")).strip()
        self.initial = {"feedback_count": self.page.feedback_count, "feedback_handling": handling}


class NoteFeedback(Act):
    slug, label, done = "note-feedback", _("登记反馈意见"), _("反馈意见已登记。")
    form = FeedbackForm

    def offered(self, page, viewer):
        return may_note_feedback(page, viewer)

    def run(self, page, user, *, feedback_count, feedback_handling):
        note_feedback(page, user, feedback_count, feedback_handling)


ACTS = [NoteFeedback()]
