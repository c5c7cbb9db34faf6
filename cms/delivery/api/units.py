from typing import Annotated

from django.utils import timezone
from ninja import Query, Router

from cms import plugins
from cms.access import Viewer
from cms.delivery import reading
from cms.delivery.documents import read
from cms.delivery.models import Document
from cms.seams.board import TileState, counted
from cms.tree import Unit

from .auth import viewer
from .links import Links
from .params import UnitKey, named_unit
from .schemas import UnitBoards, UnitDetail, UnitList
from .shapes import moment, page_links, record_items, state_of, unit_items, unit_ref

router = Router(tags=["units"])


@router.get("/units", response=UnitList, operation_id="listUnits", summary="The tree of units 党组织")
def list_units(request):
    """All units that the reader may know of, in the order of the tree: a unit follows the one that it is below.

    `parent` makes the tree of the list. Not paged.
    """
    reader = viewer(request)
    return {"items": unit_items(reader, reading.units(reader), Links(request))}


@router.get(
    "/units/{unit}",
    response=UnitDetail,
    exclude_unset=True,
    operation_id="getUnit",
    summary="A unit with its home page",
)
def get_unit(request, unit: UnitKey):
    """The unit of this id or code, and the content of its home page: blocks, among them the live blocks of a home page
    (`board`, `latest_records`, `notices`, `calendar`), which say what to show; `href` in them is where to ask for it."""
    reader, links = viewer(request), Links(request)
    found = named_unit(reader, unit)
    (item,) = unit_items(reader, [found], links)
    document = reading.record(reader, found.pk)
    return {**item, "home": _home(document, reader, found, links) if document else None}


@router.get("/units/{unit}/board", response=UnitBoards, operation_id="getBoard", summary="A unit's three boards 看板")
def get_board(
    request,
    unit: UnitKey,
    latest: Annotated[int, Query(0, ge=0, le=20, description="So many newest records on each tile.")],
):
    """管理基础, 管理重点 and 管理回顾, each with a tile for every module that is switched on in the unit, and whether it is up
    to date today.

    Closed sections are left out when they hold nothing that the reader may see.
    """
    reader, links = viewer(request), Links(request)
    found = named_unit(reader, unit)
    boards = reading.board(reader, found, latest=latest)
    documents = [one for tiles in boards.values() for tile in tiles for one in tile.latest]
    newest: dict[int, list[dict]] = {}
    for item in record_items(request, documents):
        newest.setdefault(item["section"]["id"], []).append(item)
    return {
        "unit": unit_ref(found, links),
        "boards": [
            {
                "board": slug,
                "label": label,
                "tiles": [_tile(tile, newest.get(tile.section.pk, []), links) for tile in boards[slug]],
            }
            for slug, label in plugins.Board.CHOICES
        ],
        "due_counts": counted(tile.due for tiles in boards.values() for tile in tiles),
    }


def _tile(tile: reading.Tile, latest: list[dict], links: Links) -> dict:
    return {
        "section": tile.section.pk,
        "module": tile.module.label,
        "title": tile.section.title,
        "icon": tile.module.icon,
        **state_of(tile.state),
        "count": tile.count,
        "newest": tile.newest,
        "updated_at": moment(tile.updated_at),
        "due": due_json(tile.due) if tile.due else None,
        "latest": latest,
        **page_links(tile.section, "sections", links),
        "records_href": links.api("records", section=tile.section.pk),
    }


def due_json(due: TileState) -> dict:
    return {"state": due.state, "sign": due.sign, "words": str(due.words), "due_on": due.due_on}


def _home(document: Document, reader: Viewer, unit: Unit, links: Links) -> dict:
    content = read(document, reader)
    return {
        "title": document.title,
        **{name: content[name] for name in content if name not in ("fields", "withheld", "kind_of_unit")},
        "body": [_with_href(block, unit, links) for block in content["body"]],
        "first_published_at": moment(document.first_published_at),
        "last_published_at": moment(document.last_published_at),
    }


def _with_href(block: dict, unit: Unit, links: Links) -> dict:
    """A live block with the address that fills it, as the portal would fill it."""
    # A committee's or general branch's page shows what its branches do
    scope = {"unit": unit.pk} | ({} if unit.kind == Unit.BRANCH else {"subtree": "true"})
    value = block["value"]
    match block["type"]:
        case "board":
            href = links.api("units", unit.pk, "board")
        case "latest_records":
            href = links.api("records", **scope, module=value["module"], limit=value["count"] or 5)
        case "calendar":
            today = timezone.localdate()
            months = today.year * 12 + today.month - (value["months"] or 1)
            href = links.api("records", **scope, since=f"{months // 12:04}-{months % 12 + 1:02}-01", limit=100)
        case _:
            return block
    return {**block, "href": href}
