"""`GET /api/v1/search`: the same search as the portal's."""

import datetime
import logging
from typing import Annotated, Literal
from urllib.parse import quote

from ninja import Query, Router
from pydantic import BaseModel, Field

from cms.delivery.api.auth import viewer
from cms.delivery.api.links import Links
from cms.delivery.api.params import Day, UnitKey, wanted_unit
from cms.delivery.api.problems import MEDIA_TYPE, Problem
from cms.delivery.api.schemas import UnitRef, with_example
from cms.delivery.api.shapes import unit_ref
from cms.delivery.models import Document

from . import query, suggest
from .articles import Place
from .engine import MOST_COUNTED, EngineError
from .narrowing import Facet, Narrow

__all__ = ["router"]

logger = logging.getLogger(__name__)

RETRY_AFTER = 10  # seconds

EXAMPLE = {
    "total": 1,
    "complete": 1,
    "relaxed": False,
    "page": 1,
    "pages": 1,
    "results": [
        {
            "id": 41,
            "kind": "record",
            "title": "总装党支部召开三季度党员大会",
            "title_html": "总装党支部召开三季度<mark>党员大会</mark>",
            "passages": ["会议听取了<mark>党费</mark>收缴情况的通报…"],
            "places": [
                {
                    "html": "会议听取了<mark>党费</mark>收缴情况的通报…",
                    "label": "二、收缴情况",
                    "url": "http://127.0.0.1:8000/zongzhuang/three-meetings-one-lesson/20260918-dang-yuan-da-hui/"
                    "#t-%E4%BA%8C%E6%94%B6%E7%BC%B4%E6%83%85%E5%86%B5",
                }
            ],
            "recommended": False,
            "lapsed": False,
            "unit": {
                "id": 4,
                "code": "zongzhuang",
                "title": "总装党支部",
                "href": "http://127.0.0.1:8000/api/v1/units/4",
            },
            "module": "three_meetings_one_lesson",
            "module_name": "三会一课",
            "occurred_on": "2026-09-18",
            "score": 21.4,
            "external_id": "",
            "path": "/zongzhuang/three-meetings-one-lesson/20260918-dang-yuan-da-hui/",
            "url": "http://127.0.0.1:8000/zongzhuang/three-meetings-one-lesson/20260918-dang-yuan-da-hui/",
            "href": "http://127.0.0.1:8000/api/v1/records/41",
        }
    ],
    "facets": [],
}
UNAVAILABLE = {
    "description": "The search engine does not answer; ask again after `Retry-After` seconds.",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
}


class SearchPlace(BaseModel):
    html: str
    label: str = Field(description="The heading or article (第×条) that the passage stands below, or empty.")
    url: str = Field(description="The record's page, at that heading.")


class SearchChoice(BaseModel):
    value: str
    label: str
    count: int


class SearchFacet(BaseModel):
    name: str = Field(description="Also the parameter that narrows by it.")
    label: str
    choices: list[SearchChoice]


class SearchResult(BaseModel):
    """A record or a unit's home page. The two texts are HTML: everything escaped, `<mark>` around what was asked for."""

    id: int
    kind: str = Field(description="record, or unit for a unit's home page.")
    title: str
    title_html: str
    passages: list[str] = Field(description="The places in the text that answer best, as HTML.")
    places: list[SearchPlace] = Field(description="The same passages with where they stand.")
    recommended: bool = Field(description="Put on top by a Party office (推荐).")
    lapsed: bool = Field(description="No longer in force (失效).")
    unit: UnitRef
    module: str = Field(description="Label of the module; empty for a unit's home page.")
    module_name: str
    occurred_on: datetime.date | None = Field(description="The day of the fact.")
    score: float = Field(description="Larger is better; to be compared within one answer only.")
    external_id: str = Field(description="The id that an imported document was imported by; empty for others.")
    path: str
    url: str
    href: str


class SearchResults(BaseModel):
    model_config = with_example(EXAMPLE)

    total: int = Field(description=f"How many results the reader may see; of {MOST_COUNTED} and more, {MOST_COUNTED}.")
    complete: int = Field(description="So many of them hold all that was asked for, as it was typed.")
    relaxed: bool = Field(
        description="True when the others hold a part of it, or say it in other words (synonyms, sounds)."
    )
    page: int
    pages: int = Field(description=f"How many pages can be asked for: not beyond {query.DEEPEST} results.")
    results: list[SearchResult]
    facets: list[SearchFacet] = Field(
        description=f"With `facets=true`: counts of the {query.DEEPEST} best results, within what the reader may see."
    )


router = Router(tags=["search"])


