"""The forms of the answers. `extra="allow"` where plugins add keys of their own (`Plugin.document`)."""

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from . import examples


def with_example(example: dict, **config) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]}, **config)


Scope = Literal["public", "employees", "members", "unit", "committee", "restricted"]
BoardSlug = Literal["foundation", "focus", "review"]
State = Literal["trial", "counted", "closed"]


class UnitRef(BaseModel):
    id: int
    code: str
    title: str
    href: str


class SectionRef(BaseModel):
    id: int
    module: str
    title: str
    href: str


class Reference(BaseModel):
    """A person, unit or record that a field names."""

    id: int
    title: str


class PageReference(Reference):
    """A unit or record that a field names, and where it is."""

    href: str


# Units -----------------------------------------------------------------------------------------------------------------


class UnitItem(BaseModel):
    """A committee (党委), general branch (党总支) or branch (党支部)."""

    id: int
    code: str
    title: str
    kind: Literal["committee", "general_branch", "branch"]
    kind_display: str
    site: str = Field(description="The site (厂区) that it is at.")
    plant: str = Field(description="The plant (工厂) that it is in.")
    practice: bool = Field(description="A practice unit: known to its own people only.")
    parent: int | None = Field(description="Id of the nearest unit above it that the reader may know of.")
    committee: int | None = Field(description="Id of its nearest committee, itself if it is one.")
    path: str = Field(description="Path of its page on the site.")
    url: str = Field(description="Absolute address of its page on the site.")
    href: str
    board_href: str
    sections_href: str
    records_href: str


class UnitList(BaseModel):
    model_config = with_example(examples.UNITS)

    items: list[UnitItem]


class Block(BaseModel):
    """One block of a body: `type` says how to read `value`. docs/api.md lists the types."""

    model_config = ConfigDict(extra="allow")

    type: str
    value: Any = None
    id: str | None = None


class Stamp(BaseModel):
    """One stage of the review that the content passed."""

    stage: str
    display: str
    reviewer: str
    role: str
    decided_at: str


class Home(BaseModel):
    """The content of a unit's home page."""

    model_config = ConfigDict(extra="allow")

    title: str
    body: list[Block]
    review: list[Stamp]
    first_published_at: datetime.datetime
    last_published_at: datetime.datetime


class UnitDetail(UnitItem):
    model_config = with_example(examples.UNIT)

    home: Home | None = Field(description="null when the reader may not see the home page.")


# Sections and boards ---------------------------------------------------------------------------------------------------


class SectionItem(BaseModel):
    """One module (栏目) switched on in one unit."""

    model_config = with_example(examples.SECTION)

    id: int
    title: str
    module: str
    board: BoardSlug
    state: State = Field(description="trial 试运行, counted 计入, closed 关闭: on the day of the request.")
    state_display: str
    unit: UnitRef
    path: str
    url: str
    href: str
    records_href: str


class SectionList(BaseModel):
    model_config = with_example(examples.SECTIONS)

    items: list[SectionItem]
    next: str | None = Field(description="Pass it as `after` for the following page; null on the last.")
    next_href: str | None


class Card(BaseModel):
    model_config = ConfigDict(extra="allow")

    summary: str = ""
    lines: list[str] = []


class RecordItem(BaseModel):
    """A record in a list: its envelope and its card."""

    id: int
    module: str
    title: str
    occurred_on: datetime.date = Field(description="The day of the fact, not of its reporting.")
    period: str
    scope: Scope
    scope_display: str
    unit: UnitRef
    section: SectionRef
    card: Card
    first_published_at: datetime.datetime
    last_published_at: datetime.datetime
    path: str
    url: str
    href: str


class Due(BaseModel):
    """Whether a module is up to date, the same for every employee."""

    state: Literal["fresh", "due_soon", "late", "blank", "nil"]
    sign: str = Field(description="○ 正常, △ 将到期, × 逾期, □ 空白, － 零报告: what says the state without colour.")
    words: str
    due_on: datetime.date | None


class Tile(BaseModel):
    """A module on a unit's board."""

    section: int
    module: str
    title: str
    icon: str
    state: State
    state_display: str
    count: int = Field(description="Records that the reader may see.")
    newest: datetime.date | None = Field(description="The newest fact's day.")
    updated_at: datetime.datetime | None
    due: Due | None = Field(description="Null where nothing is ever due, and for whoever is no employee.")
    latest: list[RecordItem]
    path: str
    url: str
    href: str
    records_href: str


class Board(BaseModel):
    board: BoardSlug
    label: str
    tiles: list[Tile]


class UnitBoards(BaseModel):
    model_config = with_example(examples.BOARD)

    unit: UnitRef
    boards: list[Board]
    due_counts: dict[str, int] = Field(description="How many tiles are in each state.")


class Included(BaseModel):
    """What `expand` brings along, each once; what the reader may not see is not there."""

    units: list[UnitItem] = []
    sections: list[SectionItem] = []
    records: list[RecordItem] = Field([], description="Records that the fields refer to.")


# Records ---------------------------------------------------------------------------------------------------------------


class Column(BaseModel):
    name: str
    label: str
    type: str


class FieldEntry(BaseModel):
    """One field of the module. GET /modules has the JSON Schema of each field's value."""

    name: str
    label: str
    type: str
    value: Any = None
    display: str | None = Field(None, description="The value in words, where it is not text already.")
    columns: list[Column] | None = Field(None, description="Of a table, in order.")


class File(BaseModel):
    """An attachment. `url` begins at the site's root and asks who is looking: send the same credentials."""

    model_config = ConfigDict(extra="allow")

    id: int
    title: str
    url: str
    size: int
    type: str
    sha256: str


