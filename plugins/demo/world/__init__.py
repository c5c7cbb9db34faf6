"""An invented committee with its units, people and one year: pure Python, made of `seed` and `today` and nothing else.

Every draw comes from a random generator of its own, keyed by what it is for, so that what one module or unit says does not
depend on what others say before it. Facts end with the day before `today`, so that whatever hour it is, nothing is yet to come.
"""

import datetime
import random
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from .days import DAY, Month, is_working_day, months, next_working_day, working_days, year_before
from .people import ACTIVIST, APPLICANT, DemoPerson, Group, Staff
from .record import DemoRecord, Paper, Picture, Ref, Times, office_hour
from .trades import BRANCH, COMMITTEE, COMMON, GENERAL_BRANCH, TRADES, Trade
from .voice import Voice

__all__ = [
    "BRANCH",
    "COMMITTEE",
    "GENERAL_BRANCH",
    "DemoPerson",
    "DemoRecord",
    "DemoUnit",
    "Group",
    "Month",
    "Paper",
    "Picture",
    "Ref",
    "Times",
    "World",
    "is_working_day",
]

HOUR = datetime.timedelta(hours=1)
# Somebody is somewhere from when until when
Engagement = tuple[DemoPerson, datetime.datetime, datetime.datetime]


class DemoUnit:
    """A unit of the world, as modules' `demo.py` see it."""

    def __init__(self, world: "World", trade: Trade, staff: Staff):
        self.world, self.trade = world, trade
        self.code, self.title, self.kind = trade.code, trade.title, trade.kind
        self.workshop, self.site, self.plant, self.parent = trade.workshop, trade.site, trade.plant, trade.parent
        self.makes = trade.makes
        self.people, self.groups = staff.people, staff.groups
        # The pictures of lap 0, which further laps use again
        self.album: list[Picture] = getattr(staff, "album", [])
        self._told: dict[str, list[DemoRecord]] = {}

    def rng(self, *key) -> random.Random:
        """A generator for what `key` names, the same whenever it is asked for in the same lap."""
        return self.world.rng(self.code, *key)

    def voice(self, *key, **words: str) -> Voice:
        """Somebody who fills templates for the occasion that `key` names; `words` are known to them besides."""
        known = {
            "branch": self.title,
            "workshop": self.workshop,
            "plant": self.plant or "全厂",
            "site": self.site,
            "newline": self.trade.newline,
        }
        return Voice(self.rng("voice", *key), COMMON | self.trade.words, known | words)

    def picture(self, scene: str, rng: random.Random, alt: str) -> Picture:
        """A new picture of this scene (`plugins.demo.pictures` has them all); in a further lap one that the unit has already."""
        if self.world.lap and self.album:
            return rng.choice([picture for picture in self.album if picture.scene == scene] or self.album)
        picture = Picture(scene, rng.randrange(10**6), self.code, alt)
        self.album.append(picture)
        return picture

    @staticmethod
    def paper(title: str, *paragraphs: str, table=()) -> Paper:
        """A Word document; `table`: rows of cells, the head first."""
        return Paper(title, paragraphs, tuple(tuple(map(str, row)) for row in table))

    @staticmethod
    def table(caption: str, head, *rows) -> tuple[str, dict]:
        """A table block of the body; each row as many cells as the head."""
        data = [[str(cell) for cell in row] for row in (head, *rows)]
        return "table", {
            "data": data,
            "cell": [],
            "mergeCells": [],
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
            "table_caption": caption,
        }

    @staticmethod
    def record(title: str, occurred_on: datetime.date, fields: dict, **envelope) -> DemoRecord:
        """A record; see DemoRecord for the envelope's names."""
        return DemoRecord(title, occurred_on, fields, **envelope)

    def ref(self, module: str, until: datetime.date, **where) -> Ref:
        """The unit's newest record of this module until that day, with these values in its fields; see Ref."""
        return Ref(self.code, module, until, tuple(where.items()))

    def told(self, module: str) -> list[DemoRecord]:
        """What this module tells of the unit in this lap, so that another can agree with it; to be read and not changed.

        Nothing where it is not installed or the unit does not have it. Two modules cannot both ask for each other's.
        """
        if module not in self._told:
            self._told[module] = list(self.world.tell(self.world, self, module))
        return self._told[module]

    def months(self) -> list[Month]:
        return list(months(self.world.start, self.world.last))

    def working_day(self, rng: random.Random, first: datetime.date, last: datetime.date) -> datetime.date | None:
        """A working day from `first` to `last` and within the year; None when there is none."""
        days = working_days(max(first, self.world.start), min(last, self.world.last))
        return rng.choice(days) if days else None

    @staticmethod
    def engagements(record: DemoRecord) -> Iterator[Engagement]:
        """Who is named in a record of something that was held, from when until when: for an hour, if it tells no end."""
        start = record.fields.get("held_at")
        if start is None:
            return
        end = record.fields.get("ended_at") or start + HOUR
        for value in record.fields.values():
            for person in value if isinstance(value, list) else [value]:
                if isinstance(person, DemoPerson):
                    yield person, start, end

    def engaged(self, day: datetime.date, *modules: str) -> Iterator[Engagement]:
        """The engagements of that day by what these modules tell of the unit."""
        for module in modules:
            for record in self.told(module):
                if record.occurred_on == day:
                    yield from self.engagements(record)

    @staticmethod
    def free_at(start: datetime.datetime, hours, people, engaged, length=HOUR) -> datetime.datetime:
        """`start`, for something of that length; or, where one of these people is then engaged elsewhere, the first of the other
        hours, and after them of the working day's half-hours, at which none is.

        hours: as (hour, minute). engaged: the engagements that there are besides, of whatever day.
        """
        taken = [(begin, end) for person, begin, end in engaged if person in people and begin.date() == start.date()]
        half_hours = [(hour, minute) for hour in range(8, 17) for minute in (0, 30)]
        others = [datetime.datetime.combine(start.date(), datetime.time(*hour)) for hour in (*hours, *half_hours)]
        free = [one for one in (start, *others) if all(one >= end or one + length <= begin for begin, end in taken)]
        return free[0] if free else start

    # People ------------------------------------------------------------------------------------------------------------

    @cached_property
    def members(self) -> list[DemoPerson]:
        """Everybody who is or, in the course of the year, was a Party member here."""
        return [person for person in self.people if person.is_member]

    @cached_property
    def committee(self) -> list[DemoPerson]:
        """The branch committee (支部委员会), the secretary first."""
        return [person for person in self.members if person.post]

    @cached_property
    def staff(self) -> list[DemoPerson]:
        """Employees who are no Party members and hold no office here."""
        return [person for person in self.people if person.roles == ["employee"]]

    @cached_property
    def applicants(self) -> list[DemoPerson]:
        """Who has applied for membership, and who of them is already an activist (入党积极分子)."""
        return [person for person in self.people if person.status in (ACTIVIST, APPLICANT)]

    @cached_property
    def secretary(self) -> DemoPerson:
        return self.with_role("secretary")[0]

    def with_role(self, role: str) -> list[DemoPerson]:
        return [person for person in self.people if role in person.roles]

    def members_on(self, day: datetime.date) -> list[DemoPerson]:
        return [person for person in self.members if person.there_on(day)]


