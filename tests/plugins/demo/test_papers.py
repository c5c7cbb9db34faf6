"""Papers are small Word documents that Word would open."""

import io
import zipfile
from xml.etree import ElementTree

from plugins.demo import papers
from plugins.demo.world import Paper

PAPER = Paper("签到表 <一>", ("日期：3月12日", "第一行\n第二行"), (("序号", "姓名"), ("1", "王&刘")))


def test_it_is_a_document_with_its_words_and_table():
    archive = zipfile.ZipFile(io.BytesIO(papers.write(PAPER)))
    assert archive.testzip() is None
    tree = ElementTree.fromstring(archive.read("word/document.xml"))
    words = [text.text for text in tree.iter(f"{{{papers.WORD}}}t")]
    assert words == ["签到表 <一>", "日期：3月12日", "第一行", "第二行", "序号", "姓名", "1", "王&刘"]
    assert len(list(tree.iter(f"{{{papers.WORD}}}tr"))) == 2
    for part in ("[Content_Types].xml", "_rels/.rels"):
        ElementTree.fromstring(archive.read(part))


def test_equal_papers_give_equal_bytes():
    assert papers.write(PAPER) == papers.write(Paper(PAPER.title, PAPER.paragraphs, PAPER.table))
