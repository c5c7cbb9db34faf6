"""党务指南: the contract, and each rule with what it must catch and the nearest that it must let pass."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from cms.access import viewer_of
from cms.delivery import reading
from cms.testing import ModuleContract
from modules.work_guide.models import GuideBasis, GuideRecord, GuideStep

DAY = datetime.timedelta(days=1)
VALID_FROM = datetime.date(2026, 3, 1)


class TestContract(ModuleContract):
    label = "work_guide"


def guide(*, basis=1, steps=(), **fields) -> GuideRecord:
    page = GuideRecord(
        title="组织关系怎么转", slug="guide", topic="transfer", question="转接组织关系", valid_from=VALID_FROM
    )
    for name, value in ({"occurred_on": VALID_FROM, "disclosure_scope": "employees"} | fields).items():
        setattr(page, name, value)
    page.legal_basis = [GuideBasis(rule="中国共产党党员教育管理工作条例") for _ in range(basis)]
    page.steps = [GuideStep(no=number, action="开介绍信") for number in steps]
    page.fill_in()
    return page


def faults(page) -> set[str]:
    found = set()
    for rule in (page.clean, page.checks):
        try:
            rule()
        except ValidationError as error:
            found |= set(error.message_dict)
    return found


@pytest.mark.django_db
def test_a_guide_in_order_has_no_fault():
    assert faults(guide(steps=(1, 2))) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("basis", "caught"), [(0, True), (1, False)])
def test_a_guide_names_a_rule_that_it_rests_on(basis, caught):
    assert ("legal_basis" in faults(guide(basis=basis))) is caught


@pytest.mark.django_db
@pytest.mark.parametrize(("steps", "caught"), [((1, 2, 2), True), ((1, 2, 3), False), ((), False)])
def test_two_steps_have_not_the_same_number(steps, caught):
    assert ("steps" in faults(guide(steps=steps))) is caught


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("review_due", "caught"), [(VALID_FROM, True), (VALID_FROM - DAY, True), (VALID_FROM + DAY, False)]
)
def test_a_guide_is_reviewed_after_it_came_into_force(review_due, caught):
    assert ("review_due" in faults(guide(review_due=review_due))) is caught


@pytest.mark.django_db
def test_a_guide_is_due_for_review_half_a_year_later_unless_it_says_when():
    assert guide().review_due == datetime.date(2026, 8, 30)
    assert guide(review_due=datetime.date(2026, 5, 4)).review_due == datetime.date(2026, 5, 4)


@pytest.mark.django_db
def test_its_period_is_the_half_year():
    assert guide().period == "2026H1"


def test_everyday_words_reach_the_text_that_search_reads(world):
    """转组织关系 is what people say; the guide is called by its official name."""
    page = TestContract().published(world, everyday_words="转党关系、开介绍信")
    document = reading.record(viewer_of(world.user("employee")), page.pk)
    assert "转党关系" in document.text


def test_branches_read_it_and_only_the_committee_writes_it(world):
    page = TestContract().published(world)
    assert page.owning_unit == world.committee
    assert reading.record(viewer_of(world.user("employee", world.other)), page.pk).title == page.title
    with pytest.raises(ValidationError):
        world.section("work_guide", world.branch)
