"""What is indexed of an object: modelsearch's own fields, each giving the terms of its value instead of the value.

Of something with drafts, what editors last wrote counts: the latest draft, and beside it what is live.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.encoding import force_str
from django.utils.functional import cached_property
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from wagtail.models import DraftStateMixin

from search.analysis import index_terms

__all__ = ["Analysed"]

# PostgreSQL refuses a tsvector of more than a megabyte; this many different pairs of characters stay well below it.
MOST_TERMS = 20_000


class Analysed:
    """Stands for `obj` where modelsearch's indexers read it: `pk`, `get_search_fields()` and the fields' values."""

    def __init__(self, obj):
        self.obj = obj
        self.pk = obj.pk
        self.versions = _versions(obj)

    def get_search_fields(self) -> list:
        return [_analysed(field, self.versions) for field in self.obj.get_search_fields()]


def _versions(obj) -> list:
    """What an editor may have in mind when they look for it."""
    if not isinstance(obj, DraftStateMixin) or not obj.has_unpublished_changes or not obj.latest_revision_id:
        return [obj]
    draft = obj.get_latest_revision_as_object()
    return [obj, draft] if obj.live else [draft]


def _analysed(field, versions: list | None = None):
    """A copy of the field that gives terms: of all these versions, or (below related fields) of the object that it is
    asked about."""
    for kind in (_SearchField, _AutocompleteField, _RelatedFields):
        if isinstance(field, kind.plain):
            return kind(field, versions)
    return field


class _Terms:
    """For a field: its value as terms."""

    field: SearchField | AutocompleteField
    versions: list | None

    def get_value(self, obj) -> str:
        return _terms([self.field.get_value(obj)]) if self.versions is None else self._own_terms

    @cached_property
    def _own_terms(self) -> str:
        # modelsearch asks five times: for the title, the body, what is completed, and their plain texts
        return _terms(self.field.get_value(version) for version in self.versions)


class _SearchField(_Terms, SearchField):
    plain = SearchField

    def __init__(self, field: SearchField, versions):
        super().__init__(field.field_name, boost=field.boost)
        self.field, self.versions = field, versions


class _AutocompleteField(_Terms, AutocompleteField):
    plain = AutocompleteField

    def __init__(self, field: AutocompleteField, versions):
        super().__init__(field.field_name)
        self.field, self.versions = field, versions


class _RelatedFields(RelatedFields):
    plain = RelatedFields

    def __init__(self, field: RelatedFields, versions):
        super().__init__(field.field_name, [_analysed(below) for below in field.fields])
        self.field, self.versions = field, versions

    def get_value(self, obj) -> Any:
        return self.field.get_value(obj if self.versions is None else self.versions[-1])


def _terms(values: Iterable[Any]) -> str:
    texts = dict.fromkeys(map(_flat, values))
    return " ".join(term for text in texts for term in index_terms(text)[:MOST_TERMS])


def _flat(value: Any) -> str:
    """A value as one text, by modelsearch's rules."""
    if isinstance(value, dict):
        return ", ".join(_flat(item) for item in value.values())
    if isinstance(value, list):
        return ", ".join(_flat(item) for item in value)
    return force_str(value)
