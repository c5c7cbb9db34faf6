"""What the Party office should look at this morning. Answered by the plugins that offer `concerns`."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms import plugins
from cms.access import Viewer
from cms.people import Role
from cms.tree import Unit

__all__ = ["KINDS", "NAMES", "Concern", "concerns", "watched"]

# In the order in which they are read
KINDS = ("red", "late", "blank", "waiting", "unanswered", "unusual", "due_soon")
NAMES = {
    "red": _("目标亮红"),
    "late": _("逾期未更新"),
    "blank": _("长期空白"),
    "waiting": _("待审核"),
    "unanswered": _("意见未答复"),
    "unusual": _("异常"),
    "due_soon": _("将到期"),
}


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


def watched(viewer: Viewer) -> QuerySet[Unit]:
    """The units whose work is this viewer's business, in the order of the tree: all of a committee's for its members, its
    approver and its Party office; their own for a secretary, a general branch's with the branches below it. No practice units."""
    units = Unit.objects.live().filter(practice=False).order_by("path").defer("body")
    rule = Q(committee_id__in=viewer.ids("committee"))
    own = [unit for role, unit in viewer.roles if role == Role.SECRETARY]
    for path in Unit.objects.filter(pk__in=own).values_list("path", flat=True) if own else ():
        rule |= Q(path__startswith=path)
    return units.filter(rule)
