"""Writing: drafts of the reader's own units, by the rules and in the words of the admin."""

import datetime
from typing import Annotated

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Status

from cms.access import may_draft
from cms.drafting import actions as drafting
from cms.drafting import form, listing, previews, shown
from cms.moderation import actions, findings, status
from cms.tree import Record, Section

from .auth import DRAFTERS, viewer
from .inputs import CorrectionNote, DraftChange, NewDraft
from .links import Links
from .outputs import Draft, DraftList, Preview, Submitted
from .params import LARGEST_ID, UnitKey, wanted_unit
from .problems import Problem, not_found
from .schemas import RecordDetail
from .shapes import moment, record_items, section_ref, unit_ref, with_hrefs
from .statuses import status_json

router = Router(tags=["drafts"], auth=DRAFTERS)

DraftId = Annotated[int, Path(description="Id of the record.")]
OVERWRITTEN = 412


@router.get("/drafts", response=DraftList, operation_id="listDrafts", summary="Drafts 稿件")
def list_drafts(
    request,
    unit: Annotated[UnitKey, Query("", description="Of this unit (id or code); of all that the reader writes for.")],
    mine: Annotated[bool, Query(False, description="Only those that the reader began.")],
    after: Annotated[str, Query("", description="`next` of the page before.")],
    limit: Annotated[int, Query(20, ge=1, le=listing.LARGEST_PAGE)],
):
    """What is begun and not published as it stands, in the units whose information officer (信息员) the reader is: the draft
    that was saved last comes first."""
    reader, links = viewer(request), Links(request)
    found = listing.drafts(
        request.user, unit=wanted_unit(reader, unit) if unit else None, mine=mine, after=after, limit=limit
    )
    states = status.of_many(found.items)
    items = [_item(page, states[page.pk], links) for page in found.items]
    return {"items": items, **links.following(request, found.next)}


@router.post("/drafts", response={201: Draft}, operation_id="createDraft", summary="Begin a draft")
def create_draft(request, given: NewDraft, response: HttpResponse):
    """A new draft in a section of the reader's own unit. It may be unfinished: `lacking` says what is still to be done."""
    values = given.model_dump(exclude_unset=True)
    section = Section.objects.filter(pk=min(values.pop("section"), LARGEST_ID), live=True).first()
    if (
        section is None
        or section.plugin is None
        or section.plugin.model is None
        or not may_draft(request.user, section.owning_unit_id)
    ):
        raise Problem(422, errors={"section": _("没有这个栏目，或者您不是其所在党组织的信息员。")})
    page = drafting.create(section, request.user, values)
    return Status(201, _draft(request, page, response))


@router.get("/drafts/{int:draft}", response=Draft, operation_id="getDraft", summary="A draft as it is written")
def get_draft(request, draft: DraftId):
    """The latest draft of a record of the reader's unit, published or not, with what is lacking and what machine checks find.

    Its `ETag` begins with `revision`: send either as `If-Match` when changing it.
    """
    return _draft(request, own(request, draft))


@router.patch(
    "/drafts/{int:draft}",
    response=Draft,
    operation_id="changeDraft",
    summary="Change a draft",
    openapi_extra={
        "parameters": [
            {
                "in": "header",
                "name": "If-Match",
                "required": True,
                "schema": {"type": "string"},
                "description": "The draft's `revision` in quotes, or its `ETag`; `*` for whichever.",
            }
        ]
    },
)
def change_draft(request, draft: DraftId, given: DraftChange, response: HttpResponse):
    """Write what is named and leave the rest. 412 when somebody saved it since it was read: nothing is overwritten unseen."""
    page = own(request, draft)
    expected = _expected(request)
    try:
        page = drafting.change(page, request.user, given.model_dump(exclude_unset=True), expected=expected)
    except drafting.Overwritten:
        detail = _("您读取之后这份稿件又保存过，没有写入；请重新读取，把改动加上再提交。")
        raise Problem(OVERWRITTEN, detail, headers={"ETag": f'"{drafting.state_of(page)}"'}) from None
    return _draft(request, page, response)


@router.post("/drafts/{int:draft}/submit", response=Submitted, operation_id="submitDraft", summary="Submit 报送")
def submit_draft(request, draft: DraftId):
    """Send the draft to the first stage of review. What is in the way is named by field, and nothing is submitted."""
    page = own(request, draft)
    try:
        actions.submit(page, request.user)
    except ValidationError as refused:
        raise form.by_api_name(refused) from refused
    return _submitted(request, page)


