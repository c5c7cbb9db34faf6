from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .actions import NOTE_FEEDBACK


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(NOTE_FEEDBACK, _("登记反馈意见"), _("登记反馈意见与处理情况"))
