"""Importing guides: as drafts that go through moderation, or as already issued; by its id a record is known again."""

import json

import mammoth
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from cms.access import viewer_of
from cms.delivery.models import Document
from cms.moderation import verify
from cms.moderation.models import Release
from cms.tree import Record
from cms.tree.actions import open_sections
from plugins.guides import importing, reading
from search import query
from search.models import ExternalId

GUIDE = {
    "id": "g1",
    "title": "党费怎么交",
    "body": "按月交纳党费。\n由组织委员收取。",
    "kind": "qa",
    "source": "问答库",
}
RULE = {
    "id": "r1", "title": "支部工作条例", "kind": "rule",
    "body": "第一章 总则\n第一条 为了加强支部建设。\n第二条　支部按期换届。",
}  # fmt: skip


@pytest.fixture
def unit(world):
    open_sections(world.committee, ["work_guide", "rules_and_duties"], by=world.user("party_office"))
    return world.committee


@pytest.fixture
def file(tmp_path):
    """A function that writes a file of JSON lines."""

    def write(*entries, name="guides.jsonl"):
        path = tmp_path / name
        path.write_text(
            "\n".join(one if isinstance(one, str) else json.dumps(one) for one in entries), encoding="utf-8"
        )
        return path

    return write


@pytest.fixture
def issue(world, unit):
    return lambda path, **options: importing.run(path, unit, world.user("party_office"), issued=True, **options)


def record(external_id: str) -> Record:
    return ExternalId.objects.get(external_id=external_id).page.specific


def numbers(report) -> tuple[int, int, int]:
    return tuple(report.total(what) for what in ("new", "changed", "same"))


def test_what_was_issued_is_published_found_and_noted_as_such(world, issue, file):
    report = issue(file(GUIDE, RULE))
    assert numbers(report) == (2, 0, 0)
    assert report.misread == []
    guide, rule = record("g1"), record("r1")
    assert (guide.module_label(), guide.topic, guide.legal_basis.get().rule) == ("work_guide", "dues", "问答库")
    assert (rule.module_label(), rule.rule_kind, rule.issued_by) == (
        "rules_and_duties",
        "party_regulation",
        world.committee.title,
    )
    assert [(block.block_type, getattr(block.value, "source", None) or block.value["text"]) for block in rule.body] == [
        ("heading", "第一章 总则"),
        ("heading", "第一条"),
        ("rich_text", "<p>为了加强支部建设。</p>"),
        ("heading", "第二条"),
        ("rich_text", "<p>支部按期换届。</p>"),
    ]
    release = Release.objects.get(page_id=guide.pk)
    assert (release.kind, release.submitted_by, release.lacks()) == (Release.ISSUED, world.user("party_office"), "")
    assert release.basis == {"file": "guides.jsonl", "sha256": reading.digest_of(file(GUIDE, RULE))}
    (item,) = query.ask(viewer_of(world.user("employee")), "收取党费").items
    assert (item.document.pk, item.external_id) == (guide.pk, "g1")
    # As the gate itself would have left it
    assert [finding for finding in verify.findings() if finding.page in {guide.pk, rule.pk}] == []


def test_the_same_again_changes_nothing_and_another_content_is_published_anew(issue, file):
    issue(file(GUIDE, RULE))
    before = record("g1")
    assert numbers(issue(file(GUIDE, RULE))) == (0, 0, 2)
    assert numbers(issue(file(GUIDE | {"title": "党费怎样交"}, RULE))) == (0, 1, 1)
    after = record("g1")
    assert (after.pk, after.title, after.url) == (before.pk, "党费怎样交", before.url)
    document = Document.objects.get(pk=after.pk)
    assert (document.title, document.release.kind) == ("党费怎样交", Release.ISSUED)
    assert [finding for finding in verify.findings() if finding.page == after.pk] == []


def test_a_dry_run_says_the_same_and_keeps_nothing(issue, file):
    report = issue(file(GUIDE, RULE, "{"), dry_run=True)
    assert (numbers(report), len(report.misread)) == ((2, 0, 0), 1)
    assert not ExternalId.objects.exists()
    assert not Document.objects.filter(module="work_guide").exists()


