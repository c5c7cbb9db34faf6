"""What changed since a reader last asked, and the words that records are sorted by."""

from typing import Annotated

from ninja import Query, Router

from cms import plugins
from cms.delivery import changes, reading
from cms.delivery.models import Document
from cms.people import Role
from cms.tree import SCOPE_CHOICES

from .auth import viewer
from .links import Links
from .schemas import ChangeList, Taxonomy
from .shapes import moment

router = Router(tags=["sync"])


@router.get("/changes", response=ChangeList, operation_id="listChanges", summary="What changed since 变动")
def list_changes(
    request,
    since: Annotated[str, Query("", description="`cursor` of the answer before; from the beginning without one.")],
    limit: Annotated[int, Query(reading.LARGEST_PAGE, ge=1, le=reading.LARGEST_PAGE)],
):
    """Records and home pages that were published, changed or taken down since, the oldest change first: for static builds and
    copies. A cursor costs the same anywhere.

    `gone` is said to whoever could see it, and of it nothing but its id. Keep `cursor` and come back with it; with `more` at
    once. A reader who is given another role begins anew: what they see because of it did not change.
    """
    found, links = changes.since(viewer(request), since, limit), Links(request)
    return {
        "items": [_change(pk, document, links) for pk, document in found.items],
        "cursor": found.cursor,
        "more": found.more,
    }


def _change(pk: int, document: Document | None, links: Links) -> dict:
    if document is None:
        return {"id": pk, "change": "gone", "document": None}
    is_record = document.kind == Document.RECORD
    return {
        "id": pk,
        "change": "current",
        "document": {
            "kind": document.kind,
            "module": document.module,
            "path": document.path,
            "version": document.etag,
            "last_published_at": moment(document.last_published_at),
            "href": links.api("records" if is_record else "units", pk),
        },
    }


@router.get("/taxonomy", response=Taxonomy, operation_id="getTaxonomy", summary="Boards, modules, scopes, roles, tags")
def get_taxonomy(request):
    """The words that records are sorted by, with their labels, and the tags of the records that the reader may see."""
    links = Links(request)
    return {
        "boards": _labelled(plugins.Board.CHOICES),
        "modules": [
            {
                "value": one.label,
                "label": one.zh,
                "board": one.board,
                "records_href": links.api("records", module=one.label),
            }
            for one in plugins.modules()
        ],
        "scopes": _labelled(SCOPE_CHOICES),
        "roles": _labelled(Role.choices),
        "tags": [
            {"value": tag, "count": count, "records_href": links.api("records", tag=tag)}
            for tag, count in reading.tags(viewer(request))
        ],
    }


def _labelled(choices) -> list[dict]:
    return [{"value": value, "label": str(label)} for value, label in choices]
