"""The gate: nothing of a page's content goes live unless a release of exactly that page, unit and content says so.

Asked in `ModeratedPage.save()` and `.publish()`, and in a `pre_save` receiver without sender for saves through the base classes.
What passes by the ORM (`update`, raw SQL) never reaches a reader, since readers see only `Document` rows and the database
demands a release of each; `manage.py releases verify` finds it.
"""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision
from wagtail.signals import pre_page_move

from cms.media import Attachment, Image

from .content import PAGE_FIELDS, References, content_hash, file_references
from .models import Release

NOT_ON_SCHEDULE = gettext_lazy("不能定时发布或下线：发布只是审核流程的终点。")
FILE_IS_SHOWN = gettext_lazy("这个文件已用在发布的内容里，不能更换；请另传一个，在新稿里替换后重新报送。")


class Closed(PermissionDenied):
    """The gate's refusal."""


def ask(page) -> Release | None:
    """The release that allows `page` (a specific instance) to be saved as it is; None when it is not live.

    Raises Closed when it would go live, or change while live, without a complete and unspent release; and when it would be
    taken down other than by `withdraw()`.
    """
    was_live = page.pk is not None and Page.objects.filter(pk=page.pk, live=True).exists()
    if not page.live:
        if was_live and not getattr(page, "withdrawing", False):
            raise Closed(_("已发布的内容只能通过撤回流程撤下。"))
        return None
    if page.alias_of_id:
        raise Closed(_("别名页面不能发布。"))
    if page.go_live_at and page.go_live_at > timezone.now() or page.expire_at:
        raise Closed(NOT_ON_SCHEDULE)
    if page.pk is None or page._meta.model_name == "record":
        raise Closed(_("“%(title)s”没有经过审核，不能发布。") % {"title": page.title})
    digest = content_hash(page, hold_files(page))
    releases = Release.objects.select_for_update().filter(
        page_id=page.pk, unit_id=page.owning_unit_id, content_hash=digest, void_at=None
    )
    lacking = ""
    for release in releases.order_by("-pk"):
        if release.spent_at and not was_live:
            continue  # spent once, and what it allowed was taken down since
        if release.spent_at and not in_force(release):
            continue  # an older version that a later release replaced
        lacking = release.lacks()
        if not lacking:
            return release
    raise Closed(
        _("“%(title)s”没有针对当前内容的完整审核，不能发布。%(lacking)s") % {"title": page.title, "lacking": lacking}
    )


def in_force(release: Release) -> bool:
    """Whether this is the release under which the page is live now: the one spent last."""
    later = Release.objects.filter(page_id=release.page_id, void_at=None, spent_at__gt=release.spent_at)
    return not later.exists()


def saved(page, release: Release | None) -> None:
    """After the save, in its transaction: spend the release and write the document, or take the document away."""
    from cms.delivery import documents

    if release is None:
        documents.remove(page.pk)
        return
    if release.spent_at is None:
        release.spent_at = timezone.now()
        release.save(update_fields=["spent_at"])
    documents.write(page, release)


def guard_base_save(sender, instance, raw=False, update_fields=None, **kwargs):
    """Saves of a moderated page's row through `Page` or `Record`, which pass by `ModeratedPage.save()`; and `loaddata`,
    which saves each table's row by itself."""
    from .page import BOOKKEEPING, ModeratedPage

    if not issubclass(sender, Page) or instance.pk is None:
        return
    if sender is not Page and not issubclass(sender, ModeratedPage):
        return  # sections have no content
    if update_fields is not None and set(update_fields) <= BOOKKEEPING:
        return
    if issubclass(sender, ModeratedPage) and sender._meta.model_name != "record" and not raw:
        return
    before = Page.objects.filter(pk=instance.pk).select_related("content_type").first()
    try:
        # a row of another table says nothing itself of what the page is
        specific_class = instance.specific_class if sender is Page else before.specific_class if before else sender
    except ContentType.DoesNotExist:
        return  # a fixture that brings its page types along after its pages: what nobody knows the type of, nobody reads
    if specific_class is None or not issubclass(specific_class, ModeratedPage):
        return
    was_live = bool(before and before.live)
    if sender is Page:
        # Wagtail saves base pages when it moves them: a live row must be live already and say what it said
        same = before is not None and all(getattr(before, name) == getattr(instance, name) for name in PAGE_FIELDS)
        refused = instance.live != was_live or (was_live and not same)
    else:
        refused = was_live or (not raw and instance.live)
    if refused:
        raise Closed(
            _("“%(title)s”须经审核才能发布或更改。") % {"title": getattr(instance, "title", "") or instance.pk}
        )


def guard_move(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """Records stay where they were reviewed, and sections where they were opened: the unit is part of what was approved.
    (Units move by `move_unit()`, and their people with them.)"""
    if parent_page_before.pk == parent_page_after.pk:
        return
    page = instance.specific
    if hasattr(page, "takes_records") and not page.may_be_deleted and page.owning_unit_id != page.pk:
        raise Closed(_("“%(title)s”曾经审核或发布，或是单位的栏目，不能移动。") % {"title": page.title})


def guard_schedule(sender, instance, update_fields=None, **kwargs):
    """Nothing is published by the clock: a revision cannot be given a moment to go live."""
    if instance.approved_go_live_at is not None:
        raise Closed(NOT_ON_SCHEDULE)


def guard_file(sender, instance, **kwargs):
    """The bytes of an image or file that a published document shows stay what they were when it was reviewed."""
    if instance.pk is None or not is_shown(instance):
        return
    if sender.objects.filter(pk=instance.pk).values_list("file", flat=True).first() != instance.file.name:
        raise Closed(FILE_IS_SHOWN)


def hold_files(page) -> References:
    """Nobody replaces a file of this page from here to the end of the transaction: what is hashed now is what will be shown.
    The page's files."""
    references = file_references(page)
    for kind, model in (("image", Image), ("file", Attachment)):
        if wanted := sorted(pk for one, pk, _name in references if one == kind):
            list(
                model.objects.select_for_update(no_key=True, of=("self",))
                .filter(pk__in=wanted)
                .order_by("pk")
                .values_list("pk", flat=True)
            )
    return references


def is_shown(item) -> bool:
    """Whether a published document shows this image or attachment."""
    from cms.delivery.models import DocumentFile

    key = "image_id" if isinstance(item, Image) else "attachment_id"
    return DocumentFile.objects.filter(**{key: item.pk}).exists()


def install() -> None:
    # without sender: a save through a base class announces that class
    pre_save.connect(guard_base_save, dispatch_uid="cms.moderation.gate")
    pre_page_move.connect(guard_move, dispatch_uid="cms.moderation.gate.move")
    pre_save.connect(guard_schedule, sender=Revision, dispatch_uid="cms.moderation.gate.schedule")
    for model in (Image, Attachment):
        pre_save.connect(guard_file, sender=model, dispatch_uid=f"cms.moderation.gate.{model.__name__}")
