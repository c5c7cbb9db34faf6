from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .actions import DECIDE_APPEAL, NOTE_APPEAL
from .sheets import DRAFT, OPEN, SCORE, SELF


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(NOTE_APPEAL, _("申诉考核结果"), _("申诉考核结果"))
    actions.register_action(DECIDE_APPEAL, _("复核申诉"), _("写明申诉的复核结论"))
    actions.register_action(OPEN, _("下达年度考核表"), _("下达年度考核表"))
    actions.register_action(SELF, _("年度考核自评"), _("年度考核自评"))
    actions.register_action(SCORE, _("年度考核评分"), _("年度考核评分"))
    actions.register_action(DRAFT, _("年度考核结果拟稿"), _("由考核表生成年度考核结果草稿"))
