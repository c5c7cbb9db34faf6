from typing import Annotated, Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router

from cms.delivery import reading
from cms.delivery.documents import read_all
from cms.delivery.models import Document

from . import extras
from .auth import viewer
from .links import Links
from .params import LARGEST_ID, Day, Id, Period, UnitKey, wanted_module, wanted_section, wanted_unit
from .problems import Problem, not_found
from .render import JSON
from .schemas import BoardSlug, Moved, RecordDetail, RecordItem, RecordList, Scope
from .shapes import moment, record_items, with_hrefs

router = Router(tags=["records"])

CONTENT_TYPE = "application/json; charset=utf-8"
Sort = Literal["-occurred_on", "occurred_on", "-published", "published"]


@router.get("/records", response=RecordList, exclude_unset=True, operation_id="listRecords", summary="Records 记录")
def list_records(
    request,
    unit: Annotated[UnitKey, Query("", description="Of this unit (id or code).")],
    subtree: Annotated[bool, Query(False, description="With `unit`: of the units below it as well.")],
    section: Annotated[Id, Query(None, description="Of this section, by id.")],
    module: Annotated[str, Query("", description="Of this module, by label.")],
    board: Annotated[BoardSlug | None, Query(None, description="Of the modules of this board.")],
    also_counts: Annotated[str, Query("", description="Of other modules that also count as this one (label).")],
    period: Annotated[Period, Query("", description="Of exactly this period, as the record says it.")],
    since: Annotated[Day, Query(None, description="Facts of this day and later.")],
    until: Annotated[Day, Query(None, description="Facts of this day and earlier.")],
    tag: Annotated[str, Query("", max_length=100, description="With this tag.")],
    scope: Annotated[Scope | None, Query(None, description="Of exactly this 公开范围.")],
    q: Annotated[
        str, Query("", max_length=100, description="With all these words in their texts, exactly as they stand.")
    ],
    sort: Annotated[
        Sort, Query("-occurred_on", description="By the fact or the first publication; `-`: newest first.")
    ],
    fields: Annotated[
        str, Query("", max_length=300, description="Only these parts of each item, by commas; `id` always.")
    ],
    expand: Annotated[
        str,
        Query(
            "",
            max_length=100,
            description="By commas: `content` (each item in full, as by its id); `unit`, `section`, `refs`: `included` "
            "has them.",
        ),
    ],
    after: Annotated[str, Query("", description="`next` of the page before.")],
    limit: Annotated[int, Query(20, ge=1, le=reading.LARGEST_PAGE)],
):
    """Published records that the reader may see, the newest fact first; the filters narrow together. What is meant by words
    rather than written in them is found by GET /search.

    Each item is the record's envelope and card; its `href` has everything.
    """
    reader = viewer(request)
    more = extras.named(expand, extras.EXPANSIONS, "expand")
    parts = extras.named(fields, PARTS if "content" in more else RecordItem.model_fields, "fields")
    extras.afford(more, limit)
    if subtree and not unit:
        raise Problem(422, errors={"subtree": _("须与 unit 一起使用。")})
    if since and until and since > until:
        raise Problem(422, errors={"since": _("不能晚于 until。")})
    found = reading.records(
        reader,
        unit=wanted_unit(reader, unit),
        subtree=subtree,
        section=wanted_section(reader, section),
        module=wanted_module(module),
        board=board or "",
        also_counts=wanted_module(also_counts, "also_counts"),
        period=period,
        since=since,
        until=until,
        tag=tag,
        scope=scope or "",
        text=q,
        sort=sort,
        after=after,
        limit=limit,
    )
    items = in_full(request, found.items) if "content" in more else record_items(request, found.items)
    answer = {"items": items, **Links(request).following(request, found.next)}
    return _with_extras(request, answer, found.items, parts, more)


@router.get(
    "/records/by-path",
    response={200: RecordDetail, 308: Moved},
    exclude_unset=True,
    operation_id="getRecordByPath",
    summary="A record by its path on the site",
)
def get_record_by_path(
    request, path: Annotated[str, Query(description="`/zongzhuang/…/`, with or without its last slash.")]
):
    """The record whose page is at this path. A path that it had earlier is answered with 308 and where it is now."""
    wanted = f"/{path.strip('/')}/"
    found = reading.at_path(viewer(request), wanted)
    if isinstance(found, str):
        href = Links(request).api("records", "by-path", path=found)
        body = JSON().render(request, {"moved_to": found, "href": href}, response_status=308)
        return HttpResponse(body, status=308, content_type=CONTENT_TYPE, headers={"Location": href})
    return _shown(request, found)


@router.get(
    "/records/{int:record}",
    response=RecordDetail,
    exclude_unset=True,
    operation_id="getRecord",
    summary="A record in full",
)
def get_record(
    request,
    record: Annotated[int, Path(description="Id of the record.")],
    fields: Annotated[str, Query("", max_length=300, description="Only these parts, by commas; `id` always.")],
    expand: Annotated[
        str, Query("", max_length=100, description="`unit`, `section`, `refs`, by commas: `included` has them.")
    ],
):
    """Fields, body, attachments, evidence and the stamp of its review, as far as the reader may see them; what they may
    not is named under `withheld`."""
    parts, more = extras.named(fields, PARTS, "fields"), extras.named(expand, EXPANSIONS, "expand")
    if record > LARGEST_ID:
        raise not_found()
    found = reading.record(viewer(request), record)
    if found is None and (gone := reading.withdrawn(viewer(request), pk=record)):
        raise Problem(410, _("这条记录已于 %(day)s 撤回。") % {"day": moment(gone.withdrawn_at).date().isoformat()})
    if found is None and (gone := reading.expired(viewer(request), pk=record)):
        raise Problem(410, _("这条记录公开至 %(day)s，已到期下架。") % {"day": gone.until.isoformat()})
    return _with_extras(request, _shown(request, found), [found], parts, more)


PARTS = [name for name in RecordDetail.model_fields if name != "included"]
# A record by its id has its content in any case
EXPANSIONS = [name for name in extras.EXPANSIONS if name != "content"]


def _with_extras(request, answer: dict, documents: list[Document], parts: list[str], more: list[str]):
    """The answer with what it expands to, and with only those parts of its records that were asked for."""
    if led_to := [name for name in more if name != "content"]:
        answer["included"] = extras.expanded(request, viewer(request), documents, led_to)
    if not parts:
        return answer
    if "items" in answer:
        answer["items"] = extras.chosen(answer["items"], parts)
    else:
        answer = extras.chosen([answer], [*parts, "included"])[0]
    # Past the model, which has everything
    return HttpResponse(JSON().render(request, answer, response_status=200), content_type=CONTENT_TYPE)


def _shown(request, document: Document | None) -> dict:
    if document is None or document.kind != Document.RECORD:
        raise not_found()
    return _whole(request, [document])[0]


def in_full(request, cards: list[Document]) -> list[dict]:
    """These records, of which no more than the card is known, in full and in their order."""
    known = reading.documents(viewer(request)).in_bulk([card.pk for card in cards])
    return _whole(request, [known[card.pk] for card in cards if card.pk in known])


def _whole(request, documents: list[Document]) -> list[dict]:
    links, found = Links(request), []
    for content, envelope in zip(read_all(documents, viewer(request)), record_items(request, documents), strict=True):
        content["fields"] = [with_hrefs(entry, links) for entry in content["fields"]]
        # What a plugin adds to a document stands beside the envelope and never in its place
        found.append({**content, **envelope})
    return found
