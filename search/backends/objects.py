"""What is indexed of an object: modelsearch's own fields, each giving the terms of its value instead of the value."""

from typing import Any

from django.utils.encoding import force_str
from django.utils.functional import cached_property
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from search.analysis import index_terms

__all__ = ["Analysed"]

# PostgreSQL refuses a tsvector of more than a megabyte; this many different pairs of characters stay well below it.
MOST_TERMS = 20_000


class Analysed:
    """Stands for `obj` where modelsearch's indexers read it: `pk`, `get_search_fields()` and the fields' values."""

    def __init__(self, obj):
        self.obj = obj
        self.pk = obj.pk

    def get_search_fields(self) -> list:
        return [_analysed(field, self.obj) for field in self.obj.get_search_fields()]


def _analysed(field, obj=None):
    """A copy of the field that gives terms; of `obj`, or (below related fields) of the object that it is asked about."""
    kind = next(
        (kind for kind in (_SearchField, _AutocompleteField, _RelatedFields) if isinstance(field, kind.plain)), None
    )
    return kind(field, obj) if kind else field


class _SearchField(SearchField):
    plain = SearchField

    def __init__(self, field: SearchField, obj):
        super().__init__(field.field_name, boost=field.boost)
        self.field, self.obj = field, obj

    def get_value(self, obj) -> str:
        return _terms(self.field.get_value(obj)) if self.obj is None else self._own_terms

    @cached_property
    def _own_terms(self) -> str:
        # modelsearch asks five times: for the title, the body, what is completed, and their plain texts
        return _terms(self.field.get_value(self.obj))


class _AutocompleteField(AutocompleteField):
    plain = AutocompleteField

    def __init__(self, field: AutocompleteField, obj):
        super().__init__(field.field_name)
        self.field, self.obj = field, obj

    def get_value(self, obj) -> str:
        return _terms(self.field.get_value(obj)) if self.obj is None else self._own_terms

    @cached_property
    def _own_terms(self) -> str:
        # modelsearch asks five times: for the title, the body, what is completed, and their plain texts
        return _terms(self.field.get_value(self.obj))


class _RelatedFields(RelatedFields):
    plain = RelatedFields

    def __init__(self, field: RelatedFields, obj):
        super().__init__(field.field_name, [_analysed(below) for below in field.fields])
        self.field, self.obj = field, obj

    def get_value(self, obj) -> Any:
        return self.field.get_value(obj if self.obj is None else self.obj)


def _terms(value: Any) -> str:
    return " ".join(index_terms(_flat(value))[:MOST_TERMS])


def _flat(value: Any) -> str:
    """A value as one text, by modelsearch's rules."""
    if isinstance(value, dict):
        return ", ".join(_flat(item) for item in value.values())
    if isinstance(value, list):
        return ", ".join(_flat(item) for item in value)
    return force_str(value)
