"""`cms.seams.scores`: what units scored, as it stands."""

from cms.seams.scores import QuarterScore

from .closing import current_lines
from .models import Close

__all__ = ["quarter_scores"]


def quarter_scores(units, quarters) -> list[QuarterScore]:
    """Of these units in these quarters; two queries."""
    closes = list(Close.objects.filter(quarter__in=set(quarters)))
    lines = current_lines(closes, unit__in=[unit.pk for unit in units])
    return [
        QuarterScore(
            unit_id=line.unit_id,
            quarter=line.close.quarter,
            scheme=line.close.version,
            total=line.total,
            grade=line.grade,
            closed=line.close.signed_at is not None,
            quality=line.quality,
        )
        for line in lines
    ]
