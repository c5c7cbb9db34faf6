"""The portal's search page."""

import logging

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms import plugins
from cms.access import Viewer, viewer_of
from cms.delivery import reading
from cms.portal.responses import reader_page, refuse
from cms.tree import Unit

from . import query
from .engine import EngineError

logger = logging.getLogger(__name__)

LIMIT = 10
# A longer list is no help in choosing; a unit beyond it can still be named in the address
MOST_UNITS = 300
AROUND = 2  # page numbers on either side of the present one


@reader_page
def results(request):
    """`?q=` words, `&unit=` a unit's code, `&module=` a label, `&page=`. Without words: the empty form."""
    viewer = viewer_of(request.user)
    if not viewer.signed_in and not reading.documents(viewer).exists():
        return refuse(request)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "unit", "module", "page")}
    context = {**asked, "units": _units(viewer, asked["unit"]), "modules": _modules(), "longest": query.LONGEST}
    status = 200
    try:
        found = context["found"] = _ask(viewer, asked) if asked["q"] else None
        if found:
            context |= _pages(found)
    except ValidationError as error:
        context["errors"] = error.messages
        status = 400
    except EngineError as error:
        logger.warning("search: %s", error)
        context["errors"] = [query.UNAVAILABLE]
        status = 503
    return render(request, "search/results.html", context, status=status)


def _ask(viewer: Viewer, asked: dict[str, str]) -> query.Results:
    unit = None
    if asked["unit"]:
        unit = reading.find_unit(viewer, code=asked["unit"])
        if unit is None:
            raise ValidationError(_("没有代码为“%(code)s”的党组织，或者您无权查看。") % {"code": asked["unit"][:40]})
    number = asked["page"] or "1"
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise ValidationError(_("“%(page)s”不是页码。") % {"page": number[:40]})
    return query.ask(viewer, asked["q"], unit=unit, module=asked["module"], limit=LIMIT, page=int(number))


def _units(viewer: Viewer, chosen: str) -> list[Unit]:
    known = list(reading.units(viewer)[:MOST_UNITS])
    if chosen and all(unit.code != chosen for unit in known):
        known += [unit for unit in [reading.find_unit(viewer, code=chosen)] if unit]
    return known


def _modules() -> list[tuple[str, str]]:
    return [(module.label, str(module.zh)) for module in plugins.modules()]


def _pages(found: query.Results) -> dict:
    """What leads to the other pages: `numbers`, in which None stands for those left out, `previous` and `next`."""
    near = range(max(1, found.page - AROUND), min(found.pages, found.page + AROUND) + 1)
    numbers: list[int | None] = []
    for number in sorted({1, *near, found.pages}) if found.pages > 1 else []:
        if numbers and numbers[-1] + 1 != number:
            numbers.append(None)
        numbers.append(number)
    return {
        "numbers": numbers,
        "first": (found.page - 1) * LIMIT + 1,
        "previous": found.page - 1 if 1 < found.page <= found.pages else None,
        "next": found.page + 1 if found.page < found.pages else None,
    }
