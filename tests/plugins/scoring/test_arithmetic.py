"""The arithmetic of a quarter: the worked checks of domain.md 2.4 to the digit, and what no unit can gain by."""

import copy
import dataclasses
import datetime
from collections import Counter
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cms.seams.dues import DueItem
from plugins.scoring.arithmetic import Inputs, item_quality, score
from plugins.scoring.sampling import place_of, seed_of, size
from plugins.scoring.schemes import AXES, LEVELS, default, parse
from plugins.scoring.tally import Fact, Facts, tally

EIGHTY_FIVE = dict.fromkeys(AXES, "B")
NINETY = dict.fromkeys(AXES, "A") | {"substance": "D"}
MARCH = datetime.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("inputs", "parts", "total", "grade"),
    [
        (Inputs(36, 36, 36, [EIGHTY_FIVE], {}, 2, 2), "30.00 15.00 29.75 15.00 5.00", "94.75", "excellent"),
        (Inputs(10, 6, 6, [EIGHTY_FIVE]), "18.00 9.00 22.31 15.00 5.00", "69.31", "pass"),
        (Inputs(10, 1, 1, [NINETY]), "3.00 1.50 3.94 15.00 5.00", "28.44", "fail"),
        (Inputs(), "30.00 15.00 0.00 15.00 5.00", "65.00", "pass"),
    ],
)
def test_the_worked_checks_come_out_to_the_digit(inputs, parts, total, grade):
    found = score(default(), inputs)
    assert [str(points) for points in found.parts.values()] == parts.split()
    assert (str(found.total), found.grade) == (total, grade)


def test_deductions_bonus_and_vetoes_are_those_of_the_scheme():
    everything = Inputs(10, 10, 10, [dict.fromkeys(AXES, "A")])
    faults = {"returned_for_fact": 2, "correction_after_publish": 1, "error_found_by_others": 1, "privacy_breach": 1}
    assert score(default(), dataclasses.replace(everything, events=faults)).parts["veracity"] == Decimal("5.50")
    gains = {"featured_selected": 3, "adopted_suggestion": 1, "external_adoption": 9}
    found = score(default(), dataclasses.replace(everything, events=gains))
    # 3×2 capped at 4, and 1; adoption by media ships switched off
    assert (found.bonus, found.total) == (Decimal("5.00"), Decimal("105.00"))
    found = score(default(), dataclasses.replace(everything, events={"fabricated": 1}))
    assert (found.parts["veracity"], found.total, found.grade) == (Decimal("0.00"), Decimal("85.00"), "fail")
    assert score(default(), dataclasses.replace(everything, events={"secrecy": 1})).grade == "fail"
    # An event that the scheme does not know is nothing
    assert score(default(), dataclasses.replace(everything, events={"photos": 99})) == score(default(), everything)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("components.quality.weight", "36", "components"),
        ("components.quality.weight", "viel", "components.quality.weight"),
        ("components.quality.source", "", "components.quality.source"),
        ("axes.truth.weight", "25", "axes"),
        ("levels.B", "60", "levels"),
        ("bonus.items.featured_selected.cap", "1", "bonus.items.featured_selected.cap"),
        ("deductions.privacy_breach.enabled", "yes", "deductions.privacy_breach.enabled"),
        ("vetoes.secrecy.grade_at_most", "bad", "vetoes.secrecy.grade_at_most"),
        ("sample.share", "1.2", "sample.share"),
        ("objection_days", 0, "objection_days"),
        ("grades", [], "grades"),
        ("annual", None, "annual.share"),
    ],
)
def test_a_faulty_scheme_is_refused_by_the_path_of_its_fault(path, value, told):
    data = copy.deepcopy(default().data)
    *above, last = path.split(".")
    place = data
    for key in above:
        place = place[key]
    place[last] = value
    with pytest.raises(ValidationError) as refused:
        parse(data)
    assert told in refused.value.message_dict
    assert all(words and words[0] for words in refused.value.message_dict.values())


# What no unit gains by -------------------------------------------------------------------------------------------------

