"""每日一览 as JSON, for the same people; asking does not count as looking."""

import datetime
from typing import Annotated, Literal

from django.utils import timezone
from ninja import Query, Router
from pydantic import BaseModel, Field

from cms.delivery.api import Links, UnitKey, UnitRef, not_found, unit_ref, viewer, wanted_unit, with_example
from cms.seams.concerns import NAMES

from . import reading, visits

router = Router(tags=["morning"])
Kind = Literal["red", "late", "blank", "waiting", "unanswered", "unusual", "due_soon"]


SITE = "https://dj.example.cn"
UNIT = {"id": 12, "code": "zongzhuang", "title": "总装党支部", "href": f"{SITE}/api/v1/units/12"}
EXAMPLE = {
    "since": "2026-04-07T08:02:11+08:00",
    "counts": {"red": 1, "late": 0, "blank": 0, "waiting": 0, "unanswered": 0, "unusual": 0, "due_soon": 0},
    "new": {"red": 1, "late": 0, "blank": 0, "waiting": 0, "unanswered": 0, "unusual": 0, "due_soon": 0},
    "items": [
        {
            "unit": UNIT,
            "kind": "red",
            "kind_display": "目标亮红",
            "text": "“一次交检合格率”累计为红色，自3月起",
            "question": "未达必达目标的原因查清了吗？对策什么时候见效？",
            "module": "policy_objectives",
            "record": 7341,
            "since": "2026-04-08T09:30:00+08:00",
            "new": True,
            "url": f"{SITE}/objectives/zongzhuang/7341/",
        }
    ],
    "changes": [
        {
            "what": "published",
            "unit": UNIT,
            "module": "three_meetings_one_lesson",
            "title": "总装党支部3月支委会",
            "at": "2026-04-07T16:20:05+08:00",
            "url": f"{SITE}/zongzhuang/three-meetings-one-lesson/20260327-zhi-wei-hui/",
        }
    ],
    "change_counts": {"published": 1, "corrected": 0, "withdrawn": 0},
}


class ConcernItem(BaseModel):
    """One matter of one unit."""

    unit: UnitRef
    kind: Kind
    kind_display: str
    text: str
    question: str = Field(description="What to ask on the spot; empty when the text is question enough.")
    module: str
    record: int | None = Field(description="The record that it is about, if any.")
    since: datetime.datetime
    new: bool = Field(description="Whether it began after `since` of the answer.")
    url: str


class ChangeItem(BaseModel):
    """What happened to a published record; of a withdrawn one no title is told."""

    what: Literal["published", "corrected", "withdrawn"]
    unit: UnitRef
    module: str
    title: str
    at: datetime.datetime
    url: str


class MorningView(BaseModel):
    model_config = with_example(EXAMPLE)

    since: datetime.datetime = Field(description="The reader's last visit, from which on things are new.")
    counts: dict[str, int] = Field(description="How many of each kind there are in all of the reader's units.")
    new: dict[str, int] = Field(description="How many of them are new.")
    items: list[ConcernItem]
    changes: list[ChangeItem] = Field(description="The newest, at most 60.")
    change_counts: dict[str, int]


@router.get(
    "/morning",
    response=MorningView,
    operation_id="morning",
    summary="The morning view 每日一览",
    openapi_extra={"x-errors": [404]},
)
def morning(
    request,
    unit: Annotated[UnitKey, Query("", description="Of this unit (id or code).")],
    kind: Annotated[Kind | None, Query(None, description="Of this kind.")],
    new: Annotated[bool, Query(False, description="Only what is new.")],
):
    """What the Party office, a committee's members or a secretary should look at: red, late, blank, waiting, unanswered, unusual, due
    soon, as far as the reader may know it; and what was published, corrected and withdrawn since they last looked at the page.
    404 for whoever watches no unit."""
    reader, links = viewer(request), Links(request)
    if reader.person_id is None:
        raise not_found()
    wanted = wanted_unit(reader, unit) if unit else None
    since = visits.since_of(reader.person_id)
    found = reading.morning(reader, since, reading.Narrowed(kind or "", new=new))
    if found is None or wanted and wanted.pk not in {one.pk for one in found.units}:
        raise not_found()
    groups = [group for group in found.groups if wanted is None or group.unit.pk == wanted.pk]
    units = [wanted] if wanted else found.units
    happened = reading.changes(reader, units, since)
    return {
        "since": _moment(since),
        "counts": {one["kind"]: one["count"] for one in found.kinds},
        "new": {one["kind"]: one["new"] for one in found.kinds},
        "items": [_item(matter, links) for group in groups for matters in group.by_kind.values() for matter in matters],
        "changes": [_change(one, links) for one in happened.items],
        "change_counts": happened.counts,
    }


def _moment(value: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(value).replace(microsecond=0)


def _item(matter: reading.Matter, links: Links) -> dict:
    one = matter.concern
    return {
        "unit": unit_ref(matter.unit, links),
        "kind": one.kind,
        "kind_display": str(NAMES[one.kind]),
        "text": one.text,
        "question": one.question,
        "module": one.module,
        "record": one.record_id,
        "since": _moment(one.since),
        "new": matter.new,
        "url": links.page(one.url) if one.url else "",
    }


def _change(one: reading.Change, links: Links) -> dict:
    return {
        "what": one.what,
        "unit": unit_ref(one.unit, links),
        "module": one.module,
        "title": one.title,
        "at": _moment(one.at),
        "url": links.page(one.path),
    }
