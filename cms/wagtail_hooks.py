from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("cms.unit.create", _("设立党组织"), _("设立党组织"))
    actions.register_action("cms.unit.move", _("调整隶属关系"), _("调整隶属关系"))
    actions.register_action("cms.section.open", _("开设栏目"), _("开设栏目"))
    actions.register_action("cms.section.state", _("变更栏目状态"), _("变更栏目状态"))