class Rendition(BaseModel):
    url: str
    width: int
    height: int


class Renditions(BaseModel):
    """The same picture in sizes: `wide` for a page's column, `card` for lists, `thumb` for strips of pictures."""

    wide: Rendition
    card: Rendition
    thumb: Rendition


class Image(BaseModel):
    """A picture. Addresses begin at the site's root and ask who is looking: send the same credentials."""

    id: int
    title: str
    width: int
    height: int
    renditions: Renditions
    alt: str = Field(
        "", description="In a field that holds pictures: what is to be seen. Blocks have it beside the picture."
    )


class Evidence(BaseModel):
    kind: str
    display: str
    note: str
    file: File


class Origin(BaseModel):
    kind: str
    display: str
    reference: str


class AlsoCounts(BaseModel):
    """Another module that the record counts as, or one kind of its records: `module` or `module:field=choice`."""

    module: str
    target: str
    display: str


class Correction(BaseModel):
    """更正于…: when, and what."""

    on: str
    note: str


class RecordDetail(RecordItem):
    model_config = with_example(examples.RECORD, extra="allow")

    summary: str
    tags: list[str]
    source: Origin
    drafter: Reference | None
    attachments: list[File]
    evidence: list[Evidence]
    body: list[Block]
    review: list[Stamp]
    also_counts: list[AlsoCounts] = []
    corrections: list[Correction] = Field(
        [], description="What was corrected since the first publication, the newest first."
    )
    fields: list[FieldEntry]
    withheld: list[str] = Field(description="Fields and parts that this reader may not see, or only masked.")
    included: Included | None = Field(None, description="With `expand` only.")


class RecordList(BaseModel):
    model_config = with_example(examples.RECORDS)

    items: list[Annotated[RecordDetail | RecordItem, Field(union_mode="left_to_right")]] = Field(
        description="In full with `expand=content`."
    )
    included: Included | None = Field(None, description="With `expand` only.")
    next: str | None = Field(description="Pass it as `after` for the following page; null on the last.")
    next_href: str | None


class Moved(BaseModel):
    """Where the record is now."""

    moved_to: str
    href: str


# What changed, and the words for it -------------------------------------------------------------------------------------


class ChangedDocument(BaseModel):
    kind: Literal["record", "unit"]
    module: str
    path: str
    version: str = Field(description="Another one whenever what it says, or to whom, changed.")
    last_published_at: datetime.datetime
    href: str


class Change(BaseModel):
    """`current`: fetch `href`. `gone`: forget it; nothing else is said of it."""

    id: int
    change: Literal["current", "gone"]
    document: ChangedDocument | None


class ChangeList(BaseModel):
    model_config = with_example(examples.CHANGES)

    items: list[Change]
    cursor: str = Field(description="What to ask with as `since` the next time.")
    more: bool = Field(description="Whether there is more already.")


class Labelled(BaseModel):
    value: str
    label: str


class ModuleWord(Labelled):
    board: BoardSlug
    records_href: str


class TagWord(BaseModel):
    value: str
    count: int = Field(description="Records that the reader may see.")
    records_href: str


class Taxonomy(BaseModel):
    model_config = with_example(examples.TAXONOMY)

    boards: list[Labelled]
    modules: list[ModuleWord]
    scopes: list[Labelled]
    roles: list[Labelled]
    tags: list[TagWord]


class FeedItem(BaseModel):
    id: str
    url: str
    title: str
    content_text: str
    date_published: datetime.datetime
    date_modified: datetime.datetime


class Feed(BaseModel):
    """JSON Feed 1.1."""

    version: str
    title: str
    home_page_url: str
    feed_url: str
    language: str
    items: list[FeedItem]


# Modules and the reader ------------------------------------------------------------------------------------------------


class SourceRef(BaseModel):
    """A rule that the module rests on."""

    title: str
    year: int | None
    article: str
    note: str
    verified: str


class ModuleItem(BaseModel):
    label: str
    zh: str
    en: str
    zh_committee: str = Field(description="Its name on a committee's site.")
    zh_branch: str = Field(description="Its name on a branch's site.")
    board: BoardSlug
    board_display: str
    number: int
    scopes: dict[str, int] = Field(description="Who has it (committee, branch), and since which phase.")
    privacy: Scope = Field(description="The widest scope that its records may have, and their default.")
    standing: bool = Field(description="Its records are kept up to date rather than added.")
    icon: str
    cadence: dict[str, Any] | None = Field(description="How often a record is due; null when none ever is.")
    sources: list[SourceRef]
    fields: dict[str, Any] = Field(description="JSON Schema (2020-12) of the values of its records' fields, by name.")
    records_href: str


class ModuleList(BaseModel):
    model_config = with_example(examples.MODULES)

    items: list[ModuleItem]


class Person(BaseModel):
    id: int
    name: str


class HeldRole(BaseModel):
    role: str
    display: str
    unit: UnitRef


class Audience(BaseModel):
    """One circle of readers that the reader belongs to."""

    scope: Literal["public", "employees", "members", "unit", "committee", "restricted", "own", "practice"]
    display: str
    unit: UnitRef | None = Field(description="Where it is that of one unit or committee.")


class Me(BaseModel):
    model_config = with_example(examples.ME)

    signed_in: bool
    username: str | None
    person: Person | None
    credentials: Literal["token", "session", "none"]
    scopes: list[Literal["read", "write", "review"]] = Field(description="What the credentials may be used for.")
    expires_at: datetime.datetime | None = Field(description="When the token ends; null for a session.")
    roles: list[HeldRole]
    audiences: list[Audience]


class Index(BaseModel):
    model_config = with_example(examples.INDEX)

    title: str
    version: str
    links: dict[str, str]
