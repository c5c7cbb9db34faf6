"""What is found by meaning beside the words: in which order, counted how, and by whom."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.access import SCOPES, viewer_of
from cms.delivery.models import Document
from cms.moderation.actions import withdraw
from cms.testing import without_plugin
from cms.tree.actions import create_unit
from search import query
from search.semantic import fusion
from tests.cms.delivery.test_reading import EXPECTED, readers

# The model knows that these mean the same (server.py); no word of either is in the other
ASKED, SAID = "降低成本", "省钱"


@pytest.fixture
def employee(world):
    return viewer_of(world.user("employee"))


def pages_of(results: query.Results) -> list[int]:
    return [item.document.pk for item in results.items]


def test_what_means_the_same_is_found_behind_what_says_it(computed, employee, settings):
    same, said, other = computed("班组", summary=SAID), computed(ASKED), computed("别的", summary="食堂")
    found = query.ask(employee, ASKED)
    assert pages_of(found) == [said.pk, same.pk]
    assert (found.total, found.complete, found.relaxed, found.pages) == (2, 1, True, 1)
    assert found.items[0].score > found.items[1].score > 0
    assert SAID in "".join(found.items[1].passages)
    settings.SEARCH_SEMANTIC = "off"
    assert pages_of(query.ask(employee, ASKED)) == [said.pk]
    assert query.ask(employee, "吃饭").total == 0
    settings.SEARCH_SEMANTIC = "endpoint"
    assert pages_of(query.ask(employee, "吃饭")) == [other.pk]
    assert query.ask(employee, "无人提及").total == 0


def test_every_viewer_finds_by_meaning_what_they_may_read_and_no_trace_of_anything_else(world, computed):
    pages = {computed(f"记录{scope}", disclosure_scope=scope, summary=SAID).pk: scope for scope in SCOPES}
    found = {}
    for name, user in readers(world).items():
        results = query.ask(viewer_of(user), ASKED)
        assert results.total == len(results.items), name
        found[name] = {pages[page] for page in pages_of(results)}
    assert found == {name: set(scopes.split()) for name, scopes in EXPECTED.items()}


def test_a_practice_unit_is_found_by_meaning_from_inside_only(world, computed):
    practice = create_unit(title="练习支部", kind="branch", code="lianxi", parent=world.committee, practice=True)
    page = computed("练习", practice, disclosure_scope="public", summary=SAID)
    insider = viewer_of(world.user("member", practice))
    assert pages_of(query.ask(insider, ASKED, unit=practice)) == [page.pk]
    assert query.ask(insider, ASKED).total == 0
    for name, user in readers(world).items():
        for unit in (None, practice):
            assert query.ask(viewer_of(user), ASKED, unit=unit).total == 0, name


def test_unit_module_and_days_narrow_what_means_the_same(world, computed, employee):
    today = timezone.localdate()
    old = computed("旧", summary=SAID, occurred_on=today - datetime.timedelta(30))
    new = computed("新", world.other, summary=SAID, occurred_on=today)
    for fields, wanted in (
        ({"since": today}, [new]),
        ({"until": today - datetime.timedelta(1)}, [old]),
        ({"module": "work_guide"}, []),
        ({"unit": world.committee}, []),
        ({"unit": world.other, "module": "featured_work"}, [new]),
    ):
        found = query.ask(employee, ASKED, **fields)
        assert (sorted(pages_of(found)), found.total) == (sorted(page.pk for page in wanted), len(wanted)), fields
    with without_plugin("featured_work"):
        assert query.ask(employee, ASKED).total == 0


def test_who_sees_little_finds_it_however_much_is_nearer(computed, world, monkeypatch):
    for number in range(3):
        computed(f"内部{number}", disclosure_scope="members", summary=f"{SAID}{SAID}")
    page = computed("公开", disclosure_scope="public", summary=f"{SAID}，食堂")
    anybody = viewer_of(readers(world)["anonymous"])
    monkeypatch.setattr(fusion, "FIRST_LOOK", 2)
    assert pages_of(query.ask(anybody, ASKED)) == [page.pk]
    # More documents than are looked at: what is nearest of all counts
    monkeypatch.setattr(fusion, "SECOND_LOOK", 0)
    assert query.ask(anybody, ASKED).total == 0


def test_pages_of_results_are_parts_of_all_and_name_nothing_twice(computed, employee, monkeypatch):
    """Also where what means the same stands further down in what the words find, and behind what is fused."""
    by_words = [computed(f"{ASKED}{number}", summary="食堂").pk for number in range(5)]
    by_meaning = [computed(f"班组{number}", summary=SAID).pk for number in range(2)]
    monkeypatch.setattr(fusion, "BY_WORDS", 2)
    monkeypatch.setattr(fusion, "MOST_NEAR", 4)
    everything = pages_of(query.ask(employee, ASKED))
    assert sorted(everything) == sorted(by_words + by_meaning)
    for limit in (1, 2, 3):
        pages = [query.ask(employee, ASKED, limit=limit, page=page) for page in range(1, 9)]
        assert [pk for page in pages for pk in pages_of(page)] == everything
        assert {(page.total, page.complete) for page in pages} == {(7, 5)}


def test_what_was_withdrawn_or_says_something_else_by_now_is_not_found_by_what_it_said(world, computed, employee):
    gone, changed, kept = (computed(title, summary=SAID) for title in ("撤", "改", "留"))
    withdraw(gone, world.user("approver"), "有误")
    # As a correction does it; the vectors are not told
    document = Document.objects.get(pk=changed.pk)
    document.text, document.built_at = "改 别的", timezone.now()
    document.save()
    found = query.ask(employee, ASKED)
    assert (pages_of(found), found.total) == ([kept.pk], 1)


def test_a_question_by_meaning_takes_one_query_more(computed, employee, settings):
    for number in range(3):
        computed(f"{ASKED}{number}", summary=SAID)
    query.ask(employee, ASKED)  # notices the vectors

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert query.ask(employee, ASKED).total == 3
        return len(captured)

    with_meaning = asked()
    settings.SEARCH_SEMANTIC = "off"
    assert with_meaning <= asked() + 1


def test_ranks_are_fused_with_words_as_the_better_judge():
    order = [page for page, _score in fusion.fused([1, 2, 3], [4, 3, 2])]
    assert order == [2, 3, 1, 4]
    assert fusion.fused([7, 8], []) == [(7, 1 / 6), (8, 1 / 7)]
    assert [page for page, _score in fusion.fused([], [5, 4])] == [5, 4]
