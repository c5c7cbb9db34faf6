"""Coded events: what happened to a unit's records that a scoring scheme may deduct, reward or veto. Answered by the plugins that
offer `events`; which code counts for what is the scheme's business."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from cms import plugins

__all__ = ["CodedEvent", "coded_events"]


@dataclass(frozen=True)
class CodedEvent:
    """code: as in a scheme (`returned_for_fact`, `featured_selected`, `adopted_suggestion` …), or `received` and
    `answered_on_time` for opinions (互动回应). record_id: the page that it is about. on: the local day that decides its quarter."""

    unit_id: int
    code: str
    record_id: int
    on: datetime.date
    note: str = ""


def coded_events(units: Sequence, since: datetime.date, until: datetime.date) -> list[CodedEvent]:
    """All events of these units from `since` to `until`, both included. A fixed number of queries for each plugin."""
    found = []
    for plugin, offered in plugins.offers("events"):
        with plugins.isolated(plugin, "events"):
            found += offered(units, since, until)
    return found
