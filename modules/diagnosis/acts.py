"""被诊断单位回应, on the diagnosis's page."""

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from cms.acts import Act, ActForm

from . import actions


class ReplyForm(ActForm):
    reply = forms.CharField(label=_("回应内容"), widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # `reply()` keeps paragraphs of plain text
        self.initial = {"reply": strip_tags(self.page.reply.replace("</p>", "\n").replace("<br>", "\n")).strip()}


class Reply(Act):
    slug, label, done = "reply", _("回应诊断"), _("回应已登记。")
    hint = _("逐条回应诊断中的问题和对策；再次提交，以后一次为准。")
    form = ReplyForm

    def offered(self, page, viewer):
        # nobody answers a diagnosis of one's own
        return page.target_unit_id != page.owning_unit_id and actions.may_reply(page, viewer)

    def run(self, page, user, *, reply):
        actions.reply(page, user, reply)


ACTS = [Reply()]
