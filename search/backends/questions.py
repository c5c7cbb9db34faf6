"""What is asked: modelsearch's query objects in terms of the analyzer, alike for both databases."""

from collections.abc import Callable
from typing import Any

from modelsearch.query import MATCH_ALL, MATCH_NONE, And, MatchAll, Not, Or, Phrase, PlainText, SearchQuery
from modelsearch.utils import AND, OR

from search.analysis import Term, index_terms, query_terms

__all__ = ["combined", "phrase_terms", "simplified"]


def simplified(query: SearchQuery) -> SearchQuery:
    """The query without parts that match everything or nothing, which modelsearch's database backends cannot nest.

    A text of nothing but punctuation matches nothing.
    """
    if isinstance(query, PlainText | Phrase):
        return query if query_terms(query.query_string) else MATCH_NONE
    if isinstance(query, Not):
        part = simplified(query.subquery)
        return part.subquery if isinstance(part, Not) else Not(part)
    if isinstance(query, And | Or):
        parts = [simplified(part) for part in query.subqueries]
        decisive, idle = (_is_none, _is_all) if isinstance(query, And) else (_is_all, _is_none)
        if any(map(decisive, parts)):
            return MATCH_NONE if isinstance(query, And) else MATCH_ALL
        parts = [part for part in parts if not idle(part)]
        if not parts:
            return MATCH_ALL if isinstance(query, And) else MATCH_NONE
        return parts[0] if len(parts) == 1 else type(query)(parts)
    return query


def _is_all(query: SearchQuery) -> bool:
    return isinstance(query, MatchAll)


def _is_none(query: SearchQuery) -> bool:
    return isinstance(query, Not) and isinstance(query.subquery, MatchAll)


def combined(query: PlainText, lexeme: Callable[[Term], Any], *, unfinished: bool, invert: bool = False) -> Any:
    """The text's terms as one expression of lexemes: all terms of a word, and between the words the query's operator.

    `invert`: `lexeme` negates, so that "and" and "or" change places (De Morgan).
    """
    every, some = (OR, AND) if invert else (AND, OR)
    if query.operator == "and":
        return every(map(lexeme, query_terms(query.query_string, unfinished=unfinished)))
    words = query.query_string.split()
    found = [query_terms(word, unfinished=unfinished and word is words[-1]) for word in words]
    return some(every(map(lexeme, terms)) for terms in found if terms)


def phrase_terms(text: str) -> list[Term]:
    """The terms of a phrase as they stand one after the other in an index; a last single character may go on there."""
    terms = [Term(term) for term in index_terms(text)]
    last = query_terms(text)[-1]
    if len(terms) > 1 and not last.prefix and terms[-1].text == terms[-2].text[1:]:
        terms.pop()  # a run's last character, which is there only where the run ends
    elif last.prefix:
        terms[-1] = last
    return terms
