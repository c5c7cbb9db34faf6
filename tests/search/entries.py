"""Telling and asking an engine in a line."""

import datetime

from search.clues import read
from search.engine import Entry, Question
from search.lexicon.groups import Lexicon, parse

DAY = datetime.date(2026, 3, 5)
EVERYBODY = frozenset({"employees"})


def entry(page_id, title="无题", text="", **fields) -> Entry:
    values = {"module": "work_guide", "unit_id": 1, "occurred_on": DAY, "audiences": EVERYBODY}
    return Entry(page_id=page_id, title=title, text=text, **(values | fields))


def question(text, lexicon="", **fields) -> Question:
    """lexicon: lines of groups."""
    asked = read(text, Lexicon(parse(lexicon)[0]))
    values = {
        "audiences": EVERYBODY,
        "modules": frozenset({"work_guide", "featured_work", "three_meetings_one_lesson", ""}),
    }
    return Question(clues=asked.clues, also=asked.also, hints=asked.hints, **(values | fields))


def found(made, text, **fields) -> list[int]:
    return [hit.page_id for hit in made.search(question(text, **fields)).hits]


def put(made, *entries: Entry) -> None:
    made.index([one.page_id for one in entries], lambda ids: entries)
