"""Who reads a quarter where, what they see of the records behind its figures, and what its pages let people do."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cms.drafting import actions as drafting
from cms.testing import publish
from cms.tree import Unit
from cms.tree.actions import open_section
from plugins.scoring import closing
from plugins.scoring.models import Close, CodedFact, ItemScore, Objection, SchemeVersion
from plugins.scoring.schemes import AXES
from tests.cms.samples import featured

from .conftest import FROZEN, QUARTER, at
from .test_closing import D, figures, grade_all

LEVELS = dict.fromkeys(AXES, "B")


@pytest.fixture
def closed(world, past):
    """A frozen quarter of which one record is for few, and a meeting that everybody reads."""
    open_section(world.branch, "featured_work", since=D(2020, 1, 1))
    seen = past.meeting(D(2026, 5, 12), D(2026, 5, 15))
    narrow = publish(world, featured(world, occurred_on=D(2026, 5, 20), period="2026Q2", disclosure_scope="committee"))
    past.set_back(narrow, D(2026, 5, 21), D(2026, 5, 23))
    close = closing.close_quarter(world.committee, QUARTER, at=at(FROZEN, 17), unscored=True).close
    return close, seen, narrow


def sign(world, close) -> None:
    """The bulletin is drafted by the committee's information officer, reviewed and published."""
    open_section(world.committee, "information_bulletin", since=D(2020, 1, 1))
    writer = world.user("drafter", world.committee)
    page = closing.draft_bulletin(close, writer)
    drafting.change(page, writer, {"confidentiality": "non_classified"})
    publish(world, page)
    close.refresh_from_db()


def test_a_quarter_is_there_for_those_who_may_read_it_and_for_nobody_else(world, closed, sign_in):
    close, seen, narrow = closed
    unit_page = f"/quarters/{QUARTER}/zongzhuang/"
    addresses = [f"/quarters/{QUARTER}/", unit_page, f"/quarters/{QUARTER}/sheet.xlsx", f"/api/v1/quarters/{QUARTER}"]
    early = [world.user("party_office"), world.user("approver"), world.user("secretary"), world.user("drafter")]
    late = [world.user("employee"), world.user("member"), world.user("reviewer")]
    never = [world.user("administrator"), world.user("secrecy_officer"), world.user("auditor")]
    for user in early:
        assert [sign_in(user).get(address).status_code for address in addresses] == [200] * 4
    for user in late + never:
        assert [sign_in(user).get(address).status_code for address in addresses] == [404] * 4
    sign(world, close)
    assert close.signed_at is not None
    for user in early + late:
        assert [sign_in(user).get(address).status_code for address in addresses] == [200] * 4
    for user in never:
        assert [sign_in(user).get(address).status_code for address in addresses] == [404] * 4
    employee = sign_in(world.user("employee"))
    for address in (
        f"/quarters/{QUARTER}/?committee=nowhere",
        "/quarters/2019Q1/",
        f"/quarters/{QUARTER}/nowhere/",
        "/api/v1/quarters/2026",
    ):
        assert employee.get(address).status_code == 404
    # What stands behind a figure is named to those who see it, and counted for the others
    page = employee.get(unit_page).content.decode()
    assert seen.title in page
    assert narrow.title not in page
    assert "另有1条您无权查看" in page
    told = employee.get(f"/api/v1/quarters/{QUARTER}").json()
    branch = next(line for line in told["units"] if line["unit"]["code"] == "zongzhuang")
    assert branch["effective"] == {"count": 2, "records": [seen.pk], "more": 1}
    assert branch["total"]["value"] == str(figures(close, world.branch).total)
    office = sign_in(world.user("party_office")).get(unit_page).content.decode()
    assert narrow.title in office
    record = employee.get(seen.get_url() or f"/zongzhuang/three-meetings-one-lesson/{seen.slug}/").content.decode()
    assert "季度计分" in record
    assert "有效更新" in record


