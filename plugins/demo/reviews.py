"""The reviews of somebody's submission, as the three stages would have left them."""

import datetime
from collections.abc import Iterator, Sequence

from cms.moderation.checklist import YES, items_of
from cms.moderation.models import Release, Review
from cms.moderation.stages import STAGES

from .settle import Settled, aware
from .world import DemoPerson, Times


def open_release(page, times: Times, content_hash: str) -> Release:
    """The release that these times make complete, unsaved and unspent."""
    return Release(
        page_id=page.pk,
        unit_id=page.owning_unit_id,
        content_hash=content_hash,
        submitted_by_id=page.owner_id,
        opened_at=aware(times.submitted),
        complete_at=aware(times.final),
    )


def in_order(stage) -> dict:
    """The review form of a stage whose reviewer finds everything in order."""
    return {item.slug: {"answer": YES} for item in items_of(stage)}


def passed(settled: Settled, page, release: Release, reviewers: Sequence[DemoPerson], times: Times) -> Iterator[Review]:
    """A pass of each stage by these people, unsaved."""
    unit = page.owning_unit
    arrived: tuple[datetime.datetime, ...] = (times.submitted, times.first, times.second)
    decided = (times.first, times.second, times.final)
    for stage, reviewer, came, done in zip(STAGES, reviewers, arrived, decided, strict=True):
        yield Review(
            release=release,
            stage=stage.slug,
            stage_order=stage.order,
            reviewer=settled.person(reviewer),
            role=str(stage.role),
            unit_id=stage.unit_id_for(unit),
            decision=Review.PASS,
            content_hash=release.content_hash,
            revision_id=page.latest_revision_id,
            answers=in_order(stage),
            started_at=aware(came),
            decided_at=aware(done),
        )
