"""What the editor's footer offers: saving and submitting for the author, deciding for the reviewer whose turn it is."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, PageLockedMenuItem, SaveDraftMenuItem

from cms.access import may_draft
from cms.moderation.models import Referral, Review
from cms.moderation.page import ModeratedPage


class Submit(ActionMenuItem):
    """报送审核."""

    name = "action-submit"
    label = _("报送审核")
    icon_name = "upload"
    classname = "button-secondary"
    order = 10

    def is_shown(self, context):
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        return self.get_user_page_permissions_tester(context).can_submit_for_moderation()


class Decide(ActionMenuItem):
    """通过、签发, 退回修改, 不予发布 or 转保密审查. Shown while the record is locked: the reviewer does not edit, the reviewer decides."""

    template_name = "moderation/decision_item.html"
    decision = ""

    def _offered(self, context) -> str:
        """The label under which the decision is offered to this user now, or ''."""
        page = context.get("page")
        task = page.current_workflow_task if page and context["view"] == "edit" else None
        actions = task.get_actions(page, context["request"].user) if task else []
        return next((label for name, label, _modal in actions if name == self.decision), "")

    def is_shown(self, context):
        return bool(self._offered(context))

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"label": self._offered(parent_context)}

    def get_url(self, parent_context):
        page = parent_context["page"]
        return reverse(
            "wagtailadmin_pages:workflow_action", args=[page.pk, self.decision, page.current_workflow_task_state.pk]
        )


class Pass(Decide):
    decision = Review.PASS
    name = "action-pass"
    icon_name = "check"
    order = 20


class Return(Decide):
    decision = Review.RETURN
    name = "action-return"
    icon_name = "arrow-left"
    classname = "button-secondary"
    order = 30


class Reject(Decide):
    decision = Review.REJECT
    name = "action-reject"
    icon_name = "cross"
    classname = "button-secondary"
    order = 32


class Refer(Decide):
    decision = Referral.REFER
    name = "action-refer"
    icon_name = "lock"
    classname = "button-secondary"
    order = 34


class TakeBack(ActionMenuItem):
    """撤回报送."""

    name = "action-take-back"
    label = _("撤回报送")
    icon_name = "arrow-left"
    classname = "button-secondary"
    order = 40

    def is_shown(self, context):
        page = context.get("page")
        return bool(
            page
            and context["view"] == "edit"
            and isinstance(page, ModeratedPage)
            and page.workflow_in_progress
            and may_draft(context["request"].user, page.owning_unit_id)
        )

    def get_url(self, parent_context):
        return reverse("cms_admin:take_back", args=[parent_context["page"].pk])


OURS = (Submit, Pass, Return, Reject, Refer, TakeBack)


def only_ours(menu_items, request, context) -> None:
    """Of Wagtail's own buttons, saving remains; publishing, unpublishing and its handling of workflows do not."""
    menu_items[:] = [item for item in menu_items if isinstance(item, (*OURS, SaveDraftMenuItem))]
    if not menu_items and context["locked_for_user"]:
        menu_items.append(PageLockedMenuItem())
