"""Proof that the gate held: what is live against what was reviewed. Finds what passed by the ORM (`update`, SQL, a swapped file)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.people import Person
from cms.tree import Record, Unit

from .content import content_hash
from .gate import in_force
from .models import Release, Review

BATCH = 200


@dataclass(frozen=True)
class Finding:
    """One page that is not as its reviews say, and why."""

    page: int
    title: str
    reason: str


def findings() -> Iterator[Finding]:
    """Everything that is wrong, page by page. Reads every published record and its files: minutes on a large site."""
    from cms.delivery.models import Document

    for model in (Unit, Record):
        live = model.objects.filter(live=True).order_by("pk").values_list("pk", flat=True)
        for start in range(0, len(ids := list(live)), BATCH):
            part = ids[start : start + BATCH]
            rested = {
                document.pk: document for document in Document.objects.filter(pk__in=part).select_related("release")
            }
            for page in Page.objects.filter(pk__in=part).order_by("pk").specific():
                yield from _of_page(page, rested.get(page.pk))
    for document in Document.objects.filter(page__live=False).order_by("pk").only("pk", "title"):
        yield Finding(document.pk, document.title, _("页面没有发布，却有发布件"))
    astray = Document.objects.exclude(release__page_id=F("page_id"), release__unit_id=F("unit_id"))
    for document in astray.order_by("pk").only("pk", "title"):
        yield Finding(document.pk, document.title, _("发布件所依据的许可属于别的页面或单位（一份许可被用了两次）"))


def _of_page(page, document) -> Iterator[Finding]:
    from cms.delivery import documents

    def found(reason: str) -> Finding:
        return Finding(page.pk, page.title, reason)

    if page.specific_class is None:
        return  # its module is off or gone: nobody reads it, and what it holds cannot be read here
    if page.alias_of_id:
        yield found(_("是别名页面"))
    if document is None:
        yield found(_("已发布，却没有发布件"))
        release = (
            Release.objects.filter(page_id=page.pk, spent_at__isnull=False, void_at=None).order_by("spent_at").last()
        )
    else:
        release = document.release
    wrong = faults(page, release)
    yield from map(found, wrong)
    if release is not None and _wrote_it(page, release):
        yield found(_("拟稿人或报送人审核（或保密审查）了自己的稿件"))
    # What is wrong with the release shows in the document as well: said once
    if document is not None and not wrong and documents.differs(document, page):
        yield found(_("发布件与审核过的内容不符"))


def faults(page, release: Release | None) -> list[str]:
    """Why this release does not bear out that the page is live as it is; nothing when it does."""
    if release is None:
        return [_("没有任何发布许可")]
    found = []
    if not release.spent_at:
        found.append(_("发布许可没有使用过，内容不是经审核流程发布的"))
    elif not in_force(release):
        found.append(_("依据的是旧版本的发布许可"))
    if lacking := release.lacks():
        found.append(str(lacking))
    if release.content_hash != content_hash(page):
        found.append(_("内容或所用文件与审核时不同"))
    return found


def _wrote_it(page, release) -> bool:
    """Whether one of the reviewers or secrecy officers is somebody of whom it is known for good that they wrote or submitted it."""
    if release.kind != Release.REVIEWED:
        return False
    accounts = {page.owner_id, release.submitted_by_id} - {None}
    persons = set(Person.objects.filter(user_id__in=accounts).values_list("pk", flat=True))
    persons.add(getattr(page, "drafter_id", None))
    persons.discard(None)
    return (
        release.reviews.filter(decision=Review.PASS, reviewer_id__in=persons).exists()
        or release.referrals.filter(officer_id__in=persons).exists()
    )