@router.post(
    "/drafts/{int:draft}/take-back", response=Submitted, operation_id="takeBackDraft", summary="Take back 撤回报送"
)
def take_back_draft(request, draft: DraftId):
    """Take a submission back, to go on writing."""
    page = own(request, draft)
    actions.take_back(page, request.user)
    return _submitted(request, page)


@router.post(
    "/drafts/{int:draft}/preview", response=Preview, operation_id="previewDraft", summary="Sign a preview 预览"
)
def preview_draft(request, draft: DraftId, response: HttpResponse):
    """Two addresses of the draft as it is now, for ten minutes: the portal's page and the JSON of a published record. Whoever
    opens one must be allowed to see the draft at that moment; others find nothing there."""
    page = own(request, draft)
    response["Cache-Control"] = "no-store"
    return preview_of(request, page)


@router.get(
    "/previews/{signature}",
    response=RecordDetail,
    exclude_unset=True,
    operation_id="getPreview",
    summary="A previewed draft as readers would see it",
)
def get_preview(request, signature: str, response: HttpResponse):
    """The draft in the form of GET /records/{id}. 404 when ten minutes have passed, when the draft was saved since, or when the
    reader may not see it."""
    draft = previews.find(signature, request.user)
    if draft is None or not draft.is_record:
        raise not_found()
    response["Cache-Control"] = "no-store"
    return as_published(request, draft)


@router.post(
    "/records/{int:record}/correction", response=Draft, operation_id="correctRecord", summary="Begin a correction 更正"
)
def correct_record(
    request,
    record: Annotated[int, Path(description="Id of the record.")],
    given: CorrectionNote,
    response: HttpResponse,
):
    """Begin the next version of a record of the reader's unit that was once published, with the note that its readers will see.
    What is published stays as it is until the new version has passed its reviews."""
    page = drafting.correct(own(request, record), request.user, given.note)
    return _draft(request, page, response)


def own(request: HttpRequest, pk: int) -> Record:
    """The record (a specific page) of a unit that the user writes for. Raises the 404."""
    page = listing.find(request.user, pk) if pk <= LARGEST_ID else None
    if page is None:
        raise not_found()
    return page


def preview_of(request: HttpRequest, page) -> dict:
    signature, links = previews.sign(page), Links(request)
    expires_at = timezone.now() + datetime.timedelta(seconds=previews.LASTS)
    return {
        "url": links.page(f"/preview/{signature}/"),
        "href": links.api("previews", signature),
        "expires_at": moment(expires_at),
    }


def as_published(request: HttpRequest, draft) -> dict:
    """A draft in memory in the form of a published record, built and not stored."""
    document, content = previews.built(draft, viewer(request))
    content["fields"] = [with_hrefs(entry, Links(request)) for entry in content["fields"]]
    return {**content, **record_items(request, [document])[0]}


def _expected(request: HttpRequest) -> str:
    """The state that `If-Match` names, '' for `*`. Raises 428 without the header."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise Problem(428, _("修改稿件须带 If-Match 头，写明读取时的 revision。"))
    return "" if given == "*" else given.removeprefix("W/").strip('"').partition(".")[0] or "-"


def _item(page: Record, found: status.Status, links: Links) -> dict:
    draft = page.get_latest_revision_as_object()
    return {
        "id": page.pk,
        "title": draft.title,
        "module": page.module_label(),
        "occurred_on": draft.occurred_on,
        "unit": unit_ref(page.owning_unit, links),
        "section": section_ref(page.owning_section, links),
        "saved_at": moment(page.latest_revision_created_at),
        "status": status_json(found),
        "href": links.api("drafts", page.pk),
    }


def _draft(request: HttpRequest, page: Record, response: HttpResponse | None = None) -> dict:
    draft, state = page.get_latest_revision_as_object(), drafting.state_of(page)
    if response is None:
        request.state_tag = f"{state}."
    else:
        response["ETag"] = f'"{state}"'
    found = status.of(page)
    return {
        **_item(page, found, Links(request)),
        **shown.content(draft),
        "revision": state,
        "lacking": [] if found.state == status.REVIEW else _lacking(draft),
        "hints": [_hint(one.field, one.message) for one in findings.run(draft)],
    }


def _lacking(draft: Record) -> list[dict]:
    try:
        draft.check_submission()
    except ValidationError as refused:
        return [_hint(name or "", said) for name, all_ in status.by_field(refused).items() for said in all_]
    return []


def _hint(name: str, message: str) -> dict:
    return {"field": form.api_name(name), "message": str(message)}


def _submitted(request: HttpRequest, page: Record) -> dict:
    page = listing.find(request.user, page.pk)
    return {"id": page.pk, "status": status_json(status.of(page)), "href": Links(request).api("drafts", page.pk)}
