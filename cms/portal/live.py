"""The live blocks of a unit's home page, filled for the viewer at the moment of reading."""

import calendar
import datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import plugins
from cms.access import Viewer
from cms.delivery import reading
from cms.delivery.documents import path_of
from cms.delivery.models import Document
from cms.tree import Unit

__all__ = ["runs"]

# The catalogue's label of 文件通知; where no such module is installed the block shows nothing
NOTICES = "documents_notices"
# Monday first, each as the head of a narrow column
WEEKDAYS = [_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日")]
PANELS = ("latest_records", "notices", "calendar")
ALL_BOARDS = [slug for slug, _label in plugins.Board.CHOICES]


def runs(viewer: Viewer, unit: Unit, body: list[dict], boards: dict) -> list[dict]:
    """The body as runs of blocks that are laid out together: `{kind: prose|boards|panels, blocks, …}`.

    The boards always stand on a home page: what no block shows comes after the first words, or first when there are none.
    """
    found, shown = [], set()
    for block in body:
        kind = "boards" if block["type"] == "board" else "panels" if block["type"] in PANELS else "prose"
        if kind == "boards":
            chosen = [block["value"]["board"]] if block["value"].get("board") in ALL_BOARDS else ALL_BOARDS
            chosen = [slug for slug in chosen if slug not in shown]
            shown.update(chosen)
            if chosen:
                found.append(_boards(chosen, boards))
            continue
        if kind == "panels" and (block := _filled(viewer, unit, block, boards)) is None:
            continue
        if not found or found[-1]["kind"] != kind:
            found.append({"kind": kind, "blocks": []})
        found[-1]["blocks"].append(block)
    if rest := [slug for slug in ALL_BOARDS if slug not in shown]:
        found.insert(1 if found and found[0]["kind"] == "prose" else 0, _boards(rest, boards))
    for run in found:
        if run["kind"] == "prose":
            run["picture"] = [block["type"] for block in run["blocks"]].count("image") == 1 and len(run["blocks"]) > 1
    return found


def _boards(slugs: list[str], boards: dict) -> dict:
    labels = dict(plugins.Board.CHOICES)
    return {
        "kind": "boards",
        "boards": [{"slug": slug, "label": labels[slug], "tiles": boards[slug]} for slug in slugs],
    }


def _filled(viewer, unit, block, boards) -> dict | None:
    fill = {"latest_records": _latest, "notices": _notices, "calendar": _calendar}[block["type"]]
    filled = fill(viewer, unit, block["value"], boards)
    return None if filled is None else {"type": block["type"], "value": {**block["value"], **filled}}


def _below(unit: Unit) -> bool:
    """A committee's or general branch's page shows what its branches do."""
    return unit.kind != Unit.BRANCH


def _latest(viewer, unit, value, boards) -> dict | None:
    module = plugins.find_module(value["module"])
    if module is None:
        return None
    found = reading.records(
        viewer, unit=unit, subtree=_below(unit), module=module.label, limit=_between(value.get("count"), 20)
    )
    own = [path_of(tile.section.url_path) for tiles in boards.values() for tile in tiles if tile.module is module]
    title = value.get("title") or module.name_for(unit.kind)
    return {"title": title, "more": own[0] if own else "", **_records(viewer, unit, found.items)}


def _notices(viewer, unit, value, boards) -> dict | None:
    """The unit's own notices and those of its committee, which are meant for it."""
    module = plugins.find_module(NOTICES)
    if module is None:
        return None
    count = _between(value.get("count"), 20)
    sources = [unit] if unit.committee_id in (None, unit.pk) else [unit, unit.committee]
    found = [
        item for one in sources for item in reading.records(viewer, unit=one, module=module.label, limit=count).items
    ]
    found.sort(key=lambda item: (item.occurred_on, item.page_id), reverse=True)
    return {"title": module.name_for(unit.kind), **_records(viewer, unit, found[:count])}


def _calendar(viewer, unit, value, boards) -> dict:
    """This month and those before it: facts lie in the past."""
    today = timezone.localdate()
    months = [_month(today.year, today.month - back) for back in range(_between(value.get("months"), 3))]
    since, until = months[-1][0], months[0][1]
    below = _below(unit)
    days = reading.documents(viewer).filter(kind=Document.RECORD, occurred_on__range=(since, until))
    days = days.filter(unit__path__startswith=unit.path) if below else days.filter(unit_id=unit.pk)
    counts = dict(days.order_by().values_list("occurred_on").annotate(Count("pk")))
    newest = reading.records(viewer, unit=unit, subtree=below, since=since, until=until, limit=8)
    return {
        "months": [_grid(first, counts, today) for first, _last in months],
        "more": bool(newest.next),
        **_records(viewer, unit, newest.items),
    }


def _month(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    """The first and last day; a month below 1 lies in the years before."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])


def _grid(first, counts, today) -> dict:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    day = lambda date: {"date": date, "count": counts.get(date, 0), "today": date == today}  # noqa: E731
    return {
        "first": first,
        "weekdays": WEEKDAYS,
        "count": sum(count for date, count in counts.items() if (date.year, date.month) == (first.year, first.month)),
        "weeks": [[day(date) if date.month == first.month else None for date in week] for week in weeks],
    }


def _between(number, most: int) -> int:
    return min(max(int(number or 1), 1), most)


def _records(viewer: Viewer, unit: Unit, items: list[Document]) -> dict:
    """The cards, and whether to say whose each is (`of_unit`): only where they are not all this unit's own."""
    show_unit = any(item.unit_id != unit.pk for item in items)
    if show_unit:
        wanted = {item.unit_id for item in items}
        names = dict(reading.units(viewer).filter(pk__in=wanted).values_list("pk", "title"))
        for item in items:
            item.of_unit = names.get(item.unit_id, "")
    return {"records": items, "show_unit": show_unit}
