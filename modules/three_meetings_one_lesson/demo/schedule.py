"""When a branch meets, who is expected and who is absent."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .deck import Deck, Part

MEMBERS, COMMITTEE, GROUP, LESSON = "members", "committee", "group", "lesson"
TITLES = {
    MEMBERS: ("{year}年{quarter}党员大会：{theme}", "{quarter}党员大会听取工作汇报，讨论{theme}"),
    COMMITTEE: ("{month}月支委会研究{theme}", "支部委员会会议：{theme}（{year}年{month}月）"),
    GROUP: ("{group}{month}月党小组会：{theme}", "{group}讨论{theme}（{month}月）"),
    LESSON: ("党课：{theme}",),
}


@dataclass
class Meeting:
    """One meeting; `rng` is its own, `key` names it among the branch's meetings."""

    kind: str
    day: datetime.date
    expected: list
    chair: Any
    recorder: Any
    rng: Any
    key: tuple
    parts: tuple[Part, ...]
    lecturer: Any = None
    group: str = ""
    absent: list = field(default_factory=list)
    title: str = ""

    def __post_init__(self):
        # Chair, recorder and lecturer are there, and always more than half of those who may vote
        free = [person for person in self.expected if person not in (self.chair, self.recorder, self.lecturer)]
        self.absent = [person for person in free if self.rng.random() < 0.12][: (len(self.expected) - 1) // 3]
        self.title = self.rng.choice(TITLES[self.kind])

    @property
    def present(self) -> list:
        return [person for person in self.expected if person not in self.absent]


def meetings(unit) -> Iterator[Meeting]:
    """The branch's meetings of the year, month by month."""
    deck = Deck(unit.rng("deck"), unit.makes)
    for month in unit.months():
        for plan in (_members, _committee, _groups, _lesson):
            yield from plan(unit, month, deck)


def _members(unit, month, deck):
    """党员大会: in the last month of each quarter."""
    if month.month % 3:
        return
    key, committee = (MEMBERS, month.first), unit.committee
    rng = unit.rng(*key)
    if day := unit.working_day(rng, month.first.replace(day=10), month.last):
        parts = _two(deck, MEMBERS, month.month)
        yield Meeting(MEMBERS, day, unit.members_on(day), committee[0], committee[2], rng, key, parts)


def _committee(unit, month, deck):
    """支部委员会会议: once a month, in its first half."""
    key, committee = (COMMITTEE, month.first), unit.committee
    rng = unit.rng(*key)
    if day := unit.working_day(rng, month.first, month.first.replace(day=16)):
        parts = _two(deck, COMMITTEE, month.month)
        yield Meeting(COMMITTEE, day, committee, committee[0], committee[2], rng, key, parts)


def _groups(unit, month, deck):
    """党小组会: once a month in each group."""
    for group in unit.groups:
        key = (GROUP, group.name, month.first)
        rng = unit.rng(*key)
        if day := unit.working_day(rng, month.first.replace(day=5), month.last):
            expected = [person for person in group.members if person.there_on(day)]
            parts = (deck.topic(GROUP, month.month),)
            yield Meeting(GROUP, day, expected, group.leader, expected[1], rng, key, parts, group=group.name)


def _lesson(unit, month, deck):
    """党课: in the middle month of each quarter, by the secretary mostly, or another experienced member."""
    if month.month % 3 != 2:
        return
    key, committee = (LESSON, month.first), unit.committee
    rng = unit.rng(*key)
    if day := unit.working_day(rng, month.first.replace(day=8), month.last):
        lecturer = rng.choice([*committee, committee[0], unit.groups[0].leader])
        chair = committee[1] if lecturer is committee[0] else committee[0]
        recorder = next(person for person in reversed(committee) if person not in (chair, lecturer))
        parts = (deck.lesson(month.month),)
        yield Meeting(LESSON, day, unit.members_on(day), chair, recorder, rng, key, parts, lecturer)


def _two(deck, kind, month):
    first = deck.topic(kind, month)
    return first, deck.topic(kind, month, without=first.theme)
