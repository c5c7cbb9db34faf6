"""Keeping the ledger (`DueClaim`): what it says of a page follows from the page's releases and what each of them submitted."""

import datetime
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from cms import plugins
from cms.moderation.models import Release, Review
from cms.tree import also

from . import nil
from .duties import Duty, by_target, own_target
from .models import DueClaim

__all__ = ["forget", "keep", "rebuild", "verify"]

BATCH = 200
KEY = ("release_id", "target")
KEPT = ("page_id", "unit_id", "module", "period", "occurred_on", "submitted_on", "published_at", "ended_at")


@dataclass(frozen=True)
class Submitted:
    """What a release submitted, as far as it decides what it counts for."""

    targets: tuple[str, ...]
    occurred_on: datetime.date
    period: str


def keep(page_ids: Iterable[int]) -> int:
    """Bring the ledger's rows of these pages up to date; how many rows changed. Harmless when repeated."""
    changed = 0
    ids = sorted(set(page_ids))
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        with transaction.atomic():
            missing, wrong, needless = _compare(part)
            DueClaim.objects.filter(pk__in=[row.pk for row in needless]).delete()
            DueClaim.objects.bulk_update(wrong, KEPT)
            DueClaim.objects.bulk_create(missing)
            nil.end([row for row in (*missing, *wrong) if row.published_at])
        changed += len(missing) + len(wrong) + len(needless)
    return changed


def forget(release_id: int) -> None:
    """The release is deleted, since its draft (or practice record) is."""
    DueClaim.objects.filter(release_id=release_id).delete()


def rebuild(advance: Callable[[int], object] = lambda count: None) -> int:
    """Keep the rows of every record that was ever submitted, and drop those of what is gone; how many rows changed."""
    return sum(_batches(keep, advance))


def verify(advance: Callable[[int], object] = lambda count: None) -> list[str]:
    """What the ledger says that releases and records do not, in words; empty when all is well."""
    return [line for lines in _batches(_differences, advance) for line in lines]


def _batches(work, advance):
    # Those of both sides: a row without a release is as wrong as a release without a row
    known = Release.objects.exclude(kind=Release.FOUNDING).values_list("page_id", flat=True)
    ids = sorted({*known.distinct().order_by(), *DueClaim.objects.values_list("page_id", flat=True).distinct()})
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        yield work(part)
        advance(len(part))


def _differences(ids: list[int]) -> list[str]:
    missing, wrong, needless = _compare(ids)
    lines = [f"page {row.page_id}: release {row.release_id} is not noted for {row.target}" for row in missing]
    lines += [f"page {row.page_id}: release {row.release_id} is noted wrongly for {row.target}" for row in wrong]
    return lines + [f"page {row.page_id}: nothing supports what is noted for {row.target}" for row in needless]


def _compare(ids: list[int]) -> tuple[list[DueClaim], list[DueClaim], list[DueClaim]]:
    """(rows that are missing, rows that are wrong with their right values, rows that nothing supports) of these pages."""
    wanted, unknown = _wanted(ids)
    wrong, needless = [], []
    for row in DueClaim.objects.filter(page_id__in=ids):
        right = wanted.pop((row.release_id, row.target), None)
        if right is None:
            if row.page_id not in unknown:
                needless.append(row)
        elif any(getattr(row, name) != getattr(right, name) for name in KEPT):
            right.pk = row.pk
            wrong.append(right)
    return list(wanted.values()), wrong, needless


def _wanted(ids: list[int]) -> tuple[dict[tuple[int, str], DueClaim], set[int]]:
    """The rows that these pages should have, and the pages of modules that are off: their rows stay as they are."""
    pages = {
        pk: (label, model)
        for pk, label, model in Page.objects.filter(pk__in=ids).values_list(
            "pk", "content_type__app_label", "content_type__model"
        )
    }
    modules = {label: plugins.find_module(label) for label, _model in pages.values()}
    # units' home pages are of the core and owe nothing
    unknown = {pk for pk, (label, _model) in pages.items() if modules[label] is None and label != "cms"}
    releases: dict[int, list[Release]] = defaultdict(list)
    for release in Release.objects.filter(page_id__in=pages).exclude(kind=Release.FOUNDING).order_by("opened_at", "pk"):
        if modules[pages[release.page_id][0]]:
            releases[release.page_id].append(release)
    contents = _contents([release for found in releases.values() for release in found])
    duties = by_target()
    rows = [
        row
        for pk, found in releases.items()
        for row in _claims(found, [_submitted(modules[pages[pk][0]], contents.get(one.pk)) for one in found], duties)
    ]
    return {(row.release_id, row.target): row for row in rows}, unknown