levels = st.fixed_dictionaries({axis: st.sampled_from(LEVELS) for axis in AXES})
known = st.sampled_from(
    ["returned_for_fact", "correction_after_publish", "privacy_breach", "fabricated", "secrecy", "featured_selected"]
)


@st.composite
def inputs(draw):
    due = draw(st.integers(0, 60))
    satisfied = draw(st.integers(0, due))
    received = draw(st.integers(0, 9))
    return Inputs(
        due,
        satisfied,
        draw(st.integers(0, satisfied)),
        draw(st.lists(levels, max_size=5)),
        draw(st.dictionaries(known, st.integers(0, 4), max_size=4)),
        received,
        draw(st.integers(0, received)),
    )


@given(inputs())
def test_a_score_stays_within_its_bounds_and_its_line_adds_up(given_inputs):
    found = score(default(), given_inputs)
    assert 0 <= found.total <= 105
    assert found.total == sum(found.parts.values(), found.bonus)
    assert all(0 <= points <= default().weights[name] for name, points in found.parts.items())
    if found.vetoes:
        assert found.grade == "fail"


@given(inputs(), st.data())
def test_doing_more_never_costs_and_doing_wrong_never_pays(given_inputs, data):
    before = score(default(), given_inputs).total
    if given_inputs.satisfied < given_inputs.due:
        assert score(default(), dataclasses.replace(given_inputs, satisfied=given_inputs.satisfied + 1)).total >= before
    if given_inputs.on_time < given_inputs.satisfied:
        assert score(default(), dataclasses.replace(given_inputs, on_time=given_inputs.on_time + 1)).total >= before
    if given_inputs.answered < given_inputs.received:
        assert score(default(), dataclasses.replace(given_inputs, answered=given_inputs.answered + 1)).total >= before
    if given_inputs.items:
        axis = data.draw(st.sampled_from(AXES))
        better = [given_inputs.items[0] | {axis: "A"}, *given_inputs.items[1:]]
        assert item_quality(default(), better[0]) >= item_quality(default(), given_inputs.items[0])
        assert score(default(), dataclasses.replace(given_inputs, items=better)).total >= before
    fault = data.draw(st.sampled_from(["returned_for_fact", "correction_after_publish", "fabricated", "secrecy"]))
    worse = dict(given_inputs.events) | {fault: given_inputs.events.get(fault, 0) + 1}
    assert score(default(), dataclasses.replace(given_inputs, events=worse)).total <= before


@st.composite
def quarters(draw):
    """Facts of a unit: records of which some satisfy due items, on time or late."""
    count = draw(st.integers(1, 8))
    records = [
        Fact(pk, "work_plan_summary", datetime.datetime(2026, 4, pk, tzinfo=datetime.UTC), f"text {pk}")
        for pk in range(1, count + 1)
    ]
    dues = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        behind = draw(st.sampled_from([(), *[(pk,) for pk in range(1, count + 1)]]))
        days = draw(st.integers(-3, 3))
        dues.append(
            DueItem(
                1,
                "work_plan_summary",
                "work_plan_summary",
                "计划总结",
                "2026Q1",
                number,
                MARCH,
                records=behind,
                submitted_on=MARCH + datetime.timedelta(days=days) if behind else None,
            )  # fmt: skip
        )
    scored = draw(st.sets(st.integers(1, count), max_size=3))
    return Facts(
        dues=dues,
        records=records,
        submitted=set(range(1, count + 1)),
        levels={pk: draw(levels) for pk in scored},
        returned=Counter(draw(st.lists(st.integers(1, count), max_size=2))),
    )


def copied(fact: Fact, pk: int) -> Fact:
    return dataclasses.replace(fact, record_id=pk, published_at=fact.published_at + datetime.timedelta(days=9))


