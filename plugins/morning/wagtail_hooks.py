"""In the admin: the way to the morning view, and what the log calls the acts on lists of questions."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.access import viewer_of
from cms.people import Role

from .actions import ANSWER, DRAFT, HAND, MAKE


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(MAKE, _("拟问题清单"), _("拟问题清单"))
    actions.register_action(ANSWER, _("填写问题清单"), _("填写问题清单"))
    actions.register_action(HAND, _("问题清单交信息员拟稿"), _("问题清单交信息员拟稿"))
    actions.register_action(DRAFT, _("问题清单转为诊断稿"), _("问题清单转为诊断稿"))


class MorningItem(MenuItem):
    def is_shown(self, request):
        viewer = viewer_of(request.user)
        return bool(viewer.ids("committee")) or viewer.has_role(Role.SECRETARY)


@hooks.register("register_admin_menu_item")
def morning_item():
    return MorningItem(_("每日一览"), reverse("morning:index"), name="morning", icon_name="view", order=80)
