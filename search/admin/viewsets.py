"""检索词库 in the admin: versioned, and tried before it is saved. Kept by the Party office (党务室)."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.access import viewer_of
from cms.people import Role
from search.models import LexiconGroup, SavedQuery

from . import trying

__all__ = ["SearchViewSets", "is_office"]


def is_office(user) -> bool:
    """Whether the user is of a Party office."""
    return user.is_active and any(role == Role.PARTY_OFFICE for role, _unit in viewer_of(user).roles)


class OfficePolicy(ModelPermissionPolicy):
    """Of today's memberships, and without Wagtail's way past for superusers."""

    def user_has_permission(self, user, action):
        return action in ("add", "change", "delete", "view") and is_office(user)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)

    def instances_user_has_any_permission_for(self, user, actions):
        found = self.model._default_manager.all()
        return found if self.user_has_any_permission(user, actions) else found.none()


class LexiconViewSet(SnippetViewSet):
    model = LexiconGroup
    icon = "list-ul"
    menu_label = _("检索词库")
    list_display = ["__str__", BooleanColumn("active", label=_("启用")), "note", "updated_at"]
    list_filter = ["kind", "active"]
    list_per_page = 50
    search_fields = ["terms", "leads_to", "note"]
    search_backend_name = None
    copy_view_enabled = False
    ordering = ["pk"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("terms"), FieldPanel("leads_to"), FieldPanel("active"), FieldPanel("note")],
            heading=_("一组词"),
        ),
        HelpPanel(template="search/admin/try_button.html", heading=_("保存前先试")),
    ]

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("try/", trying.view, name="try")]


class SavedQueryViewSet(SnippetViewSet):
    model = SavedQuery
    icon = "search"
    menu_label = _("常用检索词")
    list_display = ["text"]
    search_fields = ["text"]
    search_backend_name = None
    panels = [FieldPanel("text")]


class SearchViewSets(SnippetViewSetGroup):
    items = (LexiconViewSet, SavedQueryViewSet)
    menu_label = _("检索")
    menu_name = "search"
    menu_icon = "search"
    menu_order = 700


for _model in (LexiconGroup, SavedQuery):
    register_permission_policy(_model, OfficePolicy(_model))
