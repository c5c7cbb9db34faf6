"""待审核: what waits for whose decision and for how long, of the drafts that were submitted."""

import datetime
from collections import defaultdict

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import plugins
from cms.access import Viewer
from cms.moderation import overdue
from cms.seams.concerns import Concern
from cms.tree import Unit

__all__ = ["concerns"]


def concerns(viewer: Viewer, units, as_of: datetime.date | None = None) -> list[Concern]:
    """One for each unit and stage, the longest overdue first. No titles: before they are published these are for who writes and
    who decides. Five queries."""
    mine = {unit.pk: unit for unit in units}
    day = as_of or timezone.localdate()
    groups = defaultdict(list)
    for one in overdue.waiting(day, Unit.objects.filter(pk__in=mine)) if mine else ():
        groups[one.unit.pk, one.stage.slug].append(one)
    return [_concern(viewer, mine[unit], rows) for (unit, _stage), rows in groups.items()]


def _concern(viewer: Viewer, unit: Unit, rows: list[overdue.Overdue]) -> Concern:
    first = rows[0]  # the one that was due first
    modules = list(dict.fromkeys(one.module for one in rows))
    late = [one for one in rows if one.days]
    told = {
        "modules": "、".join(_name(label, unit) for label in modules),
        "count": len(rows),
        "stage": first.stage.name,
        "since": f"{min(timezone.localdate(one.since) for one in rows):%Y-%m-%d}",
        "late": len(late),
        "days": max((one.days for one in late), default=0),
        "holders": "、".join(person.name for person in first.holders) or _("没有审核人"),
        "due": f"{first.due:%Y-%m-%d}",
    }
    text = _("%(count)s份待%(stage)s（%(holders)s）：%(modules)s，最早%(since)s到达") % told
    text += _("，%(late)s份逾期，最久%(days)s个工作日") % told if late else _("，应于%(due)s前审完") % told
    decides = viewer.has_role(first.stage.role, first.stage.unit_id_for(unit))
    return Concern(
        unit_id=unit.pk,
        kind="waiting",
        text=text,
        since=max(one.since for one in rows),
        url=reverse("portal:reviews") if decides else "",
        question=_("%(count)s份稿件（%(modules)s）为什么还没有审完？") % told if late else "",
        module=modules[0] if len(modules) == 1 and plugins.find_module(modules[0]) else "",
    )


def _name(label: str, unit: Unit) -> str:
    module = plugins.find_module(label)
    return str(module.name_for(unit.kind)) if module else _("党组织主页")