def _contents(releases: list[Release]) -> dict[int, dict]:
    """{release: what it submitted, as its revision says}."""
    by_review = dict(
        Review.objects.filter(release__in=releases, revision__isnull=False)
        .order_by("stage_order")
        .values_list("release_id", "revision_id")
    )
    others = [release for release in releases if release.pk not in by_review]
    revisions: dict[int, list[tuple[datetime.datetime, int]]] = defaultdict(list)
    ids = {str(release.page_id) for release in others}
    if ids:
        found = Revision.page_revisions.filter(object_id__in=ids).order_by("pk")
        for pk, page, created in found.values_list("pk", "object_id", "created_at"):
            revisions[int(page)].append((created, pk))
    for release in others:
        # While a submission is open nobody edits, so that what was saved last before its end is what it submitted
        end = release.spent_at or release.void_at or timezone.now()
        before = [pk for created, pk in revisions[release.page_id] if created <= end]
        if before:
            by_review[release.pk] = before[-1]
    stored = dict(Revision.objects.filter(pk__in=set(by_review.values())).values_list("pk", "content"))
    return {release: stored[revision] for release, revision in by_review.items() if revision in stored}


def _submitted(module: plugins.Module, content: dict | None) -> Submitted | None:
    if content is None or not content.get("occurred_on"):
        return None
    day = datetime.date.fromisoformat(content["occurred_on"])
    own = own_target(module, content)
    also_counts = content.get("also_counts") or []
    if isinstance(also_counts, str):  # as modelcluster keeps JSON
        also_counts = json.loads(also_counts)
    return Submitted(tuple(dict.fromkeys([own, *also_counts])), day, content.get("period") or "")


def _claims(releases: list[Release], submitted: list[Submitted | None], duties: dict[str, Duty]) -> list[DueClaim]:
    """The rows of one page, of its releases in the order in which they were opened."""
    rows: list[DueClaim] = []
    earliest: dict[tuple[str, str], datetime.date] = {}
    in_force: list[DueClaim] = []
    for release, what in zip(releases, submitted, strict=True):
        if release.spent_at:
            in_force = _superseded(in_force, release.spent_at, duties)
        if what is None:
            continue
        new = [_claim(release, what, target, duties.get(target)) for target in what.targets]
        if release.spent_at:
            before = {(row.target, row.period): row for row in in_force}
            for row in new:
                key = (row.target, row.period)
                # Published again for the same item: it counts since it first did, and no later date of the fact helps it
                if row.period and key in before and not _stands(duties.get(row.target)):
                    row.submitted_on = before[key].submitted_on
                row.occurred_on = earliest[key] = min(row.occurred_on, earliest.get(key, row.occurred_on))
            in_force += new
        rows += new
    return rows


def _claim(release: Release, what: Submitted, target: str, duty: Duty | None) -> DueClaim:
    day = timezone.localdate(release.opened_at)
    return DueClaim(
        release_id=release.pk,
        page_id=release.page_id,
        unit_id=release.unit_id,
        module=also.module_of(target),
        target=target,
        period=duty.period_of(what.occurred_on, what.period, day) if duty else "",
        occurred_on=what.occurred_on,
        submitted_on=day,
        published_at=release.spent_at,
        ended_at=release.void_at,
    )


def _superseded(in_force: list[DueClaim], at: datetime.datetime, duties: dict[str, Duty]) -> list[DueClaim]:
    """End at `at` what counts no more since a later version is published; those that go on. Each approved revision of a standing
    record goes on counting for its own period."""
    staying = []
    for row in in_force:
        if row.ended_at and row.ended_at <= at:
            continue  # withdrawn before
        if _stands(duties.get(row.target)):
            staying.append(row)
        else:
            row.ended_at = at
    return staying + [row for row in in_force if row.ended_at == at]


def _stands(duty: Duty | None) -> bool:
    return duty is not None and duty.standing
