from django.utils.translation import gettext_lazy as _
from wagtail import hooks

ACTIONS = {
    "dues.nil.state": _("填报零报告"),
    "dues.nil.confirm": _("确认零报告"),
    "dues.nil.take_back": _("撤回零报告"),
}


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)
