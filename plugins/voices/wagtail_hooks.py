from wagtail import hooks

from .acting import ACTIONS


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)
