"""The base file in the database, so that editors can change it: loaded with each `migrate`, never over what they changed."""

from django.db import transaction

from .groups import COMMA, Group, base

__all__ = ["load"]


@transaction.atomic
def load(groups: tuple[Group, ...] | None = None) -> tuple[int, int]:
    """Bring in the groups of the base that were never loaded, and take away those that a new base says no more and nobody
    changed. Returns how many of each."""
    from search.models import LexiconGroup

    lines = {str(group): group for group in (base() if groups is None else groups)}
    known = list(LexiconGroup.objects.exclude(origin=""))
    gone = [one.pk for one in known if one.origin not in lines and one.active and str(one) == one.origin]
    LexiconGroup.objects.filter(pk__in=gone).delete()
    new = [line for line in lines if line not in {one.origin for one in known}]
    LexiconGroup.objects.bulk_create(
        LexiconGroup(
            kind=lines[line].kind,
            terms=COMMA.join(lines[line].left),
            leads_to=COMMA.join(lines[line].right),
            origin=line,
        )
        for line in new
    )
    return len(new), len(gone)
