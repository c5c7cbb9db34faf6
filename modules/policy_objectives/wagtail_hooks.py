from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .catchball import TALK
from .evidence import LINK, UNLINK
from .months import CLOSE, REOPEN


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(CLOSE, _("关闭月度目标数据"), _("关闭月度目标数据"))
    actions.register_action(REOPEN, _("重新打开月度目标数据"), _("重新打开月度目标数据"))
    actions.register_action(TALK, _("目标协商"), _("目标协商"))
    actions.register_action(LINK, _("关联目标佐证"), _("关联目标佐证"))
    actions.register_action(UNLINK, _("取消目标佐证"), _("取消目标佐证"))
