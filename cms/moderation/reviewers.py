"""Who reviewed what is published, and when it was submitted, for records that say so."""

import datetime
from collections.abc import Sequence

from django.db.models import Min

from cms.people import Person

from .models import Release, Review

__all__ = ["first_submissions", "reviewers_of"]


def first_submissions(pages: Sequence[int]) -> dict[int, datetime.datetime]:
    """{page's id: when what was published first was submitted}, of those of these pages that were ever published. One query."""
    spent = Release.objects.filter(page_id__in=pages, spent_at__isnull=False).order_by()
    return dict(spent.values_list("page_id").annotate(Min("opened_at")))


def reviewers_of(page) -> dict[str, Person]:
    """{stage: person} of the page's last complete release; empty before there is one."""
    release = Release.objects.filter(page_id=page.pk, complete_at__isnull=False, void_at=None).order_by("-pk").first()
    if release is None:
        return {}
    passed = release.reviews.filter(decision=Review.PASS).select_related("reviewer")
    return {review.stage: review.reviewer for review in passed}
