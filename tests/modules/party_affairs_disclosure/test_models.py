"""党务公开: four steps in order, approved by another than who proposed it and before it is public."""

import datetime

import pytest
from django.utils import timezone

from modules.party_affairs_disclosure.models import STEPS, DisclosureRecord, DisclosureStep
from tests.modules.faults import faults, filled

pytestmark = pytest.mark.django_db
ORDER = tuple(step for step, _label in STEPS)
DAY = datetime.timedelta(days=1)
START = timezone.localdate() - 10 * DAY


def disclosure(order=ORDER, people=(1, 2, 3, 1), days=(-4, -3, -2, 0), **fields):
    """Public since ten days ago; `days`: of the four steps, from that day on."""
    fields = {
        "catalogue_item": "dues",
        "disclosure_form": "board",
        "disclosed_to": "members",
        "timing": "regular",
        "start_on": START,
    } | fields
    rows = [
        DisclosureStep(step=step, person_id=person, date=START + day * DAY)
        for step, person, day in zip(order, people, days, strict=False)
    ]
    return filled(DisclosureRecord, {"procedure": rows}, **fields)


@pytest.mark.parametrize(
    ("fields", "caught"),
    [
        ({}, None),
        ({"end_on": START - DAY}, "end_on"),
        ({"end_on": START}, None),
        ({"timing": "long_term", "end_on": START + DAY}, "end_on"),
        ({"timing": "long_term"}, None),
        ({"order": ORDER[:3]}, "procedure"),
        ({"order": ("review", "propose", "approve", "implement")}, "procedure"),
        ({"order": ("propose", "propose", "approve", "implement")}, "procedure"),
        ({"days": (-2, -3, -2, 0)}, "procedure"),
        ({"days": (-3, -3, -3, -3)}, None),
        ({"people": (1, 2, 1, 3)}, "procedure"),
        ({"people": (1, 1, 2, 1)}, None),
        ({"days": (-4, -3, 1, 2)}, "procedure"),
        ({"days": (-4, -3, 0, 2)}, None),
    ],
)
def test_a_disclosure_keeps_to_its_rules(fields, caught):
    """党务公开条例第十五条."""
    assert set(faults(disclosure(**fields))) == ({caught} if caught else set())


def test_a_new_record_starts_with_the_four_steps():
    assert [row["step"] for row in DisclosureRecord.starting_rows["procedure"]] == list(ORDER)


def test_a_quarter_is_its_period():
    page = disclosure(start_on=datetime.date(2026, 5, 8))
    assert (page.occurred_on, page.period) == (datetime.date(2026, 5, 8), "2026Q2")
