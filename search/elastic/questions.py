"""A question in Elasticsearch's query language: what `search.engine.Engine.search` says is found, and how it is scored."""

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Bool, ConstantScore, DisMax, Query

from search.engine import ALL_HELD, TIE, Clue, Option, Question
from search.ranking import Leaf, holders, least_held, leaves, of_clues, whole

__all__ = ["Asked"]


class Asked:
    """A question, put into the query language once. Each of its queries is within what the question narrows to."""

    def __init__(self, question: Question):
        self._question = question
        self._held = [_holds(clue) for clue in question.clues]
        self._as_typed = Bool(filter=[_holds(clue.as_typed()) for clue in question.clues])
        self._named = [
            _all([_term(whole(term)) for term in one.terms]) for clue in question.also for one in clue.options
        ]
        self._better = [*_terms(of_clues(question.clues + question.hints)), *map(_otherwise, question.also)]
        self._narrowed = _narrowed(question)
        self._without = [Q("terms", page_id=sorted(question.without))] if question.without else []

    def complete(self) -> dict:
        """What holds every clue as it was typed; not scored."""
        return Bool(filter=[*self._narrowed, self._as_typed], must_not=self._without).to_dict()

    def every(self) -> dict:
        """What holds every clue, or a name of `also`."""
        return self._scored(_all(self._held), self._as_typed)

    def part(self, complete: list[int]) -> dict:
        """What holds enough of the clues, or a name of `also`. complete: the pages that hold every clue."""
        least = least_held(self._question.clues)
        return self._scored(Bool(should=self._held, minimum_should_match=least), Q("terms", page_id=complete))

    def _scored(self, held: Query, complete: Query) -> dict:
        better = [ConstantScore(filter=complete, boost=ALL_HELD), *self._better]
        found = [*self._narrowed, _any([held, *self._named])]
        return Bool(filter=found, should=better, must_not=self._without).to_dict()


def _term(leaf: Leaf, weight: float = 1.0) -> Query:
    return Q("prefix" if leaf.prefix else "term", **{leaf.field: {"value": leaf.text, "boost": weight}})


def _terms(weighed: dict[Leaf, float]) -> list[Query]:
    return [_term(leaf, weight) for leaf, weight in weighed.items()]


def _any(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Bool(should=queries, minimum_should_match=1)


def _all(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Bool(filter=queries)


def _holds(clue: Clue) -> Query:
    return _any([_all(list(map(_term, option))) for option in holders(clue)])


def _otherwise(clue: Clue) -> Query:
    options = [_named(option) for option in clue.options]
    return options[0] if len(options) == 1 else DisMax(queries=options, tie_breaker=TIE)


def _named(option: Option) -> Query:
    """Scored, if all of its terms are held."""
    weighed = [leaves(term, option.weight) for term in option.terms]
    held = [_term(leaf, own[leaf]) for term, own in zip(option.terms, weighed, strict=True) if (leaf := whole(term))]
    titles = [
        _term(leaf, weight) for own in weighed for leaf, weight in own.items() if leaf not in map(whole, option.terms)
    ]
    return Bool(must=held, should=titles)


def _narrowed(question: Question) -> list[Query]:
    """The conditions that count for nothing in the score."""
    required = [Q("terms", audience=sorted(question.audiences)), Q("terms", module=sorted(question.modules))]
    if question.unit_id is not None:
        required.append(Q("term", unit=question.unit_id))
    if question.since or question.until:
        limits = {"gte": question.since, "lte": question.until}
        required.append(Q("range", day={name: day.isoformat() for name, day in limits.items() if day}))
    return required
