"""`GET /api/v1/units/{unit}/objectives`: the figures of the objective board, each with the ids of the records behind it."""

import datetime
from decimal import Decimal
from typing import Annotated

from django.utils import timezone
from ninja import Query, Router
from pydantic import BaseModel, Field

from cms.delivery.api import Links, UnitKey, UnitRef, not_found, unit_of, unit_ref, viewer, with_example

from . import standing
from .evidence import linked
from .ledger import MonthClosing
from .models import ObjectiveRecord
from .months import months_of
from .targets import changes

router = Router(tags=["objectives"])

MONTH = {
    "month": 9, "must": "12", "stretch": "9", "actual": "13", "status": "red", "status_display": "未达必达目标", "late": False,
    "reason": "换批次后磕碰伤集中出现。", "records": [41, 57], "records_hidden": 0,
}  # fmt: skip
EXAMPLE = {
    "unit": {"id": 4, "code": "zongzhuang", "title": "总装党支部", "href": "http://127.0.0.1:8000/api/v1/units/4"},
    "year": 2026,
    "score": {"value": "89.96", "weight": "100.0", "records": [41], "may_be_excellent": True, "short": []},
    "months": [{"month": 9, "state": "closed", "state_display": "已关闭", "lacking": []}],
    "objectives": [
        {
            "id": 41, "code": "ZZ-04", "title": "减少磕碰伤损失（2026年）", "objective": "减少磕碰伤损失", "indicator": "磕碰伤件数",
            "unit_of_measure": "件", "direction": "lower", "aggregation": "sum", "weight": "20.0", "parent": 12,
            "must_target": "144", "stretch_target": "108", "must_target_high": None, "stretch_target_high": None,
            "year_to_date": {"value": "104", "must": "120", "stretch": "90", "gap": "-16", "status": "green",
                             "status_display": "达到必达目标", "score": "90.67", "records": [41]},
            "red_since": 9, "countermeasures": 1, "late": [], "months": [MONTH], "target_changes": [],
            "url": "http://127.0.0.1:8000/objectives/zongzhuang/41/", "href": "http://127.0.0.1:8000/api/v1/records/41",
        }
    ],
}  # fmt: skip


class MonthFigures(BaseModel):
    month: int
    must: str | None = Field(description="A decimal as text; of a milestone the day of the year.")
    stretch: str | None
    actual: str | None
    status: str = Field(description="blue, green, yellow, red, or grey without a figure.")
    status_display: str
    late: bool = Field(description="Overdue and unexplained: late data is no bad data.")
    reason: str
    records: list[int] = Field(description="The records linked as evidence (佐证) that the reader may see.")
    records_hidden: int = Field(description="How many more are linked that the reader may not see.")


class YearToDate(BaseModel):
    value: str | None = Field(description="By the year-to-date rule, never from the last month alone.")
    must: str | None
    stretch: str | None
    gap: str | None = Field(description="value less must; null of a milestone.")
    status: str
    status_display: str
    score: str | None = Field(description="0 to 100; null before there is a figure.")
    records: list[int]


class TargetChange(BaseModel):
    at: datetime.datetime
    field: str
    before: str
    after: str
    reason: str


class ObjectiveFigures(BaseModel):
    id: int
    code: str
    title: str
    objective: str
    indicator: str
    unit_of_measure: str
    direction: str
    aggregation: str
    weight: str
    parent: int | None = Field(description="Id of the objective that this one is deployed from.")
    must_target: str | None
    stretch_target: str | None
    must_target_high: str | None
    stretch_target_high: str | None
    year_to_date: YearToDate
    red_since: int | None = Field(description="First month of the run of red that lasts until the last figure.")
    countermeasures: int
    late: list[int]
    months: list[MonthFigures]
    target_changes: list[TargetChange]
    url: str
    href: str


class Score(BaseModel):
    value: str | None = Field(description="Weighted over the objectives that have a figure.")
    weight: str
    records: list[int]
    may_be_excellent: bool = Field(
        description="False while a must-reach target is not reached: then it cannot be 优秀."
    )
    short: list[int] = Field(description="The objectives whose must-reach target is not reached.")


