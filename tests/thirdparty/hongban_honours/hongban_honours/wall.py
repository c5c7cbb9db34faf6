from collections import Counter

from cms.delivery.reading import documents

from .models import LEVELS


def honours(viewer):
    """The published honours that the viewer may see, newest first."""
    return documents(viewer).filter(module="honours")


def by_level(viewer) -> dict[str, int]:
    """How many of each level, the highest first."""
    counted = Counter(content["honour"]["level"] for content in honours(viewer).values_list("content", flat=True))
    return {level: counted[level] for level, _label in LEVELS}
