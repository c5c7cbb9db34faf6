"""组织机构: each rule with what it must catch and the nearest that it must let pass."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from modules.organization_structure.models import OrganizationGroup, OrganizationMember, OrganizationRecord
from modules.organization_structure.rules import body_faults, group_faults, reminder_day, term_fault, type_fault

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db
DUTIES = ("secretary", "organisation", "publicity", "discipline", "youth", "mass_work", "deputy_secretary", "publicity")


def organization(members: int = 3, groups=(), **fields) -> OrganizationRecord:
    """An unsaved branch; its committee are the people 1 to `members`, the first its secretary. `groups`: their sizes."""
    page = OrganizationRecord(
        **{
            "title": "总装党支部组织机构",
            "slug": "organization",
            "occurred_on": datetime.date(2026, 3, 2),
            "org_type": "branch",
            "term_years": 3,
            "term_start": datetime.date(2024, 6, 1),
            "term_end": datetime.date(2027, 6, 1),
            "secretary_id": 1,
            "member_count": 20,
        }
        | fields
    )
    page.committee_members = [
        OrganizationMember(person_id=number, duty=duty) for number, duty in enumerate(DUTIES[:members], 1)
    ]
    page.party_groups = [
        OrganizationGroup(name=f"第{number}党小组", leader_id=number, member_count=size)
        for number, size in enumerate(groups, 1)
    ]
    return page


def faults(page) -> set[str]:
    try:
        page.clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


# 任期 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "years", "caught"),
    [
        ((2027, 6, 1), 3, False),
        ((2027, 5, 31), 3, False),
        ((2027, 7, 2), 3, False),
        ((2027, 7, 3), 3, True),
        ((2027, 5, 1), 3, False),
        ((2027, 4, 30), 3, True),
        ((2029, 6, 1), 5, False),
        ((2029, 6, 1), 3, True),
        ((2024, 6, 1), 3, True),
    ],
)
def test_a_term_ends_about_its_anniversary(end, years, caught):
    assert bool(term_fault(datetime.date(2024, 6, 1), datetime.date(*end), years)) is caught
    assert ("term_end" in faults(organization(term_end=datetime.date(*end), term_years=years))) is caught


def test_a_term_does_not_begin_before_the_branch_was_founded():
    assert faults(organization(established_on=datetime.date(2024, 6, 1))) == set()
    assert faults(organization(established_on=datetime.date(2024, 6, 2))) == {"term_start"}


def test_a_branch_is_not_founded_tomorrow():
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert "established_on" in faults(organization(established_on=tomorrow))


@pytest.mark.parametrize(
    ("end", "reminded"), [((2027, 6, 1), (2026, 12, 1)), ((2027, 8, 31), (2027, 2, 28)), ((2028, 8, 31), (2028, 2, 29))]
)
def test_an_election_is_called_to_mind_six_months_before(end, reminded):
    assert reminder_day(datetime.date(*end)) == datetime.date(*reminded)


# 班子 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "members", "caught"),
    [
        (2, 1, True),
        (3, 1, False),
        (6, 1, False),
        (6, 2, True),
        (7, 2, True),
        (7, 3, False),
        (20, 7, False),
        (20, 8, True),
    ],
)
def test_a_branch_of_three_has_a_secretary_and_one_of_seven_a_committee(count, members, caught):
    """支部工作条例: 正式党员三人以上, 七人以上设支委会, 委员三至五人、一般不超过七人."""
    assert bool(body_faults(organization(members, member_count=count))) is caught


def test_a_small_branch_may_have_a_deputy_besides():
    page = organization(1, member_count=6)
    page.committee_members = [
        OrganizationMember(person_id=1, duty="secretary"),
        OrganizationMember(person_id=2, duty="deputy_secretary"),
    ]
    assert body_faults(page) == []


def test_a_committee_of_the_works_has_as_many_members_as_it_has():
    assert body_faults(organization(2, org_type="committee")) == []


def test_the_secretary_is_the_one_named_above():
    assert body_faults(organization()) == []
    assert len(body_faults(organization(secretary_id=2))) == 1


@pytest.mark.parametrize("duties", [("organisation", "publicity", "youth"), ("secretary", "secretary", "youth")])
def test_there_is_one_secretary(duties):
    page = organization()
    page.committee_members = [OrganizationMember(person_id=number, duty=duty) for number, duty in enumerate(duties, 1)]
    assert len(body_faults(page)) == 1


def test_nobody_stands_in_the_committee_twice():
    page = organization()
    page.committee_members = [
        OrganizationMember(person_id=number, duty=duty) for number, duty in zip((1, 2, 2), DUTIES[:3], strict=True)
    ]
    assert len(body_faults(page)) == 1


def test_nobody_takes_office_tomorrow():
    page = organization()
    page.committee_members.all()[0].since = timezone.localdate()
    assert body_faults(page) == []
    page.committee_members.all()[0].since += datetime.timedelta(days=1)
    assert len(body_faults(page)) == 1


# 党小组与层级 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sizes", "caught"), [((), False), ((10, 10), False), ((10, 9), True), ((11, 10), True)])
def test_every_member_belongs_to_one_group(sizes, caught):
    assert bool(group_faults(organization(groups=sizes))) is caught


def test_groups_have_names_of_their_own():
    page = organization(groups=(10, 10))
    page.party_groups.all()[1].name = " 第1党小组"
    assert len(group_faults(page)) == 1


@pytest.mark.parametrize(
    ("org_type", "kind", "caught"),
    [
        ("committee", "committee", False),
        ("branch", "committee", True),
        ("committee", "branch", True),
        ("joint_branch", "branch", False),
        ("group", "branch", False),
        ("general_branch", "general_branch", False),
        ("branch", "general_branch", True),
    ],
)
def test_the_type_is_one_of_the_units_kind(org_type, kind, caught):
    assert bool(type_fault(org_type, kind)) is caught


def test_a_draft_of_the_wrong_type_is_refused_beside_the_type(world):
    draft = Contract().make(world).get_latest_revision_as_object()
    draft.check_submission()
    draft.org_type = "committee"
    with pytest.raises(ValidationError) as error:
        draft.check_submission()
    assert list(error.value.message_dict) == ["org_type"]