@given(quarters(), st.data())
def test_copying_a_record_gains_nothing_not_even_a_due_item(facts, data):
    before = tally(default(), facts)
    copy_of = copied(data.draw(st.sampled_from(facts.records)), 101)
    dues = list(facts.dues)
    for place, item in enumerate(dues):
        if not item.records:  # the copy is offered for what is still open
            dues[place] = dataclasses.replace(item, records=(101,), submitted_on=MARCH)
            break
    after = tally(default(), dataclasses.replace(facts, records=[*facts.records, copy_of], dues=dues))
    assert after.score == before.score
    assert after.figures["effective"] == before.figures["effective"]
    assert (after.figures["repeated"], after.records["repeated"]) == (1, {101: 1})


@given(quarters(), st.integers(1, 5))
def test_splitting_a_record_shows_more_and_earns_nothing(facts, pieces):
    before = tally(default(), facts)
    more = [
        Fact(200 + number, "work_plan_summary", datetime.datetime(2026, 4, 20, tzinfo=datetime.UTC), f"piece {number}")
        for number in range(pieces)
    ]
    after = tally(default(), dataclasses.replace(facts, records=[*facts.records, *more]))
    assert after.score == before.score
    assert after.figures["extra"] == before.figures["extra"] + pieces


@given(quarters(), st.integers(1, 4))
def test_publishing_an_edit_again_counts_once_and_never_gains(facts, times):
    before = tally(default(), facts)
    corrected = Counter({1: times})
    events = [("correction_after_publish", 1, MARCH, "")] * times
    after = tally(default(), dataclasses.replace(facts, corrected=corrected, events=events))
    assert after.figures["effective"] == before.figures["effective"]
    assert after.score.total <= before.score.total
    assert after.figures["corrected"] == times


@given(quarters(), st.integers(0, 400))
def test_dating_a_fact_back_makes_nothing_on_time(facts, days):
    """On time is a matter of the day of submission, which nobody writes: the day of the fact is not asked."""
    before = tally(default(), facts)
    back = [dataclasses.replace(one, likeness=f"{days} days earlier {one.likeness}") for one in facts.records]
    assert tally(default(), dataclasses.replace(facts, records=back)).score == before.score
    later = [
        dataclasses.replace(item, submitted_on=item.submitted_on and item.submitted_on + datetime.timedelta(days=days))
        for item in facts.dues
    ]
    assert tally(default(), dataclasses.replace(facts, dues=later)).score.total <= before.score.total


@given(quarters(), st.data())
def test_withdrawing_takes_a_record_out_of_all_that_it_counted_for(facts, data):
    gone = data.draw(st.sampled_from([one.record_id for one in facts.records]))
    records = [dataclasses.replace(one, withdrawn=one.record_id == gone) for one in facts.records]
    after = tally(default(), dataclasses.replace(facts, records=records))
    assert after.records["withdrawn"] == {gone: 1}
    for figure in ("due", "satisfied", "on_time", "effective", "extra", "scored"):
        assert gone not in after.records[figure]


@given(quarters())
def test_every_count_of_records_is_the_sum_of_its_list(facts):
    found = tally(default(), facts)
    for figure in ("submitted", "effective", "extra", "repeated", "withdrawn", "returned", "corrected", "scored"):
        assert found.figures[figure] == sum(found.records[figure].values())
    for figure in ("satisfied", "on_time"):
        assert found.figures[figure] == sum(item[figure] for item in found.dues)
    assert set(found.records["extra"]) == set(found.records["effective"]) - set(found.records["due"])


@given(
    st.dictionaries(st.integers(1, 500), st.text("abcdef0123456789", min_size=8, max_size=8), min_size=1, max_size=30)
)
def test_a_sample_is_drawn_again_the_same_and_by_all_content(population):
    seed = seed_of("2026Q1", population)
    assert seed == seed_of("2026Q1", dict(reversed(population.items())))
    assert seed != seed_of("2026Q2", population)
    page = min(population)
    assert seed != seed_of("2026Q1", population | {page: population[page] + "x"})
    assert len({place_of(seed, pk, digest) for pk, digest in population.items()}) == len(population)
    chosen = size(len(population), default().share, default().least)
    assert min(3, len(population)) <= chosen <= len(population)
    assert chosen >= len(population) / 5
