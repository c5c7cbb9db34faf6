from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .actions import REPLY


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(REPLY, _("登记选举结果批复"), _("登记选举结果批复"))
