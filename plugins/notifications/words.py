"""What notices say to the one who reads them, asked at that moment: a title is for those who may still know it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import orphans
from cms.access import Viewer, viewer_of
from cms.delivery.reading import documents
from cms.moderation.models import Release, Review
from cms.moderation.stages import BY_SLUG, SECRECY
from cms.people import Role
from cms.tree import Unit

from .models import Notice

__all__ = ["Said", "spoken"]

BACK = (Notice.RETURNED, Notice.REJECTED)
WORKS = (Role.DRAFTER, Role.REVIEWER, Role.SECRETARY)


@dataclass(frozen=True)
class Said:
    """A notice in words. `detail`: why it came back, for those who work on it."""

    notice: Notice
    kind: str
    title: str
    unit: str
    text: str
    detail: str = ""


def spoken(notices: Iterable[Notice], user) -> list[Said]:
    """These notices in the words that this user may read; a fixed number of queries."""
    notices, viewer = list(notices), viewer_of(user)
    units = Unit.objects.only("title", "committee_id").in_bulk({notice.unit_id for notice in notices})
    worked = {notice.page_id for notice in notices if _works_on(viewer, units.get(notice.unit_id))}
    pages = Page.objects.filter(pk__in=worked, content_type__in=orphans.known_types())
    titles = dict(pages.values_list("pk", "draft_title"))
    others = {notice.page_id for notice in notices} - titles.keys()
    titles |= dict(documents(viewer).filter(pk__in=others).values_list("pk", "title")) if others else {}
    titles_of_sheets = _sheets([notice for notice in notices if notice.page_id in worked])
    reasons = _reasons([notice for notice in notices if notice.page_id in worked])
    return [
        _say(
            notice,
            titles_of_sheets.get(notice.pk) or titles.get(notice.page_id, ""),
            units.get(notice.unit_id),
            reasons.get(notice.pk, ""),
        )
        for notice in notices
    ]


def _sheets(notices: list[Notice]) -> dict[int, str]:
    """{notice: its package's name} of what is told once of a whole package."""
    once = {notice.release_id: notice.pk for notice in notices if notice.kind in (Notice.REVIEW, Notice.PUBLISHED)}
    found = (
        Release.objects.filter(pk__in=once, package__isnull=False).values_list("pk", "package__title") if once else ()
    )
    return {once[release]: _("%(title)s（成批）") % {"title": title} for release, title in found}


def _works_on(viewer: Viewer, unit: Unit | None) -> bool:
    """Whether the viewer writes or reviews what this unit drafts, or releases it."""
    if unit is None:
        return False
    return any(viewer.has_role(role, unit.pk) for role in WORKS) or viewer.has_role(Role.APPROVER, unit.committee_id)


def _reasons(notices: list[Notice]) -> dict[int, str]:
    """{notice: why} of what came back or was taken down."""
    found = {}
    back = {notice.release_id: notice for notice in notices if notice.kind in BACK}
    if back:
        for review in Review.objects.filter(release_id__in=back).exclude(decision=Review.PASS):
            found[review.release_id] = "；".join(filter(None, ["、".join(review.reason_labels), review.opinion]))
    down = {notice.release_id for notice in notices if notice.kind == Notice.WITHDRAWN}
    if down:
        found |= dict(Release.objects.filter(pk__in=down).values_list("pk", "void_reason"))
    return {
        notice.pk: found.get(notice.release_id, "") for notice in notices if notice.kind in (*BACK, Notice.WITHDRAWN)
    }


def _say(notice: Notice, title: str, unit: Unit | None, detail: str) -> Said:
    stage = {**BY_SLUG, SECRECY.slug: SECRECY}.get(notice.stage)
    words = {
        "unit": unit.title if unit else _("某党组织"),
        "title": _("“%(title)s”") % {"title": title} if title else _("一份稿件"),
        "stage": stage.name if stage else "",
        "day": date_format(notice.day, "DATE_FORMAT") if notice.day else "",
    }
    text = {
        Notice.REVIEW: _("%(unit)s报送的%(title)s到了%(stage)s，等您审核。"),
        Notice.OVERDUE: _("%(unit)s报送的%(title)s应在%(day)s前完成%(stage)s，已经逾期，请尽快审核。"),
        Notice.OFFICE: _("%(unit)s报送的%(title)s应在%(day)s前完成%(stage)s，至今没有结论，请党务室督促。"),
        Notice.RETURNED: _("%(stage)s退回了%(title)s，请按意见修改后重新报送。"),
        Notice.REJECTED: _("%(title)s不予发布（%(stage)s）。同样的内容不能再报送。"),
        Notice.PUBLISHED: _("%(title)s已通过三审三校，现已发布。"),
        Notice.WITHDRAWN: _("%(title)s已撤回，读者不再看到它。"),
        Notice.DUE: _("%(unit)s有应更新事项将在%(day)s到期，请及时报送；确实没有的可以填零报告。"),
        Notice.PAST_DUE: _("%(unit)s有应更新事项应在%(day)s前报送，已经逾期，请尽快补报。"),
        Notice.AGAIN: _("%(unit)s的%(title)s应在%(day)s复审，请核对内容是否仍然有效，更新后重新报送。"),
    }[notice.kind]
    return Said(
        notice, str(notice.get_kind_display()), title or str(_("一份稿件")), words["unit"], text % words, detail
    )
