"""零报告: stating that there was nothing to record, confirming it, taking it back."""

from collections.abc import Iterable

from .models import DueClaim, NilReturn

__all__ = ["end"]


def end(published: Iterable[DueClaim]) -> None:
    """A record was published for the same item after all: the nil return is void since then. One query, more only if there is one."""
    by_item = {(row.unit_id, row.target, row.period): row for row in published if row.period}
    if not by_item:
        return
    units = {unit for unit, _target, _period in by_item}
    standing = NilReturn.objects.filter(
        ended_at=None, unit_id__in=units, period__in={period for _unit, _target, period in by_item}
    )
    for found in standing:
        row = by_item.get((found.unit_id, found.target, found.period))
        if row and row.published_at >= found.stated_at:
            NilReturn.objects.filter(pk=found.pk, ended_at=None).update(ended_at=row.published_at, ended_by=row.page_id)