def _nothing(_world: "World", _unit: DemoUnit, _module: str) -> Iterable[DemoRecord]:
    return ()


class World:
    """The committee and its year. `lap`: 0 is the natural year; each further lap says it all once more, otherwise."""

    def __init__(self, seed: int, today: datetime.date, lap: int = 0, of: "World | None" = None):
        self.seed, self.today, self.lap = seed, today, lap
        self.start, self.last = year_before(today) + DAY, today - DAY
        self.units = [DemoUnit(self, unit.trade, unit) for unit in of.units] if of else list(self._found())
        # How a module's label leads to what it tells of a unit is the caller's to know
        self.tell: Callable[[World, DemoUnit, str], Iterable[DemoRecord]] = of.tell if of else _nothing

    def _found(self) -> Iterator[DemoUnit]:
        for number, trade in enumerate(TRADES):
            staff = Staff(trade, number, self.rng("people", trade.code), self.start)
            staff.staff()
            if trade.kind == BRANCH and number % 4 == 2:
                staff.depart(self.today)
            if trade.kind == BRANCH and number % 4 == 3:
                staff.arrive(self.today)
            yield DemoUnit(self, trade, staff)

    def again(self, lap: int) -> "World":
        """The same units and people in another lap."""
        return World(self.seed, self.today, lap, of=self)

    def rng(self, *key) -> random.Random:
        return random.Random("/".join(map(str, (self.seed, self.today, self.lap, *key))))  # noqa: S311 (data to look at, no secrets)

    @cached_property
    def by_code(self) -> dict[str, DemoUnit]:
        return {unit.code: unit for unit in self.units}

    @property
    def committee(self) -> DemoUnit:
        return self.units[0]

    @cached_property
    def people(self) -> list[DemoPerson]:
        return [person for unit in self.units for person in unit.people]

    # A record's way ----------------------------------------------------------------------------------------------------

    def finish(self, record: DemoRecord, unit: DemoUnit, module: str, number: int) -> DemoRecord:
        """Say who drafted, checked and signed this record of the unit, and when. `number` counts the unit's records."""
        rng = self.rng("way", unit.code, module, number)
        record.module, record.unit = module, unit.code
        drafters = unit.with_role("drafter")
        record.drafter = drafters[0] if len(drafters) == 1 or rng.random() < 0.75 else drafters[1]
        checkers = [person for person in unit.with_role("reviewer") if person is not record.drafter]
        signer = self.committee.with_role("approver")[0]
        record.reviewers = (rng.choice(checkers), unit.secretary, signer)
        known_on = record.known_on or record.occurred_on
        record.times = self._times_of_a_day(rng, known_on) if record.urgent else self._times(rng, known_on)
        if record.standing and known_on > record.occurred_on:
            first = self._times(rng, record.occurred_on)
            record.first_times = first if first.final < record.times.entered else None
        return record

    def _times_of_a_day(self, rng: random.Random, fact: datetime.date) -> Times:
        """Everything on the day of the fact or the first working day after it."""
        day = next_working_day(fact, 0)
        entered = office_hour(rng, day, 8, 9)
        submitted = entered + datetime.timedelta(minutes=rng.randint(10, 40))
        return Times(entered, submitted, *(office_hour(rng, day, hour, hour + 2) for hour in (10, 13, 15)))

    def _times(self, rng: random.Random, fact: datetime.date) -> Times:
        """Entered some days after the fact, now and then late; each step one to three days after the one before."""
        late = rng.random() < 0.06
        day = next_working_day(fact, rng.randint(6, 11) if late else rng.choice((0, 1, 1, 2, 2, 3, 4)))
        entered = office_hour(rng, day, 14 if day == fact else 8, 17)
        submitted = entered + datetime.timedelta(minutes=rng.randint(15, 90))
        steps = [submitted]
        for choices in ((0, 1, 1, 2), (0, 1, 1, 2), (1, 1, 2, 3)):
            before = steps[-1]
            day = next_working_day(before.date(), rng.choice(choices))
            earliest = before.hour + 1 if day == before.date() else 8
            if earliest > 17:
                day, earliest = next_working_day(day), 8
            steps.append(office_hour(rng, day, earliest, 18))
        return Times(entered, *steps)
