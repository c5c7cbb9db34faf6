"""意见征集: until when it is open and by when it is answered."""

import datetime

import pytest

from modules.opinions.models import OpinionRecord
from tests.modules.faults import faults, filled

pytestmark = pytest.mark.django_db
OPENED = datetime.date(2026, 3, 12)  # a Thursday
DAY = datetime.timedelta(days=1)


def call(**fields):
    return filled(OpinionRecord, **({"interaction_kind": "call", "opened_on": OPENED} | fields))


@pytest.mark.parametrize(
    ("fields", "caught"),
    [
        ({}, None),
        ({"closed_on": OPENED - DAY, "reply_due": OPENED}, "closed_on"),
        ({"closed_on": OPENED}, None),
        ({"reply_due": OPENED - DAY}, "reply_due"),
        ({"reply_due": OPENED}, None),
        ({"interaction_kind": "survey"}, "closed_on"),
        ({"interaction_kind": "vote"}, "closed_on"),
        ({"interaction_kind": "vote", "closed_on": OPENED + DAY}, None),
        ({"interaction_kind": "secretary_mailbox"}, None),
    ],
)
def test_a_call_keeps_to_its_rules(fields, caught):
    assert set(faults(call(**fields))) == ({caught} if caught else set())


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({}, datetime.date(2026, 3, 23)),
        ({"closed_on": datetime.date(2026, 3, 20)}, datetime.date(2026, 3, 31)),
        ({"reply_due": datetime.date(2026, 3, 16)}, datetime.date(2026, 3, 16)),
    ],
)
def test_an_answer_is_due_within_seven_working_days(fields, due):
    assert call(**fields).reply_due == due


def test_the_card_tells_by_when_it_is_answered():
    assert [str(line) for line in call().card_lines()][0] == "意见征集"
    assert "前答复" in str(call().card_lines()[1])
