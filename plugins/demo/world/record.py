"""What a module's `demo.py` yields: one record as plain data. Nothing here knows Django."""

import datetime
import random
from dataclasses import dataclass, field

from .people import DemoPerson

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Picture:
    """A picture to be drawn: which scene, which of its variants, in whose colours. Equal pictures are drawn once.

    `holder`: another unit that uploads the same picture once more, saved anew (a planted fault).
    """

    scene: str
    variant: int
    unit: str
    alt: str
    holder: str = ""

    @property
    def drawing(self) -> str:
        return f"{self.unit}/{self.scene}/{self.variant}"

    @property
    def key(self) -> str:
        return f"{self.drawing}/{self.holder}" if self.holder else self.drawing


@dataclass(frozen=True)
class Paper:
    """A small Word document to be written: paragraphs above a table (its first row is the head)."""

    title: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Ref:
    """The newest published record of a unit's module until a day, among those whose fields have these values.

    One that was published after the referring record is not found: then the field stays empty, and a row with nothing else is left out.
    """

    unit: str
    module: str
    until: datetime.date
    where: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Times:
    """When somebody entered, submitted, checked and signed it."""

    entered: datetime.datetime
    submitted: datetime.datetime
    first: datetime.datetime
    second: datetime.datetime
    final: datetime.datetime

    def in_order(self) -> tuple[datetime.datetime, ...]:
        return self.entered, self.submitted, self.first, self.second, self.final


@dataclass(eq=False)
class DemoRecord:
    """The envelope; `fields` are the module's own, `rows` its tables, both by the model's names.

    Wherever a person, picture, paper or other record belongs there stands a DemoPerson, Picture, Paper or Ref, in `rows` too
    (and in `body`, but for a Ref); a list of DemoPerson fills a many-to-many field. `evidence` are (kind, Paper, note), `also_counts`
    are targets (`cms.tree.also`), of which those count for which the unit has a section.

    `known_on`: the day until when not all of it was known, if that is after the fact: nobody enters it before. `urgent`: entered
    and published on one and the same day. `standing`: first published soon after the fact, and since then brought up to date with
    what was known on `known_on`; it is never found on its way.
    """

    title: str
    occurred_on: datetime.date
    fields: dict
    rows: dict[str, list[dict]] = field(default_factory=dict)
    summary: str = ""
    body: list[tuple] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    attachments: list[Paper] = field(default_factory=list)
    evidence: list[tuple] = field(default_factory=list)
    source_kind: str = "own_record"
    source_ref: str = ""
    disclosure_scope: str = ""
    contains_personal_data: bool = False
    period: str = ""
    known_on: datetime.date | None = None
    urgent: bool = False
    standing: bool = False
    also_counts: tuple[str, ...] = ()
    module: str = ""
    unit: str = ""
    drafter: DemoPerson | None = None
    reviewers: tuple[DemoPerson, ...] = ()
    times: Times | None = None
    first_times: Times | None = None
    state: str = "published"


def office_hour(rng: random.Random, day: datetime.date, first: int = 8, last: int = 17) -> datetime.datetime:
    """Some minute of that day's office hours, without a time zone."""
    return datetime.datetime.combine(
        day, datetime.time(rng.randint(first, last - 1), rng.randint(0, 59), rng.randint(0, 59))
    )
