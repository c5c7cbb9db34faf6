"""先锋作用: a pledge is somebody's, and what is appraised has a result."""

import pytest
from django.utils import timezone

from cms.people import Person
from modules.vanguard_role.models import VanguardRecord
from tests.modules.faults import faults, filled

pytestmark = pytest.mark.django_db


def pledge(members=1, **fields):
    fields = {
        "carrier": "zone",
        "occurred_on": timezone.localdate(),
        "scope_desc": "一号线",
        "pledge": "零缺陷",
    } | fields
    people = [Person(pk=number, name=f"党员{number}") for number in range(1, members + 1)]
    return filled(VanguardRecord, {"members": people}, **fields)


@pytest.mark.parametrize(
    ("carrier", "members", "caught"),
    [("zone", 0, True), ("zone", 1, False), ("team", 0, True), ("team", 1, True), ("team", 2, False)],
)
def test_a_pledge_is_somebodys_and_a_team_is_more_than_one(carrier, members, caught):
    assert set(faults(pledge(members, carrier=carrier))) == ({"members"} if caught else set())


@pytest.mark.parametrize(
    ("appraisal", "result", "caught"),
    [("good", "", True), ("good", "  ", True), ("good", "1.1%", False), ("", "", False)],
)
def test_what_is_appraised_has_a_result(appraisal, result, caught):
    assert ("result_value" in faults(pledge(appraisal=appraisal, result_value=result))) is caught


def test_a_quarter_is_its_period():
    page = pledge()
    today = timezone.localdate()
    assert page.period == f"{today.year}Q{(today.month + 2) // 3}"
