"""抽查: which published records of a quarter a second scorer grades on all six axes.

The seed follows from the quarter and from the content of everything that had been published when it was drawn, all
units' together: nobody can choose, and anybody can draw it again. A record's place is the hash of seed and content; the
first of each unit's are the sample. What is published later is placed by the same seed, so that the sample grows and
nothing falls out of it.
"""

import datetime
import hashlib
from collections import defaultdict
from math import ceil

from django.db import transaction
from django.utils import timezone

from cms.delivery.models import Document
from cms.moderation.models import Release
from cms.periods import bounds, period_of
from cms.tree import Unit

from .adopting import scheme_for
from .gathering import in_quarter
from .models import Close, Draw, DrawnItem

__all__ = ["draw", "draw_ended", "place_of", "seed_of", "size"]


def size(count: int, share, least: int) -> int:
    """How many of `count` records are scored: the share, at least `least`, at most all."""
    return min(count, max(least, ceil(count * share)))


def seed_of(quarter: str, population: dict) -> str:
    """population: {page id: content hash}."""
    content = "\n".join(f"{pk}:{digest}" for pk, digest in sorted((int(pk), value) for pk, value in population.items()))
    return hashlib.sha256(f"{quarter}\n{content}".encode()).hexdigest()


def place_of(seed: str, pk: int, digest: str) -> str:
    return hashlib.sha256(f"{seed}\n{pk}:{digest}".encode()).hexdigest()


@transaction.atomic
def draw(committee: Unit, quarter: str, at: datetime.datetime | None = None) -> Draw:
    """Draw the committee's sample of a quarter, or add to it what was published since. A fixed number of queries.
    Idempotent."""
    scheme = scheme_for(committee, quarter)
    documents = Document.objects.filter(
        in_quarter(quarter),
        kind=Document.RECORD,
        unit__committee_id=committee.pk,
        practice=False,
        release__kind=Release.REVIEWED,
        first_published_at__lte=at or timezone.now(),
    )
    rows = list(documents.order_by("page_id").values_list("unit_id", "page_id", "release__content_hash"))
    population = {str(page): digest for _unit, page, digest in rows}
    made, _new = Draw.objects.get_or_create(
        committee=committee,
        quarter=quarter,
        defaults={"seed": seed_of(quarter, population), "population": population},
    )
    there = set(made.items.values_list("record_id", flat=True))
    by_unit = defaultdict(list)
    for unit, page, digest in rows:
        # as it was when it was first drawn from: a correction does not draw anew
        by_unit[unit].append((place_of(made.seed, page, made.population.get(str(page), digest)), page))
    new = []
    for unit, places in by_unit.items():
        chosen = sorted(places)[: size(len(places), scheme.share, scheme.least)]
        new += [
            DrawnItem(draw=made, unit_id=unit, record_id=page, place=place)
            for place, page in chosen
            if page not in there
        ]
    DrawnItem.objects.bulk_create(new, batch_size=2000)
    return made


def draw_ended() -> None:
    """Every day: the quarter that ended last, of every committee that has not closed it yet."""
    today = timezone.localdate()
    since, _until = bounds(period_of(today, "quarter"))
    quarter = period_of(since - datetime.timedelta(days=1), "quarter")
    closed = Close.objects.filter(quarter=quarter).values("committee_id")
    for committee in Unit.objects.live().filter(kind=Unit.COMMITTEE, practice=False).exclude(pk__in=closed):
        draw(committee, quarter)
