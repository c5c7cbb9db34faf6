from typing import Annotated

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router

from cms.delivery import reading
from cms.delivery.documents import read
from cms.delivery.models import Document

from .auth import viewer
from .links import Links
from .params import LARGEST_ID, Day, Id, Period, UnitKey, wanted_module, wanted_section, wanted_unit
from .problems import Problem, not_found
from .render import JSON
from .schemas import BoardSlug, Moved, RecordDetail, RecordList
from .shapes import moment, record_items, with_hrefs

router = Router(tags=["records"])


@router.get("/records", response=RecordList, operation_id="listRecords", summary="Records 记录")
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
    after: Annotated[str, Query("", description="`next` of the page before.")],
    limit: Annotated[int, Query(20, ge=1, le=reading.LARGEST_PAGE)],
):
    """Published records that the reader may see, the newest fact first; the filters narrow together.

    Each item is the record's envelope and card; its `href` has everything.
    """
    reader = viewer(request)
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
        after=after,
        limit=limit,
    )
    return {"items": record_items(request, found.items), **Links(request).following(request, found.next)}


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
        return HttpResponse(body, status=308, content_type="application/json", headers={"Location": href})
    return _shown(request, found)


@router.get(
    "/records/{int:record}",
    response=RecordDetail,
    exclude_unset=True,
    operation_id="getRecord",
    summary="A record in full",
)
def get_record(request, record: Annotated[int, Path(description="Id of the record.")]):
    """Fields, body, attachments, evidence and the stamp of its review, as far as the reader may see them; what they may
    not is named under `withheld`."""
    if record > LARGEST_ID:
        raise not_found()
    found = reading.record(viewer(request), record)
    if found is None and (gone := reading.withdrawn(viewer(request), pk=record)):
        raise Problem(410, _("这条记录已于 %(day)s 撤回。") % {"day": moment(gone.withdrawn_at).date().isoformat()})
    if found is None and (gone := reading.expired(viewer(request), pk=record)):
        raise Problem(410, _("这条记录公开至 %(day)s，已到期下架。") % {"day": gone.until.isoformat()})
    return _shown(request, found)


def _shown(request, document: Document | None) -> dict:
    if document is None or document.kind != Document.RECORD:
        raise not_found()
    content = read(document, viewer(request))
    content["fields"] = [with_hrefs(entry, Links(request)) for entry in content["fields"]]
    # What a plugin adds to a document stands beside the envelope and never in its place
    return {**content, **record_items(request, [document])[0]}
