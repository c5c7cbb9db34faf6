"""The comparison as JSON: units × modules with their states, a page of units at a time."""

import datetime
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from cms.delivery.api import Links, Problem, UnitRef, unit_ref, viewer, with_example

from . import comparing

router = Router(tags=["units"])
LARGEST_PAGE = 100


State = Literal["fresh", "due_soon", "late", "blank", "nil"]


API = "https://dj.example.cn/api/v1"
EXAMPLE = {
    "items": [
        {
            "unit": {"id": 12, "code": "zongzhuang", "title": "总装党支部", "href": f"{API}/units/12"},
            "site": "江北厂区",
            "plant": "总装厂",
            "counts": {"fresh": 19, "due_soon": 2, "late": 1, "blank": 0, "nil": 1},
            "watched": None,
            "states": [
                {
                    "module": "party_dues",
                    "state": "late",
                    "sign": "×",
                    "words": "1项逾期，最早应于2026年4月5日前",
                    "due_on": "2026-04-05",
                }
            ],
            "board_href": f"{API}/units/12/board",
        }
    ],
    "next": "12",
}


class ModuleState(BaseModel):
    module: str
    state: State
    sign: str
    words: str
    due_on: datetime.date | None


class ComparedUnit(BaseModel):
    unit: UnitRef
    site: str
    plant: str
    counts: dict[str, int] = Field(description="How many modules are in each state.")
    watched: dict[str, int] | None = Field(
        description="Red objectives and drafts that wait; null for whose business it is not."
    )
    states: list[ModuleState]
    board_href: str


class ComparedUnits(BaseModel):
    model_config = with_example(EXAMPLE)

    items: list[ComparedUnit]
    next: str = Field(description="What to ask with as `after` for the following page; empty at the end.")


@router.get("/boards", response=ComparedUnits, operation_id="compareBoards", summary="Units × modules 看板对比")
def compare_boards(
    request,
    site: Annotated[str, Query("", description="Of this site (厂区).")],
    plant: Annotated[str, Query("", description="Of this plant (工厂).")],
    board: Annotated[
        Literal["foundation", "focus", "review"] | None, Query(None, description="Of the modules of this board.")
    ],
    state: Annotated[State | None, Query(None, description="Only units with a module in this state.")],
    after: Annotated[str, Query("", description="`next` of the page before.")],
    limit: Annotated[int, Query(50, ge=1, le=LARGEST_PAGE)],
):
    """How up to date every unit's modules are today, in the order of the tree. States are the same for every employee; others,
    who may not know of them, get nothing."""
    reader, links = viewer(request), Links(request)
    if "employees" not in reader.audiences:
        return {"items": [], "next": ""}
    found = comparing.compare(reader, comparing.Narrowed(site, plant, board or "", state or ""))
    for name, given in (("site", site), ("plant", plant)):
        if given and not getattr(found.narrowed, name):
            raise Problem(422, errors={name: _("没有“%(place)s”。") % {"place": given[:40]}})
    rows = found.rows
    start = _behind(rows, after) if after else 0
    page = rows[start : start + limit]
    comparing.fill(reader, page, found.narrowed.board)
    return {
        "items": [_item(row, links) for row in page],
        "next": str(page[-1].unit.pk) if start + limit < len(rows) else "",
    }


def _behind(rows: list[comparing.Row], after: str) -> int:
    """The place behind the unit of this id. Raises the 422."""
    found = next((place for place, row in enumerate(rows, 1) if str(row.unit.pk) == after), None)
    if found is None:
        raise Problem(422, errors={"after": _("“%(cursor)s”不是翻页标记。") % {"cursor": after[:40]}})
    return found


def _item(row: comparing.Row, links: Links) -> dict:
    return {
        "unit": unit_ref(row.unit, links),
        "site": row.unit.site,
        "plant": row.unit.plant,
        "counts": row.counts,
        "watched": row.watched,
        "states": [
            {
                "module": cell.module.label,
                "state": cell.due.state,
                "sign": cell.due.sign,
                "words": str(cell.due.words),
                "due_on": cell.due.due_on,
            }
            for cell in row.cells
            if cell.due
        ],
        "board_href": links.api("units", row.unit.pk, "board"),
    }
