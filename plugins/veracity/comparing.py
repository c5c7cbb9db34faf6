"""Which other records a draft is compared with."""

from django.db.models import Q

from cms.moderation.findings import Facts


def comparable(facts: Facts, prefix: str = "") -> Q:
    """The traces that a draft is compared with: all others. A published record is asked about only in hindsight, and then
    compared with those that were published and entered before it: who copied is the later one.

    prefix: the way from the queried table to the trace (`trace__`).
    """
    others = ~Q(**{f"{prefix}page_id": facts.draft.pk or 0})
    if facts.draft.live and not facts.draft.has_unpublished_changes:
        others &= Q(**{f"{prefix}live": True, f"{prefix}entered_at__lte": facts.entered_at})
    return others
