"""党员名册: each rule with what it must catch and the nearest that it must let pass; who sees what."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery import documents, reading
from modules.member_roster.models import RosterRecord, RosterTotal

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db


def roster(**fields) -> RosterRecord:
    """An unsaved record of a member."""
    page = RosterRecord(
        **{
            "title": "党员登记",
            "slug": "roster",
            "occurred_on": datetime.date(2026, 1, 9),
            "membership_status": "full",
            "joined_on": datetime.date(2015, 6, 20),
        }
        | fields
    )
    page.totals = []
    return page


def faults(page, *names) -> set[str]:
    """What clean() complains of, and the validators of the named columns."""
    found = set()
    for rule in (
        page.clean,
        lambda: page.clean_fields(exclude={field.name for field in page._meta.fields} - set(names)),
    ):
        try:
            rule()
        except ValidationError as error:
            found |= set(error.message_dict)
    return found


# 日期 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("joined", "confirmed", "caught"),
    [
        ((2015, 6, 20), (2016, 6, 20), False),
        ((2015, 6, 20), (2016, 6, 19), True),
        ((2016, 2, 29), (2017, 2, 28), False),
        ((2016, 2, 29), (2017, 2, 27), True),
    ],
)
def test_nobody_is_confirmed_before_a_year_of_probation(joined, confirmed, caught):
    page = roster(joined_on=datetime.date(*joined), confirmed_on=datetime.date(*confirmed))
    assert ("confirmed_on" in faults(page)) is caught


def test_a_probationary_member_is_not_confirmed_yet():
    page = roster(membership_status="probationary", confirmed_on=datetime.date(2016, 6, 20))
    assert faults(page) == {"confirmed_on"}
    assert faults(roster(membership_status="probationary")) == set()


@pytest.mark.parametrize("name", ["joined_on", "confirmed_on"])
def test_nobody_joins_or_is_confirmed_tomorrow(name):
    today = timezone.localdate()
    assert name in faults(roster(**{name: today + datetime.timedelta(days=1)}))
    assert name not in faults(roster(**{name: today}))


# 个人信息 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phone", "caught"),
    [
        ("13812345678", False),
        ("0719-8223456", False),
        ("8223456", False),
        ("6123", False),
        ("110101199003074578", True),  # an ID number
        ("6222021234567890123", True),  # a bank account
        ("1381234567", True),
    ],
)
def test_a_phone_number_is_one_and_neither_an_id_nor_a_bank_account(phone, caught):
    assert ("phone" in faults(roster(phone=phone), "phone")) is caught


@pytest.mark.parametrize(
    ("month", "caught"), [("1988-05", False), ("1988-13", True), ("1988-05-17", True), ("88-05", True)]
)
def test_of_a_birthday_only_the_month_is_kept(month, caught):
    assert ("birth_month" in faults(roster(birth_month=month), "birth_month")) is caught


def test_whoever_is_named_is_personal_data():
    page = roster(member_id=1, contains_personal_data=False)
    page.fill_in()
    assert page.contains_personal_data
    page = roster(contains_personal_data=False)
    page.fill_in()
    assert not page.contains_personal_data


def test_other_branches_do_not_see_a_member_and_the_own_not_the_phone(world):
    page = Contract().published(world, phone="13912345678", education="大学本科")
    assert reading.record(viewer_of(world.user("member", world.other)), page.pk) is None
    member = viewer_of(world.user("member"))
    document = reading.record(member, page.pk)
    content = documents.read(document, member)
    assert set(content["withheld"]) == {"phone", "education", "birth_month"}
    assert "13912345678" not in f"{content} {document.text} {document.card}"
    assert "13912345678" in str(documents.read(document, viewer_of(world.user("secretary"))))


def test_nobody_stands_in_a_roster_twice(world):
    person = world.person("某党员")
    page = Contract().published(world, member=person)
    page.get_latest_revision_as_object().check_submission()
    draft = Contract().make(world, member=person).get_latest_revision_as_object()
    with pytest.raises(ValidationError) as error:
        draft.check_submission()
    assert list(error.value.message_dict) == ["member"]
    Contract().make(world).get_latest_revision_as_object().check_submission()


# 党委汇总 -------------------------------------------------------------------------------------------------------------


def totals(**numbers) -> RosterTotal:
    return RosterTotal(**{"unit_id": 1, "full": 18, "probationary": 2} | numbers)


@pytest.mark.parametrize("name", ["women", "under_35", "college", "mobile"])
def test_no_part_is_more_than_the_whole(name):
    page = roster()
    page.totals = [totals(**{name: 20})]
    assert page._total_faults() == []
    page.totals = [totals(**{name: 21})]
    assert len(page._total_faults()) == 1


def test_a_unit_is_counted_once():
    page = roster()
    page.totals = [totals(), totals(unit_id=2)]
    assert page._total_faults() == []
    page.totals = [totals(), totals()]
    assert len(page._total_faults()) == 1


def test_the_committee_fills_in_totals_and_no_person(world):
    rows = [{"unit": world.branch, "full": 18, "probationary": 2, "women": 5}]
    draft = Contract().make(world, unit=world.committee, totals=rows)
    draft.get_latest_revision_as_object().check_submission()
    assert draft.card_lines() == ["正式党员18人，预备党员2人"]
    empty = Contract().make(world, unit=world.committee, totals=[]).get_latest_revision_as_object()
    with pytest.raises(ValidationError) as error:
        empty.check_submission()
    assert list(error.value.message_dict) == ["totals"]


def test_a_branch_fills_in_a_person_and_no_totals(world):
    draft = Contract().make(world, member=None).get_latest_revision_as_object()
    with pytest.raises(ValidationError) as error:
        draft.check_submission()
    assert list(error.value.message_dict) == ["member"]


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [("committee", "totals-TOTAL_FORMS", "phone"), ("branch", "phone", "totals-TOTAL_FORMS")],
)
def test_the_form_asks_for_what_the_unit_has(world, client, kind, asked, not_asked):
    unit = world.committee if kind == "committee" else world.branch
    client.force_login(world.user("drafter", unit))
    section = world.section("member_roster", unit)
    address = reverse("wagtailadmin_pages:add", args=["member_roster", "rosterrecord", section.pk])
    text = client.get(address).content.decode()
    assert f'name="{asked}"' in text
    assert f'name="{not_asked}"' not in text
