"""`GET /api/v1/dues`, `/units/{unit}/dues`, and 零报告: the portal's figures with the records behind each."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Annotated

from ninja import Path, Query, Router, Status
from pydantic import BaseModel, ConfigDict, Field

from cms.access import may_draft
from cms.delivery.api.auth import DRAFTERS, REVIEWERS, viewer
from cms.delivery.api.links import Links
from cms.delivery.api.params import LARGEST_ID, Day, Period, UnitKey, named_unit, wanted_unit
from cms.delivery.api.problems import not_found
from cms.delivery.api.schemas import UnitRef, with_example
from cms.delivery.api.shapes import moment, unit_ref

from . import nil
from .due_table import due_items
from .figures import Figure, Span, figures_of, rate, span, visible_ids
from .models import NilReturn
from .pages import units_of
from .states import state_of

__all__ = ["router"]

UNIT = {"id": 4, "code": "zongzhuang", "title": "总装党支部", "href": "http://127.0.0.1:8000/api/v1/units/4"}
FIGURES = {
    "due": {"count": 35, "records": [41, 57], "hidden": 1},
    "satisfied": {"count": 4, "records": [41, 57], "hidden": 1},
    "on_time": {"count": 3, "records": [41], "hidden": 1},
    "nil": {"count": 1, "records": [], "hidden": 0},
    "waiting": {"count": 1, "records": [], "hidden": 0},
    "late": {"count": 2, "records": [], "hidden": 0},
    "complete": "11.4",
    "on_time_rate": "8.6",
}
ASKED = {"period": "2026Q1", "since": "2026-01-01", "until": "2026-03-31", "as_of": "2026-04-02"}
ITEM = {
    "module": "three_meetings_one_lesson",
    "target": "three_meetings_one_lesson:meeting_type=members",
    "label": "三会一课 · 党员大会",
    "period": "2026Q1",
    "number": 1,
    "due_on": "2026-03-17",
    "kind": "statutory",
    "rule": "制度规定：《中国共产党支部工作条例(试行)》第11–14、16条；会后7日内上传",
    "state": "on_time",
    "state_display": "按时",
    "submitted_on": "2026-03-12",
    "waiting_since": None,
    "records": [41],
    "hidden": 0,
}
NIL = {
    "id": 3, "unit": UNIT, "module": "clean_governance", "target": "clean_governance", "period": "2026Q1",
    "reason": "本季度廉洁教育由党委统一组织，支部没有另行安排。", "state": "waiting",
    "stated_at": "2026-04-02T09:10:00+08:00", "confirmed_at": None, "ended_at": None,
}  # fmt: skip


class DueFigure(BaseModel):
    """So many due items, and the records behind them, each once: one record may satisfy several items."""

    count: int
    records: list[int] = Field(description="Ids of those that the reader may see.")
    hidden: int = Field(description="How many more there are.")


class DueFigures(BaseModel):
    due: DueFigure = Field(description="应更新")
    satisfied: DueFigure = Field(description="已更新, nil returns included")
    on_time: DueFigure = Field(
        description="按时: submitted for review by the due date, however long its reviewers took"
    )
    nil: DueFigure = Field(description="零报告, confirmed")
    waiting: DueFigure = Field(description="Submitted in time and still with the reviewers 审核中")
    late: DueFigure = Field(description="逾期")
    complete: str = Field(description="satisfied ÷ due in per cent to one place; empty when nothing is due 完成率")
    on_time_rate: str = Field(description="on_time ÷ due, likewise 及时率")


class UnitDues(UnitRef, DueFigures):
    """The figures of one unit."""


class DueEntry(BaseModel):
    module: str
    target: str = Field(description="What must be recorded: a module's label, or `label:field=choice`.")
    label: str
    period: str
    number: int = Field(description="From 1, of those of the same target and period.")
    due_on: datetime.date = Field(description="The last day on which a submission is on time.")
    kind: str = Field(description="statutory, customary or default")
    rule: str
    state: str = Field(description="on_time, done_late, nil, waiting, late, due_soon or open")
    state_display: str
    submitted_on: datetime.date | None
    waiting_since: datetime.date | None
    records: list[int]
    hidden: int


class DueTable(BaseModel):
    model_config = with_example({**ASKED, "units": [{**UNIT, **FIGURES}]})

    period: str
    since: datetime.date
    until: datetime.date
    as_of: datetime.date
    units: list[UnitDues]


class DuesOfUnit(BaseModel):
    model_config = with_example({**ASKED, "unit": UNIT, "figures": FIGURES, "items": [ITEM]})

    period: str
    since: datetime.date
    until: datetime.date
    as_of: datetime.date
    unit: UnitRef
    figures: DueFigures
    items: list[DueEntry]


class NilOut(BaseModel):
    model_config = with_example(NIL)

    id: int
    unit: UnitRef
    module: str
    target: str
    period: str
    reason: str
    state: str = Field(description="waiting (for a second person), confirmed, taken_back or void")
    stated_at: datetime.datetime
    confirmed_at: datetime.datetime | None
    ended_at: datetime.datetime | None


class NewNil(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"target": "clean_governance", "period": "2026Q1", "reason": "本季度由党委统一组织，支部没有另行安排。"}
            ]
        },
    )

    target: str = Field(max_length=100, description="As in the unit's dues.")
    period: Period
    reason: str = Field(max_length=nil.LONGEST_REASON)


router = Router(tags=["dues"])

PERIOD = Query("", description="Periods that end in this month, quarter, half-year or year; without it the quarter.")
AS_OF = Query(None, description="As it stood at the end of this day; without it today.")


@router.get(
    "/dues",
    response=DueTable,
    operation_id="listDues",
    summary="What the units owe 应更新",
    openapi_extra={"x-errors": [404]},
)
def list_dues(
    request,
    period: Annotated[Period, PERIOD],
    as_of: Annotated[Day, AS_OF],
    committee: Annotated[
        UnitKey, Query("", description="Units of this committee (id or code); of the one at the top.")
    ],
):
    """The figures of every unit of a committee in a period, as of any past day. For employees; not paged."""
    reader, links = _employee(request), Links(request)
    asked = span(period, as_of)
    given = wanted_unit(reader, committee) if committee else None
    head, units = units_of(reader, given.code if given else "")
    if head is None:
        raise not_found()
    items = due_items(units, asked.since, asked.until, asked.as_of)
    by_unit = defaultdict(list)
    for item in items:
        by_unit[item.unit_id].append(item)
    seen = visible_ids(reader, {page for item in items for page in item.records}, {item.period for item in items})
    found = [{**unit_ref(one, links), **_figures(by_unit[one.pk], asked, seen)} for one in units]
    return {**_asked(asked), "units": found}


@router.get("/units/{unit}/dues", response=DuesOfUnit, operation_id="getDues", summary="What a unit owes 应更新")
def get_dues(request, unit: UnitKey, period: Annotated[Period, PERIOD], as_of: Annotated[Day, AS_OF]):
    """The due items of a unit in a period with what satisfied each, as of any past day. For employees."""
    reader, links = _employee(request), Links(request)
    found, asked = named_unit(reader, unit), span(period, as_of)
    items = due_items([found], asked.since, asked.until, asked.as_of)
    seen = visible_ids(reader, {page for item in items for page in item.records})
    return {
        **_asked(asked),
        "unit": unit_ref(found, links),
        "figures": _figures(items, asked, seen),
        "items": [_entry(item, asked, seen) for item in items],
    }


NilId = Annotated[int, Path(description="Id of the nil return.")]


@router.post(
    "/units/{unit}/nil-returns",
    response={201: NilOut},
    auth=DRAFTERS,
    tags=["drafts"],
    operation_id="createNilReturn",
    summary="State that there was nothing 零报告",
)
def create_nil_return(request, unit: UnitKey, given: NewNil):
    """The unit's information officer (信息员) says that there was nothing to record for a due item. A reviewer or the secretary of
    the unit confirms it; until then it satisfies nothing. Refused for what is statutory, and in quarters that are closed."""
    found = named_unit(_employee(request), unit)
    if not may_draft(request.user, found.pk):
        raise not_found()
    made = nil.state(found, given.target, given.period, given.reason, request.user)
    return Status(201, _nil(made, Links(request)))


@router.post(
    "/units/{unit}/nil-returns/{int:nil_return}/confirm",
    response=NilOut,
    auth=REVIEWERS,
    tags=["reviews"],
    operation_id="confirmNilReturn",
    summary="Confirm a nil return 确认零报告",
)
def confirm_nil_return(request, unit: UnitKey, nil_return: NilId):
    """By a second person of the unit, its reviewer or secretary."""
    one = _own(request, unit, nil_return)
    if not nil.may_confirm(viewer(request), one):
        raise not_found()
    return _nil(nil.confirm(one, request.user), Links(request))


@router.post(
    "/units/{unit}/nil-returns/{int:nil_return}/take-back",
    response=NilOut,
    auth=DRAFTERS,
    tags=["drafts"],
    operation_id="takeBackNilReturn",
    summary="Take a nil return back 撤回零报告",
)
def take_back_nil_return(request, unit: UnitKey, nil_return: NilId):
    """As long as nobody confirmed it."""
    one = _own(request, unit, nil_return)
    if not may_draft(request.user, one.unit_id):
        raise not_found()
    return _nil(nil.take_back(one, request.user), Links(request))


def _employee(request):
    """What units owe is for all employees, and for nobody outside."""
    reader = viewer(request)
    if "employees" not in reader.audiences:
        raise not_found()
    return reader


def _own(request, unit: str, pk: int) -> NilReturn:
    found = named_unit(_employee(request), unit)
    one = NilReturn.objects.select_related("unit").filter(unit=found, pk=min(pk, LARGEST_ID)).first()
    if one is None:
        raise not_found()
    return one


def _asked(asked: Span) -> dict:
    return {"period": asked.period, "since": asked.since, "until": asked.until, "as_of": asked.as_of}


def _figures(items, asked: Span, seen: set[int]) -> dict:
    figures = figures_of(items, asked.as_of)
    return {
        **{name: _figure(one, seen) for name, one in figures.items()},
        "complete": rate(figures["satisfied"], figures["due"]),
        "on_time_rate": rate(figures["on_time"], figures["due"]),
    }


def _figure(one: Figure, seen: set[int]) -> dict:
    return {"count": one.count, **_limited(one.records, seen)}


def _limited(records: Iterable[int], seen: set[int]) -> dict:
    records = list(records)
    shown = [pk for pk in records if pk in seen]
    return {"records": shown, "hidden": len(records) - len(shown)}


def _entry(item, asked: Span, seen: set[int]) -> dict:
    state = state_of(item, asked.as_of)
    names = (
        "module", "target", "label", "period", "number", "due_on", "kind", "rule", "submitted_on", "waiting_since",
    )  # fmt: skip
    return {
        **{name: getattr(item, name) for name in names},
        "state": state.slug,
        "state_display": str(state.words),
        **_limited(item.records, seen),
    }


def _nil(one: NilReturn, links: Links) -> dict:
    state = "confirmed" if one.confirmed_at else "waiting"
    if one.ended_at:
        state = "void" if one.ended_by else "taken_back"
    return {
        "id": one.pk,
        "unit": unit_ref(one.unit, links),
        "module": one.module,
        "target": one.target,
        "period": one.period,
        "reason": one.reason,
        "state": state,
        "stated_at": moment(one.stated_at),
        "confirmed_at": moment(one.confirmed_at),
        "ended_at": moment(one.ended_at),
    }
