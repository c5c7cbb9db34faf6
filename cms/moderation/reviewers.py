"""Who reviewed what is published, for records that name their reviewers."""

from cms.people import Person

from .models import Release, Review

__all__ = ["reviewers_of"]


def reviewers_of(page) -> dict[str, Person]:
    """{stage: person} of the page's last complete release; empty before there is one."""
    release = Release.objects.filter(page_id=page.pk, complete_at__isnull=False, void_at=None).order_by("-pk").first()
    if release is None:
        return {}
    passed = release.reviews.filter(decision=Review.PASS).select_related("reviewer")
    return {review.stage: review.reviewer for review in passed}
