"""A question in tantivy's words, and how a large index is asked without looking at all that holds the question's words.

tantivy is fast (6 ns for a document of a word) where it unites single terms, and three to ten times slower once conditions,
alternatives or least numbers come between them. So in an index of more than LARGE documents

- the best of the rarest words are candidates, and only they are looked at in full: narrowed, and scored by everything,
- what thousands of documents hold, by a sample, is not counted (MOST_COUNTED).
"""

from collections.abc import Iterable
from functools import cached_property

from tantivy import FieldType, Occur, Query, Searcher

from .embedded_schema import NO_MODULE, SCHEMA, SLOTS, engine_errors
from .engine import ALL_HELD, ENOUGH, MOST_COUNTED, MOST_OTHERS, TIE, Clue, Found, Hit, Option, Question, Unusable
from .ranking import Leaf, holders, least_held, leaves, of_clues, whole

__all__ = ["Asking"]

LARGE = 50_000  # documents
# Documents of single words that are looked at for candidates: at least so many, and at most, in so far as the rarest suffice
LEAST_SCANNED, SCANNED = 6_000, 1_000_000
CANDIDATES = 100  # beside those that are wanted
COMMON = 20_000  # documents of a name's rarest word: of a name that is more frequent, its rarest word stands for it
MOST_NARROWING = 64  # audiences or modules that are asked for one by one
# Documents of one sample: so many are no chance if there are only MOST_COUNTED in all
SURELY = 2 * MOST_COUNTED // SLOTS
# One number says of a candidate what it holds, exactly, since it stays below 2**24: clues, names, audiences
NAME, AUDIENCE = 64.0, 64.0 * 256


