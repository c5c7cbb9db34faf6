"""The right article of a long rule."""

from search.analysis import query_terms
from search.articles import places

BODY = [
    {"type": "heading", "value": {"text": "第一条", "level": "3"}},
    {"type": "rich_text", "value": "<p>党费的使用见第九条。</p>"},
    {
        "type": "rich_text",
        "value": "<p>第二条　党员应当按月交纳党费，不得拖欠。</p><p>第九条　党费的使用由党委审批。</p>",
    },
]
TEXT = "第一条\n党费的使用见第九条。\n第二条　党员应当按月交纳党费，不得拖欠。\n\n第九条　党费的使用由党委审批。\n附件"


def test_a_passage_leads_to_the_article_that_it_stands_in_and_does_not_repeat_its_number():
    (place,) = places(TEXT, BODY, tuple(query_terms("拖欠")), most=1)
    assert (place.anchor, place.label) == ("t-第二条", "第二条")
    assert place.html == "党员应当按月交纳党费，不得<mark>拖欠</mark>。"


def test_an_article_is_not_where_another_one_mentions_it():
    (place,) = places(TEXT, BODY, tuple(query_terms("党委审批")), most=1)
    assert (place.anchor, place.html) == ("t-第九条", "党费的使用由<mark>党委审批</mark>。")


def test_what_stands_in_no_article_leads_nowhere():
    (place,) = places("总则以前的话\n" + TEXT, BODY, tuple(query_terms("以前")), most=1)
    assert (place.anchor, place.label) == ("", "")
    (place,) = places(TEXT, BODY, tuple(query_terms("火星")), most=1)
    assert place.anchor == ""
