"""A large index is asked for candidates: what it answers is what looking at everything would answer."""

import pytest

from search import embedded_question
from search.clues import read
from search.embedded import EmbeddedEngine
from search.engine import ENOUGH, MOST_COUNTED, Question
from tools.bench.passages import MODULES, entries, lexicon, questions

EVERYBODY = frozenset({"employees", "unit:1"})
NOBODY_ELSE = frozenset({"committee:1"})  # a tenth
FEW = frozenset(f"unit:{number}" for number in range(1, 301))  # a few dozen of them, more than are asked for one by one
FRUGAL = {"LARGE": 0, "LEAST_SCANNED": 400, "SCANNED": 1500, "COMMON": 20}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    engine = EmbeddedEngine(tmp_path_factory.mktemp("large") / "index")
    engine.rebuild(entries(1500))
    return engine


@pytest.fixture
def both(filled, monkeypatch):
    """A function that asks as a small index is asked, and as a large one."""

    def ask(question, **large):
        answers = []
        for settings in ({"LARGE": 1_000_000}, {**FRUGAL, **large}):
            for name, value in settings.items():
                monkeypatch.setattr(embedded_question, name, value)
            answers.append(filled.search(question))
        return answers

    return ask


def asked(text: str, audiences=EVERYBODY, **fields) -> Question:
    found = read(text, lexicon())
    return Question(found.clues, audiences, frozenset(MODULES), also=found.also, hints=found.hints, **fields)


@pytest.mark.parametrize("audiences", [EVERYBODY, NOBODY_ELSE, FEW])
def test_the_best_of_the_candidates_are_the_best_of_all(both, audiences):
    several = 0
    for text in [*questions(40, seed=5), "党员", "党员 组织"]:
        everything, candidates = both(asked(text, audiences, limit=5))
        assert candidates.complete == everything.complete, text
        if everything.complete >= ENOUGH:
            assert candidates.total == everything.total, text
        scores = [hit.score for hit in everything.hits]
        assert [hit.score for hit in candidates.hits] == pytest.approx(scores, rel=1e-4), text
        several += bool(scores)
    assert several > 20


def test_a_page_further_on_and_narrower_questions_are_answered_alike(both):
    for fields in ({"offset": 10}, {"unit_id": 3}, {"without": frozenset(range(1, 400))}):
        everything, candidates = both(asked("党员", limit=10, **fields))
        assert [hit.page_id for hit in candidates.hits] == [hit.page_id for hit in everything.hits] != [], fields
        assert (candidates.total, candidates.complete) == (everything.total, everything.complete), fields


def test_what_very_many_hold_is_not_counted(both, filled):
    everything, candidates = both(asked("党员"), SURELY=0)
    assert (candidates.total, candidates.complete) == (MOST_COUNTED, MOST_COUNTED)
    assert [hit.score for hit in candidates.hits] == pytest.approx([hit.score for hit in everything.hits], rel=1e-4)
    assert everything.total < MOST_COUNTED
