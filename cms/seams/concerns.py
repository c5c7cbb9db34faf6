"""What the Party office should look at this morning. Answered by the plugins that offer `concerns`."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from cms import plugins
from cms.access import Viewer

__all__ = ["KINDS", "Concern", "concerns"]

# In the order in which they are read
KINDS = ("red", "late", "blank", "waiting", "unanswered", "unusual", "due_soon")


@dataclass(frozen=True)
class Concern:
    """One matter of one unit. kind: one of KINDS. text: a sentence that needs no other, without what the viewer may not see.
    question: what to ask on the spot (带着问题下基层), '' when the text is question enough. url: where it is read. since: when it
    began, which decides whether it is new since the viewer's last visit. record_id: the record that it is about, if any."""

    unit_id: int
    kind: str
    text: str
    since: datetime.datetime
    url: str = ""
    question: str = ""
    record_id: int | None = None
    module: str = ""


def concerns(viewer: Viewer, units: Sequence, as_of: datetime.date | None = None) -> list[Concern]:
    """What there is to say of these units as the viewer may see it, in the order of KINDS. A fixed number of queries for each
    plugin, however many units."""
    found = []
    for plugin, offered in plugins.offers("concerns"):
        with plugins.isolated(plugin, "concerns"):
            found += offered(viewer, units, as_of)
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(found, key=lambda one: order.get(one.kind, len(order)))