def test_the_sheet_is_an_excel_file_whose_words_stay_words(world, closed, sign_in):
    Unit.objects.filter(pk=world.branch.pk).update(title="=HYPERLINK(1)")
    answer = sign_in(world.user("party_office")).get(f"/quarters/{QUARTER}/sheet.xlsx")
    page = load_workbook(io.BytesIO(answer.content)).active
    cells = [cell for row in page.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_objections_scores_facts_and_schemes_go_through_their_pages(world, past, sign_in):
    record = past.meeting(D(2026, 5, 12), D(2026, 5, 15))
    office, approver = sign_in(world.user("party_office")), sign_in(world.user("approver"))
    grade_all(world, "C")
    ItemScore.objects.all().delete()
    scorer = sign_in(world.user("reviewer", world.committee))
    desk = scorer.get(f"/quarters/scores/?quarter={QUARTER}").content.decode()
    assert record.title in desk
    address = reverse("scoring:item", args=[record.pk])
    assert record.title in scorer.get(address).content.decode()
    assert sign_in(world.user("employee")).get(address).status_code == 404
    assert scorer.post(address, {"truth": "A"}).status_code == 422
    assert scorer.post(address, LEVELS).status_code == 302
    assert approver.post(address, dict.fromkeys(AXES[:3], "A")).status_code == 302
    assert sorted(ItemScore.objects.values_list("kind", flat=True)) == ["final", "second"]
    # a fact, by the office, confirmed by the approver
    new = reverse("scoring:new_fact", args=[record.pk])
    assert office.post(new, {"code": "fabricated", "found_on": "2026-06-01", "evidence": ""}).status_code == 422
    assert (
        office.post(new, {"code": "privacy_breach", "found_on": "2026-06-01", "evidence": "登有身份证号"}).status_code
        == 302
    )
    fact = CodedFact.objects.get()
    decide = reverse("scoring:decide_fact", args=[fact.pk])
    office.post(decide, {"confirmed": "yes"})
    assert CodedFact.objects.get().state == "open"
    approver.post(decide, {"confirmed": "yes"})
    assert CodedFact.objects.get().state == "confirmed"
    # the close by the office's form, an objection by the secretary, its decision
    answer = office.post(
        "/quarters/close/", {"committee": world.committee.pk, f"{world.committee.pk}-quarter": QUARTER}
    )
    close = Close.objects.get()
    assert answer.status_code == 302
    assert figures(close, world.branch).detail["deducted"] == {"privacy_breach": "5"}
    unit_page = f"/quarters/{QUARTER}/zongzhuang/"
    assert (
        sign_in(world.user("secretary", world.other)).post(unit_page, {"figure": "total", "matter": "别人"}).status_code
        == 404
    )
    secretary = sign_in(world.user("secretary"))
    assert secretary.post(unit_page, {"figure": "total", "matter": ""}).status_code == 422
    assert secretary.post(unit_page, {"figure": "total", "matter": "请核对"}).status_code == 302
    objection = Objection.objects.get()
    decide = reverse("scoring:decide_objection", args=[objection.pk])
    assert secretary.post(decide, {"outcome": "upheld", "decision": "同意"}).status_code == 404
    office.post(decide, {"outcome": "dismissed", "decision": "数据无误"})
    assert "数据无误" in secretary.get(unit_page).content.decode()
    # a scheme in the admin: refused where it is wrong, proposed by one, adopted by another
    form = office.get("/admin/scoring-schemes/new/").context["form"]
    given = {name: field.initial for name, field in form.fields.items() if field.initial not in (None, False)}
    wrong = office.post("/admin/scoring-schemes/new/", given | {"components.quality.weight": "36"})
    assert wrong.status_code == 422
    assert "components" in wrong.content.decode()
    assert office.post("/admin/scoring-schemes/new/", given | {"ranking.shown": "on"}).status_code == 302
    version = SchemeVersion.objects.get()
    assert "2026Q2" in office.get(f"/admin/scoring-schemes/{version.pk}/what-if/").content.decode()
    office.post(f"/admin/scoring-schemes/{version.pk}/propose/", {"since": "2026Q3"})
    office.post(f"/admin/scoring-schemes/{version.pk}/consent/")
    assert not SchemeVersion.objects.get().adopted
    approver.post(f"/admin/scoring-schemes/{version.pk}/consent/")
    assert SchemeVersion.objects.get().adopted
    assert sign_in(world.user("secretary")).get("/admin/scoring-schemes/").status_code == 404
