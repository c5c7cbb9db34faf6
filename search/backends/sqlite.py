"""SQLite: FTS5 over the analyzer's terms. FTS5's own tokenizer only parts them at the blanks again."""

from modelsearch.backends.database.sqlite.query import Lexeme, SearchQueryExpression
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import Phrase, PlainText

from search.analysis import Term

from .objects import Analysed
from .questions import combined, phrase_terms, simplified

__all__ = ["AnalysedSQLiteBackend"]


def _lexeme(term: Term) -> Lexeme:
    return Lexeme(term.text, prefix=term.prefix)


class _Index(SQLiteIndex):
    def add_items(self, model, objs):
        super().add_items(model, [Analysed(obj) for obj in objs])


class _Analysing:
    """For a query compiler: the words of the query become terms."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.query = simplified(self.query)

    def build_search_query_content(self, query, config=None):
        if isinstance(query, PlainText):
            terms = combined(query, _lexeme, unfinished=self.LAST_TERM_IS_PREFIX)
            return SearchQueryExpression(terms, config=config)
        if isinstance(query, Phrase):
            terms = phrase_terms(query.query_string)
            words = " ".join(term.text for term in terms)
            return SearchQueryExpression(Lexeme(words, prefix=terms[-1].prefix), config=config)
        return super().build_search_query_content(query, config=config)


class _SearchQueryCompiler(_Analysing, SQLiteSearchQueryCompiler):
    pass


class _AutocompleteQueryCompiler(_Analysing, SQLiteAutocompleteQueryCompiler):
    pass


class AnalysedSQLiteBackend(SQLiteSearchBackend):
    index_class = _Index
    query_compiler_class = _SearchQueryCompiler
    autocomplete_query_compiler_class = _AutocompleteQueryCompiler
