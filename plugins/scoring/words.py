"""What figures are called."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from .models import Line
from .schemes import Scheme
from .tally import FIGURES

__all__ = ["counted_as", "figure_name", "quarter_name"]

# The same characters name the days of the week elsewhere
NUMBERS = (
    pgettext_lazy("quarter", "一"),
    pgettext_lazy("quarter", "二"),
    pgettext_lazy("quarter", "三"),
    pgettext_lazy("quarter", "四"),
)
EVENTS = {"received": gettext_lazy("收到意见"), "answered_on_time": gettext_lazy("按时答复")}


def quarter_name(quarter: str) -> str:
    """2026Q1 → 2026年第一季度."""
    return _("%(year)s年第%(number)s季度") % {"year": quarter[:4], "number": NUMBERS[int(quarter[5]) - 1]}


def figure_name(figure: str, scheme: Scheme | None = None) -> str:
    if figure.startswith("event:"):
        code = figure.removeprefix("event:")
        return str(EVENTS.get(code) or (scheme.name_of(code) if scheme else code))
    if figure in FIGURES:
        return str(Line._meta.get_field(figure).verbose_name)
    return scheme.name_of(figure) if scheme else figure


def counted_as(counts: dict[str, int], scheme: Scheme) -> str:
    """What a record counted for: 有效更新、应更新（2项）. What follows from another figure is not said twice."""
    said = []
    for figure in (*FIGURES, *sorted(set(counts) - set(FIGURES))):
        if not counts.get(figure) or figure in ("due", "submitted", "sampled", "received", "answered"):
            continue
        name = figure_name(figure, scheme)
        said.append(
            _("%(name)s（%(count)s次）") % {"name": name, "count": counts[figure]} if counts[figure] > 1 else name
        )
    return "、".join(said)
