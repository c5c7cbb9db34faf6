"""`GET /api/v1/search`: the same search as the portal's."""

import datetime
import logging
from typing import Annotated

from ninja import Query, Router
from pydantic import BaseModel, Field

from cms.delivery.api.auth import viewer
from cms.delivery.api.links import Links
from cms.delivery.api.params import Day, UnitKey, wanted_unit
from cms.delivery.api.problems import MEDIA_TYPE, Problem
from cms.delivery.api.schemas import UnitRef, with_example
from cms.delivery.api.shapes import unit_ref
from cms.delivery.models import Document

from . import query
from .engine import EngineError

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
}
UNAVAILABLE = {
    "description": "The search engine does not answer; ask again after `Retry-After` seconds.",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
}


class SearchResult(BaseModel):
    """A record or a unit's home page. The two texts are HTML: everything escaped, `<mark>` around what was asked for."""

    id: int
    kind: str = Field(description="record, or unit for a unit's home page.")
    title: str
    title_html: str
    passages: list[str] = Field(description="The places in the text that answer best, as HTML.")
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

    total: int = Field(description="How many results the reader may see.")
    complete: int = Field(description="So many of them hold all that was asked for, as it was typed.")
    relaxed: bool = Field(
        description="True when the others hold a part of it, or say it in other words (synonyms, sounds)."
    )
    page: int
    pages: int = Field(description=f"How many pages can be asked for: not beyond {query.DEEPEST} results.")
    results: list[SearchResult]


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
    limit: Annotated[int, Query(20, ge=1, le=query.LARGEST_PAGE)],
    page: Annotated[int, Query(1, ge=1, description=f"`page` × `limit` is at most {query.DEEPEST}.")],
):
    """Published records and home pages that hold the words anywhere, the best first, within what the reader may see.

    Where fewer than ten hold all the words, others follow that hold a part of them (`relaxed`).
    """
    reader = viewer(request)
    try:
        found = query.ask(
            reader, q, unit=wanted_unit(reader, unit), module=module, since=since, until=until, limit=limit, page=page
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
    }


def _result(item: query.Item, links: Links) -> dict:
    document = item.document
    operation = "records" if document.kind == Document.RECORD else "units"
    return {
        "id": document.pk,
        "kind": document.kind,
        "title": document.title,
        "title_html": item.title_html,
        "passages": item.passages,
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
