"""Nobody gains by splitting, copying, back-dating or publishing again, and the order in which records are read is none."""

import datetime
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from cms.periods import bounds, period_of
from plugins.dues.due_table import Claim, Slot, _items
from plugins.dues.duties import Duty
from plugins.dues.ledger import Submitted, _claims

YEAR = datetime.date(2025, 1, 1)
TARGET = "three_meetings_one_lesson"


def duty(after="event", standing=False, interval="month", min_items=1, days=7) -> Duty:
    return Duty(TARGET, TARGET, "三会一课", interval, "statutory", min_items, after, days, False, standing, "条例")


def moment(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(4), datetime.UTC)


days_ = st.integers(0, 364).map(lambda number: YEAR + datetime.timedelta(days=number))
duties_ = st.builds(
    duty,
    after=st.sampled_from(["event", "period_end"]),
    standing=st.booleans(),
    interval=st.sampled_from(["month", "quarter"]),
    min_items=st.integers(1, 2),
    days=st.integers(-5, 15),
)
# (the day of the fact, days until it is submitted, days until it is published, the period that it states)
records_ = st.tuples(days_, st.integers(0, 60), st.integers(0, 60), st.sampled_from(["", "2025-02", "2025Q1", "2025"]))


def releases(page: int, versions) -> tuple[list, list]:
    """The releases of a page whose versions were published one after the other, and what each submitted."""
    found, submitted, before = [], [], moment(YEAR)
    for number, (fact, wait, reviewed, stated) in enumerate(versions):
        opened = max(moment(fact + datetime.timedelta(days=wait)), before)
        before = opened + datetime.timedelta(days=reviewed, minutes=1)
        found.append(
            SimpleNamespace(
                pk=page * 100 + number, page_id=page, unit_id=1, opened_at=opened, spent_at=before, void_at=None
            )
        )
        submitted.append(Submitted((TARGET,), fact, stated))
    return found, submitted


def outcome(the: Duty, pages) -> dict[tuple[str, int], tuple[bool, bool]]:
    """{(period, number): (satisfied, on time)} of all items of two years, when these pages were published with these versions."""
    rows = []
    for page, versions in pages:
        rows += _claims(*releases(page, versions), {TARGET: the})
    by_period: dict[str, list[Claim]] = {}
    for row in sorted(rows, key=lambda row: (row.submitted_on, row.occurred_on, row.page_id, row.release_id)):
        if row.ended_at is None:
            by_period.setdefault(row.period, []).append(Claim(row.page_id, row.occurred_on, row.submitted_on, True))
    found = {}
    for period, claims in by_period.items():
        slot = Slot(the, period, bounds(period)[1], the.last_day(period))
        for item in _items(1, slot, claims, None):
            found[period, item.number] = (item.satisfied, item.on_time)
    return found


def satisfied(found) -> set:
    return {key for key, (done, _on_time) in found.items() if done}


def on_time(found) -> set:
    return {key for key, (_done, in_time) in found.items() if in_time}


@given(duties_, st.lists(records_, min_size=1, max_size=5), st.randoms())
def test_the_order_of_records_does_not_matter(the, records, random):
    pages = [(page, [record]) for page, record in enumerate(records, 1)]
    shuffled = random.sample(pages, len(pages))
    assert outcome(the, pages) == outcome(the, shuffled)


@given(duties_, st.lists(records_, min_size=1, max_size=4), st.integers(0, 20))
def test_splitting_or_copying_a_record_satisfies_no_other_period_and_makes_nothing_on_time(the, records, later):
    """A second record of the same fact, of the same or a later day: but where two are asked for, it fills no further period."""
    pages = [(page, [record]) for page, record in enumerate(records, 1)]
    before = outcome(the, pages)
    fact, wait, reviewed, stated = records[0]
    after = outcome(the, [*pages, (99, [(fact, wait + (0 if the.standing else later), reviewed, stated)])])
    assert {period for period, _number in satisfied(after)} == {period for period, _number in satisfied(before)}
    if the.min_items == 1:
        assert after == before


@given(
    duties_,
    st.lists(records_, min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), max_size=3),
)
def test_publishing_again_what_says_the_same_changes_nothing(the, records, again):
    if the.standing:
        return  # each newly approved revision counts for its own period: see the next
    pages = [(page, [record]) for page, record in enumerate(records, 1)]
    fact, wait, _reviewed, stated = records[0]
    versions = [records[0], *((fact, wait + more, reviewed, stated) for more, reviewed in again)]
    assert outcome(the, [(1, versions), *pages[1:]]) == outcome(the, pages)


@given(duties_, records_, st.integers(0, 40), st.integers(0, 40))
def test_a_standing_record_published_twice_for_one_period_satisfies_one_item(the, record, wait, more):
    the = duty(after="period_end", standing=True, interval=the.interval, days=the.days)
    fact, _wait, reviewed, stated = record
    versions = [(fact, wait, reviewed, stated), (fact, wait + more, reviewed, stated)]
    found = outcome(the, [(1, versions)])
    rows = _claims(*releases(1, versions), {TARGET: the})
    assert len(satisfied(found)) == len({row.period for row in rows}) <= 2
    # never for a period whose due date had passed: what was missed stays missed
    assert all(row.submitted_on <= the.last_day(row.period) for row in rows)


@given(records_, st.integers(-60, 60), st.integers(0, 30), st.sampled_from(["event", "period_end"]))
def test_a_correction_that_moves_the_fact_makes_nothing_on_time_in_the_same_period(record, move, later, after):
    the = duty(after=after)
    fact, wait, reviewed, stated = record
    moved = (fact + datetime.timedelta(days=move), max(wait - move, 0) + later, reviewed, stated)
    before, corrected = outcome(the, [(1, [record])]), outcome(the, [(1, [record, moved])])
    assert len(satisfied(corrected)) == 1
    if satisfied(corrected) == satisfied(before):
        assert on_time(corrected) <= on_time(before)


@given(records_, st.integers(0, 60))
def test_back_dating_an_event_makes_nothing_on_time(record, back):
    fact, wait, reviewed, stated = record
    dated_back = (fact - datetime.timedelta(days=back), wait + back, reviewed, stated)
    honest, forged = outcome(duty(), [(1, [record])]), outcome(duty(), [(1, [dated_back])])
    assert len(satisfied(forged)) == len(satisfied(honest)) == 1
    assert len(on_time(forged)) <= len(on_time(honest))
    # whatever period is stated: a meeting counts for the period in which it was held
    assert {period for period, _number in satisfied(honest)} == {period_of(fact, "month")}
