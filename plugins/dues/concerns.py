"""What the Party office should look at this morning: 逾期, 长期空白, 将到期 (`cms.seams.concerns`)."""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms import plugins
from cms.access import Viewer
from cms.days import working_days_before
from cms.seams.concerns import Concern
from cms.seams.dues import DueItem

from .due_table import blanks, due_items, end_of
from .states import DUE_SOON, SOON, is_late, state_of
from .tiles import running

__all__ = ["concerns"]


def concerns(viewer: Viewer, units: Sequence, as_of: datetime.date | None = None) -> list[Concern]:
    """One concern for each thing that is late or due soon, with all its periods, and one for each blank section. The same for every
    viewer: it says of no record what it holds."""
    as_of = as_of or timezone.localdate()
    by_id = {unit.pk: unit for unit in units}
    late: dict[tuple[int, str], list[DueItem]] = defaultdict(list)
    soon: dict[tuple[int, str], list[DueItem]] = defaultdict(list)
    for item in due_items(units, *running(as_of), as_of):
        if is_late(item, as_of):
            late[item.unit_id, item.target].append(item)
        elif state_of(item, as_of).slug == DUE_SOON:
            soon[item.unit_id, item.target].append(item)
    found = [_late(by_id[unit], items) for (unit, _target), items in late.items()]
    for unit, module, since in blanks(units, as_of):
        if not any(key[0] == unit and items[0].module == module for key, items in late.items()):
            found.append(_blank(by_id[unit], module, since))
    return found + [_soon(by_id[unit], items) for (unit, _target), items in soon.items()]


def _late(unit, items: list[DueItem]) -> Concern:
    first = min(items, key=lambda item: item.due_on)
    words = {"label": first.label, "periods": _periods(items), "day": date_format(first.due_on, "DATE_FORMAT")}
    return Concern(
        unit_id=unit.pk,
        kind="late",
        text=_("%(label)s（%(periods)s）逾期，应于%(day)s前报送") % words,
        since=end_of(first.due_on),
        url=_address(unit, first),
        question=_("%(label)s（%(periods)s）为什么没有按时报送？工作做了没有？") % words,
        module=first.module,
    )


def _soon(unit, items: list[DueItem]) -> Concern:
    first = min(items, key=lambda item: item.due_on)
    words = {"label": first.label, "periods": _periods(items), "day": date_format(first.due_on, "DATE_FORMAT")}
    return Concern(
        unit_id=unit.pk,
        kind="due_soon",
        text=_("%(label)s（%(periods)s）应于%(day)s前报送") % words,
        since=end_of(working_days_before(first.due_on, SOON) - datetime.timedelta(days=1)),
        url=_address(unit, first),
        module=first.module,
    )


def _blank(unit, label: str, since: datetime.date) -> Concern:
    module = plugins.find_module(label)
    words = {"module": module.name_for(unit.kind), "day": date_format(since, "DATE_FORMAT")}
    return Concern(
        unit_id=unit.pk,
        kind="blank",
        text=_("%(module)s自%(day)s起没有更新") % words,
        since=end_of(since - datetime.timedelta(days=1)),
        url=reverse("dues:unit", args=[unit.code]),
        question=_("%(module)s自%(day)s起没有更新，这方面的工作开展得怎样？") % words,
        module=label,
    )


def _periods(items: list[DueItem]) -> str:
    return "、".join(dict.fromkeys(item.period for item in items))


def _address(unit, item: DueItem) -> str:
    return f"{reverse('dues:unit', args=[unit.code])}?period={item.period}"
