"""群团工作: what the union, the league, the women's committee and the united front did."""

import datetime

import pytest

from modules.mass_organizations.models import MassRecord
from tests.modules.faults import faults, filled

pytestmark = pytest.mark.django_db


def activity(**fields):
    fields = {"org": "union", "activity": "技能比武", "held_on": datetime.date(2026, 5, 8)} | fields
    return filled(MassRecord, **fields)


@pytest.mark.parametrize(("count", "caught"), [(0, True), (1, False), (None, False)])
def test_an_activity_without_anybody_has_no_number(count, caught):
    assert set(faults(activity(participants_count=count))) == ({"participants_count"} if caught else set())


@pytest.mark.parametrize(("count", "lines"), [(30, ["工会", "参与30人"]), (None, ["工会", ""])])
def test_the_card_tells_who_and_how_many(count, lines):
    assert [str(line) for line in activity(participants_count=count).card_lines()] == lines


def test_the_day_and_the_quarter_follow_from_the_activity():
    page = activity()
    assert (page.occurred_on, page.period) == (datetime.date(2026, 5, 8), "2026Q2")