@router.get(
    "/search",
    response=SearchResults,
    operation_id="search",
    summary="Search 检索",
    openapi_extra={"responses": {503: UNAVAILABLE}},
)
def search(
    request,
    q: Annotated[str, Query(description=f"Words, in Chinese or not; at most {query.LONGEST} characters.")],
    unit: Annotated[UnitKey, Query("", description="Of this unit (id or code).")],
    module: Annotated[str, Query("", description="Of this module, by label.")],
    since: Annotated[Day, Query(None, description="Facts of this day and later.")],
    until: Annotated[Day, Query(None, description="Facts of this day and earlier.")],
    board: Annotated[str, Query("", description="Of the modules of this board.")],
    year: Annotated[int | None, Query(None, ge=1900, le=2199, description="Facts of this year.")],
    tag: Annotated[str, Query("", description="With this tag.")],
    topic: Annotated[str, Query("", description="Guides on this topic, by its label.")],
    kind: Annotated[str, Query("", description="Documents of this kind, by its label.")],
    validity: Annotated[
        Literal["", "in_force", "lapsed"], Query("", description="Rules that are, or are no longer, in force.")
    ],
    sort: Annotated[
        Literal["relevance", "newest"], Query(query.RELEVANCE, description="The best first, or the newest fact.")
    ],
    facets: Annotated[bool, Query(False, description="Whether to count what the results can be narrowed by.")],
    limit: Annotated[int, Query(20, ge=1, le=query.LARGEST_PAGE)],
    page: Annotated[int, Query(1, ge=1, description=f"`page` × `limit` is at most {query.DEEPEST}.")],
):
    """Published records and home pages that hold the words anywhere, the best first, within what the reader may see.

    Where fewer than ten hold all the words, others follow that hold a part of them (`relaxed`), at most a hundred.
    """
    reader = viewer(request)
    try:
        found = query.ask(
            reader,
            q,
            unit=wanted_unit(reader, unit),
            module=module,
            since=since,
            until=until,
            narrow=Narrow(board, year, tag, topic, kind, validity),
            sort=sort,
            facets=facets,
            limit=limit,
            page=page,
        )
    except EngineError as error:
        logger.warning("search: %s", error)
        raise Problem(503, query.UNAVAILABLE, headers={"Retry-After": str(RETRY_AFTER)}) from error
    links = Links(request)
    return {
        "total": found.total,
        "complete": found.complete,
        "relaxed": found.relaxed,
        "page": found.page,
        "pages": found.pages,
        "results": [_result(item, links) for item in found.items],
        "facets": [_facet(facet) for facet in found.facets],
    }


SUGGESTED = {"suggestions": [{"kind": "term", "text": "党费收缴", "html": "<mark>党费</mark>收缴", "url": ""}]}


class SearchSuggestion(BaseModel):
    kind: Literal["title", "term", "query"] = Field(
        description="A record's title, a term of the lexicon, or what several readers asked lately."
    )
    text: str
    html: str = Field(description="The text, escaped, with what was typed marked.")
    url: str = Field(description="Of a title's record; empty for what is to be asked for.")


class SearchSuggestions(BaseModel):
    model_config = with_example(SUGGESTED)

    suggestions: list[SearchSuggestion]


@router.get(
    "/search/suggest",
    response=SearchSuggestions,
    operation_id="suggest",
    summary="Suggestions while typing 检索提示",
    openapi_extra={"responses": {503: UNAVAILABLE}},
)
def suggestions(
    request,
    q: Annotated[
        str, Query(description=f"What was typed so far; nothing is suggested beyond {suggest.LONGEST} characters.")
    ],
):
    """What the reader may want: each suggestion leads to something that the reader may see."""
    try:
        found = suggest.suggestions(viewer(request), q)
    except EngineError as error:
        logger.warning("search: %s", error)
        raise Problem(503, query.UNAVAILABLE, headers={"Retry-After": str(RETRY_AFTER)}) from error
    links = Links(request)
    return {
        "suggestions": [
            {"kind": one.kind, "text": one.text, "html": one.html, "url": links.page(one.path) if one.path else ""}
            for one in found
        ]
    }


def _place(place: Place, address: str) -> dict:
    url = f"{address}#{quote(place.anchor)}" if place.anchor else address
    return {"html": place.html, "label": place.label, "url": url}


def _facet(facet: Facet) -> dict:
    choices = [{"value": one.value, "label": one.label, "count": one.count} for one in facet.choices]
    return {"name": facet.name, "label": facet.label, "choices": choices}


def _result(item: query.Item, links: Links) -> dict:
    document = item.document
    operation = "records" if document.kind == Document.RECORD else "units"
    return {
        "id": document.pk,
        "kind": document.kind,
        "title": document.title,
        "title_html": item.title_html,
        "passages": item.passages,
        "places": [_place(place, links.page(document.path)) for place in item.places],
        "recommended": item.recommended,
        "lapsed": item.lapsed,
        "unit": unit_ref(item.unit, links),
        "module": document.module,
        "module_name": item.module_name,
        "occurred_on": document.occurred_on,
        "score": round(item.score, 4),
        "external_id": item.external_id,
        "path": document.path,
        "url": links.page(document.path),
        "href": links.api(operation, document.pk),
    }
