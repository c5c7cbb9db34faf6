"""党风廉政: what belongs to discipline inspection alone never goes online."""

import pytest
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery import documents, reading
from modules.clean_governance.models import FORBIDDEN, CleanRecord, CleanRectification, CleanRiskPoint
from tests.modules.faults import faults, filled

from .test_contract import TestContract as Contract

pytestmark = pytest.mark.django_db


def risk(**fields):
    return CleanRiskPoint(**({"post": "采购", "risk": "询价不足", "level": "high", "control": "三家比价"} | fields))


def issue(**fields):
    return CleanRectification(**({"issue": "台账不全", "action": "补齐台账"} | fields))


def item(risks=(), rectification=(), **fields):
    fields = {"item_kind": "education", "occurred_on": timezone.localdate(), "responsible_id": 1} | fields
    return filled(CleanRecord, {"risk_points": list(risks), "rectification": list(rectification)}, **fields)


def test_an_item_in_order_has_no_fault():
    assert faults(item([risk()], [issue()], findings="<p>两份合同缺审批页</p>")) == {}


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_word_of_an_investigation_goes_online(word):
    assert set(faults(item(findings=f"<p>发现{word}一件</p>"))) == {"findings"}


@pytest.mark.parametrize("name", ["title", "summary", "audience", "findings"])
def test_the_field_that_holds_the_word_is_named(name):
    assert set(faults(item(**{name: "立案审查情况"}))) == {name}
    assert faults(item(**{name: "制度审查情况"})) == {}


@pytest.mark.parametrize(("text", "caught"), [("已立案审查", {"body"}), ("已审查合同", set())])
def test_the_text_is_read_too(text, caught):
    assert set(faults(item(body=[{"type": "rich_text", "value": f"<p>{text}</p>"}]))) == caught


def test_a_word_is_found_through_its_markup():
    assert set(faults(item(findings="<p>问题<b>线索</b></p>"))) == {"findings"}


@pytest.mark.parametrize("name", ["risk", "control"])
def test_risk_points_are_read_too(name):
    assert set(faults(item([risk(**{name: "移交问题线索"})]))) == {"risk_points"}


@pytest.mark.parametrize("name", ["issue", "action", "done"])
def test_rectification_is_read_too(name):
    assert set(faults(item([], [issue(**{name: "已初步核实"})]))) == {"rectification"}


@pytest.mark.parametrize(
    ("kind", "word", "caught"),
    [("channel", "问题线索", False), ("channel", "审查调查", True), ("talk", "问题线索", True)],
)
def test_how_clues_are_handed_in_is_public(kind, word, caught):
    page = item(item_kind=kind, summary=f"提供{word}请拨打举报电话")
    assert ("summary" in faults(page)) is caught


@pytest.mark.parametrize(
    ("kind", "risks", "caught"), [("risk_point", 0, True), ("risk_point", 1, False), ("education", 0, False)]
)
def test_a_risk_point_is_named_with_its_control(kind, risks, caught):
    assert ("risk_points" in faults(item([risk()] * risks, item_kind=kind))) is caught


@pytest.mark.parametrize(
    ("kind", "findings", "rows", "caught"),
    [
        ("inspection", "<p>台账不全</p>", 0, True),
        ("inspection", "<p>台账不全</p>", 1, False),
        ("inspection", "", 0, False),
        ("inspection", "<p> </p>", 0, False),
        ("talk", "<p>台账不全</p>", 0, False),
    ],
)
def test_what_an_inspection_found_is_rectified(kind, findings, rows, caught):
    assert ("rectification" in faults(item([], [issue()] * rows, item_kind=kind, findings=findings))) is caught


def test_employees_do_not_see_what_was_found(world):
    page = Contract().published(world, findings="<p>两份合同缺审批页</p>")
    outside, office = viewer_of(world.user("employee", world.other)), viewer_of(world.user("party_office"))
    document = reading.record(outside, page.pk)
    content = documents.read(document, outside)
    assert content["withheld"] == ["findings"]
    assert "缺审批页" not in f"{content} {document.text} {document.card}"
    assert "缺审批页" in str(documents.read(document, office))
