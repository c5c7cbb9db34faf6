"""For the demo: the quality scores that a committee would have given by now, so that its past quarters can be
closed."""

import datetime
import hashlib

from django.utils import timezone

from cms.delivery.models import Document
from cms.moderation.models import Review
from cms.people import Membership
from cms.periods import bounds, period_of
from cms.tree import Unit

from .gathering import moments
from .grading import SCORERS, involved
from .models import Draw, DrawnItem, ItemScore
from .sampling import draw
from .schemes import AXES, FINAL_AXES

__all__ = ["after"]

# Out of a hundred: most work is good, some of it is not
LEVELS = ("A",) * 38 + ("B",) * 44 + ("C",) * 14 + ("D",) * 3 + ("E",)
DAY = datetime.timedelta(days=1)


def after(today: datetime.date) -> None:
    """Draw and score the last four quarters that were over on `today`, of every committee; the same each time."""
    for committee in Unit.objects.filter(kind=Unit.COMMITTEE, practice=False).order_by("path"):
        quarter = period_of(today, "quarter")
        for _back in range(4):
            quarter = period_of(bounds(quarter)[0] - DAY, "quarter")
            _score(committee, quarter)


def _score(committee: Unit, quarter: str) -> None:
    until = bounds(quarter)[1]
    _first, over = moments(until, until)
    drawn_at = over + 4 * DAY
    made = draw(committee, quarter, drawn_at)
    Draw.objects.filter(pk=made.pk).update(drawn_at=drawn_at)
    # what would be drawn when the quarter is closed on its eighth day
    draw(committee, quarter, over + 7 * DAY + datetime.timedelta(hours=17, minutes=30))
    items = list(DrawnItem.objects.filter(draw=made).order_by("place"))
    pages = {item.record_id for item in items}
    busy = involved(pages)
    hashes = dict(Document.objects.filter(pk__in=pages).values_list("pk", "release__content_hash"))
    finals = dict(
        Review.objects.filter(release__page__in=pages, stage="final", decision=Review.PASS).values_list(
            "release__page_id", "reviewer_id"
        )
    )
    scorers = list(
        Membership.objects.on(timezone.localdate(drawn_at))
        .filter(unit=committee, role__in=SCORERS)
        .order_by("person")
        .values_list("person_id", flat=True)
        .distinct()
    )
    scores = []
    for item in items:
        page = item.record_id
        free = [person for person in scorers if person not in busy.get(page, ())]
        if not free or page not in hashes:
            continue
        luck = hashlib.sha256(f"{quarter} {item.place}".encode()).digest()
        levels = {axis: LEVELS[luck[number] % 100] for number, axis in enumerate(AXES)}
        common = {"record_id": page, "unit_id": item.unit_id, "content_hash": hashes[page], "scored_at": over + 6 * DAY}
        scores.append(ItemScore(kind=ItemScore.SECOND, scorer_id=free[luck[6] % len(free)], **common, **levels))
        if page in finals:
            three = {axis: LEVELS[luck[7 + number] % 82] for number, axis in enumerate(FINAL_AXES)}
            scores.append(ItemScore(kind=ItemScore.FINAL, scorer_id=finals[page], **common, **three))
    ItemScore.objects.bulk_create(scores, batch_size=1000)
