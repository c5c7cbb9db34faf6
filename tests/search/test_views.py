"""The portal's search page."""

import pytest
from django.utils.html import strip_tags

from search import query, views
from search.engine import EngineError, engine

WORDS = "焊装钳台"


@pytest.fixture
def get(world, client):
    """A function that opens the page as an employee of another branch; each answer is a page for one reader."""
    client.force_login(world.user("employee", world.other))

    def open_page(**asked):
        response = client.get("/search/", asked)
        if response.status_code != 302:
            assert "private" in response["Cache-Control"]
        return response

    return open_page


def text_of(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def test_without_words_there_is_the_form_and_a_hint(world, get):
    response = get()
    assert response.status_code == 200
    assert "例如：党费 收缴" in text_of(response)
    page = response.content.decode()
    assert 'name="q"' in page
    assert '<option value="zongzhuang">总装党支部</option>' in page
    assert '<option value="featured_work">特色工作</option>' in page


def test_results_show_where_the_words_stand(world, indexed, get):
    page = indexed("班组<建设>", summary="新建焊装钳台三处。")
    response = get(q="装钳台")
    assert response.status_code == 200
    body = response.content.decode()
    path = page.url_path.removeprefix("/committee")
    assert f'<a href="{path}">班组&lt;建设&gt;</a>' in body
    assert "新建焊<mark>装钳台</mark>三处。" in body
    assert "共 1 条结果" in text_of(response)
    assert "总装党支部 特色工作" in text_of(response)
    assert 'value="装钳台"' in body
    assert "部分匹配" not in body


@pytest.mark.parametrize(
    ("title", "said"), [("钳台", "没有原样包含全部词语的结果"), (WORDS, "原样包含全部词语的有 1 条")]
)
def test_partial_matches_are_said_to_be_partial(indexed, published, get, title, said):
    published("钳台")
    indexed(title)
    assert said in text_of(get(q=WORDS))


def test_filters_narrow_and_stay_chosen(world, published, indexed, get):
    published(f"{WORDS}甲")
    indexed(f"{WORDS}乙", world.other)
    response = get(q=WORDS, unit="jijia", module="featured_work")
    body = response.content.decode()
    assert f"<mark>{WORDS}</mark>乙" in body
    assert f"<mark>{WORDS}</mark>甲" not in body
    assert '<option value="jijia" selected>' in body
    assert '<option value="featured_work" selected>' in body


def test_nothing_found_says_what_to_try(get):
    engine().rebuild([])
    text = text_of(get(q="火星", module="work_guide"))
    assert "没有找到结果" in text
    assert "可以这样再试" in text
    assert "去掉党组织和栏目的限制" in text
    assert "去掉党组织和栏目的限制" not in text_of(get(q="火星"))


def test_pages_keep_the_question(published, get, monkeypatch):
    monkeypatch.setattr(views, "LIMIT", 1)
    for number in range(3):
        published(f"{WORDS}{number}")
    response = get(q=WORDS, module="featured_work", page="2")
    body = response.content.decode()
    assert "第 2 页，共 3 页" in text_of(response)
    assert 'start="2"' in body
    assert body.count('aria-current="page"') == 1
    for other in (1, 3):
        assert f"&amp;module=featured_work&amp;page={other}" in body
    assert 'rel="prev"' in body
    assert 'rel="next"' in body
    beyond = get(q=WORDS, page="9")
    assert beyond.status_code == 200
    assert "这一页没有结果" in text_of(beyond)


def test_many_pages_are_not_all_offered():
    offered = views._pages(query.Results(total=900, page=40, pages=90))
    assert offered["numbers"] == [1, None, 38, 39, 40, 41, 42, None, 90]
    assert (offered["previous"], offered["next"], offered["first"]) == (39, 41, 391)
    assert views._pages(query.Results(total=20, page=1, pages=2))["numbers"] == [1, 2]
    assert views._pages(query.Results(total=3, page=1, pages=1))["numbers"] == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"q": "，。"}, "检索词中没有可以检索的字词"),
        ({"q": "党" * 201}, "检索词最多 200 个字"),
        ({"q": WORDS, "unit": "nowhere"}, "没有代码为“nowhere”的党组织"),
        ({"q": WORDS, "module": "nothing"}, "没有安装名为“nothing”的栏目模块"),
        ({"q": WORDS, "page": "x"}, "“x”不是页码"),
        ({"q": WORDS, "page": "0"}, "页码须在"),
        ({"q": WORDS, "page": "101"}, "页码须在"),
        ({"q": WORDS, "page": "９"}, "不是页码"),
    ],
)
def test_what_means_nothing_is_said_above_the_form_that_was_filled(get, asked, said):
    engine().rebuild([])
    response = get(**asked)
    assert response.status_code == 400
    assert said in text_of(response)
    assert 'role="alert"' in response.content.decode()
    assert f'value="{asked["q"]}"' in response.content.decode()


def test_an_engine_that_fails_is_a_page_that_says_so(get, monkeypatch):
    def fail(question):
        raise EngineError("/secret/place: down")

    engine().rebuild([])
    monkeypatch.setattr(engine(), "search", fail)
    response = get(q=WORDS)
    assert response.status_code == 503
    assert str(query.UNAVAILABLE) in text_of(response)
    assert "secret" not in response.content.decode()


def test_a_visitor_is_asked_to_sign_in_unless_something_is_public(world, published, client):
    published(WORDS)
    response = client.get("/search/", {"q": WORDS})
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=/search/")
    published(f"{WORDS}公开", disclosure_scope="public")
    response = client.get("/search/", {"q": WORDS})
    assert response.status_code == 200
    assert "共 1 条结果" in text_of(response)
    assert "公开" in text_of(response)


def test_what_a_reader_may_not_see_leaves_no_trace(world, indexed, get, client):
    indexed(WORDS, disclosure_scope="unit", summary="机密数字")
    client.force_login(world.user("secretary"))
    assert "机密数字" in text_of(get(q=WORDS))
    client.force_login(world.user("employee"))
    text = text_of(get(q=WORDS))
    assert "没有找到结果" in text
    assert "机密数字" not in text


def test_a_question_is_never_markup(get):
    engine().rebuild([])
    body = get(q='"><script>alert(1)</script>').content.decode()
    assert "<script>" not in body


def test_the_page_is_asked_for_with_get_only(get, client):
    assert client.post("/search/", {"q": WORDS}).status_code in (403, 405)


def test_the_page_takes_few_queries(published, get, client, assert_queries):
    for number in range(3):
        published(f"{WORDS}{number}")
    get(q=WORDS)
    with assert_queries("search: the page of results"):
        assert client.get("/search/", {"q": WORDS}).status_code == 200
