from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .actions import DECIDE_APPEAL, NOTE_APPEAL


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(NOTE_APPEAL, _("申诉考核结果"), _("申诉考核结果"))
    actions.register_action(DECIDE_APPEAL, _("复核申诉"), _("写明申诉的复核结论"))
