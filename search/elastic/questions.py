"""A question in Elasticsearch's query language: what `search.engine.Engine.search` says is found, and how it is scored."""

import math

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Bool, ConstantScore, DisMax, Query

from search.analysis import FIELDS, Term
from search.engine import ALL_HELD, PART, TIE, TITLE_BOOST, Clue, Option, Question

__all__ = ["query", "whole"]


def query(question: Question, *, every: bool) -> Query:
    """What answers, within what the question narrows to. every: only what holds every clue, or any of `also`."""
    clues = [_clue(clue) for clue in question.clues]
    least = len(clues) if every else math.ceil(len(clues) * PART)
    return Bool(
        must=[
            Bool(
                should=[Bool(should=clues, minimum_should_match=least), *(_clue(clue) for clue in question.also)],
                minimum_should_match=1,
            )
        ],
        should=[ConstantScore(filter=whole(question), boost=ALL_HELD), *(_clue(clue) for clue in question.hints)],
        filter=_narrowed(question),
        must_not=[Q("terms", page_id=sorted(question.without))] if question.without else [],
    )


def whole(question: Question) -> Query:
    """What holds every clue as it was typed."""
    return Bool(filter=[_clue(clue.as_typed()) for clue in question.clues])


def _clue(clue: Clue) -> Query:
    options = [_option(option) for option in clue.options]
    return options[0] if len(options) == 1 else DisMax(queries=options, tie_breaker=TIE)


def _option(option: Option) -> Query:
    return Bool(must=[_holds(term) for term in option.terms], boost=option.weight)


def _holds(term: Term) -> Query:
    def in_field(name: str, boost: float) -> Query:
        return Q("prefix" if term.prefix else "term", **{name: {"value": term.text, "boost": boost}})

    title, text = FIELDS[term.by]
    held = [in_field(title, TITLE_BOOST), *([in_field(text, 1.0)] if text else [])]
    return Bool(should=held, minimum_should_match=1)


def _narrowed(question: Question) -> list[Query]:
    """The conditions that count for nothing in the score."""
    required = [Q("terms", audience=sorted(question.audiences)), Q("terms", module=sorted(question.modules))]
    if question.unit_id is not None:
        required.append(Q("term", unit=question.unit_id))
    if question.since or question.until:
        limits = {"gte": question.since, "lte": question.until}
        required.append(Q("range", day={name: day.isoformat() for name, day in limits.items() if day}))
    return required