def test_others_import_drafts_which_readers_do_not_see(world, unit, file):
    world.person("信息员乙")
    report = importing.run(file(GUIDE), unit, world.user("drafter", unit))
    assert numbers(report) == (1, 0, 0)
    draft = record("g1")
    assert (draft.live, draft.confidentiality) == (False, "undetermined")
    assert not Document.objects.filter(pk=draft.pk).exists()
    assert numbers(importing.run(file(GUIDE | {"body": "改了。"}), unit, world.user("drafter", unit))) == (0, 1, 0)


@pytest.mark.parametrize("role", ["drafter", "approver", "administrator"])
def test_only_the_party_office_issues(world, unit, file, role):
    with pytest.raises(PermissionDenied):
        importing.run(file(GUIDE), unit, world.user(role), issued=True)
    assert not ExternalId.objects.exists()


def test_what_is_not_understood_is_told_with_its_place_and_stops_nothing_else(issue, file):
    report = issue(
        file(
            GUIDE,
            "{not json",
            "[]",
            {"id": "x", "title": "没有正文"},
            {"id": "g1", "title": "又一个", "body": "重复"},
            {"id": "y", "title": "号码", "body": "身份证号 11010519491231002X", "kind": "qa"},
            {"id": "z", "title": "多一栏", "body": "正文", "author": "某人"},
        )
    )
    assert numbers(report) == (2, 0, 0)
    told = [f"{one.place}：{one.reason}" for one in report.misread]
    for number, reason in enumerate(
        ["不是一行 JSON", "不是一个 JSON 对象", "缺少“body”", "标识“g1”在文件中重复", "身份证号", "author"], 2
    ):
        assert any(f"第 {number} 行" in line and reason in line for line in told), reason


def test_markdown_is_one_record_by_chapter_and_article(issue, file):
    path = file(
        "# 党费收缴办法\n\n前言**一句**。\n\n## 第一章 总则\n\n第一条 按月交纳。\n\n- 甲\n- 乙\n\n| 档 | 率 |\n|---|---|\n| 一 | 0.5% |\n",
        name="dues.md",
    )
    report = issue(path)
    page = record("dues")
    assert page.title == "党费收缴办法"
    texts = [getattr(block.value, "source", None) or block.value["text"] for block in page.body]
    assert texts == [
        "<p>前言<strong>一句</strong>。</p>", "第一章 总则", "第一条",
        "<p>按月交纳。</p><ul><li>甲</li><li>乙</li></ul><p>档　率</p><p>一　0.5%</p>",
    ]  # fmt: skip
    assert [one.reason for one in report.misread] == ["表格的边框（2 行按段落保留）"]


def test_word_is_read_as_its_headings_and_paragraphs(tmp_path):
    """With a document of the smallest kind that Word opens."""
    import zipfile

    path = tmp_path / "guide.docx"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("第一条 甲。", "第二条 乙。", "第三条 丙。"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        )
    (guide,) = reading.read(path)
    assert (guide.external_id, guide.title, guide.kind) == ("guide", "guide", "rule")
    assert guide.text.articles == 3
    path.write_bytes(b"no archive")
    (misread,) = reading.read(path)
    assert "Word" in misread.reason
    assert mammoth.__name__


def test_the_command_imports_and_says_what_it_did(world, unit, file, capsys):
    world.user("party_office")
    call_command("guides", "import", str(file(GUIDE, RULE)), "--issued")
    told = capsys.readouterr().out
    assert "党务指南：新增 1，更新 0，不变 0" in told
    assert "制度职责：新增 1，更新 0，不变 0" in told
    with pytest.raises(CommandError, match="不是能导入的格式"):
        call_command("guides", "import", str(file(name="list.xlsx")), "--issued")
    with pytest.raises(CommandError, match="没有代码为“nowhere”的党组织"):
        call_command("guides", "import", str(file(GUIDE)), "--unit", "nowhere")
