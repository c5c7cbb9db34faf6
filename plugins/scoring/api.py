"""/api/v1/quarters: closed quarters with the records behind each figure; only ids that the reader may see are named."""

import datetime
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from cms.delivery.api import UnitKey, not_found, viewer, wanted_unit, with_example

from . import plain, reading
from .adopting import quarter_of
from .tally import FIGURES

router = Router(tags=["quarters"])


class UnitName(BaseModel):
    id: int
    code: str
    title: str


class Count(BaseModel):
    """A count and what stands behind it."""

    count: int
    records: list[int] = Field(description="Ids of the records behind it that the reader may see.")
    more: int = Field(description="How many more records stand behind it.")


class EmptyModules(Count):
    modules: list[str]


class Value(BaseModel):
    """A score, a decimal as text, and what stands behind it."""

    value: str | None
    records: list[int]
    more: int


class Points(BaseModel):
    completeness: Value
    timeliness: Value
    quality: Value
    veracity: Value
    response: Value
    bonus: Value


class UnitFigures(BaseModel):
    unit: UnitName
    due: Count = Field(description="应更新: due items; the records that satisfied them.")
    satisfied: Count
    on_time: Count
    nil: Count = Field(description="Due items satisfied by a nil return 零报告.")
    submitted: Count = Field(description="报送")
    effective: Count = Field(description="有效更新")
    extra: Count = Field(description="Beyond the due items: shown, earns nothing.")
    repeated: Count
    withdrawn: Count
    returned: Count
    corrected: Count
    empty: EmptyModules
    sampled: Count
    scored: Count
    received: Count
    answered: Count
    on_time_rate: Value = Field(description="及时率, in percent; null when nothing was due.")
    quality: Value = Field(description="质量分: null when nothing was scored.")
    points: Points
    total: Value
    grade: str
    grade_display: str
    deductions: dict[str, str]
    bonus: dict[str, str]
    vetoes: list[str]
    edition: int = Field(description="0: as frozen; else the number of the supplement that says it so.")


class SupplementItem(BaseModel):
    number: int
    made_at: datetime.datetime
    reason: str


NOTHING = {"count": 0, "records": [], "more": 0}
NO_VALUE = {"value": "0.00", "records": [], "more": 0}
COUNTS = tuple(name for name in FIGURES if name != "empty")
EXAMPLE = {
    "quarter": "2026Q1",
    "committee": {"id": 3, "code": "committee", "title": "江北车桥厂党委"},
    "scheme": "v1",
    "frozen_at": "2026-04-08T17:30:00+08:00",
    "objections_until": "2026-04-15",
    "signed_at": "2026-04-16T10:20:00+08:00",
    "bulletin": 812,
    "digest": "5d0c…",
    "supplements": [],
    "units": [
        {
            "unit": {"id": 4, "code": "zongzhuang", "title": "总装党支部"},
            **dict.fromkeys(COUNTS, NOTHING),
            "due": {"count": 36, "records": [101, 102], "more": 1},
            "empty": {**NOTHING, "modules": []},
            "on_time_rate": {"value": "97.2", "records": [101], "more": 0},
            "quality": {"value": "85.00", "records": [101], "more": 0},
            "points": dict.fromkeys(
                ("completeness", "timeliness", "quality", "veracity", "response", "bonus"), NO_VALUE
            ),
            "total": {"value": "94.75", "records": [101, 102], "more": 1},
            "grade": "excellent",
            "grade_display": "优秀",
            "deductions": {"correction_after_publish": "0.5"},
            "bonus": {},
            "vetoes": [],
            "edition": 0,
        }
    ],
}


class Quarter(BaseModel):
    model_config = with_example(EXAMPLE)

    quarter: str
    committee: UnitName
    scheme: str
    frozen_at: datetime.datetime
    objections_until: datetime.date
    signed_at: datetime.datetime | None
    bulletin: int | None = Field(description="Id of the published bulletin, when the reader may see it.")
    digest: str
    supplements: list[SupplementItem]
    units: list[UnitFigures]


class QuarterItem(BaseModel):
    model_config = ConfigDict()

    quarter: str
    committee: UnitName
    scheme: str
    state: Literal["frozen", "signed"]
    frozen_at: datetime.datetime
    objections_until: datetime.date
    signed_at: datetime.datetime | None


class QuarterList(BaseModel):
    model_config = with_example(
        {
            "items": [
                {
                    **{
                        name: EXAMPLE[name]
                        for name in ("quarter", "committee", "scheme", "frozen_at", "objections_until", "signed_at")
                    },
                    "state": "signed",
                }
            ]
        }
    )

    items: list[QuarterItem]


Committee = Annotated[UnitKey, Query("", description="Only this committee's, by id or code.")]


@router.get("/quarters", response=QuarterList, operation_id="listQuarters", summary="Closed quarters 季度关账")
def list_quarters(request, committee: Committee):
    """The closed quarters that the reader may read, the newest first: once published for every employee."""
    reader = viewer(request)
    found = reading.closes(reader)
    if committee:
        found = found.filter(committee=wanted_unit(reader, committee))
    return {
        "items": [
            {
                "quarter": close.quarter,
                "committee": {"id": close.committee_id, "code": close.committee.code, "title": close.committee.title},
                "scheme": close.version,
                "state": "signed" if close.signed_at else "frozen",
                "frozen_at": close.frozen_at,
                "objections_until": close.objections_until,
                "signed_at": close.signed_at,
            }
            for close in found
        ]
    }


@router.get("/quarters/{quarter}", response=Quarter, operation_id="getQuarter", summary="A closed quarter 季度得分")
def get_quarter(request, quarter: str, committee: Committee):
    """Every unit's figures with the records behind each, supplements taken in. Without `committee`: of the first that
    the reader may read."""
    try:
        quarter = quarter_of(quarter)
    except ValidationError:
        raise not_found() from None
    reader = viewer(request)
    close = reading.find_close(reader, quarter, wanted_unit(reader, committee) if committee else None)
    if close is None:
        raise not_found()
    return plain.closed(close, lambda ids: reading.seen(reader, ids))
