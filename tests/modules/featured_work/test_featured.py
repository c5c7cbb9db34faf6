"""特色工作: the contract, and each rule with what it must catch and the nearest that it must let pass."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from cms.testing import ModuleContract
from modules.featured_work.models import FeaturedRecord


class TestContract(ModuleContract):
    label = "featured_work"

    def make(self, world, **fields):
        """A result tells a figure, and the quarter is that of the fact."""
        rules = {
            "occurred_on": datetime.date(2026, 3, 12),
            "quarter": "2026Q1",
            "result": "<p>成效示例：合格率提高到98.6%。</p>",
        }
        return super().make(world, **(rules | fields))


def featured(**fields) -> FeaturedRecord:
    page = FeaturedRecord(
        **{
            "title": "党员攻关组",
            "slug": "featured",
            "category": "integration",
            "occurred_on": datetime.date(2026, 3, 12),
            "background": "<p>背景</p>",
            "practice": "<p>做法</p>",
            "result": "<p>废品率下降20%</p>",
        }
        | fields
    )
    page.fill_in()
    return page


def faults(page) -> set[str]:
    found = set()
    for rule in (page.clean_fields, page.clean, page.checks):
        try:
            if rule == page.clean_fields:
                names = {"quarter", "category", "result"}
                page.clean_fields(exclude={field.name for field in page._meta.fields} - names)
            else:
                rule()
        except ValidationError as error:
            found |= set(error.message_dict)
    return found


@pytest.mark.django_db
def test_featured_work_in_order_has_no_fault():
    assert faults(featured()) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("result", "caught"),
    [
        ("<p>成效明显，群众满意。</p>", True),
        ("<p></p>", True),
        ("<p>废品率下降20%</p>", False),
        ("<p>每月减少返工三十件</p>", False),
        ("<h3>成效</h3><p>员工普遍满意</p>", True),  # the figure in the markup is none
    ],
)
def test_a_result_tells_a_figure(result, caught):
    assert ("result" in faults(featured(result=result))) is caught


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("quarter", "period", "caught"),
    [("2026Q1", "2026Q2", True), ("2026Q1", "2026Q1", False), ("2026Q2", "", False), ("", "2026Q2", False)],
)
def test_the_quarter_is_the_period(quarter, period, caught):
    assert ("quarter" in faults(featured(quarter=quarter, period=period))) is caught


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "both"),
    [({}, "2026Q1"), ({"quarter": "2025Q4"}, "2025Q4"), ({"period": "2026Q2"}, "2026Q2")],
)
def test_whoever_writes_one_of_quarter_and_period_need_not_write_the_other(fields, both):
    page = featured(**fields)
    assert (page.quarter, page.period) == (both, both)


@pytest.mark.django_db
@pytest.mark.parametrize(("quarter", "caught"), [("2026年一季度", True), ("2026Q5", True), ("2026Q4", False)])
def test_a_quarter_is_written_as_2026q1(quarter, caught):
    assert ("quarter" in faults(featured(quarter=quarter, period=quarter[:6]))) is caught
