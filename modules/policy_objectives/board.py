"""The bowling chart of one objective: its document's fields as months with plan, actual and colour."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cms.months import figures

from . import status
from .status import BLUE, GREEN, GREY, LAST, MILESTONE, RED, YELLOW, Target

# Never colour alone: a sign and words too
SIGNS = {BLUE: "◎", GREEN: "○", YELLOW: "△", RED: "×", GREY: "－"}
# One letter for who sees no colour, and on paper
LETTERS = {BLUE: _("蓝"), GREEN: _("绿"), YELLOW: _("黄"), RED: _("红"), GREY: _("灰")}
WORDS = {
    BLUE: _("达到挑战目标"),
    GREEN: _("达到必达目标"),
    YELLOW: _("略低于必达目标"),
    RED: _("未达必达目标"),
    GREY: _("未到期或无数据"),
}
PLACES = Decimal("0.01")


def board(fields: list[dict], year: int) -> dict:
    """`{months: [{number, must, stretch, actual, mark}], to_date, gap, milestone, legend}`; a mark is `{colour, sign, letter, words}`.

    It says nothing that depends on the day on which it is read: pages are kept by readers' browsers until the document changes.
    """
    values = {entry["name"]: entry["value"] for entry in fields}
    target = Target(
        values["direction"],
        *(_decimal(values.get(name)) for name in TARGETS),
    )
    must, stretch, actual = (figures(values.get(f"monthly_{name}")) for name in ("must", "stretch", "actual"))
    milestone, rule = values["direction"] == MILESTONE, values["aggregation"]
    show = (lambda day: shown_day(year, day)) if milestone else shown_figure
    months = [
        {
            "number": month,
            "must": show(must[month - 1]),
            "stretch": show(stretch[month - 1]),
            "actual": show(actual[month - 1]),
            "mark": mark(status.status(status.target_over(target, must, stretch, rule, {month}), actual[month - 1])),
        }
        for month in range(1, 13)
    ]
    so_far = status.year_to_date(actual, LAST if milestone else rule)
    goal = status.target_over(target, must, stretch, rule, status.reported(actual))
    return {
        "months": months,
        "to_date": show(so_far),
        "goal": show(goal.must if so_far is not None else None),
        "gap": "" if milestone or so_far is None else signed(so_far - goal.must),
        "mark": mark(status.status(goal, so_far)),
        "must": shown_bounds(target.must, target.must_high, show),
        "stretch": shown_bounds(target.stretch, target.stretch_high, show),
        "has_stretch": any(figure is not None for figure in stretch),
        "legend": [mark(colour) for colour in SIGNS],
    }


TARGETS = ("must_target", "stretch_target", "must_target_high", "stretch_target_high")


def mark(colour: str) -> dict:
    return {"colour": colour, "sign": SIGNS[colour], "letter": LETTERS[colour], "words": WORDS[colour]}


def _decimal(text) -> Decimal | None:
    return None if text in (None, "") else Decimal(str(text))


def shown_figure(number: Decimal | None) -> str:
    """A mean of months may have many places: two are enough to read."""
    if number is None:
        return ""
    short = number if number == number.quantize(PLACES) else number.quantize(PLACES)
    return f"{short.normalize():f}"


def signed(number: Decimal) -> str:
    return f"+{shown_figure(number)}" if number > 0 else shown_figure(number).replace("-", "−")


def shown_day(year: int, number: Decimal | None) -> str:
    if number is None:
        return ""
    day = status.day_of_year(year, number)
    return str(_("%(month)s月%(day)s日") % {"month": day.month, "day": day.day})


def shown_bounds(low, high, show) -> str:
    return show(low) if high is None else f"{show(low)}～{show(high)}"
