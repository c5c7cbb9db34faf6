"""批复 on the election's page, for the Party office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.acts import Act, ActForm

from .actions import may_register_reply, register_reply


class ReplyForm(ActForm):
    reply_number = forms.CharField(label=_("选举结果批复文号"), max_length=50)
    replied_on = forms.DateField(label=_("选举结果批复日期"), widget=forms.DateInput(attrs={"type": "date"}))


class Reply(Act):
    slug, label, done = "reply", _("登记选举结果批复"), _("批复已登记。")
    hint = _("再次登记，以后一次为准。")
    form = ReplyForm

    def offered(self, page, viewer):
        return page.is_vote and may_register_reply(page, viewer)

    def run(self, page, user, *, reply_number, replied_on):
        register_reply(page, user, reply_number, replied_on)


ACTS = [Reply()]
