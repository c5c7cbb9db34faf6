"""What was asked how often, without keeping who asked: for what others ask often (大家常搜), and for the editors' report.

Kept is a number for each day and query, of the portal's first page of results. How many different readers asked is told apart
by marks in the cache, which are hashed with a salt of that day and gone with it; neither account, session nor address is kept.
Never kept is what may be about a person: an identity or bank card number, a telephone number, a name in the register; nor what
is longer than a query usually is.
"""

import datetime
import hashlib
import logging
import re
import secrets
from collections.abc import Iterable

from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F, Sum
from django.utils import timezone

from cms import identity_numbers
from cms.access import Viewer
from cms.delivery import reading
from cms.people import Person

from .analysis import fold
from .models import Asked, Opened

__all__ = ["KEPT", "forget", "normalised", "note", "opened", "popular", "without_names"]

logger = logging.getLogger(__name__)

LONGEST = Asked._meta.get_field("query").max_length
SHORTEST = 2
ASKED_BY = 3  # different readers, a reader of another day being another one, before others are shown it
KEPT = datetime.timedelta(days=400)
LATELY = datetime.timedelta(days=30)
DAY = 24 * 60 * 60  # seconds
# Digits as people write telephone numbers; years, article and document numbers are shorter
TELEPHONE = re.compile(r"\d(?:[ \-]?\d){6,}")
LONGEST_NAME = 4


def normalised(text: str) -> str:
    """The query as it is counted, or '' of one that is not kept."""
    query = " ".join(fold(text).split())
    if not SHORTEST <= len(query) <= LONGEST or TELEPHONE.search(query) or identity_numbers.kinds_in(text):
        return ""
    return query if without_names([query]) else ""


def without_names(queries: Iterable[str]) -> list[str]:
    """Those that hold no name of a person in the register. One query."""
    parts = {query: set(_parts(query)) for query in queries}
    names = set(Person.objects.filter(name__in=set().union(*parts.values())).values_list("name", flat=True))
    return [query for query, own in parts.items() if own.isdisjoint(names)]


def _parts(query: str) -> Iterable[str]:
    joined = "".join(query.split())
    for text in {query, joined}:
        for start in range(len(text)):
            yield from (text[start:end] for end in range(start + 2, min(len(text), start + LONGEST_NAME) + 1))
    yield from query.split()


def note(text: str, reader: str, found: bool) -> None:
    """Count that this was asked. reader: what tells readers apart today, such as a session's key; it is kept nowhere.

    Whoever searches has an answer, whether or not this works.
    """
    query = normalised(text)
    if not query:
        return
    today = timezone.localdate()
    changes = {"times": 1, "readers": int(_is_new(reader, query, today)), "empty": int(not found)}
    try:
        with transaction.atomic():
            row = Asked.objects.filter(day=today, query=query)
            if not row.update(**{name: F(name) + number for name, number in changes.items()}):
                try:
                    with transaction.atomic():
                        Asked.objects.create(day=today, query=query, **changes)
                except IntegrityError:  # somebody else was quicker
                    row.update(**{name: F(name) + number for name, number in changes.items()})
    except DatabaseError as error:
        logger.warning("search: what was asked could not be counted: %s", error)


def _is_new(reader: str, query: str, today: datetime.date) -> bool:
    """Whether this reader did not ask this today before, as far as the cache remembers."""
    salt = cache.get_or_set(f"search.asked.{today}", secrets.token_hex, DAY)
    mark = hashlib.sha256(f"{salt}\n{reader}\n{query}".encode()).hexdigest()
    return cache.add(f"search.asked.{mark}", 1, DAY)


def opened(viewer: Viewer, text: str, page_id: int, place: int) -> bool:
    """Count that a result was opened. False when nobody asked this today, or the viewer sees no such document."""
    query = normalised(text)
    row = Asked.objects.filter(day=timezone.localdate(), query=query).first() if query else None
    if row is None or not reading.documents(viewer).filter(pk=page_id).exists():
        return False
    with transaction.atomic():
        counted, _created = Opened.objects.get_or_create(asked=row, page_id=page_id)
        Opened.objects.filter(pk=counted.pk).update(times=F("times") + 1, places=F("places") + place)
    return True


def popular(*, since: datetime.timedelta = LATELY, starting: str = "", most: int = 20) -> list[str]:
    """What several readers asked lately and found something for, the most asked first. Whether it says anything to this viewer
    is for the caller to ask (`query.finding`)."""
    rows = Asked.objects.filter(day__gt=timezone.localdate() - since)
    if starting:
        rows = rows.filter(query__contains=starting)
    rows = rows.values("query").annotate(of=Sum("readers"), all=Sum("times"), none=Sum("empty"))
    rows = rows.filter(of__gte=ASKED_BY, none__lt=F("all")).order_by("-of", "query")
    return without_names(rows.values_list("query", flat=True)[:most])


def forget() -> None:
    """Once a day: what is older than KEPT."""
    Asked.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
