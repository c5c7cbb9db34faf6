"""试算: what past quarters would have been under another scheme, before it is adopted. Nothing is stored.

Asked of the frozen figures and events, all of them, also those that the scheme of that time did not ask for. What the
scheme says of the sample and of days cannot be tried on the past: other records would have been drawn.
"""

from dataclasses import dataclass
from decimal import Decimal

from cms.tree import Unit

from .arithmetic import Score, score
from .closing import current_lines
from .models import Close, Line
from .schemes import Scheme, parse
from .verifying import inputs_of

__all__ = ["Change", "what_if"]


@dataclass(frozen=True)
class Change:
    """One unit in one quarter: as it stands (`line`), and as it would be."""

    line: Line
    new: Score
    old_grade: str
    new_grade: str

    @property
    def difference(self) -> Decimal:
        return self.new.total - self.line.total

    @property
    def regraded(self) -> bool:
        return self.line.grade != self.new.grade


def what_if(scheme: Scheme, committee: Unit, quarters=()) -> list[Change]:
    """Of the committee's frozen quarters (these, or all), the newest first, in the order of units."""
    closes = Close.objects.filter(committee=committee)
    if quarters:
        closes = closes.filter(quarter__in=quarters)
    order = {close.pk: place for place, close in enumerate(closes.order_by("-quarter"))}
    lines = sorted(current_lines(list(order)), key=lambda line: (order[line.close_id], line.unit.path))
    old = {line.close_id: parse(line.close.scheme) for line in lines}
    found = []
    for line in lines:
        new = score(scheme, inputs_of(line))
        found.append(Change(line, new, old[line.close_id].grade_name(line.grade), scheme.grade_name(new.grade)))
    return found
