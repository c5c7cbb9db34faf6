"""A question in Elasticsearch's query language: the same conditions and weights as the embedded engine's."""

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Bool, ConstantScore, Query

from search.analysis import Term
from search.embedded import HOLDS_ALL, TITLE_BOOST
from search.engine import Question

__all__ = ["query"]

# Lucene leaves the factor k1 + 1 out of BM25, tantivy does not; with it the scores of both can be compared.
BM25 = 2.2


def query(question: Question, least: int) -> Query:
    """What holds at least `least` of the terms, within what the question narrows to; what holds all of them comes first."""
    wanted = [_holds(term) for term in question.terms]
    first = []
    if least < len(wanted):
        first.append(ConstantScore(filter=Bool(should=wanted, minimum_should_match=len(wanted)), boost=HOLDS_ALL))
    return Bool(
        must=[Bool(should=wanted, minimum_should_match=least)],
        should=first,
        filter=_narrowed(question),
        must_not=[Q("terms", page_id=sorted(question.without))] if question.without else [],
    )


def _holds(term: Term) -> Query:
    def in_field(name: str, boost: float) -> Query:
        if term.prefix:
            return Q("prefix", **{name: {"value": term.text, "boost": boost}})
        return Q("term", **{name: {"value": term.text, "boost": boost * BM25}})

    return Bool(should=[in_field("title", TITLE_BOOST), in_field("text", 1.0)], minimum_should_match=1)


def _narrowed(question: Question) -> list[Query]:
    """The conditions that count for nothing in the score."""
    required = [Q("terms", audience=sorted(question.audiences)), Q("terms", module=sorted(question.modules))]
    if question.unit_id is not None:
        required.append(Q("term", unit=question.unit_id))
    if question.since or question.until:
        limits = {"gte": question.since, "lte": question.until}
        required.append(Q("range", day={name: day.isoformat() for name, day in limits.items() if day}))
    return required