class Asking:
    """One question, asked of one state of an index."""

    def __init__(self, searcher: Searcher, question: Question):
        self._searcher, self._question = searcher, question
        self._counts: dict[tuple[str, str], int] = {}
        self._last = question.offset + question.limit

    def found(self) -> Found:
        """See `engine.Engine.search`. Raises Unusable when the index is damaged."""
        with engine_errors(Unusable):
            return self._of_large() if self._searcher.num_docs > LARGE else self._of_small()

    # Everything that answers is looked at ----------------------------------------------------------------------------

    def _of_small(self) -> Found:
        question = self._question
        typed = self._searcher.search(_both(*self._narrowed, _must(self._as_typed)), limit=ENOUGH)
        if typed.count < ENOUGH:
            result = self._searcher.search(self._scored(self._held_in_part), limit=MOST_OTHERS, count=False)
            hits = self._hits(result.hits)
            return Found(len(hits), hits[question.offset : self._last], typed.count)
        result = self._searcher.search(self._scored(self._held), limit=question.limit, offset=question.offset)
        return Found(min(result.count, MOST_COUNTED), self._hits(result.hits), min(typed.count, MOST_COUNTED))

    def _scored(self, held: Query) -> Query:
        found = _any([held, *self._named])
        better = [_const(self._as_typed, ALL_HELD), _any(self._words), *self._names]
        return _both(*self._narrowed, _must(_const(found, 0.0)), *((Occur.Should, one) for one in better))

    @cached_property
    def _held(self) -> Query:
        return _both(*map(_must, map(self._holds, self._question.clues)))

    @cached_property
    def _held_in_part(self) -> Query:
        clues = [(Occur.Should, self._holds(clue)) for clue in self._question.clues]
        return Query.boolean_query(clues, minimum_number_should_match=least_held(self._question.clues))

    # Candidates are looked at ----------------------------------------------------------------------------------------

    def _of_large(self) -> Found:
        question = self._question
        # Everybody's, since conditions cost more: where there are few, these are looked at
        typed, many = self._searcher.search(self._as_typed, limit=ENOUGH), False
        if typed.count >= ENOUGH:
            many = self._surely_many([clue.options[0] for clue in question.clues])
            if not many:
                typed = self._searcher.search(_both(*self._narrowed, _must(self._as_typed)), limit=ENOUGH)
        if typed.count < ENOUGH:
            known = list(self._seen(self._pages(address for _score, address in typed.hits)))
            hits = self._best(MOST_OTHERS, least_held(question.clues), known)
            return Found(len(hits), hits[question.offset : self._last], len(known))
        complete = MOST_COUNTED if many else min(typed.count, MOST_COUNTED)
        many = many or any(self._surely_many([option]) for clue in question.also for option in clue.options)
        total = MOST_COUNTED if many else self._count_within(_any([self._held, *self._named]))
        hits = self._best(self._last, len(question.clues), [])
        if len(hits) < min(total, self._last):
            result = self._searcher.search(self._scored(self._held), limit=self._last, count=False)
            hits = self._hits(result.hits)
        return Found(total, hits[question.offset : self._last], complete)

    def _count_within(self, query: Query) -> int:
        count = self._searcher.search(_both(*self._narrowed, _must(_const(query))), limit=1).count
        return min(count, MOST_COUNTED)

    def _best(self, wanted: int, least: int, known: list[int]) -> list[Hit]:
        """The best of the candidates that hold so many clues or a name. known: further candidates."""
        pages = [*self._candidates(wanted), *known]
        seen = self._seen(pages)
        if 2 * len(seen) < len(pages):
            # Who may see little, or asks within little
            pages = [*self._candidates(wanted, self._narrowed), *known]
            seen = self._seen(pages)
        named = [page for page, (_clues, names) in seen.items() if names]
        good = [page for page, (clues, names) in seen.items() if clues >= least or names]
        return self._weighed(good, named)[:wanted]

    def _candidates(self, wanted: int, within: list[tuple[Occur, Query]] | None = None) -> list[int]:
        """The pages that the rarest words of the question, and the rare names, find best; within conditions, all its words."""
        flat, names = of_clues(self._question.clues), []
        for option in (option for clue in self._question.also for option in clue.options):
            rarest = min(option.terms, key=lambda term: self._count(whole(term)))
            if len(option.terms) > 1 and self._count(whole(rarest)) <= COMMON:
                names.append(self._name(option))
            else:
                for leaf, weight in leaves(rarest, option.weight * len(option.terms)).items():
                    flat[leaf] = flat.get(leaf, 0.0) + weight
        scanned, total = [], 0
        for leaf in sorted(filter(self._count, flat), key=self._count):
            if total > LEAST_SCANNED and total + self._count(leaf) > SCANNED and not within:
                break
            total += self._count(leaf)
            scanned.append(_term(leaf, flat[leaf]))
        addresses = []
        for queries in filter(None, (scanned, names)):
            query = _both(*within, _must(_any(queries))) if within else _any(queries)
            hits = self._searcher.search(query, limit=wanted + CANDIDATES, count=False).hits
            addresses += [address for _score, address in hits]
        return self._pages(addresses)

    def _seen(self, pages: list[int]) -> dict[int, tuple[int, int]]:
        """(how many clues, how many names) each of these pages holds, of those within what the question narrows to."""
        if not pages:
            return {}
        few = len(self._audiences) <= MOST_NARROWING
        audiences = [
            _const(self._audience(one) if few else Query.all_query(), AUDIENCE)
            for one in self._audiences[:MOST_NARROWING]
        ]
        clues = [_const(self._holds(clue)) for clue in self._question.clues]
        names = [_const(name, NAME) for name in self._named]
        parts = [_must(_const(_among(pages), 0.0)), *self._narrowed[1 if few else 0 :]]
        query = _one_by_one(_both(*parts), [*audiences, *clues, *names])
        hits = self._hits(self._searcher.search(query, limit=len(pages), count=False).hits)
        return {
            hit.page_id: (int(hit.score % NAME), int(hit.score % AUDIENCE // NAME))
            for hit in hits
            if hit.score >= AUDIENCE
        }

    def _weighed(self, pages: list[int], named: list[int]) -> list[Hit]:
        """These pages with their scores, best first. named: those of them that hold a name."""
        if not pages:
            return []
        better = [_const(self._as_typed, ALL_HELD), *self._words]
        query = _one_by_one(_const(_among(pages), 0.0), better)
        if named:
            names = _both(_must(_const(_among(named), 0.0)), (Occur.Should, _any(self._names)))
            query = _both(_must(query), (Occur.Should, names))
        return self._hits(self._searcher.search(query, limit=len(pages), count=False).hits)

    def _surely_many(self, options: list[Option]) -> bool:
        """Whether surely more than MOST_COUNTED documents hold all of these."""
        held = [whole(term) for option in options for term in option.terms]
        if any(leaf.prefix for leaf in held) or min(map(self._count, held)) < SURELY * SLOTS or not self._audiences:
            return False
        # One audience is quickly asked for; those whom it leaves out are not needed to be sure
        most = max(self._audiences, key=lambda one: self._count_term("audience", one))
        sample = [_must(self._audience(most)), _must(Query.term_query(SCHEMA, "slot", 0)), *self._narrowed[1:]]
        return self._searcher.search(_both(*sample, *map(_must, map(_term, held))), limit=1).count > SURELY

    # Queries ---------------------------------------------------------------------------------------------------------

    @cached_property
    def _as_typed(self) -> Query:
        """What holds every clue as it was typed."""
        return _both(*(_must(self._holds(clue.as_typed())) for clue in self._question.clues))

    def _holds(self, clue: Clue) -> Query:
        return _any([_both(*map(_must, map(_term, option))) for option in holders(clue)])

    @cached_property
    def _words(self) -> list[Query]:
        """What counts, held or not: all clues and hints."""
        weighed = of_clues(self._question.clues + self._question.hints)
        return [_term(leaf, weight) for leaf, weight in weighed.items() if self._count(leaf)]

    @cached_property
    def _named(self) -> list[Query]:
        """The names of `also`, not scored."""
        options = (option for clue in self._question.also for option in clue.options)
        return [
            _both(*(_must(_term(whole(term))) for term in option.terms))
            for option in options
            if all(self._count(whole(term)) for term in option.terms)
        ]

    @cached_property
    def _names(self) -> list[Query]:
        clues = ([self._name(option) for option in clue.options] for clue in self._question.also)
        return [one[0] if len(one) == 1 else Query.disjunction_max_query(one, TIE) for one in clues]

    def _name(self, option: Option) -> Query:
        parts = []
        for term in option.terms:
            for leaf, weight in leaves(term, option.weight).items():
                parts.append((Occur.Must if leaf == whole(term) else Occur.Should, _term(leaf, weight)))
        return Query.boolean_query(parts)

    @cached_property
    def _narrowed(self) -> list[tuple[Occur, Query]]:
        """The conditions, which count for nothing in the score: first that of the audiences."""
        question = self._question
        required = [_any([self._audience(one) for one in self._audiences])]
        if len(self._audiences) > MOST_NARROWING:
            # Costs a look at every document of each, single terms only at those that are asked about
            required = [Query.term_set_query(SCHEMA, "audience", self._audiences)]
        modules = sorted(label or NO_MODULE for label in question.modules)
        if any(label not in modules for label, _count in self._searcher.terms_with_prefix("module", "")):
            required.append(Query.term_set_query(SCHEMA, "module", modules))
        if question.unit_id is not None:
            required.append(Query.term_query(SCHEMA, "unit", question.unit_id))
        if question.since or question.until:
            first, last = (day and day.toordinal() for day in (question.since, question.until))
            required.append(Query.range_query(SCHEMA, "day", FieldType.Integer, first, last))
        conditions = [_must(_const(query, 0.0)) for query in required]
        if question.without:
            conditions.append((Occur.MustNot, _among(sorted(question.without))))
        return conditions

    @cached_property
    def _audiences(self) -> list[str]:
        """Those of the question that any document has."""
        return [one for one in sorted(self._question.audiences) if self._count_term("audience", one)]

    def _audience(self, one: str) -> Query:
        return Query.term_query(SCHEMA, "audience", one, index_option="basic")

    # Answers ---------------------------------------------------------------------------------------------------------

    def _count(self, leaf: Leaf) -> int:
        """How many documents hold it; of a prefix, which would have to be looked at, all."""
        return self._searcher.num_docs if leaf.prefix else self._count_term(leaf.field, leaf.text)

    def _count_term(self, field: str, text: str) -> int:
        if (field, text) not in self._counts:
            self._counts[field, text] = self._searcher.doc_freq(field, text)
        return self._counts[field, text]

    def _pages(self, addresses: Iterable) -> list[int]:
        return list(dict.fromkeys(self._searcher.fast_field_values("page_id", list(addresses))))

    def _hits(self, hits: list[tuple]) -> list[Hit]:
        pages = self._searcher.fast_field_values("page_id", [address for _score, address in hits])
        return [Hit(page, score) for page, (score, _address) in zip(pages, hits, strict=True)]


def _term(leaf: Leaf, weight: float = 1.0) -> Query:
    if leaf.prefix:
        query = Query.regex_query(SCHEMA, leaf.field, f"{leaf.text}.*")  # letters and ' only: nothing to escape
    else:
        query = Query.term_query(SCHEMA, leaf.field, leaf.text, index_option="freq")
    return query if weight == 1 else Query.boost_query(query, weight)


def _const(query: Query, score: float = 1.0) -> Query:
    return Query.const_score_query(query, score)


def _must(query: Query) -> tuple[Occur, Query]:
    return Occur.Must, query


def _both(*parts: tuple[Occur, Query]) -> Query:
    return Query.boolean_query(list(parts))


def _any(queries: list[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _one_by_one(found: Query, better: list[Query]) -> Query:
    """The same as `found` with any of `better`, of which each is looked up for each document of a few: united, they would be
    looked at from end to end."""
    for query in better:
        found = Query.boolean_query([(Occur.Must, found), (Occur.Should, query)])
    return found


def _among(page_ids: list[int]) -> Query:
    """Single terms, since a set of numbers takes five times as long."""
    return _any([Query.term_query(SCHEMA, "page_id", page_id) for page_id in page_ids])
