"""What is begun and not published as it stands: drafts, and changes of what is live; of the units that somebody works for."""

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Page

__all__ = ["UNFINISHED", "of_sections"]

# A filter on pages
UNFINISHED = Q(live=False) | Q(has_unpublished_changes=True)


def of_sections(units: Iterable[Page]) -> Q:
    """A filter on pages: what stands in the own sections of these units, and not of units below them. Paths and depths of the
    units are asked; of none it is nothing."""
    found = Q(pk__in=[])
    for unit in units:
        found |= Q(path__startswith=unit.path, depth=unit.depth + 2)
    return found
