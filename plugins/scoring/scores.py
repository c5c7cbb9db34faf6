"""`cms.seams.scores`: what units scored, as it stands."""

from cms.seams.scores import QuarterScore

from .closing import bulletin_line, current_lines
from .models import Close
from .schemes import parse

__all__ = ["quarter_scores"]


def quarter_scores(units, quarters) -> list[QuarterScore]:
    """Of these units in these quarters; two queries."""
    closes = {close.pk: close for close in Close.objects.filter(quarter__in=set(quarters))}
    schemes = {pk: parse(close.scheme) for pk, close in closes.items()}
    found = []
    for line in current_lines(list(closes), unit__in=[unit.pk for unit in units]):
        close, scheme = closes[line.close_id], schemes[line.close_id]
        vetoes = line.detail["vetoes"]
        found.append(
            QuarterScore(
                unit_id=line.unit_id,
                quarter=close.quarter,
                scheme=close.version,
                total=line.total,
                grade=line.grade,
                closed=close.signed_at is not None,
                quality=line.quality,
                line=bulletin_line(line),
                annual_share=scheme.annual_share,
                vetoes=tuple(scheme.name_of(code) for code in vetoes),
                records=tuple(sorted({one["record"] for one in line.detail["events"] if one["code"] in vetoes})),
            )
        )
    return found
