"""Deciding, taking back and withdrawing: each a page of its own that works with and without a modal."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import Page, TaskState

from cms.delivery.media import type_of
from cms.delivery.models import Document
from cms.moderation import actions, status
from cms.moderation.forms import ReasonForm
from cms.moderation.models import Referral, Release, Review
from cms.moderation.page import ModeratedPage
from cms.moderation.stages import BY_SLUG


def is_modal(request) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"


def material(page) -> dict:
    """What a reviewer reads beside the text: evidence, attachments, what changed since the published version, earlier returns."""
    draft = page.get_latest_revision_as_object()
    before = page.live_revision_id if page.live else None
    referrals = Referral.objects.filter(release__page_id=page.pk, release__void_at=None).exclude(decision="")
    return {
        "evidence": [(row.get_kind_display(), row.file, row.note, is_picture(row.file)) for row in draft.evidence.all()]
        if draft.is_record
        else [],
        "attachments": [(row.file, is_picture(row.file)) for row in draft.attachments.all()] if draft.is_record else [],
        "compare": reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before, page.latest_revision_id])
        if before
        else "",
        "preview": reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        "returns": status.earlier_returns(page),
        "referrals": list(referrals.filter(release__complete_at=None).select_related("officer", "on_behalf_of")),
    }


def is_picture(file) -> bool:
    """Whether an attachment is shown and not only linked: a photographed sign-in sheet."""
    return type_of(file.file.name).startswith("image/")


class DecisionView(WorkflowActionView):
    """通过、签发、退回修改、不予发布、转保密审查.

    Wagtail takes the task state from the address without looking whose it is; here it must be the page's own. A refusal is said
    in words, an invalid form comes back with what was typed.
    """

    def get_redirect_url(self):
        return get_valid_next_url_from_request(self.request) or reverse("wagtailadmin_home")

    def get_task_state(self):
        return get_object_or_404(
            TaskState,
            pk=self.task_state_id,
            workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
            workflow_state__object_id=str(self.object.pk),
        ).specific

    def get_form_class(self):
        known = (*dict(Review.DECISIONS), Referral.REFER)
        if self.action_name not in known or not hasattr(self.task, "stage"):
            raise Http404
        return super().get_form_class()

    def dispatch(self, request, *args, **kwargs):
        self.page = self.object.specific
        current = self.page.current_workflow_task_state
        stage = BY_SLUG[self.task.stage]
        refusal = actions.refusal(request.user, self.page, stage)
        if not refusal and (current is None or current.pk != self.task_state.pk):
            refusal = _("这一环节已有人审核。")
        if refusal:
            return self.refuse(refusal)
        offered = {name: label for name, label, _modal in self.task.get_actions(self.page, request.user)}
        if self.action_name not in offered:
            raise Http404  # not at this stage
        self.action_verbose_name = offered[self.action_name]
        return View.dispatch(self, request, *args, **kwargs)

    def refuse(self, reason: str):
        if not self.page.permissions_for_user(self.request.user).can_edit() and not self.concerns(self.request.user):
            raise PermissionDenied  # not even the title is told
        message = _("“%(title)s”：%(reason)s") % {"title": self.page.title, "reason": reason}
        messages.error(self.request, message)
        if is_modal(self.request):
            return self.render_modal_json(self.request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)

    def concerns(self, user) -> bool:
        """Whether the user holds this stage's role in the page's unit: then the title is no news."""
        stage = BY_SLUG[self.task.stage]
        return actions.viewer_of(user).has_role(stage.role, stage.unit_id_for(self.page.owning_unit))

    def make_form(self, *args):
        release = Release.objects.filter(workflow_state=self.task_state.workflow_state_id).first()
        return self.form_class(
            *args, page=self.page, user=self.request.user, stage=BY_SLUG[self.task.stage], release=release
        )

    def get(self, request, *args, **kwargs):
        self.claimed = actions.claim(self.task_state, request.user)
        return self.show(self.make_form())

    def post(self, request, *args, **kwargs):
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            self.task.on_action(self.task_state, request.user, self.action_name, **form.cleaned_data)
        except ValidationError as refused:
            status.refuse(form, refused)
            return self.show(form)
        except PermissionDenied as refused:
            return self.refuse(str(refused))
        messages.success(request, self.done())
        if is_modal(request):
            return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)

    def done(self) -> str:
        text = {
            Review.RETURN: _("已退回“%(title)s”，信息员会看到您的意见。"),
            Review.REJECT: _("“%(title)s”不予发布，信息员会看到您的意见。"),
            Referral.REFER: _("“%(title)s”已转保密员审查，有结论后再由本环节审核。"),
            Review.PASS: _("已签发“%(title)s”，内容已发布。")
            if self.task.stage == "final"
            else _("已通过“%(title)s”，转入下一环节。"),
        }[self.action_name]
        return text % {"title": self.page.title}

    def show(self, form):
        context = self.get_context_data(
            form=form,
            title=self.action_verbose_name,
            moderation=status.of(self.page),
            claimed=getattr(self, "claimed", None),
            material=material(self.page),
            is_return=self.action_name in (Review.RETURN, Review.REJECT),
            next=get_valid_next_url_from_request(self.request),
        )
        if is_modal(self.request):
            return render_modal_workflow(
                self.request, "moderation/decision_modal.html", None, context, json_data={"step": "action"}
            )
        return render(self.request, "moderation/decision.html", context)


def take_back(request, page_id):
    """撤回报送: asks once, then takes the submission back."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit() or not isinstance(page, ModeratedPage):
        raise PermissionDenied
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if request.method == "POST":
        try:
            actions.take_back(page, request.user)
        except PermissionDenied as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("已撤回“%(title)s”的报送，可以继续修改。") % {"title": page.title})
        return redirect(edit)
    return render(request, "moderation/take_back.html", {"page": page, "moderation": status.of(page), "back": edit})


def withdraw(request, page_id):
    """撤回发布: with a reason, by the approver or the Party office."""
    page = get_object_or_404(Page, pk=page_id, live=True).specific
    if not getattr(page, "is_record", False) or not actions.may_withdraw(request.user, page):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(page, request.user, form.cleaned_data["reason"])
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("已撤回“%(title)s”，读者不再看到它。") % {"title": page.title})
            return redirect("cms_admin:published")
    document = Document.objects.filter(pk=page.pk).first()
    return render(request, "moderation/withdraw.html", {"page": page, "document": document, "form": form})
