"""制度职责: each rule with what it must catch and the nearest that it must let pass."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from modules.rules_and_duties.models import RuleRecord

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db
ISSUED = datetime.date(2026, 1, 12)
DAY = datetime.timedelta(days=1)


def faults(**fields) -> set[str]:
    page = RuleRecord(
        **{
            "title": "党支部考勤制度",
            "slug": "rule",
            "occurred_on": ISSUED,
            "rule_kind": "own_rule",
            "issued_by": "总装党支部",
            "issued_on": ISSUED,
            "validity": "in_force",
        }
        | fields
    )
    try:
        page.clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def test_a_rule_in_order_has_no_fault():
    assert faults() == set()


@pytest.mark.parametrize(
    ("name", "days", "caught"),
    [
        ("issued_on", 1, True),
        ("issued_on", 0, False),
        ("effective_on", -1, True),
        ("effective_on", 0, False),
        ("review_due", 0, True),
        ("review_due", 1, False),
    ],
)
def test_its_days_follow_each_other(name, days, caught):
    assert (name in faults(**{name: ISSUED + days * DAY})) is caught


@pytest.mark.parametrize(
    ("kind", "source", "caught"),
    [
        ("party_regulation", "own_record", True),
        ("party_regulation", "superior_document", False),
        ("superior_rule", "statistics", True),
        ("superior_rule", "repost", False),
        ("own_rule", "own_record", False),
        ("duty_list", "own_record", False),
    ],
)
def test_what_others_issued_is_not_the_units_own_record(kind, source, caught):
    assert ("source_kind" in faults(rule_kind=kind, source_kind=source, source_ref="中发〔2018〕45号")) is caught


def test_a_rule_without_its_text_is_refused(world):
    draft = Contract().make(world).get_latest_revision_as_object()
    draft.check_submission()
    draft.body = []
    with pytest.raises(ValidationError) as error:
        draft.check_submission()
    assert list(error.value.message_dict) == ["body"]


def test_its_text_may_be_attached_instead(world):
    from cms.tree import RecordAttachment

    draft = Contract().make(world).get_latest_revision_as_object()
    draft.body = []
    draft.attachments = [RecordAttachment(file=world.attachment())]
    draft.check_submission()


def test_it_replaces_another_rule_and_not_itself(world):
    old = Contract().published(world)
    new = Contract().make(world, replaces=old.record_ptr).get_latest_revision_as_object()
    new.check_submission()
    old.replaces = old.record_ptr
    with pytest.raises(ValidationError) as error:
        old.clean()
    assert list(error.value.message_dict) == ["replaces"]


def test_the_card_tells_kind_number_and_validity(world):
    page = Contract().make(world, doc_number="江桥党〔2026〕3号", validity="trial")
    assert [str(line) for line in page.card_lines()] == ["本级制度", "江桥党〔2026〕3号", "试行"]
