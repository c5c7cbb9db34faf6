"""What the demo tells of opinions: answers belong to opinions, ballots add up."""

import datetime
import re

import pytest

from modules.opinions.demo import records
from plugins.demo.world import World


@pytest.fixture(scope="module")
def told():
    world = World(1, datetime.date(2026, 6, 30))
    return [(unit, record) for lap in (world, world.again(1)) for unit in lap.units for record in records(lap, unit)]


def test_an_answer_names_the_opinion_and_comes_after_it(told):
    answered = 0
    for unit, record in told:
        submissions = record.rows["submissions"]
        assert submissions == sorted(submissions, key=lambda row: row["received_at"])
        for row in record.rows["replies"]:
            number, content = re.match(r"第(\d+)条：(.*)", row["submission"]).groups()
            asked = submissions[int(number) - 1]
            assert asked["content"].startswith(content)
            assert asked["received_at"].date() <= row["replied_on"] <= unit.world.last
            assert {"secretary", "drafter"} & set(row["replied_by"].roles)
            answered += 1
    assert answered > 200


def test_nothing_is_adopted_that_nobody_answered(told):
    for _unit, record in told:
        assert bool(record.fields["adoption"]) is bool(record.rows["replies"])


def test_where_names_are_asked_for_there_are_names_and_elsewhere_none(told):
    for unit, record in told:
        names = {person.name for person in unit.world.people}
        for row in record.rows["submissions"]:
            assert (row["raised_by"] in names) is not record.fields["anonymous_allowed"]


def test_the_votes_add_up_to_the_ballots(told):
    counted = 0
    for _unit, record in told:
        for row in record.rows["submissions"]:
            if result := re.search(r"发出(\d+)份，收回(\d+)份，全部有效。(.*)。", row["content"]):
                votes = [int(number) for number in re.findall(r"(\d+)票", result[3])]
                assert sum(votes) == int(result[2]) <= int(result[1])
                counted += 1
    assert counted > 10
