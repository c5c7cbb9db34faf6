"""A person's own notices, and where each leads."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.models import Page

from cms import orphans
from cms.access import Viewer, may_draft, viewer_of
from cms.delivery import reading
from cms.moderation import secrecy
from cms.moderation.actions import may_decide
from cms.moderation.models import Package
from cms.moderation.packages import waiting_parts
from cms.moderation.stages import BY_SLUG, SECRECY
from cms.tree import Unit

from .models import MailChoice, Notice

__all__ = ["mark_all_read", "mark_read", "notices", "set_mail", "target", "unread", "wants_mail"]


def notices(viewer: Viewer) -> QuerySet[Notice]:
    """The viewer's own, the newest first."""
    return Notice.objects.filter(person_id=viewer.person_id or 0).order_by("-pk")


def unread(viewer: Viewer) -> QuerySet[Notice]:
    return notices(viewer).filter(read_at=None)


def mark_read(viewer: Viewer, pk: int) -> None:
    unread(viewer).filter(pk=pk).update(read_at=timezone.now())


def mark_all_read(viewer: Viewer, newest: int) -> int:
    """Everything up to the notice `newest`, so that one that arrived since the page was shown stays unread; how many."""
    return unread(viewer).filter(pk__lte=newest).update(read_at=timezone.now())


def wants_mail(viewer: Viewer) -> bool:
    return not MailChoice.objects.filter(person_id=viewer.person_id, by_mail=False).exists()


def set_mail(viewer: Viewer, wanted: bool) -> None:
    """Whether notices come by e-mail as well from now on; what waits to be sent follows the new wish."""
    MailChoice.objects.update_or_create(person_id=viewer.person_id, defaults={"by_mail": wanted})
    if not wanted:
        notices(viewer).filter(mail_at__isnull=False).update(mail_at=None)


def target(notice: Notice, user) -> str:
    """The address of the very thing that the notice is about, or '' when this user has nothing to do there any more."""
    if notice.kind == Notice.OFFICE:
        return f"{reverse('wagtailadmin_home')}#panel-overdue"
    if notice.kind in (Notice.DUE, Notice.PAST_DUE):
        return _due_items(notice)
    page = orphans.known(Page.objects.filter(pk=notice.page_id)).first()
    if page is None:
        return ""
    if notice.kind in (Notice.REVIEW, Notice.OVERDUE):
        if notice.stage == SECRECY.slug:
            return _referral(page, user)
        return _sheet(notice, user) or _decision(page.specific, user)
    if notice.kind == Notice.PUBLISHED:
        document = reading.record(viewer_of(user), page.pk)
        return document.path if document else _editor(page, notice, user)
    return _editor(page, notice, user)


def _due_items(notice: Notice) -> str:
    """The unit's page of due items, of the periods about whose due date the notice is; '' while the plugin is off."""
    code = Unit.objects.filter(pk=notice.unit_id).values_list("code", flat=True).first()
    try:
        return reverse("dues:unit", args=[code]) if code else ""
    except NoReverseMatch:
        return ""


def _decision(page, user) -> str:
    """The portal's review, which is as good on a phone."""
    state = page.current_workflow_task_state
    try:
        stage = BY_SLUG[state.task.specific.stage] if state else None
    except (ObjectDoesNotExist, AttributeError, KeyError):
        return ""
    return reverse("portal:review", args=[page.pk]) if stage and may_decide(user, page, stage) else ""


def _referral(page, user) -> str:
    found = secrecy.waiting_for(user).filter(release__page_id=page.pk).first()
    return reverse("cms_admin:secrecy", args=[found.pk]) if found else ""


def _sheet(notice: Notice, user) -> str:
    """The package's own page, while more of it than this one waits for the user."""
    package = Package.objects.filter(releases=notice.release_id).select_related("unit").first()
    stage = BY_SLUG.get(notice.stage)
    if package is None or stage is None or len(waiting_parts(package, user, stage)) < 2:
        return ""
    return reverse("cms_admin:package", args=[package.pk])


def _editor(page, notice: Notice, user) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_draft(user, notice.unit_id) else ""
