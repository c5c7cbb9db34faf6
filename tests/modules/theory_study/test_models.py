"""理论学习: how many came, for how long, and where the centre group sits."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery import documents, reading
from cms.people import Person
from cms.tree import Section, Unit
from modules.theory_study.models import StudyMaterial, StudyRecord
from tests.modules.faults import faults, filled

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db


def study(participants=0, unit="branch", **fields):
    """Ten were expected and eight came, yesterday for two hours."""
    fields = {
        "study_kind": "collective",
        "theme": "全会精神",
        "organiser_id": 1,
        "held_on": timezone.localdate() - datetime.timedelta(days=1),
        "hours": 2,
        "expected": 10,
        "present": 8,
    } | fields
    tables = {
        "materials": [StudyMaterial(title="公报")],
        "participants": [Person(pk=number, name=f"参加者{number}") for number in range(1, participants + 1)],
    }
    page = filled(StudyRecord, tables, **fields)
    page.owning_section = Section(module="theory_study")
    page.owning_section.owning_unit = Unit(kind=unit)
    return page


def test_a_study_in_order_has_no_fault():
    assert faults(study(participants=8)) == {}


@pytest.mark.parametrize(("present", "caught"), [(11, True), (10, False), (0, False)])
def test_no_more_come_than_were_expected(present, caught):
    assert ("present" in faults(study(present=present))) is caught


@pytest.mark.parametrize(("participants", "caught"), [(9, True), (8, False), (3, False)])
def test_no_more_are_named_than_came(participants, caught):
    assert ("participants" in faults(study(participants))) is caught


@pytest.mark.parametrize(
    ("kind", "unit", "speaker", "caught"),
    [
        ("centre_group", "branch", 1, {"study_kind"}),
        ("centre_group", "committee", None, {"lead_speaker"}),
        ("centre_group", "committee", 1, set()),
        ("collective", "branch", None, set()),
    ],
)
def test_the_centre_group_is_the_committees_and_has_a_main_speaker(kind, unit, speaker, caught):
    assert set(faults(study(unit=unit, study_kind=kind, lead_speaker_id=speaker))) == caught


@pytest.mark.parametrize(("hours", "caught"), [("0.4", True), ("0.5", False), ("80", False), ("80.5", True)])
def test_a_study_lasts_between_half_an_hour_and_ten_days(hours, caught):
    field = StudyRecord._meta.get_field("hours")
    if caught:
        with pytest.raises(ValidationError):
            field.clean(hours, None)
    else:
        field.clean(hours, None)


def test_other_units_do_not_see_who_came(world):
    page = Contract().published(world, participants=[world.person("学习参加者")], present=8, expected=10)
    outside, inside = viewer_of(world.user("employee", world.other)), viewer_of(world.user("member"))
    document = reading.record(outside, page.pk)
    content = documents.read(document, outside)
    assert content["withheld"] == ["participants"]
    assert "学习参加者" not in f"{content} {document.text} {document.card}"
    assert "学习参加者" in str(documents.read(document, inside))
