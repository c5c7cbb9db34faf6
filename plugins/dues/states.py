"""What is to be said of a due item on a day: done, waiting, due soon, late."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cms.days import working_days_before
from cms.seams.dues import DueItem

__all__ = ["LATE", "STATES", "State", "is_late", "state_of"]

# Working days before the due date from which on an item is due soon (将到期)
SOON = 5

ON_TIME, LATE_DONE, NIL, WAITING, LATE, DUE_SOON, OPEN = (
    "on_time", "done_late", "nil", "waiting", "late", "due_soon", "open",
)  # fmt: skip


@dataclass(frozen=True)
class State:
    """Each with a sign, since colour alone says nothing."""

    slug: str
    sign: str
    words: str


STATES = {
    ON_TIME: State(ON_TIME, "✓", _("按时")),
    LATE_DONE: State(LATE_DONE, "！", _("迟报")),
    NIL: State(NIL, "－", _("零报告")),
    WAITING: State(WAITING, "…", _("审核中")),
    LATE: State(LATE, "×", _("逾期")),
    DUE_SOON: State(DUE_SOON, "△", _("将到期")),
    OPEN: State(OPEN, "○", _("未到期")),
}


def is_late(item: DueItem, day: datetime.date) -> bool:
    """逾期: nothing satisfies it, its due date is past, and what waits for its reviewers (if anything) was not submitted by then."""
    if item.satisfied or item.due_on >= day:
        return False
    return item.waiting_since is None or item.waiting_since > item.due_on


def state_of(item: DueItem, day: datetime.date) -> State:
    return STATES[_slug(item, day)]


def _slug(item: DueItem, day: datetime.date) -> str:
    if item.nil:
        return NIL
    if item.satisfied:
        return ON_TIME if item.on_time else LATE_DONE
    if is_late(item, day):
        return LATE
    if item.waiting_since is not None:
        return WAITING
    return DUE_SOON if day >= working_days_before(item.due_on, SOON) else OPEN
