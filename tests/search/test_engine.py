"""What every engine does alike, asked of each through the interface alone."""

import datetime

import pytest

from search.embedded import EmbeddedEngine
from search.engine import Unusable, engine
from tests.search.entries import DAY, entry, found, put, question
from tests.search.servers import GROUP


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=GROUP)])
def fresh(request, tmp_path):
    """An engine that has no index yet."""
    return (
        request.getfixturevalue("elastic") if request.param == "elasticsearch" else EmbeddedEngine(tmp_path / "index")
    )


@pytest.fixture
def made(fresh):
    """An engine with an empty index."""
    fresh.rebuild([])
    return fresh


# What is found ---------------------------------------------------------------------------------------------------------


def test_a_word_inside_a_sentence_is_found(made):
    put(made, entry(1, text="支部按月收缴党费，并向上级报告。"), entry(2, text="支部召开大会。"))
    assert found(made, "党费") == [1]
    assert found(made, "費") == [1]
    assert found(made, "上级报告") == [1]
    assert found(made, "费上") == []


def test_a_word_of_the_title_counts_more_than_one_of_the_text(made):
    put(made, entry(1, "支部大会", "讨论党费收缴情况"), entry(2, "党费收缴情况", "支部大会"), entry(3, "其他", "其他"))
    assert found(made, "党费") == [2, 1]
    assert found(made, "大会") == [1, 2]


def test_documents_that_hold_everything_come_first_and_others_follow_where_they_are_few(made):
    put(made, entry(1, "费用", "党费"), entry(2, text="党费，收缴"), entry(3, "收缴 收缴 收缴", "收缴 " * 9))
    answer = made.search(question("党费 收缴"))
    assert [hit.page_id for hit in answer.hits] == [2, 3, 1]
    assert (answer.total, answer.complete, answer.relaxed) == (3, 1, True)


def test_where_enough_documents_hold_everything_nothing_else_is_found(made):
    put(made, *(entry(number, text="党费收缴") for number in range(1, 12)), entry(99, text="党费"))
    answer = made.search(question("党费收缴", limit=50))
    assert (answer.total, answer.complete, answer.relaxed) == (11, 11, False)
    assert 99 not in {hit.page_id for hit in answer.hits}


def test_a_document_with_a_small_part_of_a_long_question_is_not_found(made):
    put(made, entry(1, text="怎样填写入党申请书"), entry(2, text="怎样报销"))
    assert found(made, "怎样填写入党申请书") == [1]


def test_nothing_is_found_for_what_stands_nowhere(made):
    put(made, entry(1, text="党费"))
    answer = made.search(question("火星"))
    assert (answer.total, answer.hits, answer.relaxed) == (0, [], False)


def test_scores_fall_in_the_order_of_the_documents_that_hold_everything(made):
    put(made, entry(1, "党费", "党费收缴"), entry(2, text="党费收缴"), entry(3, text="党费收缴" + "其他" * 50))
    scores = [hit.score for hit in made.search(question("党费收缴")).hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 100 for score in scores)


def test_another_name_is_found_beside_what_was_typed_and_does_not_count_as_complete(made):
    put(made, entry(1, text="按期转正"), entry(2, text="转为正式党员"), entry(3, text="正式的党员会"))
    answer = made.search(question("转正", "~ 转正 → 转为正式党员"))
    assert sorted(hit.page_id for hit in answer.hits) == [1, 2]
    assert (answer.total, answer.complete, answer.relaxed) == (2, 1, True)


def test_what_only_sounds_alike_is_found_after_what_was_typed(made):
    put(made, entry(1, text="党非收缴"), entry(2, text="党费收缴"))
    assert found(made, "党非") == [1, 2]
    assert made.search(question("党非")).complete == 1
    assert sorted(found(made, "dangfei")) == [1, 2]
    assert made.search(question("dangfei")).complete == 2


def test_initials_are_found_in_titles(made):
    put(made, entry(1, "三会一课制度"), entry(2, text="三会一课制度"))
    assert found(made, "shyk") == [1]


def test_words_that_only_ask_order_what_is_found_and_find_nothing_themselves(made):
    put(made, entry(1, text="交纳党费"), entry(2, text="党费怎么交纳"), entry(3, text="怎么样"))
    assert found(made, "党费怎么") == [2, 1]


def test_a_number_is_found_in_whatever_characters_it_was_written(made):
    put(made, entry(1, "第十三条"), entry(2, "第三条"))
    assert found(made, "第13条")[0] == 1
    assert found(made, "第3条")[0] == 2


# What narrows ----------------------------------------------------------------------------------------------------------


def test_only_who_holds_an_audience_of_a_document_finds_it_or_has_it_counted(made):
    put(made, entry(1, text="党费", audiences=frozenset({"unit:1", "committee:9"})), entry(2, text="党费"))
    for audiences, wanted in (
        ({"employees"}, [2]),
        ({"unit:1"}, [1]),
        ({"committee:9", "person:3"}, [1]),
        ({"employees", "unit:1"}, [1, 2]),
        ({"unit:11", "unit"}, []),
    ):
        answer = made.search(question("党费", audiences=frozenset(audiences)))
        assert sorted(hit.page_id for hit in answer.hits) == wanted
        assert answer.total == len(wanted)


