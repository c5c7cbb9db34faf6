"""主题党日: who came, what was done, and three photos at most."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from modules.theme_party_day.models import PartyDayPhoto, PartyDayRecord
from tests.modules.faults import faults, filled

pytestmark = pytest.mark.django_db


def party_day(photos=0, **fields):
    fields = {
        "theme": "岗位攻关",
        "held_at": timezone.now() - datetime.timedelta(days=1),
        "place": "总装车间",
        "organiser_id": 1,
        "activity_kind": ["study", "production"],
        "expected": 12,
        "present": 11,
    } | fields
    return filled(PartyDayRecord, {"photos": [PartyDayPhoto(alt="现场") for _ in range(photos)]}, **fields)


def test_a_day_in_order_has_no_fault():
    assert faults(party_day()) == {}


@pytest.mark.parametrize(
    ("expected", "present", "caught"),
    [(12, 13, {"present"}), (12, 12, set()), (12, 0, set()), (0, 0, {"expected"}), (1, 0, set())],
)
def test_no_more_come_than_were_expected_and_somebody_was(expected, present, caught):
    assert set(faults(party_day(expected=expected, present=present))) == caught


@pytest.mark.parametrize(("photos", "caught"), [(4, True), (3, False)])
def test_three_photos_are_enough(photos, caught):
    assert ("photos" in faults(party_day(photos))) is caught


@pytest.mark.parametrize(("kinds", "caught"), [([], True), (["picnic"], True), (["oath"], False)])
def test_something_of_the_list_was_done(kinds, caught):
    page = party_day(activity_kind=kinds)
    try:
        page.clean_fields(exclude=[field.name for field in page._meta.fields if field.name != "activity_kind"])
    except ValidationError as error:
        assert caught
        assert list(error.message_dict) == ["activity_kind"]
    else:
        assert not caught


def test_the_card_tells_what_was_done_and_who_came():
    assert [str(line) for line in party_day().card_lines()] == ["学习文件、岗位攻关", "应参加12人，实参加11人"]
