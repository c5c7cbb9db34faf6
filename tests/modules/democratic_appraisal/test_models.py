"""民主评议党员: more than half take part, the results add up, and nobody reads whose they are."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from cms.access import viewer_of
from cms.delivery import documents, reading
from modules.democratic_appraisal.models import AppraisalRecord, AppraisalResult
from tests.modules.faults import faults, filled

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db
HELD = datetime.date(2026, 1, 20)


def result(member, conclusion):
    return AppraisalResult(member_id=member, self_rating="pass", peer_rating="pass", vote="pass", conclusion=conclusion)


def appraisal(results=(), **fields):
    """Ten members, of whom eight took part; all ten were rated."""
    fields = {
        "held_on": HELD,
        "should_join": 10,
        "joined": 8,
        "excellent_count": 3,
        "pass_count": 5,
        "basic_count": 1,
        "fail_count": 1,
    } | fields
    return filled(AppraisalRecord, {"member_results": list(results)}, **fields)


@pytest.mark.parametrize(
    ("fields", "caught"),
    [
        ({}, None),
        ({"joined": 11}, "joined"),
        ({"joined": 10}, None),
        ({"joined": 5}, "joined"),
        ({"joined": 6}, None),
        ({"should_join": 11, "joined": 6}, None),
        ({"pass_count": 6}, "excellent_count"),
        ({"pass_count": 4}, None),
        ({"year": 2025, "period": "2026"}, "year"),
        ({"year": 2025, "period": "2025"}, None),
    ],
)
def test_an_appraisal_keeps_to_its_rules(fields, caught):
    """支部工作条例第十八条."""
    assert set(faults(appraisal(**fields))) == ({caught} if caught else set())


@pytest.mark.parametrize(
    ("fields", "both"), [({}, (2026, "2026")), ({"year": 2025}, (2025, "2025")), ({"period": "2025"}, (2025, "2025"))]
)
def test_whoever_writes_one_of_year_and_period_need_not_write_the_other(fields, both):
    """Last year's appraisal may well be held in January."""
    page = appraisal(**fields)
    assert (page.year, page.period) == both
    assert faults(page) == {}


@pytest.mark.parametrize(
    ("conclusions", "caught"),
    [
        (("excellent", "pass", "basic", "fail"), False),
        (("excellent", "excellent", "basic", "fail"), True),
        (("excellent", "pass", "basic"), True),
        (("excellent", "pass", "basic", "fail", "fail"), True),
        ((), False),
    ],
)
def test_the_results_add_up_to_the_counts(conclusions, caught):
    rows = [result(number, conclusion) for number, conclusion in enumerate(conclusions, 1)]
    page = appraisal(rows, excellent_count=1, pass_count=1, basic_count=1, fail_count=1)
    assert set(faults(page)) == ({"member_results"} if caught else set())


@pytest.mark.parametrize(("second", "caught"), [(1, True), (2, False)])
def test_nobody_is_rated_twice(second, caught):
    rows = [result(1, "pass"), result(second, "pass")]
    page = appraisal(rows, excellent_count=0, pass_count=2, basic_count=0, fail_count=0)
    assert ("member_results" in faults(page)) is caught


@pytest.mark.parametrize(("year", "caught"), [(1999, True), (2000, False), (2100, False), (2101, True)])
def test_a_year_is_one_of_this_century(year, caught):
    field = AppraisalRecord._meta.get_field("year")
    if caught:
        with pytest.raises(ValidationError):
            field.clean(year, None)
    else:
        field.clean(year, None)


def rated(world):
    """The published appraisal of 欧阳评议, and what was done about it."""
    row = {"self_rating": "pass", "peer_rating": "pass", "vote": "pass", "conclusion": "pass"}
    return Contract().published(
        world,
        should_join=1,
        joined=1,
        excellent_count=0,
        pass_count=1,
        member_results=[row | {"member": world.person("欧阳评议")}],
        handling="<p>对其谈话提醒</p>",
    )


def test_members_read_the_counts_and_nobodys_name(world):
    page = rated(world)
    member = viewer_of(world.user("member"))
    document = reading.record(member, page.pk)
    content = documents.read(document, member)
    shown = f"{content} {document.text} {document.card}"
    assert "合格1" in shown
    assert sorted(content["withheld"]) == ["handling", "member_results"]
    assert not [secret for secret in ("欧阳评议", "谈话提醒") if secret in shown]


def test_employees_of_other_units_find_neither_the_record_nor_a_name(world):
    page = rated(world)
    outside = viewer_of(world.user("employee", world.other))
    assert reading.record(outside, page.pk) is None
    assert reading.records(outside, module="democratic_appraisal").items == []


@pytest.mark.parametrize("role", ["reviewer", "secretary", "approver", "party_office"])
def test_the_desk_reads_the_names(world, role):
    page = rated(world)
    viewer = viewer_of(world.user(role))
    content = documents.read(reading.record(viewer, page.pk), viewer)
    assert content["withheld"] == []
    assert "欧阳评议" in str(content)
