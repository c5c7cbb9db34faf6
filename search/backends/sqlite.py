"""SQLite: FTS5 over the analyzer's terms. FTS5's own tokenizer only parts them at the blanks again."""

from django.db.models import F
from modelsearch.backends.database.sqlite.query import BM25, Lexeme, SearchQueryExpression
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import Not, Phrase, PlainText

from search.analysis import Term

from .objects import Analysed
from .questions import combined, phrase_terms, simplified

__all__ = ["AnalysedSQLiteBackend"]


def _lexeme(term: Term) -> Lexeme:
    return Lexeme(term.text, prefix=term.prefix)


class _TitleFirst(BM25):
    """A word of the title counts more; modelsearch leaves the weights of FTS5's columns at 1."""

    WEIGHTS = "4.0, 1.0, 4.0"  # autocomplete, body, title: the order of modelsearch's table

    def as_sql(self, compiler, connection, function=None, template=None):
        sql, params = super().as_sql(compiler, connection)
        return f"{sql.removesuffix(')')}, {self.WEIGHTS})", params


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

    def get_index_vectors(self):
        # One BM25 of the whole row. modelsearch adds a second one times a norm of the title's length, whereby a short title
        # wins whatever it says.
        return [(F("index_entry__body"), 1.0)]

    def build_tsrank(self, vector, query, config=None, boost=1.0):
        rank = super().build_tsrank(vector, query, config=config, boost=boost)
        return _TitleFirst() * boost if isinstance(query, Phrase | PlainText | Not) else rank


class _SearchQueryCompiler(_Analysing, SQLiteSearchQueryCompiler):
    pass


class _AutocompleteQueryCompiler(_Analysing, SQLiteAutocompleteQueryCompiler):
    """The admin's lists and choosers ask this one: it finds what is indexed in any way, a last word by its beginning."""

    FTS_TABLE_FIELDS = ["autocomplete", "title", "body"]


class AnalysedSQLiteBackend(SQLiteSearchBackend):
    index_class = _Index
    query_compiler_class = _SearchQueryCompiler
    autocomplete_query_compiler_class = _AutocompleteQueryCompiler
