"""The fields of an index, and an entry as a document of it.

The terms are the analyzer's, parted by blanks; Elasticsearch parts them there again and does nothing else to them.
"""

from elasticsearch.dsl import Date, Keyword, Long, Mapping, Text

from search import analysis
from search.engine import Entry

__all__ = ["FORGOTTEN", "VERSION", "document", "mapping"]

# Raise the number with any change of the fields or of what is written into one.
VERSION = f"1/analysis {analysis.VERSION}"

# What stands in the place of a page that is to be found no more: it has no audience. Were it deleted, whoever loaded the
# page earlier and writes it later would not notice that somebody was there in between.
FORGOTTEN: dict = {}


def mapping() -> Mapping:
    """No sources: what is found is looked up in the database, from which all of an index can be made again."""
    terms = {"analyzer": "whitespace", "index_options": "freqs"}
    made = Mapping()
    made.meta("dynamic", "strict")
    made.meta("_source", enabled=False)
    made.meta("_meta", version=VERSION)
    made.field("page_id", Long())
    for pair in analysis.FIELDS.values():
        for name in filter(None, pair):
            made.field(name, Text(**terms))
    made.field("module", Keyword())
    made.field("unit", Long())
    made.field("audience", Keyword(doc_values=False))
    made.field("day", Date(format="strict_date"))
    return made


def document(entry: Entry) -> dict:
    return {
        "page_id": entry.page_id,
        **{name: " ".join(terms) for name, terms in analysis.fields(entry.title, entry.text).items()},
        "module": entry.module,
        "unit": entry.unit_id,
        "audience": sorted(entry.audiences),
        "day": entry.occurred_on and entry.occurred_on.isoformat(),
    }