class MonthState(BaseModel):
    month: int
    state: str = Field(description="ahead, open, ready (may be closed) or closed.")
    state_display: str
    lacking: list[str]


class Objectives(BaseModel):
    model_config = with_example(EXAMPLE)

    unit: UnitRef
    year: int
    score: Score
    months: list[MonthState]
    objectives: list[ObjectiveFigures]


@router.get(
    "/units/{unit}/objectives",
    response=Objectives,
    operation_id="getObjectives",
    summary="A unit's objectives with their months 方针目标",
)
def get_objectives(
    request,
    unit: UnitKey,
    year: Annotated[int | None, Query(None, ge=2000, le=2100, description="This year without it.")],
):
    """The bowling chart as figures: months, statuses, the year to date, the weighted score; of objectives that the reader may see."""
    reader, links, today = viewer(request), Links(request), timezone.localdate()
    found = unit_of(reader, unit)
    if found is None:
        raise not_found()
    year = year or today.year
    objectives = standing.objectives(reader, [found.pk], year, today)
    standing.rows_of(objectives)
    ids = [one.pk for one in objectives]
    evidence, moved = linked(reader, ids), changes(ObjectiveRecord, ids)
    closings = MonthClosing.objects.filter(unit_id=found.pk, year=year).order_by("pk")
    total = standing.total(objectives)
    return {
        "unit": unit_ref(found, links),
        "year": year,
        "score": {
            "value": None if total.score is None else f"{total.score:f}",
            "weight": f"{total.weight:f}",
            "records": total.counted,
            "may_be_excellent": total.may_be_excellent,
            "short": total.short,
        },
        "months": [
            {"month": one.number, "state": one.state, "state_display": str(one.words), "lacking": one.lacking}
            for one in months_of(objectives, closings, year, today)
        ],
        "objectives": [_objective(one, evidence.get(one.pk, {}), moved.get(one.pk, []), links) for one in objectives],
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def _objective(one, evidence, moved, links) -> dict:
    goal, so_far = one.goal(), one.to_date()
    return {
        **{
            name: getattr(one, name)
            for name in (
                "code",
                "title",
                "objective",
                "indicator",
                "unit_of_measure",
                "direction",
                "aggregation",
                "late",
            )
        },
        **{
            name: _text(getattr(one, name))
            for name in ("must_target", "stretch_target", "must_target_high", "stretch_target_high")
        },
        "id": one.pk,
        "weight": f"{one.weight:f}",
        "parent": one.parent_objective_id,
        "year_to_date": {
            "value": _text(so_far),
            "must": None if so_far is None else _text(goal.must),
            "stretch": None if so_far is None else _text(goal.stretch),
            "gap": _text(one.gap),
            "status": one.colour(),
            "status_display": str(one.mark["words"]),
            "score": f"{one.score.quantize(Decimal('0.01')):f}" if one.is_counted else None,
            "records": [one.pk],
        },
        "red_since": one.red_since or None,
        "countermeasures": len(one.countermeasures),
        "months": [_month(cell, evidence.get(cell.number)) for cell in one.cells],
        "target_changes": [
            {"at": each.at, "field": each.name, "before": each.before, "after": each.after, "reason": each.reason}
            for each in moved
        ],
        "url": links.page(f"/objectives/{one.unit_code}/{one.pk}/"),
        "href": links.api("records", one.pk),
    }


def _month(cell, linked_records) -> dict:
    return {
        "month": cell.number,
        "must": _text(cell.must),
        "stretch": _text(cell.stretch),
        "actual": _text(cell.actual),
        "status": cell.colour,
        "status_display": str(cell.mark["words"]),
        "late": cell.late,
        "reason": cell.reason,
        "records": [document.pk for document in linked_records.shown] if linked_records else [],
        "records_hidden": linked_records.hidden if linked_records else 0,
    }
