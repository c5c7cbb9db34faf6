"""The gate: nothing of a page's content goes live unless a release of exactly that page, unit and content says so.

Asked in `ModeratedPage.save()` and `.publish()`, and in a `pre_save` receiver without sender for saves through the base classes.
What passes by the ORM (`update`, raw SQL) never reaches a reader, since readers see only `Document` rows and the database
demands a release of each; `manage.py releases verify` finds it.
"""

from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from .content import PAGE_FIELDS, content_hash
from .models import Release


class Closed(PermissionDenied):
    """The gate's refusal."""


def ask(page) -> Release | None:
    """The release that allows `page` (a specific instance) to be saved as it is; None when it is not live.

    Raises Closed when it would go live, or change while live, without a complete and unspent release.
    """
    if not page.live:
        return None
    if page.alias_of_id:
        raise Closed(_("别名页面不能发布。"))
    if page.go_live_at and page.go_live_at > timezone.now():
        raise Closed(_("不能定时发布：发布只是审核流程的终点。"))
    if page.pk is None or page._meta.model_name == "record":
        raise Closed(_("“%(title)s”没有经过审核，不能发布。") % {"title": page.title})
    digest = content_hash(page)
    releases = Release.objects.select_for_update().filter(
        page_id=page.pk, unit_id=page.owning_unit_id, content_hash=digest, void_at=None
    )
    was_live = Page.objects.filter(pk=page.pk, live=True).exists()
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
    """Saves of a moderated page's row through `Page` or `Record`, which pass by `ModeratedPage.save()`."""
    from .page import BOOKKEEPING, ModeratedPage

    if sender is Revision and instance.approved_go_live_at is not None:
        raise Closed(_("不能定时发布：发布只是审核流程的终点。"))
    if not issubclass(sender, Page) or (issubclass(sender, ModeratedPage) and sender._meta.model_name != "record"):
        return
    if update_fields is not None and set(update_fields) <= BOOKKEEPING or not instance.live or instance.pk is None:
        return
    specific_class = instance.specific_class
    if specific_class is None or not issubclass(specific_class, ModeratedPage):
        return
    # Wagtail saves base pages when it moves them: the row must be live already and say what it said
    before = Page.objects.filter(pk=instance.pk).values("live", *PAGE_FIELDS).first()
    if sender is Page and before and before["live"]:
        if all(before[name] == getattr(instance, name) for name in PAGE_FIELDS):
            return
    raise Closed(_("“%(title)s”须经审核才能发布或更改。") % {"title": instance.title})


def install() -> None:
    pre_save.connect(guard_base_save, dispatch_uid="cms.moderation.gate")
