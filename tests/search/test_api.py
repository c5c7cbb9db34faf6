"""GET /api/v1/search: the same search, as JSON."""

import pytest

from cms.testing import publish
from cms.tree.actions import create_unit
from search import query
from search.engine import EngineError, engine
from search.models import ExternalId
from tests.cms.samples import meeting

WORDS = "焊装钳台"
ADDRESS = "/api/v1/search"


@pytest.fixture
def get(world, client):
    """A function that asks as an employee of another branch."""
    client.force_login(world.user("employee", world.other))
    return lambda **asked: client.get(ADDRESS, asked)


def wrong_fields(response) -> set[str]:
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    return {error["field"] for error in response.json()["errors"]}


def test_a_record_is_found_by_a_word_inside_a_sentence(world, indexed, get):
    page = indexed("班组<建设>", summary="新建焊装钳台三处。")
    answer = get(q="装钳台").json()
    assert {key: answer[key] for key in answer if key != "results"} == {
        "total": 1, "complete": 1, "relaxed": False, "page": 1, "pages": 1, "facets": [],
    }  # fmt: skip
    (result,) = answer["results"]
    assert result.pop("score") > 0
    path = page.url_path.removeprefix("/committee")
    assert result == {
        "id": page.pk,
        "kind": "record",
        "title": "班组<建设>",
        "title_html": "班组&lt;建设&gt;",
        "passages": result["passages"],
        "places": [{"html": html, "label": "", "url": f"http://testserver{path}"} for html in result["passages"]],
        "recommended": False,
        "lapsed": False,
        "unit": {
            "id": world.branch.pk,
            "code": "zongzhuang",
            "title": "总装党支部",
            "href": f"http://testserver/api/v1/units/{world.branch.pk}",
        },
        "module": "featured_work",
        "module_name": "特色工作",
        "occurred_on": page.occurred_on.isoformat(),
        "external_id": "",
        "path": path,
        "url": f"http://testserver{path}",
        "href": f"http://testserver/api/v1/records/{page.pk}",
    }
    assert result["passages"][0].startswith("新建焊<mark>装钳台</mark>三处。")


def test_an_imported_record_says_by_which_id_it_was_imported(indexed, get):
    page = indexed(WORDS)
    ExternalId.objects.create(page=page, external_id="d0001", digest="")
    (result,) = get(q=WORDS).json()["results"]
    assert result["external_id"] == "d0001"


def test_the_addresses_of_a_result_answer(world, indexed, get, client):
    indexed(WORDS)
    (result,) = get(q=WORDS).json()["results"]
    assert client.get(result["href"]).json()["title"] == WORDS
    assert client.get(result["unit"]["href"]).status_code == 200


def test_partial_matches_are_said_to_be_partial(indexed, get):
    indexed("钳台")
    answer = get(q=WORDS).json()
    assert (answer["total"], answer["complete"], answer["relaxed"]) == (1, 0, True)


def test_unit_by_code_or_id_module_days_and_pages_narrow(world, published, indexed, get):
    here, there = published(WORDS).pk, indexed(WORDS, world.other).pk
    for asked, wanted in (
        ({}, {here, there}),
        ({"unit": "jijia"}, {there}),
        ({"unit": world.branch.pk}, {here}),
        ({"module": "work_guide"}, set()),
        ({"since": "2100-01-01"}, set()),
        ({"until": "2100-01-01", "since": "1921-07-01", "module": "featured_work"}, {here, there}),
    ):
        answer = get(q=WORDS, **asked).json()
        assert ({result["id"] for result in answer["results"]}, answer["total"]) == (wanted, len(wanted)), asked
    pages = [get(q=WORDS, limit=1, page=page).json() for page in (1, 2)]
    assert [(page["page"], page["pages"], len(page["results"])) for page in pages] == [(1, 2, 1), (2, 2, 1)]


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({}, {"q"}),
        ({"q": ""}, {"q"}),
        ({"q": "，。"}, {"q"}),
        ({"q": "党" * 201}, {"q"}),
        ({"q": WORDS, "unit": "nowhere"}, {"unit"}),
        ({"q": WORDS, "module": "nothing"}, {"module"}),
        ({"q": WORDS, "since": "5 March"}, {"since"}),
        ({"q": WORDS, "since": "2026-03-02", "until": "2026-03-01"}, {"since"}),
        ({"q": WORDS, "limit": 0}, {"limit"}),
        ({"q": WORDS, "limit": 101}, {"limit"}),
        ({"q": WORDS, "page": 0}, {"page"}),
        ({"q": WORDS, "limit": 100, "page": 11}, {"page"}),
        ({"q": WORDS, "offset": 3}, {"offset"}),
    ],
)
def test_a_wrong_parameter_is_named(get, asked, wrong):
    assert wrong_fields(get(**asked)) == wrong


def test_what_a_reader_may_not_see_leaves_no_trace(world, indexed, get, client):
    page = indexed(WORDS, disclosure_scope="unit", summary="机密数字")
    client.force_login(world.user("secretary"))
    assert "机密数字" in get(q=WORDS).json()["results"][0]["passages"][0]
    client.force_login(world.user("employee"))
    assert get(q=WORDS).json() == get(q="火星").json()
    client.logout()
    assert get(q=WORDS).json()["total"] == 0
    assert str(page.pk) not in get(q=WORDS).content.decode()


def test_restricted_fields_are_in_no_answer(world, get, client):
    publish(world, meeting(world, title=WORDS, absent=[(world.person("欧阳缺席"), "住院化疗")]))
    client.force_login(world.user("secretary"))
    answer = get(q=WORDS)
    assert answer.json()["total"] == 1
    assert "化疗" not in answer.content.decode()
    assert get(q="住院化疗").json()["total"] == 0


def test_a_practice_unit_is_unknown_outside(world, get):
    practice = create_unit(title="练习支部", kind="branch", code="lianxi", parent=world.committee, practice=True)
    assert wrong_fields(get(q=WORDS, unit="lianxi")) == {"unit"}
    assert wrong_fields(get(q=WORDS, unit=practice.pk)) == {"unit"}


def test_a_visitor_finds_what_is_public(world, indexed, client):
    public = indexed(WORDS, disclosure_scope="public")
    indexed(f"{WORDS}内部")
    answer = client.get(ADDRESS, {"q": WORDS}).json()
    assert [result["id"] for result in answer["results"]] == [public.pk]
    assert answer["total"] == 1


def test_an_engine_that_fails_is_503_and_says_when_to_come_back(get, monkeypatch):
    def fail(question):
        raise EngineError("/secret/place: down")

    engine().rebuild([])
    monkeypatch.setattr(engine(), "search", fail)
    answer = get(q=WORDS)
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert int(answer["Retry-After"]) > 0
    problem = answer.json()
    assert (problem["status"], problem["detail"]) == (503, str(query.UNAVAILABLE))
    assert "unavailable" in problem["type"]
    assert "secret" not in answer.content.decode()


def test_a_damaged_index_heals_with_the_question(indexed, get):
    page = indexed(WORDS)
    for path in engine().folder.glob("g-*/*"):
        path.write_bytes(b"")
    assert [result["id"] for result in get(q=WORDS).json()["results"]] == [page.pk]


def test_the_answer_is_kept_from_shared_caches_and_asked_for_again(indexed, get, client):
    indexed(WORDS)
    answer = get(q=WORDS)
    assert "private" in answer["Cache-Control"]
    assert client.get(ADDRESS, {"q": WORDS}, headers={"If-None-Match": answer["ETag"]}).status_code == 304
