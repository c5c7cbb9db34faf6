"""Whose a draft is, and which other records it is compared with."""

from django.db.models import Q

from cms.moderation.findings import Facts
from cms.tree import Unit


def unit_of(facts: Facts) -> Unit | None:
    """The unit that the draft belongs to, asked for once and by its place alone; None for one that has no place yet."""
    if "_unit" not in facts.__dict__:
        draft = facts.draft
        if not getattr(draft, "is_record", False):
            facts.__dict__["_unit"] = draft.owning_unit
        else:  # a record lies below a section, which lies below its unit
            place = draft.path[: -2 * draft.steplen]
            facts.__dict__["_unit"] = Unit.objects.filter(path=place).first() if place else None
    return facts.__dict__["_unit"]


def comparable(facts: Facts, prefix: str = "") -> Q:
    """The traces that a draft is compared with: all others. A published record is asked about only in hindsight, and then
    compared with those that were published and entered before it: who copied is the later one.

    prefix: the way from the queried table to the trace (`trace__`).
    """
    others = ~Q(**{f"{prefix}page_id": facts.draft.pk or 0})
    if facts.draft.live and not facts.draft.has_unpublished_changes:
        others &= Q(**{f"{prefix}live": True, f"{prefix}entered_at__lte": facts.entered_at})
    return others
