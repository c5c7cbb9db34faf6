"""PostgreSQL: its text search over the analyzer's terms. Its parser only parts them at the blanks again."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Coalesce, Concat, Lower
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.query import Fuzzy, Phrase, PlainText

from search.analysis import CHINESE, Term, index_terms

from .objects import Analysed
from .questions import combined, phrase_terms, simplified

__all__ = ["AnalysedPostgresBackend"]


class _Index(PostgresIndex):
    def add_items(self, model, objs):
        super().add_items(model, [Analysed(obj) for obj in objs])


class _Analysing:
    """For a query compiler: the words of the query become terms."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.query = simplified(self.query)
        if isinstance(self.query, Fuzzy):
            # What is compared is the indexed text, which holds terms
            words = " ".join(index_terms(self.query.query_string))
            self.query = Fuzzy(words, operator=self.query.operator, unaccent=self.query.unaccent)

    def build_tsquery_content(self, query, config=None, invert=False):
        if isinstance(query, PlainText):

            def lexeme(term: Term) -> Lexeme:
                return Lexeme(term.text, invert=invert, prefix=term.prefix)

            terms = combined(query, lexeme, unfinished=self.LAST_TERM_IS_PREFIX, invert=invert)
            return SearchQuery(terms, search_type="raw", config=config)
        if isinstance(query, Phrase):
            # Terms are letters and digits only, so that nothing here needs escaping
            phrase = " <-> ".join(
                f"'{term.text}'" + (":*" if term.prefix else "") for term in phrase_terms(query.query_string)
            )
            return SearchQuery(f"!({phrase})" if invert else phrase, search_type="raw", config=config)
        return super().build_tsquery_content(query, config=config, invert=invert)

    def get_fields_vectors(self, search_query):
        # modelsearch reads the columns themselves when it is told in which fields to search
        vectors = super().get_fields_vectors(search_query)
        return [
            (SearchVector(_pairs_of_column(name), config=search_query.config, weight=vector.weight), boost)
            for name, (vector, boost) in zip(self.search_fields, vectors, strict=True)
        ]


class _SearchQueryCompiler(_Analysing, PostgresSearchQueryCompiler):
    pass


class _AutocompleteQueryCompiler(_Analysing, PostgresAutocompleteQueryCompiler):
    """The admin's lists and choosers ask this one: it finds what is indexed in any way, a last word by its beginning."""

    def get_index_vectors(self, search_query):
        every = PostgresSearchQueryCompiler.get_index_vectors(self, search_query)
        return [*super().get_index_vectors(search_query), *every]


class AnalysedPostgresBackend(PostgresSearchBackend):
    index_class = _Index
    query_compiler_class = _SearchQueryCompiler
    autocomplete_query_compiler_class = _AutocompleteQueryCompiler

    def __init__(self, params):
        # The analyzer has said what the terms are: no stemming and no stop words after it
        super().__init__({"SEARCH_CONFIG": "simple"} | params)


def _pairs_of_column(name: str) -> Concat:
    """A column's text with its Chinese in pairs of characters, as far as SQL can: of letter case and width, but not of
    traditional characters. The pairs from each run's first character, those from its second, and its single characters."""
    text = Lower(
        Func(Coalesce(F(name), Value("")), template="normalize(%(expressions)s, NFKC)", output_field=TextField())
    )
    shifted = _replaced(text, f"(^|[^{CHINESE}])([{CHINESE}])", r"\1\2 ")
    singles = _replaced(text, f"([{CHINESE}])", r"\1 ")
    return Concat(_pairs(text), Value(" "), _pairs(shifted), Value(" "), singles, output_field=TextField())


def _pairs(text) -> Func:
    return _replaced(text, f"([{CHINESE}])([{CHINESE}])", r" \1\2 ")


def _replaced(text, pattern: str, replacement: str) -> Func:
    return Func(
        text, Value(pattern), Value(replacement), Value("g"), function="regexp_replace", output_field=TextField()
    )
