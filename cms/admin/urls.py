"""Our own admin addresses; they come before Wagtail's and so replace some of them."""

from django.http import Http404
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.permissions import install_for_files

from . import calendar, choosers, deciding, delegations, office, packages, review_policies, secrecy

# Views of Wagtail's that would show other units' pages, or change what functions of our own change: groups and permissions
# are derived, collections made with their unit, the one workflow is fixed. Nobody needs them, superusers included.
CLOSED = (
    r"reports/",
    r"workflows/",
    r"collections/",
    r"users/",
    r"groups/",
    r"sites/",
    r"api/main/(images|documents)/",
    r"api/main/pages/\d+/action/",
    r"bulk/wagtailcore/page/(publish|unpublish|move)/",
    r"bulk/auth/user/",
    r"pages/usage/",
    r"pages/create/",
)


def closed(request, *args, **kwargs):
    raise Http404


ours = [
    path("take-back/<int:page_id>/", deciding.take_back, name="take_back"),
    path("withdraw/<int:page_id>/", deciding.withdraw, name="withdraw"),
    path("packages/", packages.choose, name="packages"),
    path("packages/new/<int:section_id>/", packages.new, name="new_package"),
    path("packages/<int:package_id>/", packages.package, name="package"),
    path("secrecy/<int:referral_id>/", secrecy.decide, name="secrecy"),
    path("secrecy/<int:referral_id>/draft/", secrecy.draft, name="secrecy_draft"),
    path("review-policies/", review_policies.index, name="policies"),
    path("review-policies/add/", review_policies.add, name="policy_add"),
    path("review-policies/<int:policy_id>/", review_policies.change, name="policy"),
    path("review-policies/<int:policy_id>/remove/", review_policies.remove, name="policy_remove"),
    path("working-days/", calendar.index, name="calendar"),
    path("delegations/", delegations.index, name="delegations"),
    path("delegations/<int:pk>/revoke/", delegations.revoke, name="revoke_delegation"),
    path("published/", office.published, name="published"),
    path("review-statistics/", office.review_statistics, name="review_statistics"),
    path("sections/", office.sections, name="sections"),
    path("sections/upgrade/", office.upgrade, name="upgrade"),
    path("sections/<int:unit_id>/", office.sections_of, name="sections_of"),
]

install_for_files()

# The bulk bar of page lists offers what is left here: all hooks are loaded when addresses are
bulk_action_registry._scan_for_bulk_actions()
for action in ("publish", "unpublish", "move"):
    bulk_action_registry.actions["wagtailcore"]["page"].pop(action, None)

urlpatterns = [
    *[re_path(f"^{address}", closed) for address in CLOSED],
    path("choose-page/", choosers.BrowsePages.as_view()),
    path("choose-page/<int:parent_page_id>/", choosers.BrowsePages.as_view()),
    path("choose-page/chosen-multiple/", choosers.ChosenPages.as_view()),
    path("", include((ours, "cms_admin"))),
]

urlpatterns = decorate_urlpatterns(urlpatterns, require_admin_access)
urlpatterns = decorate_urlpatterns(urlpatterns, display_custom_404)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
