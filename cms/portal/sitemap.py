"""The map of what is public (社会公开), for whoever collects it: an index, and a list of addresses for each unit."""

from xml.sax.saxutils import escape

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from cms.access import ANYONE
from cms.delivery import reading
from cms.delivery.documents import path_of

__all__ = ["sitemap"]

PAGE = reading.LARGEST_PAGE
XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def sitemap(request):
    """Without a question the index; `?unit=CODE` a unit's addresses, `&after=MARK` those behind a mark of the index's making.

    Whoever asks, the answer is what a visitor may read.
    """
    code = request.GET.get("unit", "")
    if not code:
        return _xml("sitemapindex", "sitemap", _index(request))
    unit = reading.find_unit(ANYONE, code=code) if "\0" not in code else None
    if unit is None:
        raise Http404
    try:
        return _xml("urlset", "url", _addresses(request, unit, request.GET.get("after", "")))
    except ValidationError:
        raise Http404 from None


def _index(request):
    """Each unit's maps: the first, and one behind each full page of records."""
    here = reverse("portal:sitemap")
    for unit in reading.units(ANYONE):
        after = None
        while after != "":
            query = {"unit": unit.code} | ({"after": after} if after else {})
            yield request.build_absolute_uri(f"{here}?{urlencode(query)}"), None
            after = _page(unit, after or "").next


def _addresses(request, unit, after):
    page = _page(unit, after)
    if not after:
        for place in [unit, *reading.sections(ANYONE, unit)]:
            yield request.build_absolute_uri(path_of(place.url_path)), None
    for document in page.items:
        yield request.build_absolute_uri(document.path), document.last_published_at


def _page(unit, after):
    return reading.records(ANYONE, unit=unit, sort="published", after=after, limit=PAGE)


def _xml(root, item, entries):
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{XMLNS}">']
    for address, changed in entries:
        said = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
        lines.append(f"<{item}><loc>{escape(address)}</loc>{said}</{item}>")
    response = HttpResponse("\n".join([*lines, f"</{root}>\n"]), content_type="application/xml")
    response["Cache-Control"] = "no-cache"  # what is withdrawn leaves it at once
    return response
