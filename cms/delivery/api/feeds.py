"""Atom and JSON Feed of a section or unit: its newest publications, as the reader may see them."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from ninja import Path, Router

from cms.delivery import reading
from cms.delivery.models import Document
from cms.tree import Section, Unit

from . import examples
from .auth import viewer
from .links import Links
from .params import LARGEST_ID, UnitKey, named_unit
from .problems import not_found
from .render import JSON
from .shapes import moment, page_links

router = Router(tags=["sync"])

NEWEST = 50
ATOM, FEED = "application/atom+xml", "application/feed+json"
SectionId = Annotated[int, Path(description="Id of the section.")]


def _described(media_type: str) -> dict:
    schema = {"$ref": "#/components/schemas/Feed"} if media_type == FEED else {"type": "string"}
    example = examples.FEED if media_type == FEED else examples.ATOM
    content = {media_type: {"schema": schema, "example": example}}
    return {"responses": {200: {"description": "The feed.", "content": content}}}


@router.get(
    "/sections/{int:section}/feed.atom",
    operation_id="getSectionAtom",
    summary="Atom feed of a section",
    openapi_extra=_described(ATOM),
)
def section_atom(request, section: SectionId):
    """The newest publications of a section: a visitor's feed holds what is public, a reader's what they may see."""
    return _atom(request, _section(request, section))


@router.get(
    "/sections/{int:section}/feed.json",
    operation_id="getSectionFeed",
    summary="JSON Feed of a section",
    openapi_extra=_described(FEED),
)
def section_json(request, section: SectionId):
    """The same as JSON Feed 1.1."""
    return _json(request, _section(request, section))


@router.get(
    "/units/{unit}/feed.atom", operation_id="getUnitAtom", summary="Atom feed of a unit", openapi_extra=_described(ATOM)
)
def unit_atom(request, unit: UnitKey):
    """The newest publications of a unit, of its own sections."""
    return _atom(request, named_unit(viewer(request), unit))


@router.get(
    "/units/{unit}/feed.json", operation_id="getUnitFeed", summary="JSON Feed of a unit", openapi_extra=_described(FEED)
)
def unit_json(request, unit: UnitKey):
    """The same as JSON Feed 1.1."""
    return _json(request, named_unit(viewer(request), unit))


def _section(request: HttpRequest, pk: int) -> Section:
    found = reading.find_section(viewer(request), pk) if pk <= LARGEST_ID else None
    if found is None:
        raise not_found()
    return found


def _newest(request: HttpRequest, place: Section | Unit) -> list[Document]:
    where = {"section": place} if isinstance(place, Section) else {"unit": place}
    return reading.records(viewer(request), **where, sort="-published", limit=NEWEST).items


def _titled(place: Section | Unit) -> str:
    return f"{reading.owners([place])[place.pk].title} · {place.title}" if isinstance(place, Section) else place.title


def _links(request: HttpRequest, place: Section | Unit) -> dict:
    links = Links(request)
    return page_links(place, "sections" if isinstance(place, Section) else "units", links)


def _atom(request: HttpRequest, place: Section | Unit) -> HttpResponse:
    links = Links(request)
    feed = Atom1Feed(
        title=_titled(place),
        link=_links(request, place)["url"],
        description="",
        language="zh-CN",
        feed_url=request.build_absolute_uri(request.path),
    )
    for one in _newest(request, place):
        feed.add_item(
            title=one.title,
            link=links.page(one.path),
            description=one.card.get("summary", ""),
            unique_id=links.api("records", one.pk),
            pubdate=moment(one.first_published_at),
            updateddate=moment(one.last_published_at),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=f"{ATOM}; charset=utf-8")


def _json(request: HttpRequest, place: Section | Unit) -> HttpResponse:
    links = Links(request)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _titled(place),
        "home_page_url": _links(request, place)["url"],
        "feed_url": request.build_absolute_uri(request.path),
        "language": "zh-CN",
        "items": [
            {
                "id": links.api("records", one.pk),
                "url": links.page(one.path),
                "title": one.title,
                "content_text": one.card.get("summary", ""),
                "date_published": moment(one.first_published_at),
                "date_modified": moment(one.last_published_at),
            }
            for one in _newest(request, place)
        ],
    }
    return HttpResponse(JSON().render(request, feed, response_status=200), content_type=FEED)
