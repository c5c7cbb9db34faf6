from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .actions import DECIDE_OBJECTION, NOTE_OBJECTION
from .bulletin import DRAFTED


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(NOTE_OBJECTION, _("提出异议"), _("对通报提出异议"))
    actions.register_action(DECIDE_OBJECTION, _("处理异议"), _("写明异议的处理结果"))
    actions.register_action(DRAFTED, _("拟稿（季度结算）"), _("由季度结算写入数字和文字"))
