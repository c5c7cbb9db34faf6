"""The forms of what programs send. What is not named is left as it is; a name that nobody knows is an error."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from . import write_examples as examples
from .params import Day
from .schemas import Scope

Source = Literal["own_record", "superior_document", "repost", "statistics", "interview"]
Confidentiality = Literal["non_classified", "internal", "undetermined"]


def _given(example: dict) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


class DraftChange(BaseModel):
    """What to write into a draft. Lists are replaced as a whole."""

    model_config = _given(examples.CHANGE)

    title: str | None = Field(None, max_length=255)
    occurred_on: Day = Field(None, description="The day of the fact, not of its reporting.")
    period: str | None = Field(None, max_length=7)
    summary: str | None = Field(None, max_length=500)
    tags: list[str] | None = Field(None, max_length=50)
    source_kind: Source | None = None
    source_ref: str | None = Field(None, max_length=300)
    confidentiality: Confidentiality | None = None
    scope: Scope | None = Field(None, description="Proposed 公开范围: the module's own or a narrower one.")
    contains_personal_data: bool | None = None
    correction_note: str | None = Field(None, max_length=300, description="更正说明, of what was once published.")
    also_counts: list[str] | None = Field(None, max_length=50)
    attachments: list[Any] | None = Field(None, description="Ids of files, or objects with an `id`.")
    evidence: list[Any] | None = Field(None, description="`{kind, note, file}`, the file by its id.")
    fields: dict[str, Any] | None = Field(
        None, description="The module's fields by name, as GET /modules describes them; people, files, records by id."
    )
    body: list[Any] | None = Field(None, description="Blocks `{type, value, id}`; images and files by id.")


class NewDraft(DraftChange):
    """A new draft: the section that it is written in, and what is known so far."""

    model_config = _given(examples.NEW)

    section: int = Field(ge=1, description="Id of the section.")
    title: str = Field(max_length=255)


class Decision(BaseModel):
    """One person's decision at one stage."""

    model_config = _given(examples.DECISION)

    decision: str = Field(description="pass 通过, return 退回修改, or reject 不予发布 (second and third stage).")
    answers: dict[str, Any] = Field({}, description="The review form: {item: {answer: yes, no or na, note}}.")
    found: dict[str, Any] = Field({}, description="{finding's id: {answer: accept 属实 or dismiss 核实无误, reason}}.")
    reasons: list[str] = Field([], max_length=50, description="Codes of why it is returned or rejected.")
    opinion: str = Field("", description="Required unless it passes.")
    scope: Scope | None = Field(None, description="At the final stage: a narrower 公开范围.")


class CorrectionNote(BaseModel):
    model_config = _given(examples.NOTE)

    note: str = Field(max_length=300, description="更正说明: what is corrected and why; its readers will see it.")


class Reason(BaseModel):
    model_config = _given(examples.REASON)

    reason: str = Field(max_length=180, description="撤回原因.")
