from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .actions import SELECT


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(SELECT, _("确定入选季度通报"), _("确定是否入选季度通报"))
