from django.utils.translation import gettext_lazy as _
from wagtail import hooks

LOADED = "demo.load"


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(LOADED, _("载入演示数据"), _("载入演示数据"))
