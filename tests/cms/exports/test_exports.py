"""Records as files: what is in them, who gets them, and that each one that leaves is noted."""

import io
import zipfile
from decimal import Decimal as D

import pytest
from django.template.loader import render_to_string
from openpyxl import load_workbook

from cms.exports import Column, Sheet, Table
from cms.exports import pdf as papers
from cms.exports.workbook import workbook
from cms.signals import exported
from cms.testing import publish
from cms.tokens import create_token
from tests.modules.information_bulletin.test_contract import TestContract as Bulletin

ITEMS = Table("items", "项目", [Column("name", "名称"), Column("score", "得分", "decimal", total=True)], [])


def sheet(*rows, **fields) -> Sheet:
    table = Table(ITEMS.name, ITEMS.caption, ITEMS.columns, [{"name": name, "score": score} for name, score in rows])
    values = {"title": "考核表", "unit": "总装党支部", "period": "2026Q1", "tables": [table], "signatures": ("制表人",)}
    return Sheet(**(values | fields))


def cells(made: bytes) -> dict:
    page = load_workbook(io.BytesIO(made)).active
    return {cell.coordinate: cell.value for line in page.iter_rows() for cell in line if cell.value is not None}


def test_a_workbook_has_title_unit_period_header_and_sums_as_formulas():
    made = workbook(
        sheet(("甲", "30.00"), ("乙", D("12.5")), results=[("总分", D("42.5"), "=SUM({items.score})+1")]), draft=False
    )
    found = cells(made)
    assert found["A1"] == "考核表"
    assert found["A2"] == "单位：总装党支部　　期间：2026Q1"
    assert [found[place] for place in ("A4", "B4", "A5", "B5", "B6")] == ["名称", "得分", "甲", 30, 12.5]
    assert (found["A7"], found["B7"]) == ("合计", "=SUM(B5:B6)")
    assert (found["A9"], found["B9"]) == ("总分", "=SUM(B5:B6)+1")
    assert any("制表人：" in str(value) for value in found.values())
    assert str(load_workbook(io.BytesIO(made)).active.merged_cells).startswith("A1:B1")


@pytest.mark.parametrize("words", ["=1+1", "+86", "-2", "@cmd", "\t=1", '=HYPERLINK("http://x","y")'])
def test_words_never_become_a_formula(words):
    made = workbook(sheet((words, 1)), draft=True)
    cell = load_workbook(io.BytesIO(made)).active["A5"]
    assert (cell.value, cell.data_type) == (words, "s")
    assert cell.quotePrefix
    assert (
        b"<f>"
        not in zipfile.ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml").split(b'r="A5"')[1].split(b"</c>")[0]
    )


def test_a_draft_says_so_and_a_table_without_rows_too():
    found = cells(workbook(sheet(results=[("总分", None, "=SUM({items.score})")]), draft=True))
    assert found["A1"] == "考核表（草稿）"
    assert "（无）" in found.values()
    assert "=SUM(0)" in found.values()


def test_control_characters_do_not_spoil_the_file():
    assert cells(workbook(sheet(("甲\x0b乙", 1)), draft=False))["A5"] == "甲乙"


@pytest.fixture
def noted():
    told = []

    def listen(sender, **kwargs):
        told.append({name: kwargs[name] for name in ("what", "by", "unit_id", "details")})

    exported.connect(listen)
    yield told
    exported.disconnect(listen)


def test_whoever_reads_the_record_gets_it_as_a_file_and_it_is_noted(world, client, noted):
    page = publish(world, Bulletin().make(world))
    address = f"/exports/records/{page.pk}.xlsx"
    reader = world.user("employee", world.other)
    client.force_login(reader)
    shown = client.get(page.url).content.decode()
    assert address in shown
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "filename*=utf-8''" in response["Content-Disposition"]
    assert "应更新" in cells(response.content).values()
    told = {"record": page.pk, "format": "xlsx", "draft": False}
    assert noted == [{"what": "record", "by": reader, "unit_id": page.owning_unit_id, "details": told}]
    client.logout()
    assert client.get(address).status_code == 404
    assert client.get(f"/exports/records/{page.pk}.docx").status_code == 404
    secret = create_token(reader, name="试")[1]
    by_token = client.get(address, headers={"authorization": f"Bearer {secret}"})
    assert by_token.content[:2] == b"PK"
    assert len(noted) == 2


def test_a_draft_is_for_those_who_work_on_it(world, client, noted):
    page = Bulletin().make(world)
    address = f"/exports/drafts/{page.pk}.xlsx"
    for user in (world.user("employee", world.other), world.user("secretary", world.committee), world.user("auditor")):
        client.force_login(user)
        assert client.get(address).status_code == 404
        assert client.get(f"/exports/records/{page.pk}.xlsx").status_code == 404
    client.force_login(world.user("drafter", page.owning_unit))
    assert "（草稿）" in cells(client.get(address).content)["A1"]
    assert [one["details"]["draft"] for one in noted] == [True]


def test_a_module_without_a_sheet_has_no_file(world, client):
    from tests.cms.samples import featured

    page = publish(world, featured(world))
    client.force_login(world.user("employee"))
    assert client.get(f"/exports/records/{page.pk}.xlsx").status_code == 404
    assert "/exports/" not in client.get(page.url).content.decode()


def test_a_pdf_is_laid_out_as_a_document_and_marked_until_it_is_published(world, client):
    if not papers.available():
        pytest.skip("needs pango")
    page = publish(world, Bulletin().make(world))
    client.force_login(world.user("employee"))
    response = client.get(f"/exports/records/{page.pk}.pdf")
    assert response.content[:5] == b"%PDF-"
    marked, unmarked = (
        render_to_string("exports/paper.html", {"sheet": sheet(), "draft": one}) for one in (True, False)
    )
    assert "草稿" in marked
    assert "草稿" not in unmarked


def test_without_pango_the_page_says_so_and_the_address_too(world, client, monkeypatch):
    page = publish(world, Bulletin().make(world))
    monkeypatch.setattr(papers, "available", lambda: False)
    client.force_login(world.user("employee"))
    shown = client.get(page.url).content.decode()
    assert "PDF 不可用" in shown
    assert ".pdf" not in shown
    response = client.get(f"/exports/records/{page.pk}.pdf")
    assert response.status_code == 503
    assert "pango" in response.content.decode()


def test_nothing_is_fetched_for_a_pdf(monkeypatch):
    if not papers.available():
        pytest.skip("needs pango")
    import urllib.request

    asked = []
    monkeypatch.setattr(urllib.request.OpenerDirector, "open", lambda *args, **kwargs: asked.append(args))
    texts = [("一", '<p><img src="http://127.0.0.1:9/a.png"><img src="file:///etc/passwd">字</p>')]
    assert papers.pdf(sheet(("甲", 1), texts=texts), draft=False, site="http://testserver/")[:5] == b"%PDF-"
    assert asked == []
