"""A question in Elasticsearch's query language: what `search.engine.Engine.search` says is found, and how it is scored."""

import math

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Bool, ConstantScore, DisMax, MultiMatch, Query

from search.analysis import FIELDS, Term
from search.engine import ALL_HELD, PART, TIE, TITLE_BOOST, Clue, Option, Question

__all__ = ["Asked"]


class Asked:
    """A question, put into the query language once; asked with `every`, and again without where that finds little."""

    def __init__(self, question: Question):
        clues, also, hints = (list(map(_clue, part)) for part in (question.clues, question.also, question.hints))
        self._clues, self._also = clues, also
        # What holds every clue as it was typed
        self.whole = Bool(filter=[_clue(clue.as_typed()) for clue in question.clues])
        self._better = [ConstantScore(filter=self.whole, boost=ALL_HELD), *hints]
        self._narrowed = _narrowed(question)
        self._without = [Q("terms", page_id=sorted(question.without))] if question.without else []

    def query(self, *, every: bool) -> dict:
        """What answers, within what the question narrows to. every: only what holds every clue, or any of `also`."""
        least = len(self._clues) if every else math.ceil(len(self._clues) * PART)
        held = Bool(should=self._clues, minimum_should_match=least)
        found = Bool(should=[held, *self._also], minimum_should_match=1) if self._also else held
        return Bool(must=[found], should=self._better, filter=self._narrowed, must_not=self._without).to_dict()


def _clue(clue: Clue) -> Query:
    options = [_option(option) for option in clue.options]
    return options[0] if len(options) == 1 else DisMax(queries=options, tie_breaker=TIE)


def _option(option: Option) -> Query:
    terms = [_holds(term, option.weight) for term in option.terms]
    return terms[0] if len(terms) == 1 else Bool(must=terms)


def _holds(term: Term, weight: float) -> Query:
    """The sum of what the term counts in the fields."""
    title, text = FIELDS[term.by]
    boosts = {title: TITLE_BOOST * weight} | ({text: weight} if text else {})
    if term.prefix:
        fields = [Q("prefix", **{name: {"value": term.text, "boost": boost}}) for name, boost in boosts.items()]
        return DisMax(queries=fields, tie_breaker=1)
    # The same sum in one node of the query; the field's analyzer leaves the one term as it is
    return MultiMatch(query=term.text, fields=[f"{name}^{boost}" for name, boost in boosts.items()], type="most_fields")


def _narrowed(question: Question) -> list[Query]:
    """The conditions that count for nothing in the score."""
    required = [Q("terms", audience=sorted(question.audiences)), Q("terms", module=sorted(question.modules))]
    if question.unit_id is not None:
        required.append(Q("term", unit=question.unit_id))
    if question.since or question.until:
        limits = {"gte": question.since, "lte": question.until}
        required.append(Q("range", day={name: day.isoformat() for name, day in limits.items() if day}))
    return required
