"""文件通知: the number as GB/T 9704 writes it, to whom it goes, and by when."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.tree import Unit
from modules.documents_notices.models import NoticeRecord
from tests.modules.faults import faults, filled

pytestmark = pytest.mark.django_db
ISSUED = datetime.date(2026, 3, 12)
NINE = timezone.make_aware(datetime.datetime.combine(ISSUED, datetime.time(9)))
DAY = datetime.timedelta(days=1)


def notice(main=(1,), copies=(), **fields):
    fields = {
        "doc_kind": "notice",
        "doc_number": "江北党〔2026〕3号",
        "issuing_body": "江北车桥厂党委",
        "issued_on": ISSUED,
    } | fields
    tables = {
        "main_recipients": [Unit(pk=number) for number in main],
        "copy_recipients": [Unit(pk=number) for number in copies],
    }
    return filled(NoticeRecord, tables, **fields)


@pytest.mark.parametrize(
    ("fields", "caught"),
    [
        ({}, None),
        ({"receipt_due": NINE - DAY}, "receipt_due"),
        ({"receipt_due": NINE - datetime.timedelta(hours=9)}, None),  # the day itself
        ({"feedback_due": ISSUED - DAY}, "feedback_due"),
        ({"feedback_due": ISSUED}, None),
        ({"doc_number": "江北党〔2025〕3号"}, "doc_number"),
        ({"doc_number": ""}, None),
        ({"main": ()}, "main_recipients"),
        ({"copies": (1,)}, "copy_recipients"),
        ({"main": (1, 2), "copies": (3, 2)}, "copy_recipients"),
        ({"main": (1, 2), "copies": (3,)}, None),
    ],
)
def test_a_document_keeps_to_its_rules(fields, caught):
    assert set(faults(notice(**fields))) == ({caught} if caught else set())


@pytest.mark.parametrize(
    ("number", "caught"),
    [
        ("江北党〔2026〕3号", False),
        ("江北党办〔2026〕120号", False),
        ("江北党[2026]3号", True),
        ("江北党（2026）3号", True),
        ("江北党〔2026〕第3号", True),
        ("江北党〔2026〕03号", True),
        ("江北党〔26〕3号", True),
        ("〔2026〕3号", True),
        ("江北党〔2026〕3", True),
    ],
)
def test_a_number_is_written_as_the_standard_says(number, caught):
    """GB/T 9704-2012, 7.2.5: six-corner brackets, the full year, neither 第 nor leading zeros."""
    field = NoticeRecord._meta.get_field("doc_number")
    if caught:
        with pytest.raises(ValidationError):
            field.clean(number, None)
    else:
        assert field.clean(number, None) == number


def test_the_card_tells_kind_number_and_who_issued_it():
    assert [str(line) for line in notice().card_lines()] == ["通知 江北党〔2026〕3号", "江北车桥厂党委"]
    assert str(notice(doc_number="").card_lines()[0]) == "通知"
