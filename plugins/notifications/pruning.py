"""Forgetting, once a day, notices that were read long ago, and what was sent to groups."""

import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cms.delivery.models import Document
from cms.moderation.models import Release

from .models import Notice
from .robots import keeping

__all__ = ["prune"]

BATCH = 1000


def prune(days: int | None = None) -> int:
    """Delete what was read more than so many days ago (NOTICES_RETENTION_DAYS); how many. In small transactions.

    With them goes what ended so long ago of what was sent to groups.
    """
    before = timezone.now() - datetime.timedelta(days=days or settings.NOTICES_RETENTION_DAYS)
    old, count = _not_standing(Notice.objects.filter(read_at__lt=before)).order_by("pk"), 0
    while found := list(old.values_list("pk", flat=True)[:BATCH]):
        Notice.objects.filter(pk__in=found).delete()
        count += len(found)
    keeping.prune(days)
    return count


def _not_standing(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Without those of what is still so, and is looked at daily: with them it would be forgotten that somebody was told of it."""
    waits = Release.objects.filter(pk=OuterRef("release_id"), complete_at=None, void_at=None)
    to_review = Document.objects.filter(pk=OuterRef("page_id"), review_due=OuterRef("day"))
    return notices.exclude(Exists(waits), kind=Notice.OFFICE).exclude(Exists(to_review), kind=Notice.AGAIN)
