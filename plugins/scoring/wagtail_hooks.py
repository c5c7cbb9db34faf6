"""Log actions of scoring, and the pages of schemes in the admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.access import viewer_of

ACTIONS = {
    "scoring.scheme.draft": _("拟定评价方案"),
    "scoring.scheme.propose": _("提请采用评价方案"),
    "scoring.scheme.consent": _("批准采用评价方案"),
    "scoring.freeze": _("冻结季度数据"),
    "scoring.sign": _("签发季度数据"),
    "scoring.supplement": _("补充通报"),
    "scoring.object": _("对季度数据提出异议"),
    "scoring.decide_objection": _("处理季度数据的异议"),
    "scoring.bulletin": _("起草季度通报"),
    "scoring.score": _("质量评分"),
    "scoring.fact.enter": _("登记计分事项"),
    "scoring.fact.decide": _("确认计分事项"),
}


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)


@hooks.register("register_admin_urls")
def urls():
    from . import scheme_views as views

    ours = [
        path("", views.index, name="index"),
        path("new/", views.add, name="add"),
        path("<int:pk>/", views.edit, name="edit"),
        path("<int:pk>/what-if/", views.try_out, name="try_out"),
        path("<int:pk>/propose/", views.propose, name="propose"),
        path("<int:pk>/take-back/", views.take_back, name="take_back"),
        path("<int:pk>/consent/", views.consent, name="consent"),
    ]
    return [path("scoring-schemes/", include((ours, "scoring_schemes")))]


class SchemesItem(MenuItem):
    def is_shown(self, request):
        from .scheme_views import committees_of

        return bool(committees_of(viewer_of(request.user)))


@hooks.register("register_admin_menu_item")
def schemes_item():
    return SchemesItem(
        _("评价方案"), reverse("scoring_schemes:index"), name="scoring-schemes", icon_name="list-ol", order=320
    )
