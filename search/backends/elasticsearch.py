"""Elasticsearch: modelsearch's own backend for version 8 over the analyzer's terms, which it only parts at the blanks again."""

from elasticsearch.dsl import Q
from modelsearch.backends.elasticsearch8 import (
    Elasticsearch8AutocompleteQueryCompiler,
    Elasticsearch8Mapping,
    Elasticsearch8SearchBackend,
    Elasticsearch8SearchQueryCompiler,
)
from modelsearch.backends.elasticsearchbase import Field
from modelsearch.index import AutocompleteField, SearchField
from modelsearch.query import Fuzzy, MatchAll, Phrase, PlainText

from search.analysis import Term, index_terms
from search.elastic.connection import Cluster

from .objects import Analysed
from .questions import combined, phrase_terms, simplified

__all__ = ["AnalysedElasticsearchBackend"]

# Terms that the beginning of a phrase's last one may stand for
EXPANSIONS = 1000


class _Mapping(Elasticsearch8Mapping):
    edgengram_analyzer_config = {}  # a word's beginning is asked for by prefix, over all that is indexed

    def get_field_mapping(self, field):
        name, mapping = super().get_field_mapping(field)
        if isinstance(field, SearchField | AutocompleteField):
            mapping["type"] = "text"  # of a date as well: what is indexed of it are terms
        return name, mapping

    def get_mapping(self):
        mapping = super().get_mapping()
        _parted_at_blanks(mapping["properties"])
        return mapping

    def get_document(self, obj):
        document = {"pk": str(obj.pk), "_django_content_type": self.get_all_content_types(), "_edgengrams": []}
        for field in Analysed(obj).get_search_fields():
            name, value, completed = self._get_document_field_data(field, obj)
            document[name] = value
            document["_edgengrams"] += completed
        return document


def _parted_at_blanks(properties: dict) -> None:
    for field in properties.values():
        if field["type"] == "text":
            field["analyzer"] = "whitespace"
        _parted_at_blanks(field.get("properties", {}))


class _Analysing:
    """For a query compiler: the words of the query become terms."""

    mapping_class = _Mapping
    DEFAULT_OPERATOR = "and"  # as the databases' backends have it
    LAST_TERM_IS_PREFIX = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.query = simplified(self.query)

    def _compile_plaintext_query(self, query, fields, boost=1.0):
        def lexeme(term: Term):
            return _held(term, fields, boost)

        return combined(query, lexeme, unfinished=self.LAST_TERM_IS_PREFIX).to_dict()

    def _compile_phrase_query(self, query, fields):
        terms = phrase_terms(query.query_string)
        if len(terms) == 1:
            return _held(terms[0], fields).to_dict()
        words = " ".join(term.text for term in terms)
        asked = {"query": words, "fields": [field.field_name_with_boost for field in fields], "type": "phrase"}
        if terms[-1].prefix:
            asked |= {"type": "phrase_prefix", "max_expansions": EXPANSIONS}
        return {"multi_match": asked}

    def _compile_fuzzy_query(self, query, fields):
        # What is compared is the indexed text, which holds terms
        words = " ".join(index_terms(query.query_string))
        return super()._compile_fuzzy_query(Fuzzy(words, operator=query.operator), fields)


def _held(term: Term, fields: list[Field], boost: float = 1.0):
    """The term in any of the fields; the best of them counts."""
    kind = "prefix" if term.prefix else "term"
    return Q(
        "dis_max",
        queries=[Q(kind, **{field.field_name: {"value": term.text, "boost": boost * field.boost}}) for field in fields],
    )


class _SearchQueryCompiler(_Analysing, Elasticsearch8SearchQueryCompiler):
    pass


class _AutocompleteQueryCompiler(_Analysing, Elasticsearch8AutocompleteQueryCompiler):
    """The admin's lists and choosers ask this one: it finds what is indexed in any way, a last word by its beginning."""

    LAST_TERM_IS_PREFIX = True

    def get_inner_query(self):
        if isinstance(self.query, PlainText | MatchAll):
            if not self.remapped_fields:
                self.remapped_fields = ["_edgengrams", *(field.field_name for field in self._remap_fields(None))]
            return super().get_inner_query()
        if isinstance(self.query, Phrase):
            raise NotImplementedError("`Phrase` is not supported for autocomplete queries.")
        return self._process_match_none()  # a text of nothing but punctuation


class AnalysedElasticsearchBackend(Elasticsearch8SearchBackend):
    mapping_class = _Mapping
    query_compiler_class = _SearchQueryCompiler
    autocomplete_query_compiler_class = _AutocompleteQueryCompiler
    settings = {"settings": {}}  # without the analyzers of modelsearch's own fields

    @staticmethod
    def client_class(hosts, **options):
        """The one of this process. modelsearch makes a backend for each question, and would make a client for each backend."""
        return Cluster.configured().client