def test_unit_module_and_days_narrow(made):
    put(
        made,
        entry(1, text="党费", unit_id=1, occurred_on=DAY),
        entry(2, text="党费", unit_id=2, module="featured_work", occurred_on=DAY + datetime.timedelta(1)),
        entry(3, text="党费", unit_id=2, module="", occurred_on=None),
    )
    for fields, wanted in (
        ({}, [1, 2, 3]),
        ({"unit_id": 2}, [2, 3]),
        ({"modules": frozenset({"featured_work"})}, [2]),
        ({"modules": frozenset({""})}, [3]),
        ({"modules": frozenset()}, []),
        ({"since": DAY}, [1, 2]),
        ({"until": DAY}, [1]),
        ({"since": DAY + datetime.timedelta(1), "until": DAY + datetime.timedelta(9)}, [2]),
        ({"without": frozenset({1, 3})}, [2]),
        ({"unit_id": 2, "without": frozenset({2}), "since": DAY}, []),
    ):
        answer = made.search(question("党费", **fields))
        assert (sorted(hit.page_id for hit in answer.hits), answer.total) == (wanted, len(wanted)), fields


def test_a_page_of_results_is_a_part_of_all(made):
    put(made, *(entry(number, text="党费" * number) for number in range(1, 8)))
    everything = found(made, "党费", limit=100)
    assert sorted(everything) == list(range(1, 8))
    pages = [made.search(question("党费", limit=3, offset=offset)) for offset in (0, 3, 6, 9)]
    assert [hit.page_id for page in pages for hit in page.hits] == everything
    assert {page.total for page in pages} == {7}


# What is written -------------------------------------------------------------------------------------------------------


def test_indexing_a_page_again_replaces_what_was_said_of_it(made):
    put(made, entry(1, text="党费"), entry(2, text="党课"))
    put(made, entry(1, text="党课"))
    assert found(made, "党费") == []
    assert sorted(found(made, "党课")) == [1, 2]
    assert made.health().documents == 2


def test_a_page_without_an_entry_any_more_is_forgotten(made):
    put(made, entry(1, text="党费"), entry(2, text="党费"))
    made.index([1, 3], lambda ids: [])
    assert found(made, "党费") == [2]


def test_deleting_forgets(made):
    put(made, entry(1, text="党费"), entry(2, text="党费"))
    made.delete([1, 7])
    assert found(made, "党费") == [2]


def test_entries_that_cannot_be_loaded_leave_the_index_as_it_was(made):
    put(made, entry(1, text="党费"))

    def fail(ids):
        yield entry(2, text="党费")
        raise LookupError

    with pytest.raises(LookupError):
        made.index([1, 2], fail)
    assert found(made, "党费") == [1]
    with pytest.raises(LookupError):
        made.rebuild(fail([]))
    assert found(made, "党费") == [1]
    put(made, entry(3, text="党费"))
    assert sorted(found(made, "党费")) == [1, 3]


def test_a_rebuild_holds_its_entries_and_no_others(made):
    put(made, entry(1, text="党费"))
    assert made.rebuild(iter([entry(2, text="党费"), entry(3, text="党费")])) == 2
    assert sorted(found(made, "党费")) == [2, 3]
    assert made.health().documents == 2


def test_large_ids_and_odd_texts_are_kept(made):
    big = 2**62
    put(
        made,
        entry(big, "\x00\ud7ff😀", "党费 " + "长" * 70_000, occurred_on=datetime.date(1921, 7, 1)),
        entry(5, "", ""),
    )
    assert found(made, "党费") == [big]
    assert found(made, "党费", until=datetime.date(1922, 1, 1)) == [big]


def test_health_says_how_many_documents_there_are(made):
    put(made, entry(1), entry(2))
    health = made.health()
    assert (health.ok, health.documents, health.detail) == (True, 2, "")


@pytest.mark.parametrize("act", ["search", "index", "delete"])
def test_without_an_index_every_act_asks_for_a_rebuild(fresh, act):
    acts = {
        "search": lambda: fresh.search(question("党费")),
        "index": lambda: fresh.index([1], lambda ids: [entry(1)]),
        "delete": lambda: fresh.delete([1]),
    }
    with pytest.raises(Unusable):
        acts[act]()
    health = fresh.health()
    assert (health.ok, health.unusable) == (False, True)
    assert "no index yet" in health.detail


def test_the_installation_has_one_engine_in_its_data_folder(settings, tmp_path):
    assert engine() is engine()
    settings.HONGBAN_DATA = tmp_path
    engine().rebuild([entry(1, text="党费")])
    assert found(engine(), "党费") == [1]
    assert (tmp_path / "search" / "current").is_file()
