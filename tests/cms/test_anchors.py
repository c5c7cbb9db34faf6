"""Anchors of headings and articles."""

from cms.anchors import anchored, outline

BODY = [
    {"type": "heading", "value": {"text": "第二章　党员的权利 & 义务", "level": "2"}},
    {
        "type": "rich_text",
        "value": '<p data-block-key="a1">第十三条　党员应当按月<b>交纳</b>党费。</p><p>另一段。</p><h3>附 则</h3><ul><li>第一条 办法</li></ul>',
    },
    {"type": "heading", "value": {"text": "第十三条", "level": "3"}},
    {"type": "rich_text", "value": '<p id="own">第十四条 有自己的标识。</p>'},
    {"type": "table", "value": {"data": [["第九条"]]}},
]


def test_headings_and_articles_have_an_id_of_their_own_words_each_once():
    marked, found = anchored(BODY)
    assert [(one.id, one.label) for one in found] == [
        ("t-第二章党员的权利义务", "第二章 党员的权利 & 义务"),
        ("t-第十三条", "第十三条"),
        ("t-附则", "附 则"),
        ("t-第一条", "第一条"),
        ("t-第十三条-2", "第十三条"),
    ]
    assert marked[0]["value"]["anchor"] == "t-第二章党员的权利义务"
    assert (
        '<p data-block-key="a1" id="t-第十三条">第十三条　党员应当按月<b>交纳</b>党费。</p><p>另一段。</p>'
        in marked[1]["value"]
    )
    assert '<h3 id="t-附则">附 则</h3>' in marked[1]["value"]
    assert marked[3:] == BODY[3:]
    assert "anchor" not in BODY[0]["value"]


def test_an_id_stays_the_same_while_the_rest_of_the_text_changes():
    before = {one.label: one.id for one in outline(BODY[:2])}
    after = {one.label: one.id for one in outline([{"type": "heading", "value": {"text": "新增一节"}}, *BODY[:2]])}
    assert before.items() <= after.items()


def test_an_id_can_end_no_attribute():
    marked, _found = anchored([{"type": "rich_text", "value": '<h2>a" onclick="x&lt;</h2>'}])
    assert marked[0]["value"] == '<h2 id="t-aonclickx">a" onclick="x&lt;</h2>'
