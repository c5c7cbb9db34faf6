"""组织关系转接: the letter, how long it holds, and the receipt."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery import documents, reading
from modules.membership_transfer.models import TransferRecord
from tests.modules.faults import faults, filled

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ISSUED = TODAY - datetime.timedelta(days=30)


def after(days):
    return ISSUED + datetime.timedelta(days=days)


def transfer(**fields):
    """A letter of a month ago, of a member who goes to another factory."""
    fields = {
        "member_id": 1,
        "direction": "out",
        "from_org": "总装党支部",
        "to_org": "江南厂总装党支部",
        "letter_number": "第12号",
        "issued_on": ISSUED,
        "valid_until": after(60),
        "dues_paid_to": "2026-03",
    } | fields
    return filled(TransferRecord, **fields)


@pytest.mark.parametrize(
    ("fields", "caught"),
    [
        ({}, None),
        ({"valid_until": after(-1)}, "valid_until"),
        ({"valid_until": after(0)}, None),
        ({"valid_until": after(90)}, None),
        ({"valid_until": after(91)}, "valid_until"),
        ({"receipt_on": after(-1)}, "receipt_on"),
        ({"receipt_on": after(0)}, None),
        ({"receipt_on": after(11), "valid_until": after(10)}, "receipt_on"),
        ({"receipt_on": after(10), "valid_until": after(10)}, None),
        ({"receipt_on": TODAY + datetime.timedelta(days=1)}, "receipt_on"),
        ({"receipt_on": TODAY}, None),
        ({"to_org": "总装党支部"}, "to_org"),
        ({"to_org": " 总装党支部 "}, "to_org"),
        ({"dues_paid_to": "2026Q1"}, "dues_paid_to"),
        ({"dues_paid_to": "2026"}, "dues_paid_to"),
        ({"direction": "out", "letter_number": " "}, "letter_number"),
        ({"direction": "in", "letter_number": ""}, None),
    ],
)
def test_a_transfer_keeps_to_its_rules(fields, caught):
    assert set(faults(transfer(**fields))) == ({caught} if caught else set())


def test_dues_are_paid_to_a_month():
    field = TransferRecord._meta.get_field("dues_paid_to")
    with pytest.raises(ValidationError):
        field.clean("2026-13", None)
    assert field.clean("2026-12", None) == "2026-12"


def test_a_letter_of_tomorrow_is_refused_at_its_day():
    assert "issued_on" in faults(transfer(issued_on=TODAY + datetime.timedelta(days=1), valid_until=None))


def test_other_units_do_not_see_whose_it_is(world):
    page = Contract().published(world, member=world.person("欧阳转接"))
    assert reading.record(viewer_of(world.user("member", world.other)), page.pk) is None
    document = reading.record(viewer_of(world.user("member")), page.pk)
    assert "欧阳转接" in str(documents.read(document, viewer_of(world.user("member"))))
