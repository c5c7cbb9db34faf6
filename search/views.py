"""The portal's search page, and the note that a result was opened."""

import logging

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms import plugins
from cms.access import Viewer, viewer_of
from cms.delivery import reading
from cms.people import Person
from cms.portal.responses import reader_page, refuse
from cms.tree import Unit

from . import asked, narrowing, query, suggest
from .engine import EngineError
from .narrowing import Narrow

logger = logging.getLogger(__name__)

LIMIT = 10
# A longer list is no help in choosing; a unit beyond it can still be named in the address
MOST_UNITS = 300
AROUND = 2  # page numbers on either side of the present one
PARAMETERS = ("q", "unit", "module", "page", "sort", "board", "year", "tag", "topic", "kind", "validity")


@reader_page
def results(request):
    """`?q=` words, `&unit=` a unit's code, `&module=` a label, `&sort=`, `&page=`, and what else narrows (`narrowing.BY_NAME`).
    Without words: the empty form, and what is often asked."""
    viewer = viewer_of(request.user)
    if not viewer.signed_in and not reading.documents(viewer).exists():
        return refuse(request)
    given = {name: request.GET.get(name, "").strip() for name in PARAMETERS}
    context = {**given, "units": _units(viewer, given["unit"]), "modules": _modules(), "longest": query.LONGEST}
    context |= {"sorts": query.SORTS.items(), "sort": given["sort"] or query.RELEVANCE}
    status = 200
    try:
        if given["q"]:
            context |= _answer(request, viewer, given)
        else:
            context["often"] = suggest.often(viewer)
    except ValidationError as error:
        context["errors"] = error.messages
        status = 400
    except EngineError as error:
        logger.warning("search: %s", error)
        if given["q"]:
            context["errors"] = [query.UNAVAILABLE]
            status = 503
    return render(request, "search/results.html", context, status=status)


def _answer(request, viewer: Viewer, given: dict[str, str]) -> dict:
    found = _ask(viewer, given)
    names = [name for name in narrowing.BY_NAME if given[name]]
    shown: dict = {"found": found, "narrowed": names, **_pages(found)}
    if found.page == 1 and not names:
        if request.user.is_authenticated:
            asked.note(given["q"], f"{request.user.pk}", bool(found.total))
        if not found.complete:
            titles = [item.document.title for item in found.items]
            shown["alternatives"] = suggest.alternatives(viewer, given["q"], titles)
    if not found.total:
        shown["topics"] = suggest.topics(viewer, given["q"])
        shown["office"] = suggest.asking_office(viewer, _own_unit(viewer))
    return shown


def _ask(viewer: Viewer, given: dict[str, str]) -> query.Results:
    unit = None
    if given["unit"]:
        unit = reading.find_unit(viewer, code=given["unit"])
        if unit is None:
            raise ValidationError(_("没有代码为“%(code)s”的党组织，或者您无权查看。") % {"code": given["unit"][:40]})
    number = given["page"] or "1"
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise ValidationError(_("“%(page)s”不是页码。") % {"page": number[:40]})
    year = given["year"]
    if year and not (year.isascii() and year.isdigit() and 1900 <= int(year) < 2200):
        raise ValidationError(_("年份（year）写作 2026，而不是“%(raw)s”。") % {"raw": year[:40]})
    narrow = Narrow(
        year=int(year) if year else None,
        **{name: given[name] for name in ("board", "tag", "topic", "kind", "validity")},
    )
    return query.ask(
        viewer,
        given["q"],
        unit=unit,
        module=given["module"],
        narrow=narrow,
        sort=given["sort"] or query.RELEVANCE,
        facets=True,
        limit=LIMIT,
        page=int(number),
    )


def _own_unit(viewer: Viewer) -> Unit | None:
    person = Person.objects.filter(pk=viewer.person_id).select_related("unit").first() if viewer.person_id else None
    return person.unit if person else None


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


@require_POST
def opened(request):
    """Note that a result was opened: `q`, the page's `id` and its `place` in the list. The browser waits for no answer."""
    number, place = (request.POST.get(name, "") for name in ("id", "place"))
    if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in (number, place)):
        return HttpResponse(status=400)
    viewer = viewer_of(request.user)
    if viewer.signed_in:
        asked.opened(viewer, request.POST.get("q", ""), int(number), min(int(place), query.DEEPEST))
    return HttpResponse(status=204)
