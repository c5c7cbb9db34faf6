"""信息通报: one line for each unit, figures that agree, and who reviewed it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from modules.information_bulletin.models import BulletinRecord, BulletinUnit
from tests.modules.faults import faults, filled

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db


def line(unit=1, submitted=9, effective=8):
    return BulletinUnit(unit_id=unit, due=9, submitted=submitted, effective=effective)


def bulletin(lines=None, **fields):
    fields = {
        "occurred_on": datetime.date(2026, 4, 10),
        "frozen_at": timezone.now() - datetime.timedelta(hours=1),
        "overview": "<p>报送情况</p>",
    } | fields
    return filled(BulletinRecord, {"unit_table": lines or [line()]}, **fields)


@pytest.mark.parametrize(
    ("fields", "caught"),
    [
        ({}, None),
        ({"lines": [line(1), line(1)]}, "unit_table"),
        ({"lines": [line(1), line(2)]}, None),
        ({"lines": [line(effective=10)]}, "unit_table"),
        ({"lines": [line(effective=9)]}, None),
        ({"quarter": "2026Q1", "period": "2026Q2"}, "quarter"),
        ({"quarter": "2026Q1", "period": "2026Q1"}, None),
    ],
)
def test_a_bulletin_keeps_to_its_rules(fields, caught):
    assert set(faults(bulletin(**fields))) == ({caught} if caught else set())


def test_the_line_that_is_wrong_is_named():
    assert "第2行" in faults(bulletin([line(1), line(2, effective=10)]))["unit_table"][0]


@pytest.mark.parametrize(("minutes", "caught"), [(5, True), (-5, False)])
def test_figures_are_not_frozen_in_the_future(minutes, caught):
    page = bulletin(frozen_at=timezone.now() + datetime.timedelta(minutes=minutes))
    assert ("frozen_at" in faults(page)) is caught


@pytest.mark.parametrize(
    ("fields", "both"), [({}, "2026Q2"), ({"quarter": "2026Q1"}, "2026Q1"), ({"period": "2026Q1"}, "2026Q1")]
)
def test_whoever_writes_one_of_quarter_and_period_need_not_write_the_other(fields, both):
    page = bulletin(**fields)
    assert (page.quarter, page.period) == (both, both)


@pytest.mark.parametrize(("quarter", "caught"), [("2026Q4", False), ("2026Q5", True), ("2026-04", True)])
def test_a_quarter_is_written_as_one(quarter, caught):
    field = BulletinRecord._meta.get_field("quarter")
    if caught:
        with pytest.raises(ValidationError):
            field.clean(quarter, None)
    else:
        field.clean(quarter, None)


def test_who_reviewed_and_signed_follows_from_the_review(world):
    page = Contract().published(world)
    committee = page.owning_unit
    page.fill_in()
    assert page.reviewed_by == world.user("secretary", committee).person
    assert page.approved_by == world.user("approver").person
    assert page.published_on == timezone.localdate(page.first_published_at)


def test_a_draft_names_no_reviewers():
    page = bulletin(reviewed_by_id=1, approved_by_id=2, published_on=datetime.date(2026, 4, 10))
    assert (page.reviewed_by, page.approved_by, page.published_on) == (None, None, None)
