"""The forms of the answers about drafts and reviews."""

import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from . import write_examples as examples
from .schemas import File, RecordDetail, SectionRef, UnitRef, with_example


class Step(BaseModel):
    """One station of the way: 报送, the three stages, 发布."""

    name: str
    state: str = Field(description="done, now, returned or ahead.")
    who: str
    when: datetime.datetime | None


class Returned(BaseModel):
    """Why it came back."""

    stage: str
    decision: str = Field(description="return 退回修改, or reject 不予发布.")
    reviewer: str
    reasons: list[str]
    opinion: str
    decided_at: datetime.datetime


class Status(BaseModel):
    """Where a draft is, what happens next and by whom."""

    state: str = Field(
        description="draft, review, returned, rejected, published or withdrawn, or another that is to come."
    )
    headline: str
    next: str
    since: datetime.datetime | None
    due: datetime.date | None = Field(description="In review: the last day on which a decision is in time.")
    steps: list[Step]
    returned: Returned | None


class DraftItem(BaseModel):
    """A draft in a list."""

    id: int
    title: str
    module: str
    occurred_on: datetime.date | None
    unit: UnitRef
    section: SectionRef
    saved_at: datetime.datetime | None
    status: Status
    href: str


class DraftList(BaseModel):
    model_config = with_example(examples.DRAFTS)

    items: list[DraftItem]
    next: str | None = Field(description="Pass it as `after` for the following page; null on the last.")
    next_href: str | None


class Hint(BaseModel):
    """What stands in the way of submitting, or what a machine check found."""

    field: str
    message: str


class EvidenceItem(BaseModel):
    kind: str
    note: str
    file: File


class DraftBlock(BaseModel):
    """One block of a draft, its `value` as it is written: images and files by their id, links within the site as the editor's."""

    model_config = ConfigDict(extra="allow")

    type: str
    value: Any = None
    id: str | None = None


class Draft(DraftItem):
    """A draft in the form in which it is written: what PATCH takes."""

    model_config = with_example(examples.DRAFT)

    revision: str = Field(
        description="What to send as `If-Match`, in quotes, when changing it; the ETag begins with it."
    )
    period: str
    summary: str
    tags: list[str]
    source_kind: str
    source_ref: str
    confidentiality: str
    scope: str
    contains_personal_data: bool
    correction_note: str
    also_counts: list[str]
    attachments: list[File]
    evidence: list[EvidenceItem]
    fields: dict[str, Any]
    body: list[DraftBlock]
    lacking: list[Hint] = Field(description="What must be put right before it can be submitted.")
    hints: list[Hint] = Field(description="What machine checks find; reviewers will have to answer it.")


class Submitted(BaseModel):
    """Where it is after the act."""

    model_config = with_example(examples.SUBMITTED)

    id: int
    status: Status
    href: str


class Preview(BaseModel):
    """Two addresses of one state of a draft, good for ten minutes and for whoever may see the draft then."""

    model_config = with_example(examples.PREVIEW)

    url: str = Field(description="The portal's page.")
    href: str = Field(description="The same as JSON.")
    expires_at: datetime.datetime


class Upload(BaseModel):
    """What was uploaded: its `id` is what drafts name it by."""

    model_config = with_example(examples.UPLOAD)

    id: int
    kind: Literal["image", "attachment"]
    title: str
    url: str
    width: int | None = None
    height: int | None = None
    size: int
    type: str


class Waiting(BaseModel):
    """What waits for the reader's decision."""

    task: int
    stage: str
    stage_display: str
    id: int = Field(description="Id of the record, or of the unit whose home page it is.")
    title: str
    module: str = Field(description="Empty for a home page.")
    unit: UnitRef
    since: datetime.datetime
    due: datetime.date
    overdue: bool
    claimed_by: str = Field(description="Who else has it open.")
    href: str


class ReviewList(BaseModel):
    model_config = with_example(examples.REVIEWS)

    items: list[Waiting]


class FormItem(BaseModel):
    """One item of the review form (审核表) that this stage answers."""

    item: str
    axis: str
    label: str
    veto: bool = Field(description="Whoever passes cannot answer it with no.")


class FoundItem(BaseModel):
    """What a machine check found (机器核查)."""

    id: int
    check: str
    axis: str
    field: str
    message: str
    quote: str
    must_answer: bool
    answer: str
    reason: str


class Choice(BaseModel):
    value: str
    label: str


class ReviewSheet(Waiting):
    """What a reviewer reads and answers."""

    model_config = with_example(examples.SHEET)

    draft: RecordDetail | None = Field(description="As readers would see it; null for a home page, see `preview_url`.")
    preview_url: str = Field(description="The portal's page of the draft, good for ten minutes.")
    form: list[FormItem]
    found: list[FoundItem]
    reasons: list[Choice] = Field(description="Codes for a return or rejection.")
    scopes: list[Choice] = Field(description="Narrower scopes that the final stage may choose.")
    returns: list[Returned] = Field(description="Earlier returns and rejections, the newest first.")


class Claimed(BaseModel):
    """Whether somebody else is at it; a claim keeps nobody from deciding."""

    model_config = with_example(examples.CLAIMED)

    mine: bool
    claimed_by: str
    since: datetime.datetime | None


class Withdrawn(BaseModel):
    model_config = with_example(examples.WITHDRAWN)

    id: int
    withdrawn_at: datetime.datetime
