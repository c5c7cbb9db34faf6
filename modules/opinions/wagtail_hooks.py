from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .actions import ANSWER, NOTE_SUBMISSION, SET_ADOPTION


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(NOTE_SUBMISSION, _("登记意见"), _("登记意见"))
    actions.register_action(ANSWER, _("答复意见"), _("答复意见"))
    actions.register_action(SET_ADOPTION, _("写明采纳情况"), _("写明意见的采纳情况"))
