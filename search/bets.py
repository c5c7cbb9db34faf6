"""Best bets (推荐): records that a Party office puts on top of the answers to certain words."""

from django.db.models import QuerySet

from cms.delivery.models import Document

from .analysis import fold
from .lexicon.groups import separate
from .models import BestBet

__all__ = ["MOST", "pinned"]

MOST = 3  # on top of one answer


def pinned(text: str, seen: QuerySet[Document]) -> list[int]:
    """The page ids that are put on top of the answer to this text, the newest bet first. `seen`: what the viewer may see."""
    asked = _plain(text)
    bets = BestBet.objects.filter(active=True).values_list("words", "page_id")
    wanted = dict.fromkeys(page for words, page in bets if any(_plain(one) == asked for one in separate(words)))
    if not wanted:
        return []
    there = set(seen.filter(pk__in=wanted).values_list("pk", flat=True))
    return [page for page in wanted if page in there][:MOST]


def _plain(words: str) -> str:
    return "".join(fold(words).split())
