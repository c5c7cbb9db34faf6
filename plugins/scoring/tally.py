"""From facts to figures: pure counting by the counting rules of the catalogue. No database here.

- Only records that were finally approved and published count; once, by their first publication, in the period of the
  fact.
- A record that repeats another one of its unit word for word on the same day and in the same module counts nothing: one
  fact counts once.
- Nil returns and newly approved revisions satisfy due items and add nothing to the count; what is beyond the due items
  is shown and earns nothing; withdrawn records are taken out and shown.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cms.seams.dues import DueItem

from .arithmetic import Inputs, Score, score
from .schemes import AXES, Scheme

__all__ = ["FIGURES", "Fact", "Facts", "Tally", "tally"]

# In the order in which they are read
FIGURES = (
    "due", "satisfied", "on_time", "nil", "submitted", "effective", "extra", "repeated", "withdrawn", "returned",
    "corrected", "empty", "sampled", "scored", "received", "answered",
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """A record that was published at least once. likeness: what word-for-word copies of it share, module and day
    included."""

    record_id: int
    module: str
    published_at: datetime.datetime
    likeness: str
    withdrawn: bool = False
    counted: bool = True


@dataclass
class Facts:
    """All that is known of one unit in one quarter. submitted: records of the quarter that were submitted for review by
    the freeze, published or not. returned, corrected: {record: how often}. events: (code, record, day, note). levels:
    {record: {axis: level}} of the second scorer. sampled: the records drawn for scoring. empty: modules blank for long.
    reasons: coded reasons of returns."""

    dues: Sequence[DueItem] = ()
    records: Sequence[Fact] = ()
    submitted: set[int] = field(default_factory=set)
    returned: Counter = field(default_factory=Counter)
    corrected: Counter = field(default_factory=Counter)
    events: list[tuple[str, int, datetime.date, str]] = field(default_factory=list)
    levels: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    sampled: set[int] = field(default_factory=set)
    empty: Sequence[str] = ()
    reasons: Counter = field(default_factory=Counter)


@dataclass
class Tally:
    """figures: {figure: value}. records: {figure: {record: how often}}. dues: the due items as plain data."""

    figures: dict[str, int]
    records: dict[str, dict[int, int]]
    dues: list[dict]
    events: list[dict]
    levels: dict[int, dict[str, str]]
    empty: list[str]
    reasons: dict[str, int]
    inputs: Inputs
    score: Score


def tally(scheme: Scheme, facts: Facts) -> Tally:
    repeated = _repeated(facts.records)
    gone = {one.record_id for one in facts.records if one.withdrawn}
    effective = {
        one.record_id for one in facts.records if one.counted and not one.withdrawn and one.record_id not in repeated
    }
    dues = [_due(item, repeated, gone) for item in facts.dues]
    satisfied = [one for one in dues if one["satisfied"]]
    on_time = [one for one in dues if one["on_time"]]
    # The first record of an item satisfies it; further ones stand with it and earn nothing
    behind = Counter(one["records"][0] for one in satisfied if one["records"])
    happened = Counter(code for code, *_rest in facts.events)
    levels = {
        pk: {axis: given[axis] for axis in AXES}
        for pk, given in facts.levels.items()
        if pk in effective and all(given.get(axis) for axis in AXES)
    }
    records = {
        "due": behind,
        "satisfied": behind,
        "on_time": Counter(one["records"][0] for one in on_time if one["records"]),
        "nil": {},
        "submitted": _once(facts.submitted | effective | repeated | gone),
        "effective": _once(effective),
        "extra": _once(effective - set(behind)),
        "repeated": _once(repeated),
        "withdrawn": _once(gone),
        "returned": facts.returned,
        "corrected": facts.corrected,
        "empty": {},
        "sampled": _once(facts.sampled & effective),
        "scored": _once(levels),
        "received": _of(facts.events, "received"),
        # never more of a record than came in there
        "answered": _of(facts.events, "answered_on_time") & _of(facts.events, "received"),
    }
    figures = {name: sum(found.values()) for name, found in records.items()} | {
        "due": len(dues),
        "satisfied": len(satisfied),
        "on_time": len(on_time),
        "nil": sum(one["nil"] for one in satisfied),
        "empty": len(facts.empty),
    }
    codes = {code: count for code, count in happened.items() if code not in ("received", "answered_on_time")}
    inputs = Inputs(
        due=figures["due"],
        satisfied=figures["satisfied"],
        on_time=figures["on_time"],
        items=[levels[pk] for pk in sorted(levels)],
        events=codes,
        received=figures["received"],
        answered=figures["answered"],
    )
    return Tally(
        figures=figures,
        records={name: dict(sorted(found.items())) for name, found in records.items()},
        dues=dues,
        events=[
            {"code": code, "record": pk, "on": str(day), "note": note}
            for code, pk, day, note in sorted(facts.events, key=lambda one: (one[2], one[0], one[1]))
        ],
        levels={pk: levels[pk] for pk in sorted(levels)},
        empty=list(facts.empty),
        reasons=dict(sorted(facts.reasons.items())),
        inputs=inputs,
        score=score(scheme, inputs),
    )


def _once(records) -> dict[int, int]:
    return dict.fromkeys(records, 1)


def _of(events, wanted: str) -> Counter:
    return Counter(pk for code, pk, _day, _note in events if code == wanted)


def _repeated(records: Sequence[Fact]) -> set[int]:
    """Records that say word for word what one of the same unit said before them, as far as that one still stands."""
    seen, found = set(), set()
    for one in sorted(records, key=lambda one: (one.published_at, one.record_id)):
        if one.withdrawn:
            continue
        if one.likeness in seen:
            found.add(one.record_id)
        seen.add(one.likeness)
    return found


def _due(item: DueItem, repeated: set[int], gone: set[int]) -> dict:
    """A due item as plain data. Repeated and withdrawn records satisfy nothing, whatever was asked before they were
    known as such."""
    records = [pk for pk in item.records if pk not in repeated and pk not in gone]
    satisfied = item.nil or bool(records)
    # When it was submitted is known of the first record only
    first = not item.records or records[:1] == [item.records[0]]
    return {
        "module": item.module,
        "target": item.target,
        "label": str(item.label),
        "period": item.period,
        "number": item.number,
        "due_on": str(item.due_on),
        "kind": item.kind,
        "rule": str(item.rule),
        "records": records,
        "nil": bool(item.nil and not records),
        "submitted_on": str(item.submitted_on) if satisfied and first and item.submitted_on else None,
        "satisfied": satisfied,
        "on_time": satisfied and first and item.on_time,
    }
