"""诊断评价: who diagnoses whom, for which period, and what comes of the problems."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.people import Person
from cms.tree import Section, Unit
from modules.diagnosis.models import PHASES, DiagnosisPhase, DiagnosisProblem, DiagnosisRecord
from tests.modules.faults import faults, filled

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
OWN, OTHER = 1, 2
ORDER = [phase for phase, _label in PHASES]


def diagnosis(by="branch", team=1, phases=ORDER, problems=(("open", None),), **fields):
    """`problems`: their state and how many days ago they were confirmed."""
    today = timezone.localdate()
    fields = {
        "diagnosis_kind": "self",
        "target_unit_id": OWN,
        "diagnosed_on": datetime.date(2026, 5, 8),
        "conclusion": "b",
    } | fields
    tables = {
        "team": [Person(pk=number, name="诊断人") for number in range(1, team + 1)],
        "process_scores": [DiagnosisPhase(phase=phase, score=85) for phase in phases],
        "problems": [
            DiagnosisProblem(
                problem="看板滞后", action="每班更新", owner="班长", due=today, state=state,
                verified_on=None if ago is None else today - ago * DAY,
            )
            for state, ago in problems
        ],
    }  # fmt: skip
    page = filled(DiagnosisRecord, tables, **fields)
    page.owning_section = Section(module="diagnosis")
    page.owning_section.owning_unit = Unit(pk=OWN, kind=by)
    return page


@pytest.mark.parametrize(
    ("fields", "caught"),
    [
        ({}, None),
        ({"team": 0}, "team"),
        ({"phases": [*ORDER, "check"]}, "process_scores"),
        ({"phases": ["plan", "check"]}, None),
        ({"phases": []}, None),
        ({"problems": [("verified", None)]}, "problems"),
        ({"problems": [("verified", 0)]}, None),
        ({"problems": [("verified", -1)]}, "problems"),
        ({"problems": [("done", None)]}, None),
        ({"quarter": "2026-05", "period": "2026-04"}, "quarter"),
        ({"quarter": "2026-04", "period": "2026-04"}, None),
    ],
)
def test_a_diagnosis_keeps_to_its_rules(fields, caught):
    assert set(faults(diagnosis(**fields))) == ({caught} if caught else set())


def test_the_problem_that_is_wrong_is_named():
    found = faults(diagnosis(problems=[("open", None), ("verified", None)]))
    assert "第2个问题" in found["problems"][0]


@pytest.mark.parametrize(
    ("fields", "both"),
    [
        ({"diagnosis_kind": "self"}, "2026-05"),
        ({"diagnosis_kind": "committee"}, "2026Q2"),
        ({"diagnosis_kind": "peer"}, "2026Q2"),
        ({"diagnosis_kind": "self", "quarter": "2026-04"}, "2026-04"),
        ({"diagnosis_kind": "committee", "period": "2026Q1"}, "2026Q1"),
    ],
)
def test_a_branch_diagnoses_itself_each_month_and_the_committee_each_quarter(fields, both):
    page = diagnosis(**fields)
    assert (page.quarter, page.period) == (both, both)


@pytest.mark.parametrize(
    ("kind", "by", "target", "caught"),
    [
        ("self", "branch", OWN, set()),
        ("self", "branch", OTHER, {"target_unit"}),
        ("committee", "committee", OTHER, set()),
        ("committee", "branch", OTHER, {"diagnosis_kind"}),
        ("peer", "branch", OTHER, set()),
        ("peer", "branch", OWN, {"target_unit"}),
        ("follow_up", "committee", OTHER, set()),
        ("follow_up", "branch", OWN, set()),
    ],
)
def test_who_diagnoses_whom(kind, by, target, caught):
    assert set(faults(diagnosis(by=by, diagnosis_kind=kind, target_unit_id=target))) == caught


@pytest.mark.parametrize(("score", "caught"), [(101, True), (100, False), (0, False)])
def test_a_phase_has_a_hundred_marks(score, caught):
    field = DiagnosisPhase._meta.get_field("score")
    if caught:
        with pytest.raises(ValidationError):
            field.clean(score, None)
    else:
        field.clean(score, None)


def test_a_new_record_starts_with_the_four_phases():
    assert [row["phase"] for row in DiagnosisRecord.starting_rows["process_scores"]] == ORDER
