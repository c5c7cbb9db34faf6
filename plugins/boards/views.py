"""各单位看板对比: a page for every employee; plain links and one form, without JavaScript."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.http import urlencode

from cms import plugins
from cms.access import viewer_of
from cms.delivery import reading
from cms.portal.overview import by_place
from cms.portal.responses import reader_page, refuse
from cms.seams.board import NAMES, STATES

from . import comparing

PER_PAGE = 50


@reader_page
def index(request):
    """All units, or those of a site, a plant, or with a module in some state; so many on a page."""
    viewer = viewer_of(request.user)
    if "employees" not in viewer.audiences:
        return refuse(request)
    found = comparing.compare(viewer, comparing.Narrowed.read(request.GET))
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    columns = comparing.fill(viewer, rows, found.narrowed.board)
    narrowed = {name: value for name, value in vars(found.narrowed).items() if value}
    context = {
        "found": found,
        "page": page,
        "places": by_place(rows),
        "boards": _boards(columns),
        "columns": columns,
        "watches": any(row.watched is not None for row in rows),
        "states": [{"state": state, "sign": sign, "name": NAMES[state], "count": _sum(rows, state)} for state, sign in STATES.items()],
        "said": any(row.states for row in rows),
        "board_choices": plugins.Board.CHOICES,
        "query": urlencode(narrowed),
        "crumbs": [(unit.title, "/") for unit in reading.units(viewer).filter(depth=2)[:1]],
    }  # fmt: skip
    return render(request, "boards/list.html", context)


def _sum(rows, state: str) -> int:
    return sum(row.counts[state] for row in rows)


def _boards(columns) -> list[dict]:
    """The head's first line: each board over its modules."""
    return [
        {"label": label, "count": count}
        for slug, label in plugins.Board.CHOICES
        if (count := sum(module.board == slug for module in columns))
    ]
