"""Pages whose content goes live only through the gate: records and units' home pages."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import COMMENTS_RELATION_NAME, Page

from cms import identity_numbers
from cms.tree.base import TreePage

from . import after_release, borrowed
from .editing import DraftForm

# Columns that Wagtail writes for its own bookkeeping; a save of these alone changes nothing that a reader sees.
BOOKKEEPING = frozenset(
    {
        COMMENTS_RELATION_NAME,
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)


class ModeratedPage(TreePage):
    has_drafts = True
    is_record = False

    base_form_class = DraftForm

    class Meta:
        abstract = True

    def fill_in(self) -> None:
        """Set what follows from the rest of the fields."""

    # True while an unfinished draft is saved: each field is checked by itself, the rules among fields wait for the submission
    unfinished = False

    def full_clean(self, *args, **kwargs):
        if self.unfinished:
            self._set_core_field_defaults()
            self.clean_fields(exclude=kwargs.get("exclude"))
            return
        super().full_clean(*args, **kwargs)

    def check_submission(self) -> None:
        """Everything that must hold before anybody is asked to review. Raises ValidationError."""
        self.full_clean()
        borrowed.check(self)
        if refused := identity_numbers.found_in(self):
            raise ValidationError(refused)

    def serve_preview(self, request, mode_name):
        """A draft as readers would see it."""
        from cms.portal.preview import preview

        return preview(request, self)

    # Publication -------------------------------------------------------------------------------------------------------

    def _number_rows(self) -> None:
        """Rows that were made in code follow those with a place, in the order in which they stand: the database keeps none."""
        for rows in getattr(self, "_cluster_related_objects", {}).values():
            if any(getattr(row, "sort_order", 0) is None for row in rows):
                # modelcluster sorts rows without a place before the others
                rows.sort(key=lambda row: (row.sort_order is None, row.sort_order or 0))
                for place, row in enumerate(rows):
                    row.sort_order = place

    def save(self, *args, **kwargs):
        """Refuses, with PermissionDenied, to make content live that no complete release covers. See `gate`."""
        from . import gate

        fields = kwargs.get("update_fields")
        if fields is not None and set(fields) <= BOOKKEEPING:
            return super().save(*args, **kwargs)
        self._number_rows()
        with transaction.atomic():
            if not self._state.adding:
                self.keep_place()
            release = gate.ask(self)
            result = super().save(*args, **kwargs)
            gate.saved(self, release)
        return result

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """What was published stays as it was: a form that saves itself on begins a new revision after it.

        Overwritten in place, the earlier text would be gone, and whoever wrote the new one would not count as its author.
        """
        if overwrite_revision is not None and self._was_published(overwrite_revision):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def _was_published(self, revision) -> bool:
        from .models import Review

        return (
            Page.objects.filter(pk=self.pk, live_revision=revision).exists()
            or Review.objects.filter(revision=revision, release__spent_at__isnull=False).exists()
        )

    def with_content_json(self, content):
        """What a revision says, but for the fields that are no part of what is reviewed."""
        draft = super().with_content_json(content)
        after_release.keep(self, draft)
        return draft

    def publish(self, revision, *args, **kwargs):
        """Wagtail's publish, all or nothing: where the gate, asked by `save()`, refuses, nothing of it has happened."""
        from . import gate

        try:
            with transaction.atomic():
                return super().publish(revision, *args, **kwargs)
        except PublishPagePermissionError:  # nobody has Wagtail's permission: the gate says what is lacking
            candidate = revision.as_object()
            candidate.keep_place()
            candidate.live = True
            with transaction.atomic():
                gate.ask(candidate)
            raise

    def unpublish(self, *args, **kwargs):
        """Only `cms.moderation.withdraw()`, which asks who may, takes something down; it says so with `withdrawing`."""
        if not getattr(self, "withdrawing", False):
            raise PermissionDenied(_("已发布的内容只能通过撤回流程撤下。"))
        # nobody has Wagtail's own permission to unpublish
        UnpublishPageAction(self, *args, **kwargs).execute(skip_permission_checks=True)

    def copy(self, *args, **kwargs):
        """A copy is a draft, whatever was asked."""
        return super().copy(*args, **(kwargs | {"keep_live": False}))

    def delete(self, *args, **kwargs):
        """Refused for what was once published or reviewed: that is withdrawn, never deleted."""
        from cms.delivery import documents

        from .models import MachineFinding, Referral, Release, Review

        with transaction.atomic():
            # the row first, as in every act of moderation: a submission in the same moment has one outcome
            Page.objects.select_for_update().filter(pk=self.pk).first()
            page = self.specific_class.objects.get(pk=self.pk) if self.specific_class else self.specific
            if not page.may_be_deleted:
                raise PermissionDenied(_("“%(title)s”曾经审核或发布，不能删除。") % {"title": self.title})
            MachineFinding.objects.filter(release__page_id=self.pk).delete()
            referrals = Referral.objects.filter(release__page_id=self.pk)
            (referrals if page.owning_unit.practice else referrals.filter(decision="")).delete()
            if page.owning_unit.practice:
                Review.objects.filter(release__page_id=self.pk).delete()
            releases = Release.objects.filter(page_id=self.pk)
            if releases.exists():
                # a draft that was taken back before anybody reviewed it; the database still holds the others by their reviews
                documents.remove(self.pk)
                releases.delete()
            return super().delete(*args, **kwargs)

    # The workflow, always ours: deactivating or unassigning one in the database changes nothing ---------------------------

    @property
    def has_workflow(self) -> bool:
        return True

    def get_workflow(self):
        from .workflow import review_workflow

        return review_workflow()
