from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .actions import REPORT_BACK, SIGN_FOR


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(SIGN_FOR, _("签收文件"), _("签收文件"))
    actions.register_action(REPORT_BACK, _("反馈传达与落实"), _("反馈传达与落实情况"))
