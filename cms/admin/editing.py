"""Writing a record: the create and edit views."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.create import CreateView as WagtailCreateView
from wagtail.admin.views.pages.edit import EditView as WagtailEditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView as WagtailRevertView
from wagtail.models import Page

from cms.moderation import actions, status


class CreateView(WagtailCreateView):
    """Nothing is half-saved: page, revision and log are there together or not at all."""

    @transaction.atomic
    def save_action(self):
        return super().save_action()

    def form_invalid(self, form):
        if self.expects_json_response:
            return super().form_invalid(form)
        return say_what_is_wrong(self, form)


def say_what_is_wrong(view, form):
    """Show the form again as it was typed, with its errors; in words that Wagtail has no Chinese for."""
    messages.validation_error(view.request, _("没有保存：请先改正标出的地方，您填写的内容都还在。"), form)
    view.errors_debug = None
    view.has_unsaved_changes = True
    return view.render_to_response(view.get_context_data())


class Editing:
    """What editing and going back to an earlier revision have in common."""

    # Wagtail's own way to cancel goes past the lock that a decision takes: taking back has a view of its own
    is_cancelling_workflow = False

    def dispatch(self, request, page_id, **kwargs):
        if request.method != "POST":
            return super().dispatch(request, page_id, **kwargs)
        # Whoever comes second sees what the first one saved, and a submission cannot slip in between check and save
        with transaction.atomic():
            Page.objects.select_for_update().filter(pk=page_id).first()
            return super().dispatch(request, page_id, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.expects_json_response and not self.locked_for_user and (theirs := self.overwritten()):
            return self.show_what_was_typed(theirs)
        return super().post(request, *args, **kwargs)

    def overwritten(self):
        """The latest revision that somebody else saved since this form was opened, or None.

        One's own do not count: the form saves itself every moment, and the button may be pressed in the middle of it.
        """
        if not self.is_out_of_date:
            return None
        theirs = self.page.revisions.exclude(user=self.request.user)
        opened = parse_datetime(self.request.POST.get("loaded_revision_created_at", ""))
        if opened:
            theirs = theirs.filter(created_at__gt=opened)
        return theirs.order_by("created_at", "pk").last()

    def form_invalid(self, form):
        if self.expects_json_response or self.locked_for_user:
            return super().form_invalid(form)
        return say_what_is_wrong(self, form)

    def show_what_was_typed(self, theirs):
        """Somebody saved since this form was opened: nothing is overwritten and nothing typed is lost."""
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        somebody = theirs.user
        messages.error(
            self.request,
            _(
                "没有保存：您打开这份稿件之后，%(who)s 在 %(when)s 保存过新的版本。您填写的内容都还在下面；"
                "请先看对方的版本（按钮在右），需要的话抄过来，再点一次保存，即以您的内容为准。"
            )
            % {
                "who": get_user_display_name(somebody) if somebody else _("别人"),
                "when": timezone.localtime(theirs.created_at).strftime("%H:%M:%S"),
            },
            buttons=[self.get_view_draft_message_button()],
        )
        self.has_unsaved_changes = True
        # else the form would save itself over the other version half a second later
        self.autosave_enabled = False
        return self.render_to_response(self.get_context_data())

    def form_valid(self, form):
        if self.action_name == "submit" and not self.may_be_submitted(form):
            form.restore_required_fields()
            return self.form_invalid(form)
        return super().form_valid(form)

    def may_be_submitted(self, form) -> bool:
        """Whether the draft as typed may be submitted; what is in the way stands beside the fields, and nothing is saved."""
        try:
            actions.check_draft(form.save(commit=False))
        except ValidationError as refused:
            for name, reasons in status.by_field(refused).items():
                for reason in reasons:
                    form.refuse(name, reason)
            return False
        return True

    def submit_action(self):
        try:
            with transaction.atomic():
                return super().submit_action()
        except (PermissionDenied, ValidationError) as refused:
            # The revision that was saved for it is undone with it
            self.page.latest_revision = self.latest_revision
            reasons = getattr(refused, "messages", None) or [str(refused)]
            for reason in reasons:
                self.form.refuse(None, reason)
            return self.form_invalid(self.form)

    def redirect_away(self):
        # After submitting, the author sees where the record is now
        return self.redirect_and_remain()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        found = status.of(self.real_page_record)
        context["moderation"] = found
        if found.state in (status.DRAFT, status.RETURNED, status.WITHDRAWN) and self.request.method == "GET":
            context["lacking"] = status.lacking(self.page)
            if self.page.is_record:
                context["hints"] = status.hints(self.page)
        return context


class EditView(Editing, WagtailEditView):
    """Refuses to overwrite what somebody else saved, and to submit what is not in order."""


class RevertView(Editing, WagtailRevertView):
    """The same for going back to an earlier revision."""
